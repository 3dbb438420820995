# Labels of findings.yaml and of a collection's fields are segments, too: counted,
# recorded, taken to translators and put back where they belong, every other byte
# as it was.
. "$ROOT/tests/golden/commands/press.subr"
put content/rain/publication.yaml <<'EOF'
languages: {en: en, pl: pl, zh-Hans: zh-Hans}
title: {en: Rain, pl: Deszcz, zh-Hans: 雨}
publisher: {en: Weather press, pl: Prasa o pogodzie, zh-Hans: 天气社}
kind: {en: Report, pl: Raport}
issued: 2026-03-01
cover-picture: {file: cover.png, alt: {en: A wet street, pl: Mokra ulica}}
collections:
  places: {schema: places.yaml}
editions:
  - id: report
    title: {en: Rain, pl: Deszcz, zh-Hans: 雨}
    source: report.md
    formats: [html]
EOF
printf '\211PNG\r\n\032\n' | put content/rain/cover.png
put content/rain/places.yaml <<'EOF'
fields:
  title: {type: text, required: true, label: {en: Title, pl: Tytuł}}
  state:
    type: choice
    label:
      # as people say it
      en: State
      pl: Stan
    values:
      dry: {en: Dry, pl: Sucho}
      wet: {en: Wet}
EOF
put content/rain/findings/findings.yaml <<'EOF'
# Kept as it is.
project: coded.csv
area: {variable: Place, label: {en: Area}}   # of the country
values:
  area:
    North: {en: North, pl: Północ}
    Fife: {en: Fife, pl: Fife}   # a name
themes:
  - id: sun
    code: Sun
    label:
      en: Sun
      pl: Słońce
  - id: rain
    code: Rain
    label:
      en: "Rain: much of it"
    easy-label: {en: Wet days}   # no Easy Read, no words for it
  - {id: snow, code: Snow, label: {en: Snow, pl: Snow}}
EOF
printf 'case,code,text,id,Place\nA,Sun,,,North\n' | put content/rain/findings/coded.csv
printf '# Rain\n\nIt rained.\n' | put content/rain/en/report.md
printf '# Deszcz\n\nPadało.\n' | put content/rain/pl/report.md
cp -r content first
everyread translate status --lang pl
everyread translate accept --lang pl
everyread translate accept --lang pl --edition findings.yaml
everyread translate status --lang pl
sed -n '/segments/,$p' content/rain/pl/translation.yaml | grep -c target:

echo == out and in, with nothing changed
for format in xliff xliff-1.2 po; do
	everyread translate export --lang pl --format $format
	everyread translate import rain.pl.*
	[ $format = po ] || rm rain.pl.*
done
diff -r -x translation.yaml first content && echo the same
grep -E 'label|findings.yaml' rain.pl.po | head -12

echo == edited by a translator
everyread translate export --lang pl --format po
python3 - <<'EOF'
import re
text = open("rain.pl.po", encoding="utf-8").read()
for source, target in (("Area", "Obszar, czyli „miejsce”"), ("Rain: much of it", "Deszcz: # dużo \\\"go\\\""), ("Snow", "Śnieg"),
                       ("Sun", "Słoneczko, które świeci cały dzień i noc bez ustanku"), ("Wet", "Mokro"), ("State", "Stan: jaki?"), ("A wet street", "Ulica w deszczu")):
    text, count = re.subn(r'(?:#, fuzzy\n)?(#\|[^\n]*\n)*msgid "' + re.escape(source) + r'"\nmsgstr "[^\n]*"',
                          lambda _: 'msgid "%s"\nmsgstr "%s"' % (source, target), text)
    assert count, source
open("rain.pl.po", "w", encoding="utf-8").write(text)
EOF
everyread translate import rain.pl.po
diff -r -x translation.yaml first content
everyread translate status --lang pl

echo == the source changes
sed -i 's/en: Sun/en: The sun/; s/{en: North/{en: The north/' content/rain/findings/findings.yaml
everyread translate status --lang pl
everyread build --lang pl 2>&1 | grep N0

echo == a file that is broken
printf 'project: [\n' | put content/rain/findings/findings.yaml
everyread translate status --lang pl
