# Divs: an unknown name, one that is not closed, one closed too often.
. "$ROOT/tests/golden/commands/press.subr"
publication
printf '# Rain\n\n::: {.qoute}\nWet.\n:::\n\n::: {.callout}\nWet.\n' | put content/rain/en/report/01-rain.md
printf '# Snow\n\nIt snows.\n\n:::\n' | put content/rain/en/report/02-snow.md
everyread build --edition report --lang en
everyread render content/rain/en/report/01-rain.md -o rain.html
