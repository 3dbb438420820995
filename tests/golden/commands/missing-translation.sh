# A translation that is missing is left out, with a warning.
. "$ROOT/tests/golden/commands/press.subr"
publication
rm -r content/rain/pl
everyread build
find dist -type f | LC_ALL=C sort
everyread build --strict -o strict
find strict -type f 2>/dev/null | wc -l
