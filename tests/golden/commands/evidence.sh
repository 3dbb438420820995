# Everything that a text can ask the findings, in four languages: numbers,
# charts, maps, tables, quotations. Nothing of those who did not consent is in
# any file.
. "$ROOT/tests/golden/commands/evidence.subr"
evidence_publication en pl ar zh-Hans
text() { # TITLE TRANSLATION
	printf '# %s\n' "$1"
	cat <<-'END'

		{{findings.people}}; {{findings.themes}}; {{theme.access.label}}; {{theme.access.people}};
		{{theme.access.base}}; {{theme.access.percent}}; {{theme.access.of-ten}}; {{theme.access.others}};
		{{theme.access.others-percent}}

		{{#theme.access}}{{t.n-people}}; {{t.people-of-base}}{{/theme.access}};
		{{#theme.digital}}{{t.n-people}}; {{t.people-of-base}}{{/theme.digital}}

		{{theme.access.area.north-shore.label}}: {{theme.access.area.north-shore.people}};
		{{theme.access.age.not-stated.label}}: {{theme.access.age.not-stated.percent}};
		{{theme.access.of.care.percent}}; {{theme.access.carer.yes.of.care.percent}};
		{{group.area.north-shore.label}}: {{group.area.north-shore.people}}, {{group.area.north-shore.percent}};
		{{group.carer.yes.people}}

		{{theme.care.first.label}}; {{theme.care.second.people}}; {{theme.care.last.percent}}

		{{#theme.digital.parts}}
		- {{label}}{{^hidden}}: {{people}}, {{percent}}{{/hidden}}
		{{/theme.digital.parts}}

		::: {.chart themes="digital care access" #what .wide}
		What *everybody* said, all {{findings.people}} of them
		:::

		::: {.chart kind=dots themes="care access digital" columns=carer}
		Carers and others
		:::

		::: {.chart kind=stacked themes="before after" columns=parts}
		Before and after
		:::

		::: {.chart kind=dots compare="before after"}
		The same, part by part
		:::

		::: {.chart theme=access rows=area value=people sort=share most=2}
		Access in the two largest areas
		:::

		::: {.map theme=waiting}
		Waiting on the map
		:::

		::: {.findings-table themes="care digital rare" total=true}
		Themes
		:::

		::: {.findings-table theme=waiting rows=area total=true}
		Waiting by area
		:::

		::: {.findings-table themes="access care" columns=area total=true}
		Themes by area
		:::

		::: {.findings-table rows=area columns=carer theme=access value=people total=true}
		Carers by area
		:::

		::: {.findings-table rows=area}
		Who took part
		:::

		::: {.quote id=access-2 #first}
	END
	if [ "$2" ]; then
		printf '%s\n:::\n' "$2"
	else
		printf ':::\n\n::: {.quote theme=access count=3}\n:::\n\n::: {.quote theme=waiting area=south shortest=10 longest=60}\n:::\n'
	fi
}
text Rain '' | put content/rain/en/report.md
text Deszcz 'Słowa numeru 2.' | put content/rain/pl/report.md
text مطر 'كلمات الرقم 2.' | put content/rain/ar/report.md
text 雨 '二号的话。' | put content/rain/zh-Hans/report.md
for tag in en pl ar zh-Hans; do
	everyread dump content/rain --lang $tag --stage=template | sed -n '/findings-table/q; /chapter/,$p'
done
everyread dump content/rain --lang en | body
for tag in pl ar zh-Hans; do
	everyread dump content/rain --lang $tag | grep -E '^ *(chart|text|quotation) ' | sed -n '/chart/,/About/p'
done
everyread build
cp -r dist first
everyread build -o again
diff -r first again && echo the same bytes
# The word stands behind all that was said without consent.
grep -c UNSAID content/rain/findings/coded.csv
for pdf in dist/rain/*/*.pdf; do
	qpdf --qdf --object-streams=disable "$pdf" "$pdf.txt"
	pdftotext "$pdf" -
done >all.txt
grep -q 'Words of number 2 on' all.txt && echo what may be said is there
grep -r -a -l -E 'UNSAID|Pseudo[0-9]' dist all.txt || echo the rest is nowhere
