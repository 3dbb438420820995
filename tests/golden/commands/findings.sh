# Coded data: what was read, codes by prevalence, small counts hidden; no text,
# name or value in any of it.
. "$ROOT/tests/golden/commands/press.subr"
everyread findings "$ROOT/tests/findings/small.qde"
everyread findings "$ROOT/tests/findings/taguette.csv" --format=csv
{
	echo 'case,code,Area'
	for i in 1 2 3 4 5 6 7 8; do echo "Secret $i,Health > Access,Nowhere"; done
	for i in 1 2 3; do echo "Secret $i,\"Health > Lists, long\",Nowhere"; done
	for i in 9 10 11 12 13 14; do echo "Secret $i,,Nowhere"; done
} >coded.csv
everyread findings coded.csv
everyread findings coded.csv --format csv
everyread findings --format=json coded.csv
