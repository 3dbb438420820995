# How far a translation is: moved segments are no change, changed sources are
# told, what two sources share stays what it is, and nothing is written over a
# record that cannot be read.
. "$ROOT/tests/golden/commands/press.subr"
publication
put content/rain/en/report/01-rain.md <<-'END'
	# Rain

	It rains a lot *here*.

	- Yes
	- OK
	- Cold and wet

	{{title}}

	12,5
END
put content/rain/pl/report/01-deszcz.md <<-'END'
	# Deszcz

	*Tu* dużo pada.

	- Tak
	- Tak
	- Cold and wet

	{{title}}

	12,5
END
echo "== before anything is recorded"
everyread translate status rain
everyread build rain --format text 2>&1 | grep -c N00
everyread translate accept rain
echo "== moved, and nothing else: silent"
{ printf '# Deszcz\n\n- Tak\n- Tak\n- Cold and wet\n\n*Tu*\ndużo  pada.\n'; } >content/rain/pl/report/01-deszcz.md
everyread translate status rain --strict
echo "== the source changes"
sed -i 's/a lot/little/; s/^- OK/- Fine/' content/rain/en/report/01-rain.md
printf '\nA new one, “quoted” & <b>.\n' >>content/rain/en/report/02-snow.md
everyread translate status rain
everyread translate status rain --format json | python3 -m json.tool --no-ensure-ascii | grep -v '"file"'
everyread translate status rain --format html | xmllint --html --noout - 2>&1 | grep -v 'Tag main\|Tag section\|^<main\|^<section\|\^'
everyread build rain --format text
sed -i '/<b>/d' content/rain/en/report/02-snow.md
everyread translate accept rain --at pl/report/01-deszcz.md:5
echo "== readers are told of which version it is"
everyread build rain --format text --lang pl --edition report --strict
echo 'stale-translations: tell-readers' >>content/rain/publication.yaml
sed -i 's/2026-03-01/2026-04-02/' content/rain/publication.yaml
everyread build rain --format text --lang pl --edition report --strict
grep -c '1 marca 2026' dist/rain/pl/*.txt
sed -i 's/tell-readers/tell/' content/rain/publication.yaml
everyread build rain --format text 2>&1 | grep stale-tr
sed -i '/stale-translations/d' content/rain/publication.yaml
echo "== what still holds, by line"
everyread translate accept rain --at pl/report/01-deszcz.md:7 --at 01-deszcz.md:5 --at 01-deszcz.md:99
everyread translate status rain
echo "== other languages, no such verb or format"
everyread translate status rain --lang en
everyread translate rain
everyread translate status rain --format po
echo "== a record that is broken stays as it is"
printf '<<<<<<< HEAD\n=======\n>>>>>>> theirs\n' >>content/rain/pl/translation.yaml
cp content/rain/pl/translation.yaml before
everyread translate accept rain
everyread build rain --format text 2>&1 | tail -n 2
cmp before content/rain/pl/translation.yaml
echo 'segments: [{target: 12, source: "00000000000000zz", was: [a]}, b]' >content/rain/pl/translation.yaml
everyread translate accept rain
