# One token changed in a copy of the templates changes the page and the PDF
# alike; one that nobody could read is an error, told with what is wrong in the
# texts, and nothing is written.
. "$ROOT/tests/golden/commands/press.subr"
publication
cp -r "$ROOT/templates" templates

change() { # FROM TO: in the theme
	sed -i "s/$1/$2/" templates/theme.yaml
}

fill() { # the colours in the PDF's pages, each once
	qpdf --stream-data=uncompress "$1" - | grep -ao '^[0-9. ]* rg' | sort -u
}

build() { # FOLDER
	everyread build --templates templates --fonts "$ROOT/fonts" -o "$1"
	grep -o -e '--heading: #[0-9a-f]*' -e '--body-size: [0-9.]*rem' \
		"$1/rain/en/rain-report-en.html" | head -n 2
	fill "$1/rain/en/rain-report-en.pdf" >"$1.colours"
	pdffonts "$1/rain/en/rain-report-en.pdf" >/dev/null
	mutool draw -F stext "$1/rain/en/rain-report-en.pdf" 4 2>/dev/null |
		grep -o 'font name="[^"]*" size="[0-9.]*"' | sed 's/[A-Z]*+//' | sort | uniq -c
}

build before
change "heading: '#0b5563'" "heading: '#3a2f7d'"
change 'body: { size: 12pt' 'body: { size: 15pt'
change 'chapter-lead: { size: 13pt' 'chapter-lead: { size: 16pt'
build after
diff before.colours after.colours

echo '== wrong'
printf '\n::: {.qoute}\nHm.\n:::\n' >>content/rain/en/summary.md
change "heading: '#3a2f7d'" "heading: '#b9b2e0'"
everyread build --templates templates --fonts "$ROOT/fonts" -o wrong
change 'body: { size: 15pt' 'body: { size: 15px'
change 'margin-top:' 'margin-tpo:'
everyread build --templates templates --fonts "$ROOT/fonts" -o wrong
find . -path './wrong*'
