# A language is dropped in: what is missing is told in the first round, and no
# part of a text is published as the whole.
. "$ROOT/tests/golden/commands/press.subr"
publication
built() {
	everyread build "$@" 2>&1 | sed "s|$ROOT/||g"
	find dist -name '*.html' | LC_ALL=C sort
	rm -rf dist
}
languages() { # LANGUAGES: those of publication.yaml
	sed -i "s/^languages: .*/languages: {$1}/" content/rain/publication.yaml
}

echo "== a folder of which publication.yaml does not know"
printf '# Glaw\n\nMae hi.\n' | put content/rain/cy/report/01-glaw.md
built
rm -r content/rain/cy
echo "== words, titles, chapters, letters"
printf '# X\n\nY.\n' | put content/rain/nqo/report/02-x.md
languages 'en: en-GB, pl: pl, nqo: nqo'
built
rm -r content/rain/nqo
echo "== in part, as the publisher chose"
languages 'en: en-GB, pl: pl'
rm content/rain/pl/report/02-snieg.md
printf '\nZobacz [śnieg](#snow) i [rozdział](02-snow.md#snow).\n' >>content/rain/pl/report/01-deszcz.md
sed -i 's/^    source: report/&\n    partial: [pl]/' content/rain/publication.yaml
built
sed -i '$d' content/rain/pl/report/01-deszcz.md
everyread build rain --lang pl --format text
sed -n '1,/^Spis/p' dist/rain/pl/rain-report-pl.txt
rm -rf dist
echo "== a translation with an error in its words"
cp -r "$ROOT/templates" templates
sed -i '/^  contents:/d' templates/locales/pl.yaml
built --templates templates
echo "== the same in the source language"
sed -i '/^  contents:/s/$/{/' templates/locales/en-GB.yaml
built --templates templates | grep -v 'pl.yaml'
