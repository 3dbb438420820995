# Counts are rounded to 5: parts of one answer each can be stacked all the same,
# shares are of rounded counts everywhere, and readers are told.
. "$ROOT/tests/golden/commands/press.subr"
answers() {
	echo case,code
	for i in $(seq 31); do
		code=
		[ $i -le 22 ] && code='Income > Rose'
		[ $i -le 16 ] && code='Income > Same'
		[ $i -le 8 ] && code='Income > Fell'
		echo "c$i,$code"
	done
}
answers | put content/rain/findings/d.csv
put content/rain/findings/findings.yaml <<-'END'
	project: d.csv
	disclosure: {round-to: 5}
	themes:
	  - {id: income, code: Income}
	  - {id: fell, code: Income > Fell}
	  - {id: same, code: Income > Same}
	  - {id: rose, code: Income > Rose}
END
put content/rain/publication.yaml <<-'END'
	languages: {en: en, pl: pl, ar: ar, zh-Hans: zh-Hans}
	title: Rain
	publisher: Weather press
	issued: 2026-03-01
	editions:
	  - id: report
	    title: Rain
	    source: report.md
END
for tag in en pl ar zh-Hans; do
	put content/rain/$tag/report.md <<-'END'
		# Rain

		{{theme.income.people}} {{theme.income.base}} {{theme.income.percent}}
		{{theme.income.others}} {{theme.fell.of.income.percent}}

		::: {.chart kind=stacked themes=income columns=parts of=income}
		Stacked
		:::

		::: {.findings-table themes="fell same rose" of=income}
		Table
		:::
	END
done
everyread findings content/rain
everyread findings content/rain --format=json | grep -E '"(cases|sources|segments|base)"'
for tag in en pl ar zh-Hans; do
	everyread dump content/rain --edition=report --lang=$tag --stage=document |
		sed -n '/chapter/,$p' | grep -oE 'text [0-9:]* ".*[0-9].*"' | cut -d' ' -f3-
done
