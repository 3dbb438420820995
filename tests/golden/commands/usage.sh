# The command line: what is wrong with it, and where help is.
. "$ROOT/tests/golden/commands/press.subr"
everyread
everyread bild
everyread fly
everyread build --editon x
everyread build --edition
everyread build --strict=yes
everyread build -x
everyread render
everyread render a.md
everyread render a.md -o a.doc
everyread render a.md -o a.html --large-print
everyread render a.md b.md -o a.pdf
everyread dump --stage=frames a.md
everyread dump
everyread build --pdf-standard=ua-3
everyread render a.md -o a.pdf --pdf-standard=UA-2
