# YAML that says what cannot be: all mistakes at once, nothing written.
. "$ROOT/tests/golden/commands/press.subr"
publication
everyread build
sums >before
sed -i 's/issued: .*/issued: yesterday/; s/source: report/sauce: report/; s/contents: true/contents: perhaps/' content/rain/publication.yaml
everyread build
sums | diff before - && echo untouched
