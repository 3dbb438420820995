# Ids that two passages share, and passages without one: what no text can ask
# for is told, where it is asked for and where passages are listed.
. "$ROOT/tests/golden/commands/press.subr"
put content/rain/findings/d.csv <<-'END'
	case,code,id,text,may
	c1,Sun,a,It shines.,yes
	c2,Sun,a,It burns.,yes
	c3,Sun,b,It warms.,yes
	c4,Sun,b,It warms.,yes
	c5,Sun,,It sets.,yes
	c6,Sun,,It rises.,yes
END
put content/rain/findings/findings.yaml <<-'END'
	project: d.csv
	consent: {variable: may, yes: ["yes"]}
	themes: [{id: sun, code: Sun}]
END
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

	::: {.quote id=a}
	:::

	::: {.quote id=b}
	:::
END
everyread findings content/rain --quotations
everyread build
