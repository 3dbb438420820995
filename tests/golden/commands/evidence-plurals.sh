# How many rows a chart has, how many numbers it does not tell, and in which order
# its rows stand: as each language counts and sorts. Invented people.
. "$ROOT/tests/golden/commands/evidence.subr"
evidence_publication en pl ar zh-Hans
SIZES='1 2 3 5 11 22 25'
names='Żary Zamość Łódź Lublin Ćmielów'
{
	echo "case,code,$(for n in $SIZES; do echo "V$n"; done | paste -sd,),Town"
	for i in $(seq 0 399); do
		town=$(echo $names | cut -d' ' -f$((i % 5 + 1)))
		person=$(for n in $SIZES; do [ $i -lt 200 ] && echo "k$((i % n))" || echo "z$((i % 4))"; done | paste -sd,),$town
		[ $((i % 2)) -eq 0 ] && echo "p$i,Rain,$person" || echo "p$i,,$person"
		# One of each k, too few to be told.
		for n in $SIZES; do
			if [ $i -lt $n ] || [ $i -ge $((350 - n)) ]; then echo "p$i,Snow $n,$person"; fi
		done
	done
} | put content/rain/findings/coded.csv
{
	echo 'project: coded.csv'
	echo 'disclosure: {least-count-shown: 3, protect-complements: false}'
	echo 'area: {variable: Town, label: {en: Town, pl: Miasto, ar: المدينة, zh-Hans: 城市}}'
	echo 'groups:'
	for n in $SIZES; do
		echo "  - {id: v$n, variable: V$n, label: {en: Kind, pl: Rodzaj, ar: النوع, zh-Hans: 种类}}"
	done
	echo 'values:'
	echo '  area:'
	echo '    Żary: {en: Zhary, pl: Żary, ar: جاري, zh-Hans: 扎雷}'
	echo '    Zamość: {en: Zamosc, pl: Zamość, ar: زاموشك, zh-Hans: 扎莫希奇}'
	echo '    Łódź: {en: Lodz, pl: Łódź, ar: وودج, zh-Hans: 罗兹}'
	echo '    Lublin: {en: Lublin, pl: Lublin, ar: لوبلين, zh-Hans: 卢布林}'
	echo '    Ćmielów: {en: Cmielow, pl: Ćmielów, ar: تشميلوف, zh-Hans: 奇梅卢夫}'
	echo 'themes:'
	echo '  - {id: rain, code: Rain, label: {en: Rain, pl: Deszcz, ar: المطر, zh-Hans: 雨}}'
	for n in $SIZES; do echo "  - {id: snow-$n, code: Snow $n, by: [v$n], label: {en: Snow, pl: Śnieg, ar: الثلج, zh-Hans: 雪}}"; done
	echo 'invented: true'
} | put content/rain/findings/findings.yaml
for language in en pl ar zh-Hans; do
	{
		echo '# Rain'
		for n in $SIZES; do
			printf '::: {.chart theme=snow-%s rows=v%s value=people}\n%s\n:::\n\n' $n $n $n
		done
		# One number of more rows than anybody listens to.
		printf '::: {.chart theme=rain rows=v22 value=people}\nTies\n:::\n\n'
		printf '::: {.findings-table theme=rain rows=area}\nTown\n:::\n'
	} | put content/rain/$language/report.md
done
for language in en pl ar zh-Hans; do
	echo "--- $language"
	everyread dump --stage=document --edition=report --lang=$language content/rain 2>/dev/null |
		awk '/: (error|warning): / { print } /description [0-9]/ { is_told = 1 } / table [0-9]/ { is_told = 0 } is_told && sub(/^ *text [0-9:]* /, "")'
	everyread build --format text --lang $language --quiet 2>/dev/null
	sed -n '/^\(Table\|Tabela\|الجدول\|表\)/,$p' dist/rain/*/rain-report-*.txt | grep -E '^[^ ]' | head -n 12
	rm -r dist
done
