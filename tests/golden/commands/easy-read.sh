# What Easy Read has to be besides short: one picture for one meaning, hard words in
# the list of words, each sentence on its own lines wherever it stands, charts in
# words of their own, and at most 24 pages in each print; and near misses.
. "$ROOT/tests/golden/commands/press.subr"

printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><rect width="9" height="9"/></svg>' | put content/steps/a.svg
cp content/steps/a.svg content/steps/b.svg
put content/steps/publication.yaml <<'END'
languages: {en: en-GB, pl: pl}
title: Steps
publisher: Press
issued: 2026-03-01
editions:
  - {id: report, title: Report, source: report.md, formats: [text]}
  - {id: easy, profile: easy-read, title: {en: Easy, pl: Łatwe}, source: easy.md, formats: [text, html]}
END
put content/steps/findings/findings.yaml <<'END'
project: data.csv
themes:
  - {id: wishes, code: Wishes, label: {en: Wishes, pl: Życzenia}}
  - {id: access, code: Wishes > Access, label: {en: Timely access, pl: Dostęp na czas}, easy-label: {en: See a doctor soon}}
  - {id: choice, code: Wishes > Choice, label: {en: A choice, pl: Wybór}, easy-label: {en: Choose, pl: Wybierać}}
END
{
	echo case,code,text,id
	for i in $(seq 40); do
		[ $i -le 30 ] && echo "p$i,Wishes > Access,Access $i.,a$i" || echo "p$i,Other,Other $i.,o$i"
		[ $i -gt 20 ] || echo "p$i,Wishes > Choice,Choice $i.,c$i"
	done
} | put content/steps/findings/data.csv
put content/steps/en/report.md <<'END'
# Steps

::: {.chart kind=people under=wishes}
What people wish for
:::
END
sed 's/What.*/Czego chcą/; s/Steps/Kroki/' content/steps/en/report.md | put content/steps/pl/report.md
put content/steps/en/easy.md <<'END'
# Steps

::: {.easy-read}
![A person](a.svg)

Some [organisations]{.term} help a [carer]{.term}.
A carer helps [at home]{.term}.
:::

::: {.easy-read}
![A house.](a.svg)

One picture means 2 things.
They get [grants]{.term}.
Grants are money.
:::

::: {.easy-read}
![a person.](b.svg)

One thing has 2 pictures.
:::

::: {.easy-read}
![A person](a.svg)

The same again is well.
:::

::: {.chart kind=people under=wishes data=none}
What people wish for
:::

## Words

### Organisation

An organisation is a group.
It has one job.

### Carer

A carer helps a friend.
This line goes
on.

### At home

At home is where you live.

- A list stays.
  It is tight.
END
put content/steps/pl/easy.md <<'END'
# Kroki

::: {.easy-read}
![Osoba](a.svg)

Szukamy [opiekuna]{.term} i [szpitala]{.term}.
:::

::: {.chart kind=people under=wishes data=none}
Czego chcą ludzie
:::

## Słowa

### Opiekun

Opiekun pomaga. Szukamy opiekuna.

### Szpital

Szpital leczy. Mówimy o szpitalu, koło szpitala.
END
echo "== told"
everyread build steps
for lang in en pl; do
	echo "== $lang"
	sed -n '/Easy$\|Łatwe$/,$p' dist/steps/$lang/steps-easy-$lang.txt | sed '/^ *$/d'
	grep -o '<title id[^>]*>[^<]*</title>' dist/steps/$lang/steps-easy-$lang.html | sed 's/.*">//' | sort -u
	grep -c 'class="description"' dist/steps/$lang/steps-easy-$lang.html
done
echo "== the report keeps its words"
grep -h 'out of' dist/steps/en/steps-report-en.txt

echo "== pages"
long() {
	echo '# Long'
	for i in $(seq "$1"); do
		printf '\n::: {.easy-read}\n![A person](a.svg)\n\nThis is row %d.\n:::\n' "$i"
	done
}
rm -r content/steps/findings content/steps/pl dist
echo Text. | put content/steps/en/report.md
put content/steps/publication.yaml <<'END'
languages: {en: en-GB}
title: Steps
publisher: Press
issued: 2026-03-01
editions:
  - {id: report, title: Report, source: report.md, formats: [pdf]}
  - {id: easy, profile: easy-read, title: Easy, source: easy.md, formats: [pdf, pdf-large]}
END
long 60 | put content/steps/en/easy.md
everyread build steps --strict
long 69 | put content/steps/en/easy.md
everyread build steps --strict
everyread build steps
echo "== the same from what was kept"
everyread build steps
