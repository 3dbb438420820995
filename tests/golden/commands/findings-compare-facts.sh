# What two releases tell together by how the data hang together: districts of a
# region, of which nobody declared a table; themes of the same people, of whom one
# has another name for the reader. Invented people.
. "$ROOT/tests/golden/commands/press.subr"

# On standard input: PLACE REGION PEOPLE RAIN
answers() {
	echo case,Place,Region,Code
	while read -r place region people rain; do
		for i in $(seq "$people"); do
			code=
			[ "$i" -le "$rain" ] && code='Rain'
			echo "$place$i,$place,$region,$code"
			[ -z "$code" ] || echo "$place$i,$place,$region,Mist"
		done
	done
}
release() { # NAME, people on standard input
	mkdir -p "$1/findings"
	answers >"$1/findings/d.csv"
	cat >"$1/findings/findings.yaml" <<-YAML
		project: d.csv
		area: {variable: Place, label: {en: Area}}
		groups: [{id: region, variable: Region, label: {en: Region}}]
		disclosure: {protect-complements: false}
		themes:
		  - {id: rain, code: Rain, by: [area]}
		  - {id: mist, code: Mist, by: [region]}
	YAML
	everyread findings "$1" --format=json >"$1.json"
}
compare() { # NEW OLD
	echo "--- $1 after $2"
	command everyread findings "$1" --compare "$2" --strict >report
	echo "exit $?"
	everyread findings "$1" | cmp - report
}
hidden() { # NAME: what its tables hide
	tr -d ' \n' <"$1.json" | grep -o '{"theme":[^{]*{[^}]*},"cases":null' | sort
}
release first <<-PEOPLE
	Ash West 40 12
	Birch West 40 9
	Cedar West 40 3
	Dale East 40 12
	Elm East 40 20
	Fir East 40 3
PEOPLE
hidden first
compare first first.json

# Some in Ash changed their mind: it is hidden where Birch was.
release turned <<-PEOPLE
	Ash West 40 8
	Birch West 40 9
	Cedar West 40 3
	Dale East 40 12
	Elm East 40 20
	Fir East 40 3
PEOPLE
hidden turned
compare turned first.json
compare first turned.json

# Another map: the same, but Birch lies in the East now, which the older counts do
# not contradict by themselves.
release moved <<-PEOPLE
	Ash West 40 8
	Birch East 40 9
	Cedar West 40 3
	Dale East 40 12
	Elm East 40 20
	Fir East 40 3
PEOPLE
compare moved first.json
