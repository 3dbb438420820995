# What check finds, and near misses that it must not.
. "$ROOT/tests/golden/commands/press.subr"
put content/plain/publication.yaml <<-'END'
	languages: {en: en-GB, pl: pl}
	title: Plain
	publisher: Press
	issued: 2026-03-01
	editions:
	  - {id: report, title: Report, source: report.md, formats: [text]}
	  - {id: easy, profile: easy-read, title: Easy, source: easy.md, languages: [en], formats: [text]}
END
printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><rect width="9" height="9"/></svg>' | put content/plain/a.svg
put content/plain/en/report.md <<-'END'
	# Found

	The rules that were imposed in the spring by people whom nobody had ever met or asked or even heard of were in the end changed.

	We were tired and worried. We are not interested. It is called a hub. He is often asked.

	We utilise it. Ensure that. The words “in order” are fine.

	The CQC wrote. The Care Board (CB) and the CB wrote. The RM (Royal Mail), the NHS and the UK.

	THIS TEXT SHOUTS LOUDLY. NHS UK and COVID do not, nor does AGE UK.

	Signs say WEAR YOUR SEAT BELT to drivers, as in World War II, and the ABC XYZ did, too.

	**What we found**

	It stands there.

	**Note.**

	It is bold.

	## Nothing here

	## Something

	![a.svg](a.svg)

	![Picture of a cloud](a.svg)

	![A picture book on a chair](a.svg)

	![image](a.svg)

	The red bars show it. A red line of text, red tape and the green party do not tell.

	Люди сказали. [Люди сказали]{lang=uk}. The α and the Ω.

	<!-- everyread allow W009, W001: the label says so -->

	The blue line is known.

	The blue line is told. 1 in 5 is a lot, and 20% are, too.

	<!-- everyread allow W009 -->

	<!-- everyread allow W999: why -->
END
put content/plain/pl/report.md <<-'END'
	# Nic

	To zdanie nie jest za długie. **Ważne** jest to, co zostało znalezione.
END
put content/plain/en/easy.md <<-'END'
	# Easy

	::: {.easy-read}
	![A person](a.svg)

	The rules that were imposed were frequently amended by the authorities with insufficient [intersectional]{.term} consideration of the consequences which were subsequently experienced by approximately 37% of the aforementioned population.
	:::

	::: {.easy-read}
	![A person](a.svg)

	A [carer]{.term} helps people. A carer is not paid. There are 3 things.

	There are three things. 15 words are fine, and so is this sentence, which has just 15.
	:::
END
everyread check plain
echo "== by build: Easy Read alone"
everyread build plain --strict
find dist -type f 2>/dev/null
echo "== as data"
everyread check plain --lang pl --diagnostics json
everyread check plain --edition easy --diagnostics sarif | python3 -c '
import json, sys
run = json.load(sys.stdin)["runs"][0]
print(run["tool"]["driver"]["name"], *[rule["id"] for rule in run["tool"]["driver"]["rules"]])
for one in run["results"]:
    place = one["locations"][0]["physicalLocation"]
    print(one["ruleId"], one["level"], place["artifactLocation"]["uri"], place["region"])'
everyread check plain --diagnostics xml
everyread check --lang xx plain
