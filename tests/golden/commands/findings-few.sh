# A percentage of fewer than ten people is not given, and that is not told as
# if it were hidden; findings.yaml can ask for another base.
. "$ROOT/tests/golden/commands/press.subr"
answers() {
	echo case,code,area
	for i in $(seq 60); do
		area=North
		[ $i -le 8 ] && area=South
		code=
		[ $((i % 8)) -le 4 ] && code=Sun
		[ $i -le 8 ] && code=Sun
		echo "c$i,$code,$area"
	done
}
answers | put content/rain/findings/d.csv
settings() {
	put content/rain/findings/findings.yaml <<-END
		project: d.csv
		area: area
		disclosure: {least-base-for-percentages: $1}
		themes: [{id: sun, code: Sun}]
	END
}
put content/rain/publication.yaml <<-'END'
	languages: {en: en}
	title: Rain
	publisher: Weather press
	issued: 2026-03-01
	editions:
	  - id: report
	    title: Rain
	    source: report.md
END
put content/rain/en/report.md <<-'END'
	# Rain

	{{theme.sun.area.south.people}} {{theme.sun.area.south.percent}}

	::: {.chart theme=sun rows=area}
	Chart
	:::

	::: {.findings-table theme=sun rows=area}
	Table
	:::
END
for least in 10 8; do
	settings $least
	everyread dump content/rain --edition=report --lang=en --stage=document |
		sed -n '/chapter/,/back-page/p' | grep -oE 'text [0-9:]* ".*"' | cut -d' ' -f3-
done
