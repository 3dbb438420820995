# Pages before the first chapter have small roman numbers, and what follows
# begins with 1; the furniture and the contents say the same.
. "$ROOT/tests/golden/commands/press.subr"
publication
for i in $(seq 9); do
	chapter=content/rain/en/report/0$i-part.md
	printf '# Part %s\n\n' $i
	seq -f "## Shower %g of part $i, with a title that is so long that it takes two lines of the list" 70
done | put content/rain/en/report/03-part.md
printf '# Część\n\nWiele.\n' | put content/rain/pl/report/03-czesc.md
everyread build rain --edition=report --lang=en --format=pdf 2>&1 | grep -v W007
for pdf in $(find dist -name '*report*.pdf' | sort); do
	echo "${pdf##*/}:" $(qpdf --json --json-key=pagelabels --json-key=pages "$pdf" | python3 -c '
import json, sys
told = json.load(sys.stdin)
print(*(label["label"].get("/P", label["label"].get("/S", "")) + (":" + str(label["label"].get("/St", "")) if "/S" in label["label"] else "") for label in told["pagelabels"][:16]))')
	pdftotext -f 3 -l 11 -layout "$pdf" - | grep -oE '^ *[ivxlc]+ *$|^ *[ivxlc]+  .*|  [ivxlc]+$' | tr -d ' ' | tr '\n' ' '
	echo
done
