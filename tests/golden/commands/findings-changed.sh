# New findings change all that draws on them, or nothing: old numbers beside new
# ones tell the difference, which may be one person. What draws on none is left
# alone. Words whose speaker took consent back leave dist/ at once, even where
# nothing can be built.
. "$ROOT/tests/golden/commands/evidence.subr"
evidence_publication en pl
sed -i '/^editions/,$d' content/rain/publication.yaml
cat >>content/rain/publication.yaml <<-'END'
	editions:
	  - {id: report, title: {en: Report, pl: Raport}, source: report.md, formats: [html]}
	  - {id: words, title: {en: Words, pl: Cytaty}, source: words.md, formats: [html]}
	  - {id: plain, title: {en: Plain, pl: Zwykły}, source: plain.md, formats: [html]}
END
for tag in en pl; do
	printf '# Report\n\n{{theme.access.people}} people.\n' | put content/rain/$tag/report.md
	printf '# Plain\n\nNo number.\n' | put content/rain/$tag/plain.md
done
printf '# Words\n\n{{theme.waiting.people}} people.\n\n::: {.quote id=access-2}\n:::\n' | put content/rain/en/words.md
printf '# Cytaty\n\n::: {.quote id=access-4}\nSłowa.\n:::\n' | put content/rain/pl/words.md
sums() { (cd dist && find . -name '*-*.html' | sort | xargs md5sum); }
changes() { # what differs since the last time
	sums >after
	diff before after | sed -n 's/^\([<>]\).* \.\//\1 /p'
	mv after before
}
everyread build
sums >before
grep -c '"findings": ""' dist/rain/manifest.json
grep -c '"passages"' dist/rain/manifest.json

echo '--- changed, and one of two cannot be written'
echo 'P61,Care > Access,,,South,No,16 to 64,No,Citizen' >>content/rain/findings/coded.csv
cp content/rain/en/words.md words.md
echo '{{theme.acces.people}}' >>content/rain/en/words.md
everyread build
changes

echo '--- a part that draws on none may still be built'
printf '# Plain\n\nNo number at all.\n' | put content/rain/en/plain.md
everyread build
changes

echo '--- a part is all'
cp words.md content/rain/en/words.md
everyread build --edition report --lang en
changes

echo '--- nothing has changed, so a part is a part'
printf '# Report\n\nOf all, {{theme.access.people}} people.\n' | put content/rain/en/report.md
everyread build --edition report --lang en
changes

echo '--- consent is taken back, and nothing can be built'
sed -i '/^Pseudo4,/s/,Yes,/,No,/' content/rain/findings/coded.csv
everyread build
changes

echo '--- the quotation is taken out'
printf '# Cytaty\n\nŻadnych.\n' | put content/rain/pl/words.md
everyread build
changes

echo '--- a mistake in what means yes takes nobody away'
sed -i 's/yes: \["Yes"\]/yes: ["Yess"]/' content/rain/findings/findings.yaml
everyread build 2>&1 | sort -u
changes

echo '--- where everybody says no by now, nobody is quoted'
mkdir kept
cp -r content dist before kept
sed -i 's/yes: \["Yess"\]/yes: ["Yes"]/' content/rain/findings/findings.yaml
sed -i 's/,Yes,\([^,]*\)$/,No,\1/' content/rain/findings/coded.csv
everyread build 2>&1 | sort -u
changes
rm -r content dist
mv kept/* .

echo '--- without findings nobody is quoted'
rm -r content/rain/findings
everyread build 2>/dev/null
changes
