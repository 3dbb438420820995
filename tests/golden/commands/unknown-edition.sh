# Editions, languages, formats and publications that there are not.
. "$ROOT/tests/golden/commands/press.subr"
publication
everyread build --edition sumary
everyread build --edition summary --lang xx
everyread build --format papyrus
everyread build rian
everyread build rain nowhere/else
sums
