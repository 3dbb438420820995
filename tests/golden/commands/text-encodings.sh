# Whole texts in other encodings: one message each, which names the encoding.
. "$ROOT/tests/golden/commands/press.subr"
publication
text='# W skrócie\n\nZażółć gęślą jaźń. Przyszły święta, śnieg leży, ćma lęka się.\n'
put content/rain/en/summary.md <<E1
# In brief
E1
encode() { printf "$text" | iconv -f UTF-8 -t "$1" >"$2"; }
for name in UTF-16LE UTF-16BE WINDOWS-1250 UTF-16; do
	encode "$name" one.md
	everyread render one.md -o one.html
	encode "$name" content/rain/en/summary.md
	everyread build --edition summary
done
printf '# Caf\351\n\nD\351j\340 vu \226 na\357ve, r\364le, fa\347ade; the r\351sum\351 is here.\n' >one.md
everyread render one.md -o one.html
# UTF-8 with damage in two places: each is told
printf '# Café\n\nWet \377 and\n\n\303( cold.\n' >one.md
everyread render one.md -o one.html
