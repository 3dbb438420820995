# An edition with mistakes leaves its earlier files untouched; the others are
# built, and the mistakes of all are told in one run.
. "$ROOT/tests/golden/commands/press.subr"
publication
everyread build
sums >before
printf '# Rain\n\n![drops](drops.png)\n' | put content/rain/en/report/01-rain.md
printf '# Snow\n\n::: {.qoute}\nWhite.\n:::\n' | put content/rain/en/report/02-snow.md
printf '# In brief\n\nVery wet.\n' | put content/rain/en/summary.md
printf '# Deszcz\n\n{{deszcz}}\n' | put content/rain/pl/report/01-deszcz.md
everyread build
sums >after
diff before after | grep '^>' | sed 's/.* //'
