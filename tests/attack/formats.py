"""What finished outputs tell: of the bytes of a file of each format its tables, as
[caption, rows of cells' texts], and its text. Captions come without "Table 3:"; a
chart's table has the caption of its figure."""
import csv
import functools
import html.parser
import io
import json
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ET
import zipfile

NUMBER = re.compile(r"^\D+\d+:\s*")
BRAILLE_ASCII = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
BRAILLE_TABLES = {"en": "en-ueb-g1.ctb", "pl": "Pl-Pl-g1.utb"}
BRAILLE_COLUMNS = 40


# ---- HTML and EPUB -----------------------------------------------------------

class Tables(html.parser.HTMLParser):
    """Tables with their captions, or those of the figures before them; and
    the text."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.words = [], []
        self.cell, self.caption, self.last = None, None, ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.tables.append([self.last, []])
        elif tag == "tr":
            self.tables[-1][1].append([])
        elif tag in ("td", "th"):
            self.cell = ""
        elif tag in ("caption", "figcaption"):
            self.caption = ""

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.tables[-1][1][-1].append(self.cell.strip())
            self.cell = None
        elif tag in ("caption", "figcaption"):
            self.caption = NUMBER.sub("", self.caption.strip())
            if tag == "caption":
                self.tables[-1][0] = self.caption
            self.last, self.caption = self.caption, None

    def handle_data(self, data):
        self.words.append(data)
        if self.cell is not None:
            self.cell += data
        elif self.caption is not None:
            self.caption += data


def told_by_html(data):
    page = Tables(data.decode())
    return page.tables, " ".join(page.words)


def told_by_epub(data):
    """Its pages, one after the other."""
    tables, text = [], ""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in sorted(book.namelist()):
            if name.endswith(".xhtml"):
                page = told_by_html(book.read(name))
                tables, text = tables + page[0], text + page[1]
    return tables, text


# ---- Text --------------------------------------------------------------------

def told_by_text(data):
    """Of plain text: captions, a line "header: cell" for each row, and one for
    each other cell of it, indented. Rows have all cells."""
    text = data.decode("utf-8-sig")
    return text_tables(text), text


def is_number(cell):
    """Or why there is none: the next paragraph may stand where a row goes on."""
    return bool(cell) and not re.search(r"[^\W\d]", re.sub(r"\[\w+\]", "", cell))


def text_tables(text):
    """A row is one when the first of its other cells is met: a sentence, too, may
    have a colon, and be followed by something indented."""
    tables, caption, rows, begun = [], None, None, None
    for line in text.split("\n"):
        name, _, cell = line.strip().partition(": ")
        found = re.fullmatch(r"\D+\d+: (.*)", line)
        if not line:
            rows = begun = None
        elif line.startswith(" "):
            if not is_number(cell):
                begun = None
            elif begun and not rows:
                rows = [[begun[0], name], [begun[1], cell]]
                tables.append([caption, rows])
            elif begun:
                rows.append([begun[1], cell])
            elif rows:
                if len(rows) == 2:
                    rows[0].append(name)
                rows[-1].append(cell)
            begun = None
        elif found:
            caption, rows, begun = found[1], None, None
        else:
            begun = (name, cell) if caption and cell else None
    return tables


def told_by_markdown(data):
    """Of Markdown: a caption, then lines of cells between bars."""
    tables, caption, rows, text = [], None, None, data.decode()
    for line in text.split("\n"):
        line = re.sub(r"<[^>]*>|\*\*", "", line)
        found = re.fullmatch(r"\D+\d+: (.*)", line)
        if line.startswith("| "):
            cells = [re.sub(r"\\(.)", r"\1", cell).strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            if rows is None:
                rows = []
                tables.append([caption, rows])
            if not all(re.fullmatch(":?-+:?", cell) for cell in cells):
                rows.append(cells)
            continue
        rows = None
        if found:
            caption = re.sub(r"\\(.)", r"\1", found[1])
    return [table for table in tables if table[0]], re.sub(r"\\(.)", r"\1", text)


def told_by_speech(data):
    """Of a script for a voice: a row is a paragraph of sentences "header: cell".
    Paragraphs without are text."""
    def text_of(element):
        return " ".join("".join(element.itertext()).split())
    lines = []
    for paragraph in ET.fromstring(data).iterfind(".//{*}p"):
        sentences = [text_of(one) for one in paragraph.findall("{*}s")]
        if sentences:
            lines += [sentences[0]] + ["   " + one for one in sentences[1:]]
        else:
            lines += ["", text_of(paragraph), ""]
    text = "\n".join(lines)
    return text_tables(text), text


# ---- Braille -----------------------------------------------------------------

def brf_pages(data):
    patterns = {sign: chr(0x2800 + at) for at, sign in enumerate(BRAILLE_ASCII)}
    return [["".join(patterns[sign] for sign in line.rstrip("\r")) for line in page.split("\n")]
            for page in data.decode("ascii").split("\f")]


def pef_pages(data):
    return [[row.text or "" for row in page.iterfind(".//{*}row")] for page in ET.fromstring(data).iterfind(".//{*}page")]


def is_rest(before, line, following):
    """Whether a line of patterns is what the one before it had no room for. A row
    may follow a long caption: it has cells below it."""
    colon = "\u2812\u2800"
    return bool(before) and line[:1] not in ("", "\u2800") and \
        len(before) + 1 + len(line.split("\u2800")[0]) > BRAILLE_COLUMNS and \
        not (colon in line and following[:1] == "\u2800" and colon in following)


def told_by_braille(pages, table):
    """Of pages of lines of patterns: as plain text, as liblouis reads them back. A
    paragraph begins in the third cell, and so does each further cell of a row; a
    row, and what a line had no room for, in the first."""
    lines = []
    for page in pages:
        filled = [line.rstrip("\u2800") for line in page]
        while filled and not filled[-1]:
            filled.pop()
        lines += filled[:-1]  # the last has the page's number
    joined = []
    for before, line, following in zip([""] + lines, lines, lines[1:] + [""]):
        if is_rest(before, line, following):
            joined[-1] += "\u2800" + line
        else:
            joined.append(line)
    text = subprocess.run(["lou_translate", "--backward", f"unicode.dis,{table}"], input="\n".join(joined) + "\n",
                          text=True, capture_output=True, check=True).stdout
    # Captions are paragraphs.
    return text_tables(re.sub(r"^  (?=[^\d\n]+\d+: )", "", text, flags=re.MULTILINE)), text


# ---- Word processors ---------------------------------------------------------

def told_by_office(part, row, cell, data):
    """Of a part of a document of one: paragraphs, and tables of rows of cells."""
    with zipfile.ZipFile(io.BytesIO(data)) as document:
        root = ET.fromstring(document.read(part))
    tables, caption, texts, inside = [], "", [], set()
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name in ("tbl", "table"):
            tables.append([caption, [["".join(one.itertext()).strip() for one in line.iterfind(f".//{{*}}{cell}")]
                                     for line in element.iterfind(f".//{{*}}{row}")]])
            inside.update(element.iter())
        elif name in ("p", "h") and element not in inside:
            texts.append("".join(element.itertext()).strip())
            if NUMBER.match(texts[-1]):
                caption = NUMBER.sub("", texts[-1])
    return tables, "\n".join(texts)


# ---- Data --------------------------------------------------------------------

def told_by_data(data):
    """What the CSV files hold, and by what JSON says of them."""
    tables = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "csv-metadata.json" not in archive.namelist():
            return tables, ""
        told = json.loads(archive.read("tables.json"))["tables"]
        for table, one in zip(json.loads(archive.read("csv-metadata.json"))["tables"], told, strict=True):
            rows = list(csv.reader(io.StringIO(archive.read(table["url"]).decode("utf-8-sig"), newline="")))
            head = [[column["title"] for column in one["columns"]]]
            tables.append([NUMBER.sub("", table["dc:title"]["@value"]), head + rows[1:]])
            # JSON as it was published, which must not be more.
            tables.append([tables[-1][0], head + [[cell["text"] for cell in row] for row in one["rows"]]])
            tables.append([tables[-1][0], head + [[number_text(cell, column) for cell, column in zip(row, one["columns"])]
                                                  for row in one["rows"]]])
    return tables, ""


def number_text(cell, column):
    if "number" not in cell:
        return cell["text"]
    return f"{cell['number']}{'%' if column['kind'] == 'percent' else ''}"


# ---- PDF ---------------------------------------------------------------------

def told_by_pdf(data):
    """What it tells a listener, by its structure tree, and its text."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        told, text = (subprocess.run([*command, file.name, *rest], text=True, capture_output=True, check=True).stdout
                      for command, rest in ((("pdfinfo", "-struct-text"), ()), (("pdftotext",), ("-",))))
    return pdf_tables(told), text


def pdf_tables(told):
    tables, inside, into, figure = [], None, None, ""
    for line in told.split("\n"):
        depth = len(line) - len(line.lstrip())
        text = re.fullmatch(r' *"(.*)"', line)
        role = re.match(r" *(\w+)", line)
        if text and into == "caption":
            tables[-1][0] += text[1]
        elif text and into == "figure":
            figure += text[1]
        elif text and into == "cell":
            tables[-1][1][-1][-1] += text[1]
        elif text or not role:
            continue
        elif role[1] == "Table" and "(block)" in line:
            tables.append(["", []])
            inside, into = depth, None
        elif inside is None or depth <= inside:
            inside, into = None, "figure" if role[1] == "Caption" else None
            figure = "" if into else figure
        elif role[1] == "Caption":
            into = "caption"
        elif role[1] in ("THead", "TBody", "TR"):
            into = None
            # A chart's table has the figure's.
            tables[-1][0] = tables[-1][0] or figure
            if role[1] == "TR":
                tables[-1][1].append([])
        elif role[1] in ("TH", "TD"):
            into = "cell"
            tables[-1][1][-1].append("")
    return [[NUMBER.sub("", caption.strip()), [[cell.strip() for cell in row] for row in rows]]
            for caption, rows in tables]


# ---- All ---------------------------------------------------------------------

FORMATS = {
    ".html": told_by_html, ".epub": told_by_epub, ".txt": told_by_text, ".md": told_by_markdown, ".zip": told_by_data,
    ".docx": functools.partial(told_by_office, "word/document.xml", "tr", "tc"),
    ".odt": functools.partial(told_by_office, "content.xml", "table-row", "table-cell"),
    ".ssml": told_by_speech, ".pdf": told_by_pdf,
}
BRAILLE = {".brf": brf_pages, ".pef": pef_pages}


def is_read(path):
    return path.suffix in FORMATS or path.suffix in BRAILLE


@functools.lru_cache(maxsize=None)
def told_by_bytes(suffix, language, data):
    if suffix in BRAILLE:
        return told_by_braille(BRAILLE[suffix](data), BRAILLE_TABLES[language])
    return FORMATS[suffix](data)


def told_by(path):
    """Tables and text of a file in the folder of its language. Nobody changes them."""
    return told_by_bytes(path.suffix, path.parent.name, path.read_bytes())
