# The same content gives the same bytes, elsewhere and at another time.
. "$ROOT/tests/golden/commands/press.subr"
publication
everyread build
mkdir elsewhere
cp -r content elsewhere/
(cd elsewhere && TZ=Pacific/Auckland LC_ALL=C everyread build -o ../other)
diff -r dist other && echo same
SOURCE_DATE_EPOCH=1000000000 everyread build --edition summary --format pdf -o later
cmp -s dist/rain/en/rain-summary-en.pdf later/rain/en/rain-summary-en.pdf || echo another date
