# Out to translators' tools and back: what is edited stands in the text, what is
# not stays to the byte, and nothing that is wrong gets in.
. "$ROOT/tests/golden/commands/press.subr"
publication
put content/rain/publication.yaml <<-'END'
	languages:
	  en: en-GB
	  pl: pl
	title:
	  en: Rain # what falls
	  pl: Deszcz
	subtitle:
	  en: "A: report"
	publisher: Weather press
	issued: 2026-03-01
	landing: landing.md
	editions:
	  - id: report
	    title: {en: Report, pl: Raport}
	    source: report
END
put content/rain/en/report/01-rain.md <<-'END'
	# Rain {#rain}

	It *rains* a lot [here](https://example.org/), on {{n}} of 365 days.[^n]\
	Often.

	::: {.callout title="A \"box\""}
	- Yes
	- No `x|y` & <b>so</b>
	:::

	| A | B \| C |
	|--|--|
	| One | Two |

	[^n]: In
	    2019.
END
put content/rain/pl/report/01-deszcz.md <<-'END'
	# Deszcz {#rain}

	*Pada* [tu](https://example.org/) dużo, {{n}} z 365 dni.[^n]\
	Często.

	::: {.callout title="„Ramka”"}
	- Tak
	- Nie `x|y` i <b>tak</b>
	:::

	| Pierwsza | 2 |
	|--|--|
	| Raz | Dwa |

	[^n]: 2019
	    r.
END
sums() { find content -type f | LC_ALL=C sort | xargs sha256sum; }
edit() { # FILE SED: one edit of a copy, imported
	sed "$2" "$1" >edited.${1##*.}
	cmp -s "$1" edited.${1##*.} && echo "the edit did not take"
	everyread translate import edited.${1##*.}
}
out() { everyread translate export rain --format $1 -o $1; }
everyread translate accept rain >accepted
sums >before
echo "== out, and back as it was"
for format in xliff xliff-1.2 po; do
	out $format
	everyread translate import $format/rain.pl.*
done
sums | cmp - before
cat po/rain.pl.po
grep -A 34 'kind">paragraph' xliff/rain.pl.xlf | head -36
grep -B 1 -A 8 'Often' xliff-1.2/rain.pl.xlf
echo "== edited: the same bytes from all three"
edit xliff/rain.pl.xlf 's,dużo\, ,rzadko\, ,; s,<target>„Ramka”,<target>Moja "ramka",; s,<target>Dwa,<target>Dwa | trzy,; s,<target>Raport,<target>Nowy "raport",; s,<source>A: report</source>,&<target>B: raport</target>,'
git init -q . && git add content && git -c user.name=a -c user.email=a@b commit -qm a
git diff --quiet; cat content/rain/pl/report/01-deszcz.md; grep -A 1 -E '^(sub)?title|id: report' content/rain/publication.yaml; cat content/rain/publication.yaml | tail -n 12
everyread translate status rain
out po
edit po/rain.pl.po 's,^msgstr "Tak",msgstr "2019. Tak",; s,^msgstr "Raz",msgstr "Trzy|cztery",'
out xliff-1.2
edit xliff-1.2/rain.pl.xlf 's,>Trzy[^<]*<,>Raz<,; s,>Nowy [^<]*<,>Raport<,; s,>2019 r,>Roku 2019,'
git diff content | grep '^[-+]'
echo "== stale, fuzzy, and held to be right"
sed -i 's/a lot/little/' content/rain/en/report/01-rain.md
out po >/dev/null
grep -B 3 -A 8 fuzzy po/rain.pl.po
everyread translate import po/rain.pl.po
edit po/rain.pl.po 's/^#, fuzzy$//'
everyread translate status rain
echo "== what is new: a paragraph, a chapter, an item that nobody can place"
printf '\nThe end.\n' >>content/rain/en/report/02-snow.md
sed -i 's/^- Yes/- Perhaps\n&/' content/rain/en/report/01-rain.md
printf '# Hail\n\nIt hails [^h].\n\n{{n}}\n\n[^h]: Hard.\n' >content/rain/en/report/03-hail.md
out po
python3 - <<-'END'
	import re
	text = open("po/rain.pl.po").read()
	for source, target in (("The end.", "Koniec."), ("Perhaps", "Może"), ("Hail", "Grad"), ("It hails [^h].", "Pada grad [^h].")):
	    text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
	open("half.po", "w").write(text)
	open("whole.po", "w").write(text.replace('msgid "Hard."\nmsgstr ""', 'msgid "Hard."\nmsgstr "Mocno."'))
END
everyread translate import half.po
everyread translate import whole.po
cat content/rain/pl/report/02-snieg.md content/rain/pl/report/03-hail.md
everyread translate status rain
echo "== what is wrong gets in nowhere"
out xliff; out po
sums >before
X=xliff/rain.pl.xlf P=po/rain.pl.po
edit $P 's/{{n}} z 365/{{m}} z 365/'
edit $P 's/{{n}} z 365/n z 365/'
edit $P 's,\[tu\](https://example.org/),[tu](https://example.org/pl),'
edit $P 's,^msgstr "Raz",msgstr "*Raz*",'
edit $P 's,^msgstr "Raz",msgstr "Raz * dwa *",'
out po >reordered
edit $P 's,^msgstr "Koniec.",msgstr "[Koniec]: tu",'
edit $X 's,</unit>,</unitt>,'
edit $X 's,^<xliff,<!DOCTYPE xliff [<!ENTITY a SYSTEM "/etc/passwd">]>\n&,'
edit $X 's/original="rain/original="snow/'
edit $X 's/trgLang="pl"/trgLang="de"/'
edit $X 's/version="2.1"/version="3.0"/'
edit $X 's,<data id="d1">.*,,'
edit $X 's,<pc id="1"[^>]*>,<x/>,; s,</pc>,,'
edit $P '1s/^/<<<<<<< HEAD\n/'
edit $P 's/^msgid "One"/msgid One/'
edit $P 's/charset=UTF-8/charset=ISO-8859-2/'
edit $P '1,12d'
edit $P 's/^msgstr "Grad"/msgstr[0] "Grad"/'
edit $P 's/^msgstr "Grad"/msgstr "Gr\x07ad"/'
edit $P 's/^msgstr "Grad"/msgstr "\xE2\x80\xAEdarG"/'
edit $P 's/^msgstr "Grad"/msgstr "Gr{{ad"/; s/^msgstr "Koniec."/msgstr "Koniec.\\n\\nI to tyle."/'
printf '\303(' | everyread translate import /dev/stdin
printf '' >empty.po; everyread translate import empty.po
everyread translate import none.po
echo "== what is to be questioned"
sed -n '/msgctxt/,$p' $P | grep -c msgid
edit $P 's/365 dni/366 dni/'
edit $P 's/^msgid "One"/msgid "One more"/'
out po >reordered
python3 - <<-'END'
	head, *entries = open("po/rain.pl.po").read().rstrip().split("\n\n")
	entries = [entry.replace('"It snows."', '"It snew."') for entry in entries[::-1] if '"Two"' not in entry]
	open("other.po", "w").write("\n\n".join([head] + entries + [entries[0].replace('msgstr "', 'msgstr "Otherwise ')]) + "\n")
	open("other2.po", "w").write("\n\n".join([head] + entries) + "\n")
END
everyread translate import other.po
everyread translate import other2.po
sed -i 's/Śnieg/Biały śnieg/' content/rain/pl/report/02-snieg.md
edit $P 's/^msgstr "Śnieg"/msgstr "Śniegi"/'
everyread translate import
everyread translate export rain --format doc

echo == files of other tools: UTF-16, no PO at all, no language
everyread translate export rain --lang pl --format po >exported 2>&1
everyread translate export rain --lang pl >>exported 2>&1
for file in rain.pl.po rain.pl.xlf; do
	python3 -c 'import sys; text = open(sys.argv[1], encoding="utf-8").read().replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"")
open("wide-" + sys.argv[1], "wb").write(text.encode("utf-16"))' $file
	everyread translate import wide-$file
done
printf '# A text\n\nWith words.\n\nAnd more.\n' >other.po
everyread translate import other.po
printf '\000\001\377' >bytes.po
everyread translate import bytes.po
sed 's/ trgLang="pl"//' rain.pl.xlf >nobody.xlf
everyread translate import nobody.xlf
