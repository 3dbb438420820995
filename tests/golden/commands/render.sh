# One file with no publication around it: no template is evaluated, front
# matter is read, "-" is standard input and output.
. "$ROOT/tests/golden/commands/press.subr"
cat >notes.md <<-'END'
	---
	title: Notes on rain
	author: A. Cloud
	lang: pl
	mood: wet
	---

	# First

	Mustache {{title}} and {{{more}}} is text. {{#section}}
END
everyread render notes.md -o notes.html
grep -o '<html[^>]*>\|<title>.*</title>\|Mustache .*section}}' notes.html
everyread render notes.md -o notes.html --title=Other --lang ar --toc
grep -o '<html[^>]*>\|<title>.*</title>' notes.html
everyread render - -o - <notes.md | grep -c 'Mustache'
everyread render notes.md -o notes.pdf
head -c 5 notes.pdf
echo
everyread render notes.md -o notes.pdf --pdf-standard=ua-2
head -c 8 notes.pdf
