# Bytes that are no UTF-8.
. "$ROOT/tests/golden/commands/press.subr"
publication
printf '# In brief\n\nWet \377 and \303( cold.\n' | put content/rain/en/summary.md
everyread build --edition summary
everyread render content/rain/en/summary.md -o summary.html
printf 'title: \377\n' >content/rain/publication.yaml
everyread build
