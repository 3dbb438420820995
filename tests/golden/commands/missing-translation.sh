# A translation that is missing is left out, with a warning.
. "$ROOT/tests/golden/commands/press.subr"
publication
rm -r content/rain/pl
everyread build
find dist -type f | LC_ALL=C sort
everyread build --strict -o strict
find strict -type f 2>/dev/null | wc -l
echo '== what is told to be missing is not told again where a record is kept'
publication
everyread translate accept rain --lang pl
sed -i '/title:/s/, pl: [^},]*}/}/' content/rain/publication.yaml
everyread build -o recorded
