# Two releases of the same findings, each right by itself: what both tell
# together is warned of, and what they do not is not. No warning prints what is
# hidden.
. "$ROOT/tests/golden/commands/press.subr"

# On standard input: PLACE PEOPLE BUS CAR FOOT
answers() {
	echo case,Place,Way
	while read -r place people bus car foot; do
		for i in $(seq "$people"); do
			way=
			[ "$i" -le $((bus + car + foot)) ] && way=Foot
			[ "$i" -le $((bus + car)) ] && way=Car
			[ "$i" -le "$bus" ] && way=Bus
			echo "$place$i,$place,$way"
		done
	done
}
settings() { # DISCLOSURE
	cat <<-YAML
		project: d.csv
		reading: {answers: [Way]}
		area: {variable: Place, label: {en: Area}}
		disclosure: {$1}
		themes:
		  - {id: way, code: Way, by: [area]}
		  - {id: bus, code: Way > Bus, by: [area]}
		  - {id: car, code: Way > Car, by: [area]}
		  - {id: foot, code: Way > Foot, by: [area]}
	YAML
}
release() { # NAME [DISCLOSURE], people on standard input
	mkdir -p "$1/findings"
	answers >"$1/findings/d.csv"
	settings "${2-protect-complements: false}" >"$1/findings/findings.yaml"
	everyread findings "$1" --format=json >"$1.json"
	everyread findings "$1" --format=csv >"$1.csv"
}
compare() { # NEW OLD
	echo "--- $1 after $2"
	command everyread findings "$1" --compare "$2" --strict >report
	echo "exit $?"
	everyread findings "$1" | cmp - report
}
release first <<-PEOPLE
	North 40 12 14 14
	South 40 20 10 10
	East 40 15 9 16
PEOPLE
compare first first.json
compare first first.csv

# A person more, who comes by bus in the North.
release one-more <<-PEOPLE
	North 41 13 14 14
	South 40 20 10 10
	East 40 15 9 16
PEOPLE
compare one-more first.json
compare first one-more.json
compare one-more first.csv

# Five more of each: as many as a count must be; and once but four.
release five-more <<-PEOPLE
	North 55 17 19 19
	South 55 25 15 15
	East 55 20 14 21
PEOPLE
compare five-more first.json
release four-more <<-PEOPLE
	North 54 16 19 19
	South 55 25 15 15
	East 55 20 14 21
PEOPLE
compare four-more first.json

# The same people, of whom some changed their mind: what hides a small count now
# was shown before.
release small <<-PEOPLE
	North 40 2 24 14
	South 40 20 10 10
	East 40 15 9 16
PEOPLE
compare small first.json
compare first small.json
compare small small.json

# The North has more people, so only the South is the same; the rest is subtraction.
release grown <<-PEOPLE
	North 60 2 34 24
	South 40 20 10 10
	East 60 25 19 16
PEOPLE
compare grown first.json

# More people everywhere: nothing hidden follows.
release others <<-PEOPLE
	North 60 2 34 24
	South 60 30 20 10
	East 60 25 19 16
PEOPLE
compare others first.json

# Of twenty who came all but two, or all but five, come by bus.
release complements 'protect-complements: true' <<-PEOPLE
	North 40 12 7 14
	South 40 20 8 6
	East 40 15 9 9
PEOPLE
release but-two 'protect-complements: true' <<-PEOPLE
	North 60 30 9 14
	South 40 20 8 6
	East 40 15 9 9
PEOPLE
release but-five 'protect-complements: true' <<-PEOPLE
	North 60 27 7 14
	South 40 20 8 6
	East 40 15 9 9
PEOPLE
compare but-two complements.json
compare but-five complements.json

# A new place of three people, and one that has another name.
release place <<-PEOPLE
	North 40 12 14 14
	South 40 20 10 10
	East 40 15 9 16
	West 3 1 1 1
PEOPLE
compare place first.json
release renamed <<-PEOPLE
	Nord 40 12 14 14
	South 40 20 10 10
	East 40 15 9 16
PEOPLE
compare renamed first.json

# Rounded, one more does not show; other rules do.
release rounded 'protect-complements: false, round-to: 5' <<-PEOPLE
	North 40 10 15 15
	South 40 20 10 10
	East 40 15 9 16
PEOPLE
release rounded-more 'protect-complements: false, round-to: 5' <<-PEOPLE
	North 41 11 15 15
	South 40 20 10 10
	East 40 15 9 16
PEOPLE
compare rounded-more rounded.json
compare rounded first.json
