# The words of the pages themselves are taken to translators and back: arguments are
# placeholders, plurals have the cases of the language, spaces at the ends stay, and a
# language that has no file yet gets one.
put() { mkdir -p "$(dirname "$1")"; cat >"$1"; }
mkdir content
put templates/locales/en-GB.yaml <<'EOF'
name: English
messages:
  # our own
  rain-title: Rain in {place}
  rain-days: '{count, plural, one {# day of rain} other {# days of rain}} in {place}'
  rain-on: " (on {date, date, long})"
  rain-pair: '{first}, {second}'
  rain-quoted: "Don''t write '{'place'}'"
  rain-note: A note
EOF
put templates/locales/pl.yaml <<'EOF'
# po polsku
name: polski
messages:
  rain-title: Deszcz w {place}   # miejsce
  rain-days: '{count, plural, one {# dzień deszczu} few {# dni deszczu} many {# dni deszczu} other {# dnia deszczu}} w {place}'
  rain-on: ' ({date, date, long})'
  rain-pair: '{first}, {second}'
  rain-note: A note
EOF
cp -r templates first
T="everyread translate"
echo == status
$T status --interface
$T accept --interface --lang pl
$T status --interface --lang pl --format json
cat templates/locales/pl/translation.yaml | head -4

echo == out and in, with nothing changed
for format in xliff xliff-1.2 po; do
	$T export --interface --lang pl --format $format
	$T import --interface interface-words.pl.*
	[ $format = xliff ] && cp interface-words.pl.xlf two.xlf
	[ $format = po ] || rm interface-words.pl.*
done
diff -r -x pl first templates && echo the same
cat interface-words.pl.po
msgfmt --check -o /dev/null interface-words.pl.po && echo gettext reads it
grep -A 22 'rain-title' two.xlf

echo == edited
edit() { # LANGUAGE, SED: of a fresh file
	$T export --interface --lang $1 --format po >/dev/null
	sed -i "$2" interface-words.$1.po
	$T import --interface interface-words.$1.po
}
edit pl 's/msgstr "Deszcz w {place}"/msgstr "W {place}: „deszcz” \\"#1\\""/; s/^msgstr "({date, date, long})"/msgstr "(dnia {date, date, long})"/; /A note/{n; s/""/"Notatka"/}'
diff -r -x pl first templates
edit pl '/^msgid "Don/{n; s/""/"Nie pisz '"'{'miejsce'}'"'"/}'
$T status --interface --lang pl
tail -n 2 templates/locales/pl.yaml

echo == a language that has no file
edit gd '/^msgid "Rain in/{n; s/""/"Uisge ann an {place}"/}; /^msgid "(on/{n; s/""/"({date, date, long})"/}; /^msgid "A note/{n; s/""/"Nòta"/}'
cat templates/locales/gd.yaml
rm -r templates/locales/gd*

echo == stale
sed -i 's/Rain in {place}/Much rain in {place}/' templates/locales/en-GB.yaml
$T status --interface --lang pl

echo == what is wrong gets in nowhere
cp -r templates now
edit pl 's/W {place}: /W: /'
edit pl 's/W {place}: /W {miejsce}: /'
edit pl 's/few {# dni deszczu}//'
edit pl 's/ many {/ few {/'
edit pl 's/msgstr "{count, plural/msgstr "{count, plurals/'
edit pl 's/dnia deszczu}}/dnia deszczu}/'
edit pl 's/^msgstr "(dnia {date, date, long})"/msgstr "(dnia {date})"/'
edit pl 's/^msgstr "Notatka"/msgstr "Notatka %s"/'
edit pl 's/Language: pl/Language: polski/'
$T export --interface --lang polish
$T import --interface none.po
diff -r now templates && echo nothing was written
