# "Your own data" of the manual, as it is written there: a workbook of 60 people
# becomes a chart, a table, a map and a quotation.
manual=$ROOT/generator/everyread.1

# The manual's literal number $1 of that section.
literal() {
	awk -v wanted="$1" '
		/^\.Ss / { is_in = /Your own data/ }
		is_in && /^\.Bd -literal/ { number++; is_literal = 1; next }
		/^\.Ed/ { is_literal = 0 }
		is_in && is_literal && number == wanted' "$manual"
}

mkdir -p content/survey/findings content/survey/en
literal 2 >content/survey/findings/findings.yaml
literal 3 >content/survey/publication.yaml
literal 4 >content/survey/en/report.md
literal 1 | python3 -c '
import sys, zipfile
columns = [name.strip() for name in sys.stdin.read().split(",")]
ways = ["Bus", "Bus", "Car", "On foot", "Bus", "Car"]
rows = [columns]
for i in range(60):
    rows.append([f"P{i + 1}", ["North", "West", "East", "South"][i // 15],
                 "Yes" if i % 3 else "No", ways[i % 6],
                 "Yes" if i % 2 else "No",
                 "More buses" if i % 4 < 2 else "Ramps" if i % 4 == 2 else "",
                 f"Answer number {i + 1}" if i % 4 < 3 else ""])
office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
def relation(id, type, target):
    return (f"<Relationships><Relationship Id=\"{id}\" Type=\"{office}/{type}\""
            f" Target=\"{target}\"/></Relationships>")
cells = "".join("<row>" + "".join(
    f"<c t=\"inlineStr\"><is><t>{text}</t></is></c>" if text else "<c/>"
    for text in row) + "</row>" for row in rows)
with zipfile.ZipFile("content/survey/findings/survey.xlsx", "w") as book:
    book.writestr("_rels/.rels", relation("a", "officeDocument", "w.xml"))
    book.writestr("_rels/w.xml.rels", relation("b", "worksheet", "s.xml"))
    book.writestr("w.xml", f"<workbook xmlns:r=\"{office}\"><sheets><sheet "
                  "name=\"Answers\" r:id=\"b\"/></sheets></workbook>")
    book.writestr("s.xml", "<worksheet><sheetData>" + cells +
                  "</sheetData></worksheet>")
'
everyread findings survey
echo "status $?"
everyread build survey --format html
echo "status $?"
sed 's/<[^>]*>//g' dist/survey/en/*report*.html |
	grep -o '[0-9]* of [0-9]* people come by bus\|Figure [0-9]: [A-Z].*\|Table [0-9]: [A-Z].*\|Answer number [0-9]*' | sort -u
