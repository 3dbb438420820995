# A build makes only what is not as before, and says why. Times tell nothing.
. "$ROOT/tests/golden/commands/press.subr"
publication
everyread build -o dist --explain >first 2>&1
grep -c 'made: it was not made before' first; grep -c 'as before' first
stat -c '%n %i %Y' dist/rain/*/* >before
echo '--- nothing, and other times'
find . -name '*.md' -o -name '*.yaml' | xargs touch -d 2001-01-01
everyread build -o dist --explain
stat -c '%n %i %Y' dist/rain/*/* | diff before - && echo untouched
echo '--- one word in one text'
echo 'A word.' >>content/rain/pl/report/01-deszcz.md
everyread build -o dist --explain 2>&1 | sort
stat -c '%n %i %Y' dist/rain/*/* | diff before - | sed -n 's/^> \([^ ]*\).*/\1/p'
everyread build -o clean --no-cache
diff -r dist clean && echo the same
echo '--- a template that was not there'
mkdir -p templates/html
cp "$ROOT/templates/html/downloads.html" templates/html
everyread build -o dist --explain --quiet 2>&1 | sed 's/.*: made: /made: /' | sort | uniq -c
echo '<!-- more -->' >>templates/html/downloads.html
everyread build -o dist --explain --quiet 2>&1 | sed 's/.*: made: /made: /' | sort | uniq -c | grep made
echo '--- the cache is damaged, cut off, gone'
for how in 'sed -i s/texts/test/' 'truncate -s -5' 'truncate -s 0' 'rm'; do
	$how "$XDG_CACHE_HOME"/everyread/*
	everyread build -o dist --explain 2>&1 | grep -c 'made: it was not made before'
done
rm -r clean; everyread build -o clean --no-cache --jobs 1
diff -r dist clean && echo the same
echo '--- a warning is told again'
printf '\n#### Deep\n\nWords. \360\234\275\200\n' >>content/rain/en/summary.md
everyread build -o dist >first 2>&1; everyread build -o dist 2>&1 | diff first - && wc -l <first
everyread build --jobs 0; everyread build --jobs none
