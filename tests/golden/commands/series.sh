# Publications that belong together: kind, the issues before and after, related ones;
# links to them, relative in pages and whole in what is carried away; names that
# nothing has (P018), and what the list of all no longer holds.
. "$ROOT/tests/golden/commands/press.subr"
issue() { # NAME TITLE LINES…: an issue in two languages
	name=$1 title=$2
	shift 2
	put content/$name/publication.yaml <<-END
		languages: {en: en-GB, ar: ar}
		title: $title
		publisher: Press
		kind: {en: Bulletin, ar: نشرة}
		issued: 2026-0${#title}-01
		landing: landing.md
		editions:
		  - {id: text, title: Text, source: text.md, formats: [html, pdf, text, epub]}
	END
	printf '%s\n' "$@" >>content/$name/publication.yaml
	for tag in en ar; do
		printf '# %s\n\nRead [the other](../../spring/%s/spring-text-%s.html), or [its page](../../spring/%s/index.html).\n' "$title" $tag $tag $tag |
			put content/$name/$tag/text.md
		printf '# %s\n\nWelcome.\n\n{{#earlier}}\nBefore: [{{title}}]({{href}}), {{kind}}\n{{/earlier}}\n{{#later}}\nAfter: [{{title}}]({{href}})\n{{/later}}\n{{#related}}\n- [{{title}}]({{href}})\n{{/related}}\n' \
			"$title" | put content/$name/$tag/landing.md
	done
}
address='address: https://press.example/all/'
issue spring Rain 'later: autumn' "$address"
issue autumn Cloud 'earlier: spring' 'related: [spring]' "$address"
everyread build
links() { grep -o 'href="\.\./[^"]*spring[^"]*"' "$1" | LC_ALL=C sort -u; }
for tag in en ar; do
	echo "== in $tag: pages"
	links dist/autumn/$tag/index.html
	links dist/autumn/$tag/autumn-text-$tag.html
	echo "== PDF, text, EPUB"
	qpdf --qdf --object-streams=disable dist/autumn/$tag/autumn-text-$tag.pdf - | grep -ao '(https:[^)]*)' | LC_ALL=C sort -u
	grep -o 'https://[^ >)]*' dist/autumn/$tag/autumn-text-$tag.txt | LC_ALL=C sort -u
	unzip -p dist/autumn/$tag/autumn-text-$tag.epub | grep -ao 'href="https://press[^"]*"' | LC_ALL=C sort -u
done
echo '== by date and kind, for readers and programs'
grep -o '<h3.*</h3>' dist/index.html
grep -c '<entry' dist/feed-en-GB.xml dist/feed-ar.xml
(cd dist && ls)
echo '== another word in one: the other is as before; another title: it is not'
made() { everyread build --explain --quiet 2>&1 | grep 'autumn.*made: ' | sed 's/[^ ]*: made: /made: /' | sort | uniq -c; }
echo 'A word.' >>content/spring/en/text.md
made
sed -i 's/^title: Rain/title: Much rain/' content/spring/publication.yaml
made
sed -i 's/^title: Much rain/title: Rain/' content/spring/publication.yaml
mv content/spring/ar/text.md .
made
mv text.md content/spring/ar
everyread build --quiet
echo '== feeds: when it changed, by whom, whatever the time is'
printf 'modified: 2026-09-30\n' >>content/spring/publication.yaml
everyread build --quiet
cp dist/feed-ar.xml feed.xml
grep -e updated -e published -e author -e '<title' feed.xml
rm -r dist
SOURCE_DATE_EPOCH=1900000000 TZ=Asia/Tokyo everyread build --quiet --no-cache
diff dist/feed-ar.xml feed.xml && echo the same
sed -i /^modified/d content/spring/publication.yaml
everyread build --quiet
echo '== somebody else'\''s file is kept'
echo mine >dist/feed-fr.xml
echo mine >dist/sitemap.xml
everyread build 2>&1 | grep kept
cat dist/feed-fr.xml dist/sitemap.xml
rm dist/feed-fr.xml dist/sitemap.xml
everyread build --quiet && ls dist/sitemap.xml
echo '== without an address, and without Arabic'
sed -i /^address/d content/*/publication.yaml
everyread build
ls dist
printf '%s\n' "$address" >>content/spring/publication.yaml
everyread build --quiet 2>/dev/null
for name in spring autumn; do
	rm -r content/$name/ar
	sed -i -e 's/, ar: ar//' -e '/^kind/d' content/$name/publication.yaml
done
everyread build --quiet
ls dist
echo '== names that nothing has'
sed -i -e 's/^later: .*/later: autum/' content/spring/publication.yaml
sed -i -e 's/^earlier: .*/earlier: autumn/' -e 's/^related: .*/related: [spring, .., winter]/' content/autumn/publication.yaml
sed -i 's,/spring/en/index,/winter/en/index,; s,spring-text-en,no-text-en,' content/autumn/en/text.md
everyread build
everyread build autumn --quiet >/dev/null 2>&1
ls dist
