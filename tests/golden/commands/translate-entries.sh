# Entries of collections are segments, too: the words of their data, wherever these
# stand in the YAML, and their texts. They are counted, recorded, taken to translators
# and put back, every other byte as it was.
. "$ROOT/tests/golden/commands/press.subr"
put content/rain/publication.yaml <<'EOF'
languages: {en: en, pl: pl, ar: ar}
title: {en: Rain, pl: Deszcz, ar: مطر}
publisher: {en: Press, pl: Prasa, ar: دار}
issued: 2026-03-01
collections:
  places: {schema: places.yaml, languages: [en, pl, ar]}
editions:
  - id: report
    title: {en: Rain, pl: Deszcz, ar: مطر}
    source: report.md
    formats: [html]
EOF
put content/rain/places.yaml <<'EOF'
fields:
  title: {type: text, required: true, label: {en: Title, pl: Tytuł, ar: عنوان}}
  teaser: {type: markdown, label: {en: Teaser, pl: Zajawka, ar: مقدمة}}
  more: {type: text, label: {en: More, pl: Więcej, ar: المزيد}}
  date: {type: date}
  tags: {type: text, list: true, label: {en: Tags, pl: Hasła, ar: وسوم}}
  steps:
    type: record
    list: true
    fields: {step: {type: text}, people: {type: number}}
EOF
for l in en pl ar; do printf '# Rain\n\nIt rained, %s.\n' $l | put content/rain/$l/report.md; done
put content/rain/en/places/fife.md <<'EOF'
---
title: Fife   # a county
date: 2026-02-03
teaser: >
  It *rained* on [the coast](https://example.org/)
  all day.
more: |
  A block,
  of two lines.
tags: [wet, "cold: \"very\""]
steps:
  - step: 'First''s step'
    people: 4
  - {step: Second, people: 5}
---

## How it was {#how}

It rained on 14 days.

- It **poured**.
EOF
put content/rain/pl/places/fife.md <<'EOF'
---
title: Hrabstwo Fife
teaser: Na [wybrzeżu](https://example.org/) *padało* cały dzień.
more: |
  Blok w dwóch
  wierszach.
tags: [mokro, 'zimno']
steps:
  - step: Pierwszy krok
    people: 4
  - {step: Drugi, people: 5}
---

## Jak było {#how}

Padało przez 14 dni.

- **Lało**.
EOF
printf -- '---\ntitle: &name Skye\nmore: *name\n---\n\nAn island.\n' | put content/rain/en/places/skye.md
cp -r content first
echo == status
everyread translate status --lang pl
everyread translate accept --lang pl
everyread translate status --lang pl
everyread check 2>&1 | grep -E '(N0|T0)[0-9]+'

echo == out and in, with nothing changed
for format in xliff xliff-1.2 po; do
	everyread translate export --lang pl --format $format
	everyread translate import rain.pl.*
	[ $format = po ] || rm rain.pl.*
done
diff -r -x translation.yaml first content && echo the same
sed -n '/places: /,$p' rain.pl.po

echo == edited by a translator, and an entry that is new
edit() { # LANGUAGE: SOURCE → TARGET on standard input
	everyread translate export --lang $1 --format po >/dev/null
	python3 - $1 <<'EOF'
import re, sys
path = f"rain.{sys.argv[1]}.po"
text = open(path, encoding="utf-8").read()
pairs = [line.rstrip("\n").split(" → ") for line in open("pairs", encoding="utf-8")]
for source, target in pairs:
    text, count = re.subn(r'((?:#, fuzzy\n)?)((?:#\|[^\n]*\n)*)msgid "' + re.escape(source) + r'"\nmsgstr "[^\n]*"',
                          lambda _: 'msgid "%s"\nmsgstr "%s"' % (source, target), text)
    if not count: print("not there:", source)
open(path, "w", encoding="utf-8").write(text)
EOF
	everyread translate import rain.$1.po
}
cat >pairs <<'EOF'
Fife → Fife: „hrabstwo” # \"tak\"
It *rained* on [the coast](https://example.org/) all day. → Cały dzień *padało* na [wybrzeżu](https://example.org/).
A block, of two lines. → Blok, dwa wiersze.
cold: \"very\" → zimno: \"bardzo\"
First's step → Krok nr 1
Second → - drugi
It rained on 14 days. → Padało 14 dni.
An island. → Wyspa.
EOF
edit pl
diff -r -x translation.yaml first content
cat >pairs <<'EOF'
Fife → فايف
It *rained* on [the coast](https://example.org/) all day. → *هطل المطر* على [الساحل](https://example.org/) طوال اليوم.
A block, of two lines. → كتلة من سطرين.
wet → رطب
cold: \"very\" → بارد: \"جدا\"
First's step → الخطوة الأولى
Second → الثانية
How it was {#how} → كيف كان {#how}
It rained on 14 days. → هطل المطر ١٤ يوما.
It **poured**. → هطل **بغزارة**.
EOF
edit ar
cat content/rain/ar/places/fife.md
everyread check --lang ar 2>&1 | grep -c error
everyread translate status --lang ar | tail -n +1 | grep -A 3 places

echo == stale, and what is wrong
everyread translate accept --lang pl
sed -i 's/of two lines/of three/; s/It rained on 14/It rained on 15/' content/rain/en/places/fife.md
everyread translate status --lang pl
everyread check --lang pl 2>&1 | grep 'has changed'
cat >pairs <<'EOF'
It *rained* on [the coast](https://example.org/) all day. → Cały dzień padało na wybrzeżu.
How it was {#how} → Jak było
EOF
edit pl
