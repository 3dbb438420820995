# Names that differ only in how they are written, cells that hold several, and rows
# above a table: each told once, with its places. Invented people.
. "$ROOT/tests/golden/commands/press.subr"
survey() { # NAME, the table on standard input
	mkdir -p "$1/findings"
	cat >"$1/findings/d.csv"
	cat >"$1/findings/findings.yaml" <<-'YAML'
		project: d.csv
		area: {variable: Town, label: {en: Town}}
		themes: [{id: rain, code: Rain}, {id: snow, code: Snow}]
	YAML
	echo "--- $1"
	everyread findings "$1" | grep '\[\|: '
}
rows() { # TOWN… in turn; and one who is not coded
	echo case,Town,Code,Remark
	i=0
	while [ $i -lt 24 ]; do
		for town; do
			code=Rain
			[ $((i % 3)) -eq 0 ] && code=Snow
			printf 'p%s,"%s",%s,%s\n' $i "$town" $code "$([ $i -gt 1 ] && echo Quiet || echo QUIET)"
			i=$((i + 1))
		done
	done
	echo q,Other,,
}
rows 'Łódź' 'ŁÓDŹ' 'łódź' 'Gdańsk' | survey capitals
rows 'Łódź' "$(printf 'Lo\314\201dz\314\201')" "$(printf '\305\201o\314\201dz\314\201')" | survey composed
rows '北岸' '北岸 ' "$(printf '北\343\200\200岸')" 'ＡＢＣ' 'ABC' | survey width
rows 'New Town' 'New  Town' "$(printf 'New\302\240Town')" "$(printf 'New\342\200\213Town')" | survey spaces
rows 'بغداد' "$(printf 'بغداد\342\200\217')" 'بغـداد' 'البصرة' | survey arabic
rows 'North; South' North South 'East, West' East West 'Stoke-on-Trent, Staffordshire' 'North/South' | survey several
rows 'Straße' 'Strasse' 'STRASSE' '9/11' 'Twin 1' 'Twin 2' | survey others
{
	echo case,Town,Code
	for i in $(seq 3); do
		echo "p$i,A,Rain"
		echo "P$i,A,RAIN"
		echo "r$i,A,Snow; Rain"
		echo "s$i,A,Snow"
		echo "t$i,A,Rain | Hail"
	done
	echo q,A,
} >codes.csv
survey codes <codes.csv
{
	echo 'Survey of towns,,'
	echo 'by the weather press,,'
	echo ',,'
	cat codes.csv
} | survey titles
sed 's/,/;/g; s/^case.*/who;where;what/' codes.csv | survey no-header
printf 'one;two\n' | survey one-row
