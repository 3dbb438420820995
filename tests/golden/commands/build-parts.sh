# Parts that are built one after the other come to the same manifest as the
# whole. What is missing is made again, also by a part that was not asked for it;
# what somebody changed is kept, linked with the size that it has, and told until
# its edition is built again.
. "$ROOT/tests/golden/commands/press.subr"
publication
everyread build -o whole
everyread build -o parts --edition summary
everyread build -o parts --lang pl --format pdf,text
everyread build -o parts --lang en
everyread build -o parts
diff -r whole parts && echo the same
stat -c '%n %i %Y' whole/rain/manifest.json whole/rain/*/* >before
everyread build -o whole
stat -c '%n %i %Y' whole/rain/manifest.json whole/rain/*/* | diff before - && echo untouched
echo '--- a file is missing, another is signed'
rm whole/rain/pl/rain-report-pl.pdf
head -c 3000 /dev/zero >>whole/rain/en/rain-report-en.pdf
everyread build -o whole --edition summary 2>&1 | sed 's/([0-9]* bytes then, [0-9]* now)/(…)/'
cmp whole/rain/pl/rain-report-pl.pdf parts/rain/pl/rain-report-pl.pdf && echo made again
grep -c "\"bytes\": $(stat -c %s parts/rain/en/rain-report-en.pdf)," whole/rain/manifest.json
diff whole/rain/en/index.html parts/rain/en/index.html | grep -c '^[<>].*report-en.pdf'
everyread build -o whole
diff -r whole parts && echo the same
echo '--- a language goes'
sed -i 's/, pl: pl}/}/; s/, pl: [A-Za-z]*}/}/' content/rain/publication.yaml
rm -r content/rain/pl
everyread build -o whole
(cd whole && find . -name '.?*' -o -name '*pl*')
