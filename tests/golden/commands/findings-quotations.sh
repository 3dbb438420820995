# What may be quoted: only words of those who consented; who they are, where
# enough share that; the themes, by which a list can be narrowed.
. "$ROOT/tests/golden/commands/press.subr"
mkdir -p press/findings
put press/findings/findings.yaml <<'END'
project: coded.csv
area: Area
role: Role
consent: {variable: Consent, yes: ["Yes"]}
values:
  role:
    Carer: {pl: Opiekunka lub opiekun, en: Carer}
    Carer of five: {pl: Opiekunka lub opiekun, en: Carer}
published-by: [area]
themes:
  - {id: access, code: Access}
  - {id: waiting, code: Access > Waiting, by: []}
END
{
	echo 'id,case,code,Area,Role,Consent,text'
	for i in 1 2 3 4; do
		echo "$i,Case $i,Access > Waiting,Fife,Carer,Yes,\"I waited, and waited: $i.\""
	done
	echo '5,Case 5,Access,Fife,Carer of five,Yes,"Case 5 said ""no"" to ____."'
	echo '5,Case 5,Access > Waiting,Fife,Carer of five,Yes,"Case 5 said ""no"" to ____."'
	echo '6,Case 6,Access,Fife,Carer,No,SECRET words.'
	echo '7,Case 7,Access,Fife,Carer,,SECRET words.'
	echo '8,Case 8,Access,Fife,Sheriff,Yes,A role that nobody shares.'
} >press/findings/coded.csv
everyread findings press --quotations
everyread findings press --quotations=waiting --format=csv
everyread findings press --quotations=access --format=json
everyread findings press --quotations=nothing
everyread findings press/findings/coded.csv --quotations
everyread findings press
