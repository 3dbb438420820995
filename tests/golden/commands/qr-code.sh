# A QR code of an address, in the place of a picture's file: black squares with
# a quiet zone, which another program reads again; its words in text; on the back
# page that of the publication; one that says too much, and one without words.
. "$ROOT/tests/golden/commands/press.subr"
put page.md <<'MD'
# Rain

![Code of the weather](qr:https://example.org/weather/?day=1&place=%C5%81%C3%B3d%C5%BA)
MD
everyread render page.md -o page.html && grep -o 'alt="[^"]*"' page.html
everyread render page.md -o page.txt && grep Code page.txt
everyread render page.md -o page.pdf
pdftoppm -r 150 -gray -png page.pdf page
zbarimg -q --raw page-1.png 2>/dev/null
echo == on the back page, from right to left too
press=$(printf '%s\n' 'languages: {en: en, ar: ar}' 'title: Rain' 'publisher: Weather press' 'issued: 2026-03-01' 'address: https://example.org/' 'editions:' '  - {id: report, title: Report, source: report.md, formats: [pdf, html]}')
put content/rain/publication.yaml <<-YAML
	$press
YAML
echo '# Rain' | put content/rain/en/report.md
echo '# مطر' | put content/rain/ar/report.md
everyread build 2>&1 | grep -v W007
for tag in en ar; do
	pdftoppm -r 150 -gray -png dist/rain/$tag/rain-report-$tag.pdf $tag
	zbarimg -q --raw $tag-*.png 2>/dev/null
	grep -o 'alt="[^"]*"' dist/rain/$tag/rain-report-$tag.html
done
echo == too much, and no words
printf '# Rain\n\n![Code](qr:%s)\n\n![](qr:x)\n' "$(printf 'x%.0s' $(seq 2000))" | put page.md
everyread render page.md -o page.html
