# A publication of one's own: small, commented, built at once without a warning in
# any of the languages that there is a locale for, with nothing of the demonstration
# in it. Nothing that is there is overwritten.
. "$ROOT/tests/golden/commands/press.subr"
export SOURCE_DATE_EPOCH=1772323200

echo '== in an empty folder'
everyread new river-survey
cat content/river-survey/publication.yaml
everyread build river-survey --strict
(cd dist && find . -name "*.html" -o -name "*.pdf" | LC_ALL=C sort)
echo '== in every language at once, each first'
tags=$(ls "$ROOT/templates/locales" | sed 's/\.yaml$//')
everyread new all --lang "$(echo $tags | tr ' ' ,)" >/dev/null
everyread build all --strict 2>&1 | grep -v K010
for tag in $tags en; do
	everyread new "only-$(echo $tag | tr A-Z a-z)" --lang $tag >/dev/null
done
everyread build --strict 2>&1 | grep -v K010
ls content >made
ls dist | grep -v '\.' | diff made - && echo all are built
for tag in $tags; do
	[ -s dist/all/$tag/all-report-$tag.pdf ] && [ -s dist/all/$tag/index.html ] || echo "nothing in $tag"
done
grep -rhil -e demonstration -e 'people at the centre' content dist --include='*.md' --include='*.yaml' --include='*.html' --include='*.txt'
echo '== a language of one'\''s own, for which the kind has no texts'
mkdir -p templates/locales
sed 's/^name: .*/name: sardu/' "$ROOT/templates/locales/en-GB.yaml" >templates/locales/sc.yaml
everyread new ours --lang sc,PL-pl,sc | tail -n 1
everyread build ours --strict
sed -n '/^title/,/^publisher/p' content/ours/publication.yaml | head -n 3
echo '== a kind of one'\''s own, with files besides'
cp -r "$ROOT/templates/kinds/report" leaflet
rm -r leaflet/texts/pl
printf 'colours: {light: {heading: "#3a2f7d"}}\n' >leaflet/theme.yaml
put leaflet/images/pin.svg <<-'END'
	<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>
END
mkdir templates/kinds
mv leaflet templates/kinds/
everyread new ours-too --kind leaflet --lang en,pl
everyread build ours-too --strict
echo '== mistakes'
everyread new
everyread new river-survey
everyread new 'River Survey 2026!'
everyread new ../elsewhere
everyread new next --lang en,xx
everyread new next --kind leaflets
everyread new next --kind ../html
everyread new next other
chmod -w content
[ "$(id -u)" = 0 ] || everyread new next
chmod +w content
printf '{{#languages}}\n' >templates/kinds/leaflet/publication.yaml
everyread new next --kind leaflet
ls -A content | grep -v ^only-
