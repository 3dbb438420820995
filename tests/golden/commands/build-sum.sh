# A run ends with what it wrote and how many mistakes it met, warnings before
# errors, both by file and line. A language that was asked for alone is told of
# alone. The pages at the top lead to each language.
. "$ROOT/tests/golden/commands/press.subr"
publication
printf '# Rain\n\n![drops](drops.png)\n\n![more](more.png)\n' | put content/rain/en/report/01-rain.md
printf '# Deszcz\n\n{{deszcz}}\n' | put content/rain/pl/report/01-deszcz.md
printf '# O deszczu\n\n{{deszcz}}\n' | put content/rain/pl/landing.md
printf '  - {id: short, title: {en: Short}, source: short.md}\n' >>content/rain/publication.yaml
printf '# Short\n\nDrops.[^1]\n' | put content/rain/en/short.md
everyread build
everyread build --lang en
everyread build --lang pl
echo '--- well again, and a language without a landing page'
publication
sed -i 's/landing: .*//' content/rain/publication.yaml
everyread build
grep -o 'href="[^"]*".*</a>' dist/rain/index.html dist/index.html
echo '--- pages of somebody else stay'
echo mine >dist/index.html
echo mine >dist/rain/index.html
everyread build
cat dist/index.html dist/rain/index.html
echo '--- nothing can be written'
: >dist-file
everyread build -o dist-file
