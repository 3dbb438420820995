# Recordings that people made, kept elsewhere: on download pages, in editions, in
# the accessibility statement and the manifest, in four languages; one of an
# edition stands in that alone; what they lack is told (P021), and wrong lengths,
# tags and editions are.
. "$ROOT/tests/golden/commands/press.subr"
told() { # LINES…: publication.yaml with them at its end
	put content/rain/publication.yaml <<-'END'
		languages: {en: en-GB, ar: ar, pl: pl, zh-Hans: zh-Hans}
		title: {en: Rain, ar: المطر, pl: Deszcz, zh-Hans: 雨}
		publisher: {en: Weather press, ar: دار الطقس, pl: Wydawnictwo Pogoda, zh-Hans: 天气出版社}
		issued: 2026-03-01
		landing: landing.md
		editions:
		  - id: report
		    title: {en: Report, ar: تقرير, pl: Raport, zh-Hans: 报告}
		    source: report.md
		    formats: [html]
		  - id: summary
		    title: {en: Summary, ar: ملخص, pl: Skrót, zh-Hans: 摘要}
		    source: report.md
		    formats: [html]
	END
	printf '%s\n' "$@" >>content/rain/publication.yaml
}
for tag in en ar pl zh-Hans; do
	printf '# Rain %s\n\n## A\n\nWords.\n' $tag | put content/rain/$tag/report.md
	printf '# Rain\n\nWelcome.\n' | put content/rain/$tag/landing.md
done
shown() { # FILE…: what they say of recordings
	grep -h -A6 'class="recordings"\|id="_recordings"' "$@" | sed -n '/<h3 id="_rec\|^<li><a href="https/p'
}

told 'recordings:' \
	'  - kind: sign-language' \
	'    title: {en: Rain & wind in BSL, ar: المطر, pl: Deszcz w BSL, zh-Hans: 雨}' \
	'    language: bfi' \
	'    length: 4:05' \
	'    url: https://films.example/rain?a=1&b=2' \
	'    captions: true' \
	'    edition: summary' \
	'  - kind: video' \
	'    title: A film' \
	'    language: en-GB' \
	'    length: 1:02:03' \
	'    url: https://films.example/film' \
	'    captions: https://films.example/film.vtt' \
	'    transcript: https://films.example/film.html' \
	'  - kind: audio' \
	'    title: Read aloud' \
	'    language: en' \
	'    length: 0:59' \
	'    url: https://films.example/read' \
	'    edition: report'
everyread build --strict
for page in index rain-report-en rain-summary-en; do
	echo "== en/$page"
	shown dist/rain/en/$page.html
done
for tag in ar pl zh-Hans; do
	echo "== $tag"
	shown dist/rain/$tag/index.html
	grep -A4 'films.example' dist/rain/$tag/accessibility.html | grep '<li>'
done
echo '== the manifest'
sed -n '/"recordings"/,/\]/p' dist/rain/manifest.json

echo '== what they lack'
told 'recordings:' \
	'  - {kind: sign-language, title: A, language: bfi, length: 4:05, url: https://a.example/, captions: false}' \
	'  - {kind: video, title: B, language: en, length: 4:05, url: https://b.example/, edition: report}' \
	'  - {kind: audio, title: C, language: en, length: 4:05, url: https://c.example/}' \
	'  - {kind: audio, title: D, language: en, length: 4:05, url: https://d.example/, edition: nothing}' \
	'  - {kind: video, title: E, url: https://e.example/, captions: true, edition: report}' \
	'  - {kind: film, title: F, language: sign, length: 95, url: f.mp4, captions: maybe}' \
	'  - {kind: audio, title: G, language: en, length: 1:60, url: https://g.example/, edition: report}' \
	'  - {kind: audio, title: H, language: en, length: 0:00, url: https://h.example/, edition: report}' \
	'  - {kind: audio, title: I, language: en, length: 1:2:33, url: https://i.example/, edition: report}' \
	'  - a text'
everyread check
