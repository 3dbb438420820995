# SVG pictures: drawings where they can be; what they can not hold is told with
# its line, and becomes an image; what is broken stops a build, and shows its
# words in render. Nothing but shapes gets into a page.
. "$ROOT/tests/golden/commands/press.subr"
publication
svg() { # NAME ATTRIBUTES: standard input becomes the inside of a picture
	{ echo "<svg xmlns='http://www.w3.org/2000/svg' $2>"; cat; echo '</svg>'; } |
		put "content/rain/en/$1.svg"
}
echo "<path d='M0 0h9v9z' fill='teal' onclick='secret()'/><!-- secret -->" | svg sound "viewBox='0 0 10 10'"
echo "<path d='M0 0h9v9z w'/><use href='#no'/><circle r='5cats'/>" | svg careless "viewBox='0 0 10 10'"
echo "<script>secret()</script><path d='M0 0h9v9z'/>" | svg script "viewBox='0 0 10 10'"
echo "<g>" | svg broken "viewBox='0 0 10 10'"
echo "<g/>" | svg sizeless ""
echo '<!DOCTYPE svg [<!ENTITY a SYSTEM "/etc/hostname">]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">&a;</svg>' |
	put content/rain/en/entity.svg
{
	printf '# In brief\n'
	for name in sound careless script broken sizeless entity; do
		printf '\n![A %s picture](%s.svg)\n' $name $name
	done
} | put content/rain/en/summary.md
everyread build --edition summary
everyread render content/rain/en/summary.md -o summary.html 2>/dev/null
everyread render content/rain/en/summary.md -o summary.pdf 2>/dev/null
grep -o 'src="data:[^;]*' summary.html
grep -o 'src="data:image/svg+xml;base64,[^"]*' summary.html | cut -d, -f2 | while read -r line; do
	echo "$line" | base64 -d
done
grep -o 'class="missing-image">[^<]*' summary.html
grep -c secret summary.html
echo pdf: $(head -c 5 summary.pdf)
