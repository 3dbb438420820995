# A manifest that is damaged, or lies, is not believed: pages list what this run
# built and what is there as the manifest says.
. "$ROOT/tests/golden/commands/press.subr"
publication
everyread build
echo '{"files": [' >dist/rain/manifest.json
everyread build --edition summary
grep -o 'href="../en/rain[^"]*"' dist/rain/en/index.html
everyread build
echo grown >>dist/rain/en/rain-report-en.pdf
rm dist/rain/pl/rain-report-pl.pdf
everyread build --edition summary
grep -o 'href="../[a-z]*/rain[^"]*"' dist/rain/en/index.html
