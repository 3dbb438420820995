# Where the numbers behind charts stand: beside them, in an appendix with links
# both ways and pages on paper, or nowhere; as the edition says, or the chart.
. "$ROOT/tests/golden/commands/evidence.subr"
evidence_publication en pl ar zh-Hans
text() { # ATTRIBUTES OF THE SECOND
	cat <<-END
		# Rain

		::: {.chart themes="digital care access"}
		What *everybody* said. All of them
		:::

		::: {.map theme=waiting ${1-}}
		Waiting
		:::

		::: {.findings-table rows=area}
		Who took part
		:::
	END
}
place() { # data: …
	grep -v 'data:' content/rain/publication.yaml >rest
	{ cat rest; if [ "${1-}" ]; then echo "    data: $1"; fi; } >content/rain/publication.yaml
}
for tag in en pl ar zh-Hans; do text | put content/rain/$tag/report.md; done
place appendix
everyread dump content/rain --lang en | body
for tag in pl ar zh-Hans; do
	everyread dump content/rain --lang $tag | body |
		grep -E -A1 ' (chart|link|heading) |class="data"'
done
everyread build --lang en,ar
for file in dist/rain/en/*.pdf dist/rain/ar/*.pdf; do
	echo "== $file"
	pdftotext -layout "$file" - | grep -E 'Data:|Shown|البيانات:|انظر' | tr -s ' '
done
grep -o '<p class="table-note">.*</p>' dist/rain/en/*report*.html
text 'data=beside' | put content/rain/en/report.md
echo "== one beside"
everyread dump content/rain --lang en | body | grep -E 'class="(data|note)"|Data'
for place in beside none ''; do
	text | put content/rain/en/report.md
	place $place
	echo "== ${place:-not said}"
	everyread dump content/rain --lang en | body | grep -E 'class="(data|note)"|Data'
done
place somewhere
text 'data=elsewhere' | put content/rain/en/report.md
everyread build --lang en
