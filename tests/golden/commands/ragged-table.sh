# A table whose rows have too few cells, and too many.
. "$ROOT/tests/golden/commands/press.subr"
publication
cat >content/rain/en/summary.md <<-'END'
	# In brief

	| Month | Rain | Snow |
	|-------|------|------|
	| May   | 3    |
	| June  | 4    | 5    | 6 |
END
everyread build --edition summary
everyread render content/rain/en/summary.md -o summary.pdf
