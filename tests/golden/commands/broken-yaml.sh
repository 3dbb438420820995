# YAML that is none: one diagnostic, nothing written.
. "$ROOT/tests/golden/commands/press.subr"
publication
echo 'title: [Rain' >content/rain/publication.yaml
echo 'issued: 2026' >>content/rain/publication.yaml
everyread build
sums
