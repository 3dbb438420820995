# An EPUB names the pages of print where the edition has a PDF, also when the PDF
# is not made in the same run; render does where it is asked.
. "$ROOT/tests/golden/commands/press.subr"
publication
pages() {
	for book in $(find dist one.epub -name '*.epub' 2>/dev/null | sort); do
		echo "${book##*/}:" $(unzip -p "$book" EPUB/nav.xhtml | grep -c 'href="[^"]*#_page-') pages, \
			$(unzip -p "$book" EPUB/package.opf | grep -c 'source-of') source
	done
}
printf '    formats: [html, epub]\n' >>content/rain/publication.yaml
everyread build --format epub 2>&1 | grep -v W007
pages
rm -r dist
printf '# T\n\nx\n' >one.md
everyread render one.md -o one.epub && pages
everyread render one.md --page-list -o one.epub && pages
