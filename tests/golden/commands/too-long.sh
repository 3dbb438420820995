# A heading, a link's words, an alternative text, a value of front matter or of
# publication.yaml that is too long for a string of PDF/A: told at its place,
# all in one run; a page takes what is no value; as long as may be is fine.
. "$ROOT/tests/golden/commands/press.subr"
repeated() {
	printf "%$2s" '' | sed "s/ /$1/g"
}
printf -- '---\ntitle: %s\nauthor: [%s, %s]\n---\n\n# %s\n\n[%s](https://a.example) ![%s](p.png)\n' "$(repeated x 16001)" \
	"$(repeated é 4000)" "$(repeated é 4000)" "$(repeated 字 5334)" "$(repeated 'a b' 5334)" "$(repeated ك 8001)" >long.md
: | put p.png
everyread render long.md -o long.pdf
everyread render long.md -o long.html
printf '# %s\n\n[%s](https://a.example)\n' "$(repeated 字 5333)" "$(repeated x 16000)" >short.md
everyread render short.md -o short.pdf
pdfinfo short.pdf | sed -n 's/^Title: *//p' | tr -d '\n' | wc -m
publication
sed -i "s/^publisher: .*/publisher: $(repeated x 16001)/" content/rain/publication.yaml
everyread build
ls dist 2>&1
