# All that an author can write, in four languages and every output: the texts of
# features/. Every block, class and kind of callout of the program's own table
# stands in them.
. "$ROOT/tests/golden/commands/press.subr"
LANGUAGES='en pl ar zh-Hans'
put content/all/publication.yaml <<-'END'
	languages: {en: en-GB, pl: pl, ar: ar, zh-Hans: zh-Hans}
	title: {en: All, pl: Wszystko, ar: كل شيء, zh-Hans: 全部}
	publisher: Weather press
	issued: 2026-03-01
	editions:
	  - {id: all, title: {en: All, pl: Wszystko, ar: الكل, zh-Hans: 全}, source: all.md, contents: true, toc-depth: 2,
	     formats: [html, pdf, pdf-large, epub, docx, text, markdown, data, brf, ssml]}
END
for language in $LANGUAGES; do
	put "content/all/$language/all.md" <"$ROOT/tests/golden/commands/features/$language.md"
	put "content/all/$language/_shared/notice.md" <<-'END'
		{{publisher}} 2026.
	END
done
cp "$ROOT/tests/golden/commands/features/picture.svg" content/all/
cp content/all/picture.svg .
everyread build --strict all

echo '== the same things in each language'
kinds() { # LANGUAGE
	sed "s/^{{.*//" "content/all/$1/all.md" >all.md; command everyread dump --stage=document all.md 2>/dev/null |
		sed 's/^\( *[a-z-]*\).*/\1/' | grep -v '^ *\(text\|soft-break\|code\|span\)$'
}
kinds en >en.kinds
for language in $LANGUAGES; do
	kinds $language | cmp - en.kinds
done
sort -u en.kinds | tr -d ' ' | sort -u | tr '\n' ' '

echo; echo '== in the table, and not in the texts'
table() { # MACRO: names of its rows that ask no findings and are no part of a cover
	sed -n "s/^$1(\"\([a-z-]*\)\".*/\1/p" "$ROOT/generator/document/kinds.def"
}
for name in $(table DIRECTIVE) $(table CLASS); do
	case $name in
	chart | map | findings-table | cover | chapter | back-page | title-block | subtitle | edition | author | date | cover-picture | \
		logo | foot) continue ;; # templates' own, and what Evidence shows
	esac
	grep -q "{[^}]*\.$name\b" content/all/en/all.md || echo "$name"
done
for kind in $(sed -n 's/^CHOICE(callout, "\([a-z]*\)".*/\1/p' "$ROOT/generator/document/kinds.def"); do
	grep -q "kind=$kind" content/all/en/all.md || echo "kind=$kind"
done

for language in $LANGUAGES; do
	echo "== $language"
	cat dist/all/$language/all-all-$language.txt
done
