# A theme.yaml beside a file, or of the publication that the file belongs to, holds
# for `render`, too; its mistakes are told where they are.
. "$ROOT/tests/golden/commands/press.subr"
colour() { # FILE
	everyread render "$1" -o out.html
	grep -o -- '--accent: #[0-9a-f]*' out.html | head -1
}
printf '# One\n\nWords.\n' | put notes/a.md
echo '== none'
colour notes/a.md
printf 'colours:\n  light: {accent: "#102030"}\n' | put notes/theme.yaml
echo '== beside it'
colour notes/a.md
(cd notes && colour a.md)
printf '# One\n\nWords.\n' | put content/rain/en/full/01.md
printf 'title: Rain\n' | put content/rain/publication.yaml
printf 'colours:\n  light: {accent: "#203040"}\n' | put content/rain/theme.yaml
echo '== of the publication'
colour content/rain/en/full/01.md
echo '== with a mistake'
printf 'colours:\n  light: {acent: "#102030"}\n' | put notes/theme.yaml
colour notes/a.md
echo '== from within the publication'
(cd content/rain && colour en/full/01.md)
(cd content/rain/en && colour full/01.md && colour ./full/01.md)
(cd content/rain/en/full && colour 01.md && colour ../full/01.md)
printf 'colours:\n  light: {acent: "#102030"}\n' | put content/rain/theme.yaml
(cd content/rain/en/full && colour 01.md)
