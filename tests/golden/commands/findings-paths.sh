# Codes named by their path in a table: "a > b" and "a>b" are within one another,
# and a slash is a slash.
. "$ROOT/tests/golden/commands/press.subr"
{
	echo case,code,text
	echo P1,,
	for i in $(seq 12); do
		echo "P$i,Care / support > Home/hospital,words"
		echo "P$i,Care / support>Time,words"
		echo "P$i,Travel/Bus,words"
		echo "P$i,Travel / Train,words"
		echo "P$i,Alone,words"
	done
} | put paths.csv
everyread findings paths.csv
everyread findings paths.csv --format=csv
