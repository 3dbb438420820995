# A translation that uses other words than its glossary says: told at its line; what
# the glossary says is not, nor what its source has nothing of.
. "$ROOT/tests/golden/commands/press.subr"
publication
put content/rain/en/report/01-rain.md <<-'END'
	# Rain

	The *council* met.

	The Councils met.

	A [council](https://council.example).

	The board met.

	The council left.

	Rain and snow.
END
put content/rain/pl/report/01-deszcz.md <<-'END'
	# Deszcz

	Zebrała się *rada*.

	Zebrały się Rady.

	To [zarząd](https://council.example).

	Zarząd się zebrał.

	Oni poszli.

	<!-- everyread allow W014: this is what they call it there -->

	Ulewa i śnieg.
END
printf '# Deszcz\n\nUlewa.\n' >content/rain/pl/landing.md
put content/rain/pl/glossary.yaml <<-'END'
	terms:
	  - {source: [council, councils], term: [rad*], not: zarząd*}
	  - {not: ulewa*, note: a cloudburst}
END
everyread check rain | head -n 0
echo "== one edition, one language"
everyread check rain --edition summary | head -n 0
everyread check rain --lang en | head -n 0
echo "== a glossary that is wrong"
printf 'terms:\n  - {trem: a}\n  - {term: "*"}\n' >content/rain/pl/glossary.yaml
everyread check rain | head -n 0
