# What was never built is on no page.
. "$ROOT/tests/golden/commands/press.subr"
publication
everyread build --lang pl --format html
find dist -type f | LC_ALL=C sort
grep -o 'href="[^"]*rain-[^"]*"' dist/rain/en/index.html dist/rain/pl/*.html
