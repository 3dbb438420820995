# Pseudo-languages: words change, what is a code, a value or an address does not;
# what no translator is given is told, and the next build knows nothing of them.
. "$ROOT/tests/golden/commands/press.subr"
publication
rm -r content/rain/en/summary.md content/rain/pl/report
put content/rain/publication.yaml <<-'END'
	languages:
	  en: en-GB
	  pl: pl
	title:
	  en: Rain
	  pl: Deszcz
	subtitle: "Same in all"
	publisher: {en: Weather press, pl: Pogoda}
	issued: 2026-03-01
	landing: landing.md
	editions:
	  - id: report
	    title: {en: Report, pl: Raport}
	    source: report
	    languages: [en]
	    formats: [html, text]
END
put content/rain/en/report/01-rain.md <<-'END'
	# Rain falls

	It *rains* a **lot** [the office](https://example.org/path), on {{title}} days `code`
	of 365, see [above](#rain-falls), [słowo]{lang=pl} and
	> "www.example.org", write to a@example.org or https://example.org/x

	::: {.callout title="A \"box\""}
	- Yes
	- No `x|y` & <b>so</b>[^n]
	:::

	| A | Bold \| C |
	|--|--|
	| **One** | Two |

	::: {.timeline}
	- **March 2020** Rain begins
	:::

	[^n]: In
	    2019.
END
everyread build rain --lang en-XA,ar-XB
for tag in en-XA ar-XB; do
	echo "== $tag"
	sed 's/\xe2\x80\xae/</g; s/\xe2\x80\xac/>/g' "dist/rain/$tag/rain-report-$tag.txt"
	grep -o '<html[^>]*>' "dist/rain/$tag/rain-report-$tag.html"
done
echo "== one file"
printf '# One\n\nWords of <https://example.org>\n' |
	everyread render --lang en-XA -o one.md -
cat one.md
echo "== not in a release, and gone with the next build"
everyread build rain --release --lang en-XA 2>&1 | head -1
everyread build rain
find dist -name "*X[AB]*"
grep -c X[AB] dist/rain/manifest.json dist/rain/en/index.html
everyread build rain --lang en-XB
