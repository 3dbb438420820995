# Lists in a PDF: what each says of its numbers (ISO 32000-1, 14.8.5.5), those
# within others too; and numbers that are wide have their room before the words.
. "$ROOT/tests/golden/commands/press.subr"
put lists.md <<-'END'
	# Lists

	- a disc
	  - a circle
	    - a square
	      - a square again
	    1. numbers in it
	  1. numbers in a circle's place
	     - a disc of the third level

	1. one
	   - in a number
	   1. one in one

	- [ ] to do
	- [x] done

	8. eight
	9. nine
	10. ten

	Between.

	9999998. wide
	9999999. wider
	10000000. widest
END
for language in en ar zh-Hans; do
	everyread render lists.md --lang $language -o lists.pdf 2>/dev/null
	qpdf --json=2 --json-key=qpdf lists.pdf | python3 -c '
import json, sys
values = json.load(sys.stdin)["qpdf"][1]
def at(reference): return values.get("obj:" + str(reference), {}).get("value")
def tell(element, depth):
    kids = element.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    if element.get("/S") == "/L":
        attributes = element.get("/A", {})
        attributes = at(attributes) if isinstance(attributes, str) else attributes
        for one in attributes if isinstance(attributes, list) else [attributes]:
            print("  " * depth + "L", one.get("/ListNumbering", "none"))
        depth += 1
    for kid in kids:
        if isinstance(kid, str) and isinstance(at(kid), dict) and "/S" in at(kid): tell(at(kid), depth)
root = next(value["value"] for value in values.values() if isinstance(value.get("value"), dict) and value["value"].get("/Type") == "/StructTreeRoot")
root.setdefault("/S", "")
tell(root, 0)'
done
# Where each number ends and its words begin.
everyread render lists.md --lang en -o lists.pdf
pdftotext -bbox lists.pdf - | python3 -c '
import re, sys
words = [(float(a), float(b), float(c), word) for a, b, c, word in re.findall(r"xMin=\"([\d.]+)\" yMin=\"([\d.]+)\" xMax=\"([\d.]+)\"[^>]*>([^<]*)<", sys.stdin.read())]
for one, other in zip(words, words[1:]):
    if re.fullmatch(r"\d+\.", one[3]):
        print(one[3], other[3], "apart" if other[0] - one[2] > 2 else "too near: %.1f" % (other[0] - one[2]),
              "one edge" if 0 <= one[0] - 50 else "outside")'
