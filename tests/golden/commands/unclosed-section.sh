# Template mistakes in content: at their place in the author's file.
. "$ROOT/tests/golden/commands/press.subr"
publication
printf '# In brief\n\n{{#notice}}\nWet.\n' | put content/rain/en/summary.md
everyread build --edition summary
printf '# In brief\n\nBy {{athor}}, {{t.contnts}}.\n\n{{>nothing}}\n' | put content/rain/en/summary.md
everyread build --edition summary
sums
