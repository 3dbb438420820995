# Links between the texts of a publication lead to the place in every output; a
# name that several texts have leads to the nearest; what will not be there for
# readers is an error, in each language and kind of page.
. "$ROOT/tests/golden/commands/press.subr"
publication
put content/rain/en/report/01-rain.md <<-'END'
	# Rain

	[Snow](02-snow.md), [depth](./02-snow.md#depth), [hail](../report/03-hail.md),
	<a href="02-snow.md#depth">depth</a>, [here](01-rain.md#rain),
	[below](#waiting) and [*Großes*](03-hail.md#gro%C3%9Fes-eis), [nothing](03-hail.md?x#).

	## Waiting

	One.[^a]

	[^a]: See [depth](02-snow.md#depth).
END
put content/rain/en/report/02-snow.md <<-'END'
	# Snow

	[What we waited for](#waiting), [far](#given).

	## Depth

	## Waiting

	[The second](#waiting-1) and [the other name](#other-waiting).

	## Waiting

	## Named {#other-waiting}
END
put content/rain/en/report/03-hail.md <<-'END'
	Only *text* here, [snow](02-snow.md#waiting), [several](#waiting).

	### Großes Eis

	[]{#given}Given.
END
put content/rain/pl/report/01-deszcz.md <<-'END'
	# Deszcz

	[Śnieg](02-snieg.md#g%C5%82%C4%99boko%C5%9B%C4%87), [pobierz](rain-report-pl.pdf),
	[po angielsku](../en/rain-report-en.html), [strona](index.html), [spis](../en/).
END
printf '# Grad\n\nPada grad.\n' | put content/rain/pl/report/03-grad.md
put content/rain/pl/report/02-snieg.md <<-'END'
	# Śnieg

	## Głębokość
END
everyread build --strict
everyread build
links() { # FILE
	grep -o '<a href="#[^"_]*"[^>]*>[^<]*\|<[a-z0-9]* [^>]*id="[^"]*"' "$1" | sed 's/ class="[^"]*"//; s/ \(role\|lang\)="[^"]*"//g'
}
echo '== HTML'
links dist/rain/en/rain-report-en.html
links dist/rain/pl/rain-report-pl.html
echo '== PDF: from which page to which, and what leads outside'
for file in en/rain-report-en en/rain-report-en-large-print pl/rain-report-pl; do
	qpdf --json=2 --json-key=qpdf dist/rain/$file.pdf | python3 -c '
import json, sys
objects = json.load(sys.stdin)["qpdf"][1]
values = {key[4:]: each.get("value") for key, each in objects.items() if key != "trailer"}
def leaves(node):
    kids = values[node].get("/Kids", [])
    return [leaf for kid in kids for leaf in leaves(kid)] if kids else [node]
root = objects["trailer"]["value"]["/Root"]
pages = leaves(values[root]["/Pages"])
def find(value): return values.get(value) if isinstance(value, str) and value in values else value
for number, page in enumerate(pages, 1):
    for each in find(values[page].get("/Annots", [])):
        link = find(each)
        if "/Dest" in link:
            print(number, "to", pages.index(find(link["/Dest"])[0]) + 1, link.get("/Contents", "")[2:])
        elif "/A" in link:
            print(number, "to", find(link["/A"]).get("/URI", "?")[2:])
'
done
echo '== text'
grep -n 'Snow\|depth' dist/rain/en/rain-report-en.txt

echo '== wrong'
put content/rain/en/summary.md <<-'END'
	# In brief

	[Snow](report/02-snow.md#depth), [gone](report/09-gone.md), [annex](annex.pdf),
	[picture](../house.png), [site](/en/index.html), [twice](#in-brief), [none](#none).
	[www](www.example.org), [x](example.org/x), [pl](example.pl), [рф](пример.рф/о),
	[write](info@example.org), [call](0131-555-0123), [port](example.org:8080/x),
	[page](rain-report-pl.pdf), [not made](rain-summary-pl.pdf).
END
put content/rain/en/report/01-rain.md <<-'END'
	# Rain

	[a](02-Snow.md) [b](02-snow.html) [c](report\02-snow) [d](02-snow.md#dept) [e](summary.md)
	[f](../../other/en/index.html) [g](../../rain/en/index.html)
END
put content/rain/pl/report/01-deszcz.md <<-'END'
	# Deszcz

	[x](../../en/report/02-snow.md) [y](02-snow.md)
END
printf '# Rain\n\n[a](rain-report-en.pdf) [b](report/01-rain.md) [c](nowhere.html)\n' |
	put content/rain/en/landing.md
: | put content/rain/en/annex.pdf
: | put content/rain/house.png
everyread build

echo '== one file'
put one.md <<-'END'
	# One

	[Next](next.md), [itself](one.md#one), [itself](./one.md), [there](there.txt),
	[not there](gone.txt), [www](www.example.org/a), [site](/docs/), [ملف](تال.md).
END
put next.md </dev/null
put there.txt </dev/null
for output in html pdf txt; do
	everyread render one.md -o one.$output
done
links one.html
everyread render --strict one.md -o one.html >/dev/null 2>&1
everyread render - -o - <one.md 2>&1 >/dev/null | sed 1q
