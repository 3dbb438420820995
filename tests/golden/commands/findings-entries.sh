# New findings change pages of entries, lists of them and what programs read
# together with the editions, or nothing of it: a mistake in one of them keeps all
# back. What draws on no findings is written all the same.
. "$ROOT/tests/golden/commands/evidence.subr"
evidence_publication en pl
sed -i '/^editions/,$d' content/rain/publication.yaml
cat >>content/rain/publication.yaml <<-'END'
	landing: landing.md
	collections:
	  tales: {schema: tales.yaml, page: tale, data: tales}
	  places: {schema: places.yaml, page: place}
	editions:
	  - {id: report, title: {en: Report, pl: Raport}, source: report.md, formats: [html]}
	  - {id: plain, title: {en: Plain, pl: Zwykły}, source: plain.md, formats: [html]}
END
put content/rain/tales.yaml <<-'END'
	fields:
	  title: {type: text, required: true}
	  about: {type: finding, of: theme}
	  next: {type: reference, of: tales}
END
put content/rain/places.yaml <<-'END'
	fields:
	  title: {type: text, required: true}
END
printf '# {{title}}\n\n{{#about}}{{people}} people.{{/about}}\n\n{{#next}}Next: {{title}}{{#about}}, {{people}}{{/about}}.{{/next}}\n\n{{>*text}}\n' |
	put templates/editions/tale.md
printf '# {{title}}\n\n{{>*text}}\n' | put templates/editions/place.md
cat <<-'END' | put templates/data/tales.yaml
	tales:
	{{#tales.all}}
	  - {title: "{{title}}", people: "{{#about}}{{people}}{{/about}}"}
	{{/tales.all}}
END
for tag in en pl; do
	printf '# Report\n\n{{theme.access.people}} people.\n' | put content/rain/$tag/report.md
	printf '# Plain\n\nNo number.\n' | put content/rain/$tag/plain.md
	printf '# All\n\nThere are files.\n' | put content/rain/$tag/landing.md
	printf -- '---\ntitle: Place\n---\n\nNo number.\n' | put content/rain/$tag/places/here.md
	printf -- '---\ntitle: Ann\nabout: access\n---\n\nWords.\n' | put content/rain/$tag/tales/ann.md
	# The numbers of another entry's list, and none of its own.
	printf -- '---\ntitle: Bob\nnext: ann\n---\n\nWords.\n' | put content/rain/$tag/tales/bob.md
	printf -- '---\ntitle: Cat\n---\n\nWords alone.\n' | put content/rain/$tag/tales/cat.md
done
printf -- '---\ntitle: Dot\n---\n\n::: {.quote id=access-2}\n:::\n' | put content/rain/en/tales/dot.md
printf -- '---\ntitle: Dot\n---\n\n::: {.quote id=access-4}\nSłowa.\n:::\n' | put content/rain/pl/tales/dot.md
sums() { (cd dist/rain && find en pl -type f | sort | xargs md5sum); }
changes() { # what differs since the last time
	sums >after
	diff before after | sed -n 's/^\([<>]\) [^ ]* */\1 /p'
	mv after before
}
everyread build
sums >before
cat dist/rain/en/tales.json
echo '--- what draws on findings, as the manifest says'
tr -d '\n' <dist/rain/manifest.json | sed 's/    {/\n{/g' | grep '"language": "en"' |
	sed 's/.*"path": "\([^"]*\)".*"findings": "\([^"]*\)".*/\1 \2/; s/ [0-9a-f][0-9a-f]*$/ yes/'

add() {
	echo "P$1,Care > Access,,,South,No,16 to 64,No,Citizen" >>content/rain/findings/coded.csv
}
for broken in en/report.md pl/tales/ann.md en/places/here.md pl/landing.md templates/data/tales.yaml; do
	echo "--- a mistake in $broken"
	add "$broken"
	case $broken in
	templates/*) file=$broken mistake='  - "{{theme.acces.people}}"' ;;
	*) file=content/rain/$broken mistake='{{theme.acces.people}}' ;;
	esac
	cp $file kept
	echo "$mistake" >>$file
	everyread build 2>&1 | sort -u
	changes
	echo '--- and without it, of all that was asked for one file'
	cp kept $file
	everyread build --edition report --lang en
	changes
done

echo '--- consent is taken back, and nothing that draws on findings can be built'
sed -i '/^Pseudo4,/s/,Yes,/,No,/' content/rain/findings/coded.csv
everyread build
changes
echo '--- the quotation is taken out'
printf -- '---\ntitle: Dot\n---\n\nNo words.\n' | put content/rain/pl/tales/dot.md
everyread build
changes
echo '--- what programs read goes with the collection that has it no more'
sed -i 's/, data: tales//' content/rain/publication.yaml
everyread build
changes
