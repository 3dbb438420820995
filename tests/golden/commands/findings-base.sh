# People who were never coded, by group: also in a group that nobody of the data is
# in; and the mistakes that are made there, each at its line.
. "$ROOT/tests/golden/commands/press.subr"
{
	echo case,code,Place
	for i in $(seq 12); do echo "n$i,Damp,North"; done
	for i in $(seq 9); do echo "s$i,Rent,South"; done
} | put findings/coded.csv
base() {
	put findings/findings.yaml <<-END
		project: coded.csv
		area: {variable: Place, label: {en: Area}}
		base: $1
	END
	told
}
told() {
	everyread findings . --format=json |
		tr -d ' \n' | grep -o '"\(cases\|value\|base\|count\)":[^,}]*' | tr '\n' ' '
	echo
}
base '30'
base '{variable: Place, people: {North: 20, South: 15, Islands: 10}}'
base '{variable: Place, people: {North: 20}, total: 40}'
base '{variable: Plaice, people: {North: 20}}'
base '{variable: Place, people: {Nort: 20, South: 4}, total: 10}'
base '{people: {North: 20}, totals: 3}'
base '{variable: Place, people: {North: 1.5, South: [2]}}'
# By two variables together: what the counts of both and of each come to.
{
	echo case,code,Place,Age
	for i in $(seq 12); do echo "n$i,Damp,North,Young"; done
	for i in $(seq 9); do echo "s$i,Rent,South,Old"; done
} | put findings/coded.csv
both() {
	put findings/findings.yaml <<-END
		project: coded.csv
		area: {variable: Place, label: {en: Area}}
		age: Age
		cross-tabulations: [[area, age]]
		published-by: []
		base: $1
		themes: [{id: damp, code: Damp, label: Damp, by: []}]
	END
	told
}
both '{variables: [Place, Age], people: {North: {Young: 20, Old: 10}, South: {Young: 15, Old: 9}}, total: 60}'
both '{variables: [Place], people: {North: 20}}'
both '{variables: [Place, Age], people: {North: {Young: 8, Oldd: 10}, South: {Oldd: 15}}}'
both '{variables: [Place, Aeg], people: {North: {Young: 20}}}'
both '{variables: [Place, Age], people: {North: 20}}'
both '{variable: Place, variables: [Age], people: {Young: 20}}'
both '{variables: [Place, Age, Place, Age, Place], people: {North: 20}}'
both '{variables: [], people: {North: 20}}'
