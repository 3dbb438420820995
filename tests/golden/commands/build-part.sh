# A partial build changes its own files and leaves the others; the download
# page lists them all.
. "$ROOT/tests/golden/commands/press.subr"
publication
everyread build
sums >before
printf '# In brief\n\nVery wet.\n' | put content/rain/en/summary.md
everyread build --edition summary --format=html
sums >after
diff before after | grep '^>' | sed 's/.* //'
grep -o 'href="../[^"]*"' dist/rain/en/index.html | sort -u
everyread build rain --lang pl --edition summary
everyread build --lang en-GB --edition report,summary --format pdf
