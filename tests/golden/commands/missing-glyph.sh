# A character that no font has: an error in a build, a warning in render.
. "$ROOT/tests/golden/commands/press.subr"
publication
printf '# In brief\n\nWet \364\200\200\200 and cold.\n' | put content/rain/en/summary.md
everyread build --edition summary
everyread render content/rain/en/summary.md -o summary.pdf
