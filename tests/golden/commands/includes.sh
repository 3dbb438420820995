# A text that several texts share: of each language, or of the publication.
. "$ROOT/tests/golden/commands/press.subr"
put content/wind/publication.yaml <<-'END'
	languages: {en: en-GB, pl: pl, ar: ar, zh-Hans: zh-Hans}
	title: {en: Wind, pl: Wiatr, ar: ريح, zh-Hans: 风}
	publisher: Weather press
	issued: 2026-03-01
	editions:
	  - {id: full, title: {en: Full, pl: Pełny, ar: كامل, zh-Hans: 全}, source: full, formats: [html, text]}
END
put content/wind/shared/address.md <<-'END'
	| 12 High Street
	| Edinburgh
END
text() { # LANGUAGE HEADING WORDS
	put "content/wind/$1/full/01.md" <<-END
		# $2

		{{>_shared/contact.md}}

		- A list

		  {{>shared/address.md}}
	END
	put "content/wind/$1/_shared/contact.md" <<-END
		$3 {{publisher}}.

		{{>shared/address.md}}
	END
}
text en Wind 'Write to'
text pl Wiatr 'Pisz do'
text ar ريح 'اكتبوا إلى'
text zh-Hans 风 请写信给
everyread build wind
sed -n '/^Wind/,$p' dist/wind/en/wind-full-en.txt
for language in pl ar zh-Hans; do
	grep -h -A 4 'Weather press\.' dist/wind/$language/wind-full-$language.txt
done
echo '== changed: four pages, then one'
sed -i 's/12/14/' content/wind/shared/address.md
everyread build wind
cat dist/wind/*/*.txt | grep -c '14 High'
echo 'Or ring.' >>content/wind/pl/_shared/contact.md
everyread build wind
cat dist/wind/*/*.txt | grep -c 'Or ring'

echo '== mistakes, in one run'
ln -s /etc/hostname content/wind/shared/far.md
printf 'Wiatr wieje \277\263\363\263ty i spada ga\263\261\274\n' >content/wind/shared/latin.md
: >content/wind/shared/empty.md
printf -- '---\ntitle: X\n---\nWords.\n' >content/wind/shared/front.md
printf 'See [x](#nowhere) and {{nothing}}.\n\n::: {.qoute}\n:::\n' >content/wind/shared/wrong.md
put content/wind/en/full/01.md <<-'END'
	# Wind

	{{>shared/adress.md}}

	{{>../other/text.md}}

	{{>/etc/passwd.md}}

	{{>shared/far.md}}

	{{>shared/latin.md}}

	{{>shared/empty.md}}

	{{>shared/front.md}}

	{{>shared/wrong.md}}
END
everyread build wind
echo '== in circles'
put content/wind/en/full/01.md <<-'END'
	# Wind

	{{>shared/one.md}}
END
echo '{{>shared/two.md}}' >content/wind/shared/one.md
echo '{{>shared/one.md}}' >content/wind/shared/two.md
everyread build wind
echo '== alone'
everyread render -o alone.txt content/wind/en/full/01.md
