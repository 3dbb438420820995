# What the publication no longer has goes from dist/, in a whole build alone.
. "$ROOT/tests/golden/commands/press.subr"
publication
everyread build
rm -r content/rain/pl
everyread build --edition report
ls dist/rain/pl
everyread build
[ -e dist/rain/pl ] || echo gone
