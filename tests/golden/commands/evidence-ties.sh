# What a chart's description says where numbers are the same: the highest, the
# lowest, all of them, none; and where one is told beside some that are not, nothing
# about "all".
. "$ROOT/tests/golden/commands/evidence.subr"
evidence_publication en pl
{
	echo case,code,text,id,Place,Carer,Age,Consent,Role
	person='North Shore,No,16 to 64,Yes,Citizen'
	coded P1 '' '' ''
	for i in $(seq 60); do
		place=South
		[ $i -le 48 ] && place='Dave’s Island'
		[ $i -le 30 ] && place='North Shore'
		person="$place,No,16 to 64,Yes,Citizen"
		[ $i -eq 60 ] && person="$place,Yes,65 or over,Yes,Unpaid carer"
		[ $i -le 20 ] && coded P$i 'Care > Access' '' ''
		[ $i -gt 40 ] && coded P$i 'Care > Waiting' '' ''
		[ $i -gt 20 ] && [ $i -le 30 ] && coded P$i 'Digital > Cost' '' ''
		[ $((i % 6)) -eq 0 ] && coded P$i 'Digital > Rare' '' ''
		[ $i -le 30 ] && coded P$i 'Before > Good' '' '' || coded P$i 'Before > Poor' '' ''
		coded P$i 'After > Good' '' ''
		[ $i -gt 56 ] && coded P$i 'After > Poor' '' ''
	done
} | put content/rain/findings/coded.csv
chart() { # TITLE ATTRIBUTES
	printf '::: {.chart %s}\n%s\n:::\n\n' "$2" "$1"
}
for language in en pl; do
	{
		echo '# Rain'
		chart 'Two the highest' 'themes="access waiting cost"'
		chart 'Two the lowest' 'themes="access cost rare"'
		chart 'Two and two' 'themes="access waiting cost rare"'
		chart 'All the same' 'themes="access waiting"'
		chart 'All the same, three of them' 'themes="before-good before-poor before-good"'
		chart 'One alone' 'themes="access"'
		chart 'One told, one hidden' 'themes="access after-poor"'
		chart 'Two told, one hidden' 'themes="access waiting after-poor"'
		chart 'Series' 'kind=dots themes="access waiting cost" columns=area'
	} | put content/rain/$language/report.md
done
for language in en pl; do
	everyread dump --stage=document --edition=report --lang=$language content/rain 2>&1 |
		grep -E 'name=|description [0-9]|: (error|warning): |text .*%' | sed 's/^ *[a-z]* [0-9:]* //'
done
