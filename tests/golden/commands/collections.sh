# A folder of entries with data at their head: lists of them in a text, in two
# languages, an entry's own text in the book, links from one to another, and
# mistakes at their lines.
. "$ROOT/tests/golden/commands/press.subr"
put content/tales/publication.yaml <<'END'
title: {en: Tales, pl: Historie}
publisher: Us
issued: 2026-11-20
languages: {en: en-GB, pl: pl}
collections:
  tales:
    schema: tales.yaml
    sort: title
    lists:
      by-state: {group: state, sort: [-date, title]}
      newest: {sort: -date, first: 1}
editions:
  - id: book
    title: {en: Book, pl: Książka}
    source: book.md
    formats: [html, text]
END
put content/tales/tales.yaml <<'END'
fields:
  title: {type: text, required: true}
  state: {type: choice, values: {open: {en: Open, pl: Otwarte}, done: {en: Done, pl: Zakończone}}}
  date: {type: date}
  people: {type: number}
  next: {type: reference, of: tales}
END
put content/tales/en/tales/ann.md <<'END'
---
title: Ann & the <bus>
state: open
date: 2026-03
people: 1200
next: zoe
---

It was late. See [what Zoe did](zoe.md).
END
put content/tales/en/tales/zoe.md <<'END'
---
title: Zoe *herself*
state: done
date: 2025-03-04
---

Told by {{title}}, {{date}}.
END
put content/tales/pl/tales/ann.md <<'END'
---
title: Łucja
---

Było późno.
END
put content/tales/pl/tales/zoe.md <<'END'
---
title: Lucyna
---

{{title}}, {{date}}.
END
for language in en pl; do
	put content/tales/$language/book.md <<'END'
{{#tales.by-state}}
# {{label}} ({{count}}) {#{{anchor}}}

{{#entries}}
- {{title}}, {{date}}{{#people}}, {{people}}{{/people}}{{#next}}; next: {{title}}{{/next}}
{{/entries}}

{{/tales.by-state}}
# {{tales.count}} / {{tales.counts.newest}}: {{#tales.newest}}{{title}}{{/tales.newest}}

{{#tales.all}}
## {{title}} {#{{id}}}

{{>*text}}

{{/tales.all}}
END
done
everyread build --strict
for language in en pl; do
	sed -n '/^[OZ].*(1)/,/^A\?b\?.*[Aa]bout this\|^O tej/p' dist/tales/$language/*.txt
done
grep -o '<a href="#[^"]*">[^<]*</a>' dist/tales/en/*.html
echo '== an entry has changed: what was made of it, too'
sed -i 's/^people: .*/people: 7/' content/tales/en/tales/ann.md
everyread build --strict --explain | sort
grep -o 'March 2026, 7' dist/tales/en/*.html
echo '== templates that are not there'
cp content/tales/publication.yaml kept.yaml
sed -i 's/^    schema:/    page: nonesuch\n    data: nonesuch\n    schema:/' content/tales/publication.yaml
everyread build
mv kept.yaml content/tales/publication.yaml
echo '== a mistake in the text, and in the data'
sed -i 's/zoe.md)/zoo.md)/; s/^next: zoe/next: zeo/; s/{{title}}/{{titel}}/' content/tales/en/tales/*.md
everyread build
