# What cannot be compared is told, with its place.
. "$ROOT/tests/golden/commands/press.subr"
findings() { # CODE: thirty people who have it
	echo case,code
	for i in $(seq 30); do echo "c$i,$1"; done
	echo nobody,
}
findings Bus >bus.csv
findings 'Rain, "cold"' | sed 's/Rain, "cold"/"Rain, ""cold"""/' >rain.csv
everyread findings bus.csv --format=json >bus.json
everyread findings bus.csv --format=csv >bus-table.csv
everyread findings rain.csv --format=csv >rain-table.csv
try() { # FILE [DATA]
	echo "--- $1"
	command everyread findings "${2-bus.csv}" --compare "$1" >report
	echo "exit $?"
}
try bus.json
try bus-table.csv
try rain-table.csv rain.csv
try rain-table.csv
head -c 300 bus.json >cut.json
try cut.json
head -c 60 bus-table.csv | head -c -1 >cut.csv
try cut.csv
head -c 50 rain-table.csv >cut-quote.csv
echo >>cut-quote.csv
try cut-quote.csv rain.csv
printf '' >empty.json
try empty.json
echo 'Read me' >words.txt
try words.txt
echo '[1, 2]' >list.json
try list.json
echo '{"files": [{"path": "en/a.pdf", "findings": "0123"}]}' >manifest.json
try manifest.json
sed 's/"format": 2/"format": 3/' bus.json >later.json
try later.json
sed 's/"format": 2/"format": "two"/' bus.json >word.json
try word.json
sed '/"format": 2/d; s/^  "counts": \[/  "other": [/' bus.json >early.json
try early.json
sed 's/"cases": 30/"cases": -30/' bus.json >negative.json
try negative.json
sed '/least_count_shown/d' bus.json >no-rules.json
try no-rules.json
sed 's/"counted": "cases"/"counted": "sources"/' bus.json >sources.json
try sources.json
sed 's/,30,/,thirty,/' bus-table.csv >word.csv
try word.csv
cat bus-table.csv >twice.csv
tail -1 bus-table.csv >>twice.csv
try twice.csv
try nowhere.json
try .
everyread findings bus.csv --compare
everyread findings bus.csv --compare bus.json --quotations
