# Words of a locale are text and nothing else: each holds what would mean
# something to printf and to a message pattern, and stands in page and PDF as it
# is. A text that stands for a number cannot be a plural.
. "$ROOT/tests/golden/commands/evidence.subr"
evidence_publication en pl
mkdir -p content/rain/images
echo '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><rect width="60" height="30"/></svg>' >content/rain/images/rain.svg
cat >text.md <<'END'
# One {#one}

A note.[^a] See [the details](#two){.page} and [[the table](#t)]{.page}.

::: {.contents of=figures}
:::

::: {.contents of=tables}
:::

> [!WARNING]
> Mind the gap.

- [ ] Buy milk
- [x] Buy bread

::: {.figure #f}
![Rain](../images/rain.svg)

A caption.

::: {.description}
What is to be seen.
:::
:::

::: {.table #t}
| a | b |
|---|---|
| 1 | 2 |

A table.
:::

| c | d |
|---|---|
| 3 | 4 |

::: {.quote source="Somebody" invented=true}
Words.
:::

::: {.case-study title="Story" invented=true}
A story.
:::

<details><p>Kept.</p></details>

## Two {#two}

{{#theme.access}}{{t.n-people}}; {{t.people-of-base}}{{/theme.access}}

::: {.chart themes="digital care access"}
What everybody said
:::

::: {.chart kind=dots compare="before after"}
The same, part by part
:::

::: {.chart kind=stacked themes="before after" columns=parts}
Before and after
:::

::: {.map theme=waiting}
On the map
:::

::: {.findings-table themes="care digital rare" total=true}
Themes
:::

::: {.quote id=access-2}
Words.
:::

[^a]: The note.
END
put content/rain/en/report.md <text.md
put content/rain/pl/report.md <text.md

cp -r "$ROOT/templates" templates
python3 - <<'END'
import json, re
path = "templates/locales/pl.yaml"
out = []
for line in open(path, encoding="utf-8"):
    found = re.match(r"  ([a-z-]+): (.*)", line)
    if found:
        key, value = found.groups()
        if value[0] in "'\"":
            value = value[1:-1].replace("''", "'")
        value = f"%n%s'{{'{key}'}}'''{value}"
        line = f"  {key}: {json.dumps(value, ensure_ascii=False)}\n"
    out.append(line)
open(path, "w", encoding="utf-8").writelines(out)
END
everyread build --templates templates --lang pl >messages.txt 2>&1
echo "status $?"
grep -v K009 messages.txt | sed -E 's/:[0-9]+:[0-9]+:/:/'
grep 'K009' messages.txt | wc -l
sed -n '/K009/{p;q}' messages.txt
for pdf in dist/rain/*/*.pdf; do
	pdftotext "$pdf" - | tr -d '\n '
	qpdf --qdf --object-streams=disable "$pdf" - | tr -d '\n'
done >pdf.txt
cat dist/rain/*/*.html | tr -d '\n' >html.txt
seen() { grep -ao "%n%s{[a-z-]*}['&]" $1 | sort -u | sed 's/.*{\(.*\)}.*/\1/' | tr '\n' ' '; echo; }
seen html.txt
seen pdf.txt

sed -i "s/^  figure: .*/  figure: '{number, plural, one {Rysunek} few {Rysunki} many {Rysunków} other {Rysunku}}'/" templates/locales/pl.yaml
everyread build --templates templates --lang pl 2>&1 | grep -v K009 | sed -E 's/:[0-9]+:[0-9]+:/:/'
