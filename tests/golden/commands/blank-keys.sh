# A key that says nothing is told, wherever it stands: nothing behind it, null, ~,
# an empty list or mapping; in publication.yaml, findings.yaml, theme.yaml, a locale
# and an entry. One that must be there is an error. "null" is no word of a text.
. "$ROOT/tests/golden/commands/evidence.subr"
start() {
	rm -rf content templates dist
	evidence_publication en pl
	for tag in en pl; do printf '# Rain\n\nIt rained.\n' | put content/rain/$tag/report.md; done
}
told() { # FILE SED: the change, and what is told of it
	start
	sed -i "$2" $1
	echo "== $2"
	everyread build 2>&1 | grep -v ' of [0-9]* editions written'
}
P=content/rain/publication.yaml F=content/rain/findings/findings.yaml
for value in '' null '~' '[]' '{}'; do
	told $P "/^issued/a subtitle: $value"
	told $P "/^issued/a authors: $value"
	told $P "s/^publisher:.*/publisher: $value/"
	told $F "s/^role:.*/role: $value/"
	told $F "/^invented/a replacements: $value"
done
told $P '/^issued/a authors: [Ann, null, ""]'
told $P '/^issued/a modified: ~'
told $P '/^issued/a contact: {name: Ann, email: null}'
told $P 's/source: report.md/&\n    formats: []/'
told $P 's/source: report.md/&\n    languages:/'
told $P 's/^languages:.*/languages: []/'
told $P 's/^languages: {en: en/languages: {en: english/'
told $P 's/^languages: {en: en/languages: {en: en_GB/'
told $F 's/{id: care, code: Care, label: {en: Care, pl: Opieka/{id: care, code: Care, label: {en: Care, pl: null/'
told $F 's/code: Care,/code: null,/'
told $F 's/^themes:/themes: []\nold:/'
told $F 's/protect-complements: false/protect-complements:/'

echo == theme and locale
start
put content/rain/theme.yaml <<'EOF'
text:
page: null
space: {}
EOF
everyread build 2>&1 | grep -v ' of [0-9]* editions written'
printf 'colours:\n  light:\n    ink: #1d2a33\n' >content/rain/theme.yaml
everyread build 2>&1 | grep -v ' of [0-9]* editions written'
rm content/rain/theme.yaml
put templates/locales/pl.yaml <<'EOF'
name:
messages:
  figure: null
  table: []
EOF
everyread build 2>&1 | grep -v ' of [0-9]* editions written'
