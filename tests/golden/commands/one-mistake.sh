# One mistake in publication.yaml is told once, and nothing that follows from it.
. "$ROOT/tests/golden/commands/press.subr"
whole() {
	cat <<-'END'
		languages: {en: en-GB, pl: pl}
		title: {en: Rain, pl: Deszcz}
		description: {en: About rain, pl: O deszczu}
		publisher: Weather press
		issued: 2026-03-01
		editions:
		  - id: full
		    title: {en: Full, pl: Pełny}
		    source: full
		    formats: [html]
		  - id: easy
		    profile: easy-read
		    title: {en: Easy, pl: Łatwy}
		    source: full
		    formats: [html]
	END
}
printf '# One\n\nIt rained.\n' | put content/rain/en/full/01.md
printf '# Jeden\n\nPadało.\n' | put content/rain/pl/full/01.md
wrong() { # EXPRESSION of sed
	whole | sed -e "$1" >content/rain/publication.yaml
	echo "== $1"
	everyread build rain
}
wrong 's/^languages: .*/languages: [en, pl]/'
wrong 's/^languages: .*/languages: en/'
wrong 's/^languages:/langauges:/'
wrong 's/en: en-GB/en: english/'
wrong '/^title:/d'
wrong 's/^title: .*/title: [Rain]/'
wrong 's/^title:/titel:/'
wrong 's/^title: {en: Rain, /title: {/'
wrong 's/- id: full/- id: Full report!/'
wrong 's/- id: full/- ide: full/'
wrong 's/title: {en: Full.*/title:/'
wrong 's/title: {en: Full.*/title: []/'
wrong 's/^publisher: .*/publisher:/'
wrong 's/^publisher: .*/&\nlogo: {file: logo.svg, alt: {en: A, pl: []}}/'
wrong 's/^publisher: .*/&\nlogo: {file: logo.svg, alt: {en: A, pl: }}/'
