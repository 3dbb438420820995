# "A kind of your own" of the manual, as it is written there; and each kind that is
# installed, built as it begins, in English and in languages that it has no texts in.
manual=$ROOT/generator/everyread.1
. "$ROOT/tests/golden/commands/press.subr"
export SOURCE_DATE_EPOCH=1772323200

# The manual's literal number $1 of that section.
literal() {
	awk -v wanted="$1" '
		/^\.Ss / { is_in = /A kind of your own/ }
		is_in && /^\.Bd -literal/ { number++; is_literal = 1; next }
		/^\.Ed/ { is_literal = 0 }
		is_in && is_literal && number == wanted' "$manual"
}

kind=templates/kinds/event-notice
literal 1 | put $kind/publication.yaml
literal 2 | put $kind/events.yaml
literal 3 | put $kind/texts/en/words.yaml
literal 4 | put $kind/texts/en/notice.md
literal 5 | put $kind/texts/en/events/spring.md
awk '/^\.Ss / { is_in = /A kind of your own/ } is_in && /^\.Dl everyread/ { sub(/^\.Dl everyread /, ""); print }' "$manual" |
	while read -r command; do everyread $command; done
sed -n '/^The hall/,/welcome/p' dist/spring/en/spring-notice-en.txt
echo '== the kinds that there are'
for folder in "$ROOT"/templates/kinds/*/; do
	kind=$(basename "$folder")
	everyread new "$kind-en" --kind "$kind" >/dev/null
	everyread new "$kind-many" --kind "$kind" --lang pl,en,he >/dev/null
	echo "$kind"
done
everyread build --strict --format html 2>&1 | grep -v K010
(cd dist && find . -name '*.html' -path '*-en/en/*' | LC_ALL=C sort)
echo '== words of data, in the languages that have some'
for kind in commitment living-profile; do
	everyread new "$kind-words" --kind $kind --lang ar,pl,zh-Hans >/dev/null
	everyread build "$kind-words" --strict --quiet
	for tag in ar pl zh-Hans; do
		echo "$kind $tag"
		cat dist/$kind-words/$tag/*-1.html dist/$kind-words/$tag/*first-*.html 2>/dev/null | sed -n '/<main/,/<\/main>/p' |
			grep -o '<t[hd][^>]*>[^<]*' | sed 's/<[^>]*>//' | grep -v '^[ 0-9]*$' | LC_ALL=C sort -u
	done
done
