# Change over time and before and after, in four languages, in pages and PDF: a
# line has a gap where a number is hidden, which is told; and what no line can be
# made of. Points stand in the order of time.
. "$ROOT/tests/golden/commands/evidence.subr"
evidence_publication en pl ar zh-Hans

# Twenty people a season. Of access spoke in spring 13, in summer 4, which is
# hidden, in autumn 10, in winter 16.
person() { # CASE WAVE CODES…
	local who=$1 wave=$2 code
	shift 2
	echo "$who,,,,$wave"
	for code; do
		echo "$who,$code,,,$wave"
	done
}
waves() {
	echo case,code,text,id,Wave
	local n=0 wave i most
	for wave in Spring:13 Summer:4 Autumn:10 Winter:16; do
		most=${wave#*:}
		for i in $(seq 20); do
			n=$((n + 1))
			set --
			[ $i -le $most ] && set -- "$@" 'Care > Access'
			[ $i -gt 8 ] && set -- "$@" 'Care > Waiting'
			if [ $((n % 3)) -eq 0 ]; then set -- "$@" 'Before > Poor'; else set -- "$@" 'Before > Good'; fi
			if [ $((n % 5)) -lt 3 ]; then set -- "$@" 'After > Poor'; else set -- "$@" 'After > Good'; fi
			person P$n ${wave%:*} "$@"
		done
	done
}
waves | put content/rain/findings/coded.csv
put content/rain/findings/findings.yaml <<'END'
project: coded.csv
groups:
  - id: wave
    variable: Wave
    label: {en: Wave, pl: Etap, ar: المرحلة, zh-Hans: 阶段}
values:
  wave:
    Spring: {en: Spring 2020, pl: wiosna 2020, ar: ربيع 2020, zh-Hans: 2020 年春}
    Summer: {en: Summer 2020, pl: lato 2020, ar: صيف 2020, zh-Hans: 2020 年夏}
    Autumn: {en: Autumn 2020, pl: jesień 2020, ar: خريف 2020, zh-Hans: 2020 年秋}
    Winter: {en: Winter 2020, pl: zima 2020, ar: شتاء 2020, zh-Hans: 2020 年冬}
disclosure: {protect-complements: false}
themes:
  - {id: access, code: Care > Access, label: {en: Access to care, pl: Dostęp do opieki, ar: الوصول إلى الرعاية, zh-Hans: 获得照护}}
  - {id: waiting, code: Care > Waiting, label: {en: Waiting, pl: Oczekiwanie, ar: الانتظار, zh-Hans: 等待}}
  - {id: before, code: Before, label: {en: Before, pl: Przedtem, ar: قبل, zh-Hans: 之前}}
  - {id: before-good, code: Before > Good, label: {en: Good, pl: Dobrze, ar: جيد, zh-Hans: 好}}
  - {id: before-poor, code: Before > Poor, label: {en: Poor, pl: Źle, ar: سيئ, zh-Hans: 差}}
  - {id: after, code: After, label: {en: After, pl: Potem, ar: بعد, zh-Hans: 之后}}
  - {id: after-good, code: After > Good, label: {en: Good, pl: Dobrze, ar: جيد, zh-Hans: 好}}
  - {id: after-poor, code: After > Poor, label: {en: Poor, pl: Źle, ar: سيئ, zh-Hans: 差}}
invented: true
END
text() { # TITLE CAPTION…
	cat <<-END
		# $1

		::: {.chart kind=line rows=wave theme=access}
		$2
		:::

		::: {.chart kind=line rows=wave columns=themes themes="access waiting" value=people}
		$3
		:::

		::: {.chart kind=slope compare="before after"}
		$4
		:::

		::: {.chart kind=slope themes="access waiting" rows=wave columns=themes value=people}
		$5
		:::
	END
}
text Rain 'One line' 'Two lines' 'Before and after' 'Something hidden' | put content/rain/en/report.md
text Deszcz 'Jedna linia' 'Dwie linie' 'Przedtem i potem' 'Coś ukrytego' | put content/rain/pl/report.md
text مطر 'خط واحد' 'خطان' 'قبل وبعد' 'شيء مخفي' | put content/rain/ar/report.md
text 雨 '一条线' '两条线' '之前与之后' '有所隐藏' | put content/rain/zh-Hans/report.md
for tag in en pl ar zh-Hans; do
	echo "== $tag"
	everyread dump content/rain --lang $tag | sed -n '/figure /,/table /p' | grep -E '^ *(chart|text) ' | sed 's/^ *//'
done
everyread build
echo == drawn in a page, with time from right to left in Arabic
for tag in en ar; do
	echo "-- $tag"
	tr '<' '\n' <dist/rain/$tag/rain-report-$tag.html | grep '^text x' | sed 's/text x="\([0-9]*\)[^>]*>/\1 /' | head -14
done
echo == in PDF
pdftotext dist/rain/en/rain-report-en.pdf - | grep -o 'Not shown.*'

echo == what no line or slope is made of
put content/rain/en/report.md <<'END'
# Rain

::: {.chart kind=line rows=wave theme=access sort=share}
In order of what?
:::

::: {.chart kind=line rows=wave theme=access most=2}
Only the largest
:::

::: {.chart kind=line themes=access}
One point
:::

::: {.chart kind=slope rows=wave theme=access}
From where to where?
:::
END
everyread build
