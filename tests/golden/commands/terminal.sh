# What a terminal would obey is shown in every message, on the command line, in
# paths, in texts and in YAML, and in what findings and dump print; and what
# standard output does not take is told.
. "$ROOT/tests/golden/commands/press.subr"
esc=$(printf '\033') bell=$(printf '\007') rlo=$(printf '\342\200\256') csi=$(printf '\302\233')
printf '# T\n\n![a](%s[31mno.png)\n\n[x](javascript:%s]0;owned%s)\n' "$esc" "$esc" "$bell" |
	put "a$esc[31m.md"
everyread render "a$esc[31m.md" -o a.html
everyread render "b$esc[31m
c.md: error" -o a.html
everyread render a.md -o "a.${rlo}lmth"
everyread render a.md "b$csi"
everyread render a.md -o a.html --"$esc"
everyread render a.md -o a.html -"$esc"
everyread "$esc"
printf -- '---\ntitle: "\\0"\n"a\\x1b[1m": x\n---\n\n# T\n' | put front.md
everyread render front.md -o a.html
printf 'case,code\n1,a%s[31m\n2,b%s\n' "$esc" "$rlo" | put "codes$bell.csv"
everyread findings "codes$bell.csv"
printf 'a%sb%sc‏\n' "$rlo" "$csi" | put dump.md
everyread dump dump.md
# An empty value is none.
everyread render front.md -o ''
everyread render front.md --output=
everyread build -o ''
everyread render front.md -o a.html --templates ''
# The reason is that of the folder that cannot be made.
publication
ln -s nowhere dist
everyread build
# A full disk.
full() {
	command everyread "$@" >/dev/full
	echo "status $?"
}
full findings "codes$bell.csv"
full findings --format json "codes$bell.csv"
full dump dump.md
full render dump.md -o -
full --version
full build --help
