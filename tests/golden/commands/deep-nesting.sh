# A hundred thousand levels of everything: told, no crash, no hang.
. "$ROOT/tests/golden/commands/press.subr"
repeat() { awk -v text="$1" 'BEGIN { for (i = 0; i < 100000; i++) printf "%s", text }'; }
{ repeat '> '; echo deep; } >quotes.md
{ repeat '['; repeat ']'; echo; } >brackets.md
{ repeat '*a **b '; echo; } >stars.md
{ repeat '<div>'; echo; } >html.md
{ repeat '[a]('; echo; } >links.md
awk 'BEGIN { for (i = 0; i < 1000; i++) printf "%*s- a\n", 2 * i, "" }' >lists.md
awk 'BEGIN { for (i = 0; i < 100000; i++) print "::: {.callout}" }' >divs.md
for file in quotes brackets stars html links lists divs; do
	echo "$file:"
	everyread render $file.md -o $file.html 2>&1 | tail -n 3
	everyread render $file.md -o $file.pdf >/dev/null 2>&1
done
publication
{ repeat '{{#title}}'; echo; } >content/rain/en/summary.md
everyread build --edition summary 2>&1 | tail -n 3
{ echo 'title: '; repeat '['; } >content/rain/publication.yaml
everyread build 2>&1 | tail -n 3
