# Accessibility statements: in four languages, from what people said and what the
# program found; linked from every page and every back page; what contradicts
# itself, what is left to say (P019, P020); and what goes with a language.
. "$ROOT/tests/golden/commands/press.subr"
told() { # LINES…: publication.yaml with them at its end
	put content/rain/publication.yaml <<-'END'
		languages: {en: en-GB, ar: ar, pl: pl, zh-Hans: zh-Hans}
		title: {en: Rain, ar: المطر, pl: Deszcz, zh-Hans: 雨}
		publisher: {en: Weather press, ar: دار الطقس, pl: Wydawnictwo Pogoda, zh-Hans: 天气出版社}
		issued: 2026-03-01
		editions:
		  - id: report
		    title: {en: Report, ar: تقرير, pl: Raport, zh-Hans: 报告}
		    source: report.md
		    formats: [html, pdf, text, epub]
	END
	printf '%s\n' "$@" >>content/rain/publication.yaml
}
for tag in en ar pl zh-Hans; do
	printf '# Rain %s\n\n## A\n\nWords.\n' $tag | put content/rain/$tag/report.md
done
text() { # FILE: what readers see of the page, a line each
	sed -n '/<main>/,/<\/main>/p' "$1" | sed -e 's/<[^>]*>//g' -e '/^ *$/d'
}

echo '== nobody has said anything'
told
everyread build
text dist/rain/en/accessibility.html
everyread check --strict

echo '== what people said'
told 'modified: 2026-04-02' 'address: https://press.example/' 'landing: landing.md' \
	'accessibility:' \
	'  status: partial' \
	'  contact:' \
	'    name: {en: Access team, ar: فريق الوصول, pl: Zespół, zh-Hans: 团队}' \
	'    email: access@press.example' \
	'    phone: 0131 496 0000' \
	'    address: {en: "1 Rain Road", ar: شارع المطر, pl: ul. Deszczowa 1, zh-Hans: 雨路一号}' \
	'  tested:' \
	'    - by: {en: Two people with screen readers, ar: شخصان, pl: Dwie osoby, zh-Hans: 两个人}' \
	'      date: 2026-02-03' \
	'      method: {en: read all pages & tables, ar: قراءة, pl: czytanie, zh-Hans: 阅读}' \
	'      result: {en: "The map was *not* understood.", ar: لم تُفهم, pl: Mapa niezrozumiała., zh-Hans: 地图不明。}' \
	'  known:' \
	'    - {en: The map has 1 < 2 names., ar: الخريطة, pl: Mapa., zh-Hans: 地图。}' \
	'    - what: {en: Old films have no captions., ar: أفلام, pl: Filmy., zh-Hans: 影片。}' \
	'      reason: disproportionate-burden' \
	'      instead: {en: Ask us for a script., ar: اطلب, pl: Prosimy pytać., zh-Hans: 请询问。}' \
	'    - what: {en: A linked site., ar: موقع, pl: Strona., zh-Hans: 网站。}' \
	'      reason: out-of-scope' \
	'  enforcement: {en: Write to the board., ar: اكتب, pl: Do rady., zh-Hans: 致函委员会。}' \
	'  enforcement-url: https://board.example/' \
	'  prepared: 2026-02-10' \
	'  reviewed: 2026-03-11' \
	'  next-review: 2027-03-01'
for tag in en ar pl zh-Hans; do
	printf '# Rain\n\nWelcome.\n' | put content/rain/$tag/landing.md
done
printf '\n#### C\n\n| | |\n|--|--|\n| a | b |\n' >>content/rain/pl/report.md
everyread build
for tag in en ar pl zh-Hans; do
	echo "-- $tag"
	text dist/rain/$tag/accessibility.html
done
echo '-- English again, as it is marked up'
sed -n '/<h3 id="disprop/,/<\/ul>/p' dist/rain/en/accessibility.html
grep accessibility dist/rain/manifest.json dist/sitemap.xml
grep -o '"to-mend.*}' dist/rain/manifest.json
grep -c 'accessibility.html' $(find dist -name '*.html' | LC_ALL=C sort)
for tag in en ar; do
	pdftotext dist/rain/$tag/rain-report-$tag.pdf - | grep -A1 -e statement -e 'accessibility.html'
	tail -3 dist/rain/$tag/rain-report-$tag.txt
done

echo '== as before; then a warning is mended, and one page is made anew'
everyread build --explain 2>&1 | grep 'accessib'
printf '# Rain pl\n\n## A\n\nWords.\n' | put content/rain/pl/report.md
everyread build --explain 2>&1 | grep 'accessib.*made'
grep -c 'to-mend' dist/rain/manifest.json

echo '== a text of its own'
printf '# Own\n\n{{t.accessibility-about}}\n' | put content/rain/templates/editions/accessibility.md
everyread build --quiet
text dist/rain/en/accessibility.html
rm -r content/rain/templates

echo '== a language that lacks a text is left out, and its statement with it'
sed -i '/enforcement:/s/, pl: Do rady\.//' content/rain/publication.yaml
everyread build
find dist/rain -name 'acc*' | LC_ALL=C sort

echo '== mistakes'
told 'accessibility: {status: full, known: [The map.], contct: {}}'
everyread build
told 'accessibility:' '  status: full' '  enforcement-url: board' '  reviewed: yesterday'
everyread build
told 'accessibility:' '  status: partial' '  tested: [{by: us, date: 2026-02-30}]' \
	'  contact: {email: a@b.example}'
everyread build
told 'accessibility:' '  status: compliant' '  known: [{what: Films., reason: lazy}]' '  contact: {name: Us}'
everyread build
