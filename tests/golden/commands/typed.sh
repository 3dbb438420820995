# Quotation marks, dashes and dots as the language has them, abbreviations, and
# how many levels the contents show: as editions say, in four languages.
. "$ROOT/tests/golden/commands/press.subr"
write() { # LANGUAGE QUOTED ABBREVIATION WORDS
	put "content/wind/$1/full.md" <<-END
		# Wind

		*[$3]: $4

		## First

		"$2 '$2' $2" -- $2, $3... + \`"code" -- ...\`

		### Second
	END
	sed 's/^# .*/# Calm/' "content/wind/$1/full.md" >"content/wind/$1/plain.md"
}
write en so NHS 'National Health Service'
write pl tak NFZ 'Narodowy Fundusz Zdrowia'
write ar نعم و.ص 'وزارة الصحة'
write zh-Hans 是 卫健委 国家卫生健康委员会
put content/wind/publication.yaml <<-'END'
	languages: {en: en-GB, pl: pl, ar: ar, zh-Hans: zh-Hans}
	title: {en: Wind, pl: Wiatr, ar: ريح, zh-Hans: 风}
	publisher: Weather press
	issued: 2026-03-01
	editions:
	  - {id: full, title: {en: Full, pl: Pełny, ar: كامل, zh-Hans: 全}, source: full.md, contents: true, formats: [html, pdf, text, markdown], toc-depth: 1}
	  - {id: plain, title: {en: Plain, pl: Prosty, ar: بسيط, zh-Hans: 简}, source: plain.md, contents: true, formats: [html, pdf, text, markdown], smart-punctuation: false}
END
everyread build wind
for language in en pl ar zh-Hans; do
	for edition in full plain; do
		sed -n '/^‏*[“"„«]/,$p' dist/wind/$language/wind-$edition-$language.txt | head -n 2
		grep -ch '<abbr title' dist/wind/$language/wind-$edition-$language.html
		grep -c 'Second' dist/wind/$language/wind-$edition-$language.md
		qpdf --qdf --object-streams=disable dist/wind/$language/wind-$edition-$language.pdf - | grep -ac '/E [(<]'
	done
done

echo '== what is wrong'
cat >>content/wind/en/full.md <<-'END'

	*[NHS]: Another thing
END
sed -i 's/toc-depth: 1/toc-depth: nine/; s/smart-punctuation: false/smart-punctuation: maybe/' content/wind/publication.yaml
everyread build wind
