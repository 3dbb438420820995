# Divs: an unknown name, one that is not closed, one closed too often.
. "$ROOT/tests/golden/commands/press.subr"
publication
printf '# Rain\n\n::: {.qoute}\nWet.\n:::\n\n::: {.callout}\nWet.\n' | put content/rain/en/report/01-rain.md
printf '# Snow\n\nIt snows.\n\n:::\n' | put content/rain/en/report/02-snow.md
everyread build --edition report --lang en
everyread render content/rain/en/report/01-rain.md -o rain.html
# Boxes as other tools call them: what readers see, and what a publication is told.
printf '::: note\nA\n:::\n\n:::warning Take care\nB\n:::\n\n::: {.callout-tip title="So"}\nC\n:::\n\n::: sponsored\nD\n:::\n\n::: {.aside}\nE\n:::\n' |
	put content/rain/en/report/03-boxes.md
everyread build --edition report --lang en
everyread render content/rain/en/report/03-boxes.md --lang pl -o boxes.html
sed -n '/callout/s/<[^>]*>//gp' boxes.html
