# Coded data that cannot be read, or not all of it.
. "$ROOT/tests/golden/commands/press.subr"
everyread findings
everyread findings a.qdpx
everyread findings a.csv --format=xml
everyread findings a.nvp
echo 'PK cut off' >a.qdpx
everyread findings a.qdpx
echo '<a/>' >a.qde
everyread findings a.qde
put a.qdc <<'END'
<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<CodeBook>&x;</CodeBook>
END
everyread findings a.qdc
printf 'case,code\nA,B,C\nD,E\n' >a.csv
everyread findings a.csv
printf 'who,what\nA,B\n' >a.csv
everyread findings a.csv
printf 'case,code\nA,B\nC,\351\n' >a.csv
everyread findings a.csv
everyread findings rain
mkdir -p rain/findings
printf 'case,code\nA,B\n' >rain/findings/data.csv
echo 'project: dta.csv' >rain/findings/findings.yaml
touch rain/publication.yaml
everyread findings rain
