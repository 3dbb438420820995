# Everything is built, quietly.
. "$ROOT/tests/golden/commands/press.subr"
publication
everyread build
find dist -type f | LC_ALL=C sort
grep -o '"path": "[^"]*/rain[^"]*"' dist/rain/manifest.json
grep -c 'href="../en/rain-report-en.pdf"' dist/rain/pl/index.html
