# A manifest that is damaged is not believed, and all is made anew; where it lies,
# pages list what is there.
. "$ROOT/tests/golden/commands/press.subr"
publication
everyread build
echo '{"files": [' >dist/rain/manifest.json
everyread build --edition summary
grep -o 'href="../en/rain[^"]*"' dist/rain/en/index.html
everyread build
echo grown >>dist/rain/en/rain-report-en.pdf
rm dist/rain/pl/rain-report-pl.pdf
everyread build --edition summary 2>&1 | sed 's/([0-9]* bytes then, [0-9]* now)/(…)/'
grep -o 'href="../[a-z]*/rain[^"]*"' dist/rain/en/index.html
