# No word of another language is filled in unsaid: themes, headings, values, the
# tiles of a map and those who speak that have no label in an edition's language,
# each told once, and only where readers meet it. A region takes the label of its
# language, and a script never that of another.
. "$ROOT/tests/golden/commands/evidence.subr"
text() { # LABEL
	cat <<-'EOF'
		# Rain

		::: {.chart themes="care access digital"}
		What *everybody* said. All of them
		:::

		::: {.map theme=waiting}
		Waiting
		:::

		::: {.findings-table rows=area}
		Who took part
		:::

		Of {{theme.cost.label}} and {{theme.care.area.south.label}}.
	EOF
}
publication() { # TAG…
	rm -rf content dist
	evidence_publication "$@"
	local tag
	for tag; do text | put content/rain/$tag/report.md; done
}
labelled() { sed -i "$1" content/rain/findings/findings.yaml; }

echo == all labelled
publication en pl ar zh-Hans
everyread build

echo == a theme, a heading, a value, a tile, a theme of a text without Polish
labelled '/code: Care > Access/s/, pl: [^,]*//; /id: cost/s/, pl: [^,]*//; /variable: Place/s/, pl: [^,]*//; /South: {en/s/, pl: [^,]*//; /column: 1, row: 2/s/, pl: [^,]*//'
everyread build

echo == nothing labelled: the words of the data are English
publication en pl
labelled '/^values:/,/^map:/{/^map:/!d}; s/, label: {[^}]*}//; s/{variable: Place}/Place/'
everyread build
everyread dump content/rain --lang pl | grep -E '^ *chart|column |text "(South|Care)' | head -8

echo == one text for all languages was meant so
labelled 's/code: Care > Access/&, label: NHS 24/; s/column: 2, row: 3/&, label: S/'
everyread build --lang pl 2>&1 | grep -E "'access'|map"

echo == who speaks
publication en pl
labelled '/Unpaid carer: {en/s/, pl: [^}]*//'
cat <<'EOF' | put content/rain/pl/report.md
# Deszcz

::: {.quote id=access-6}
Moje słowa.
:::
EOF
everyread build --lang pl

echo == a region, and another script
publication en-GB zh-Hant
everyread build
