"""What a reader finds in finished outputs: the numbers of tables in HTML, PDF, plain
text, Markdown and data, of sentences in these, and of `everyread findings`."""
import concurrent.futures
import csv
import functools
import html.parser
import io
import json
import re
import subprocess
import tempfile
import zipfile

HIDDEN, NOTHING = "hidden", "nothing"


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
            # "Table 3: …"
            self.caption = re.sub(r"^\D+\d+:\s*", "", self.caption.strip())
            if tag == "caption":
                self.tables[-1][0] = self.caption
            self.last, self.caption = self.caption, None

    def handle_data(self, data):
        self.words.append(data)
        if self.cell is not None:
            self.cell += data
        elif self.caption is not None:
            self.caption += data


def text_tables(text):
    """The same of plain text: captions, a line "header: cell" for each row, and
    one for each other cell of it, indented. Rows have all cells."""
    tables, caption, rows, lines = [], None, None, text.split("\n")
    for line, following in zip(lines, lines[1:] + [""]):
        name, _, cell = line.strip().partition(": ")
        found = re.fullmatch(r"\D+\d+: (.*)", line)
        if not line:
            rows = None
        elif rows and line.startswith(" "):
            rows[-1].append(cell)
            if len(rows) == 2:
                rows[0].append(name)
        elif caption and cell and following.startswith(" "):
            if not rows:
                rows = [[name]]
                tables.append([caption, rows])
            rows.append([cell])
        elif found:
            caption = found[1]
    return tables


def markdown_tables(text):
    """The same of Markdown: a caption, then lines of cells between bars."""
    tables, caption, rows = [], None, None
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
    return tables


def data_tables(path):
    """The same of data: what the CSV files hold, and by what JSON says of them."""
    with zipfile.ZipFile(path) as archive:
        if "csv-metadata.json" not in archive.namelist():
            return []
        told = json.loads(archive.read("tables.json"))["tables"]
        tables = []
        for table, one in zip(json.loads(archive.read("csv-metadata.json"))["tables"], told, strict=True):
            rows = list(csv.reader(io.StringIO(archive.read(table["url"]).decode("utf-8-sig"), newline="")))
            head = [[column["title"] for column in one["columns"]]]
            tables.append([re.sub(r"^\D+\d+:\s*", "", table["dc:title"]["@value"]), head + rows[1:]])
            # JSON as it was published, which must not be more.
            tables.append([tables[-1][0], head + [[cell["text"] for cell in row] for row in one["rows"]]])
            tables.append([tables[-1][0], head + [[number_text(cell, column) for cell, column in zip(row, one["columns"])]
                                                  for row in one["rows"]]])
        return tables


def number_text(cell, column):
    if "number" not in cell:
        return cell["text"]
    return f"{cell['number']}{'%' if column['kind'] == 'percent' else ''}"


@functools.lru_cache(maxsize=None)
def pdf_told(data):
    """What a PDF tells a listener, by its structure tree, and its text."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        return tuple(subprocess.run(
            [*command, file.name, *rest], text=True, capture_output=True,
            check=True).stdout for command, rest in (
                (("pdfinfo", "-struct-text"), ()), (("pdftotext",), ("-",))))


def pdf_tables(told):
    """The same of PDF, from what it tells a listener."""
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
    return [[re.sub(r"^\D+\d+:\s*", "", caption.strip()),
             [[cell.strip() for cell in row] for row in rows]]
            for caption, rows in tables]


def number(cell):
    """A count, ("%", share), HIDDEN, or NOTHING."""
    cell = re.sub(r"[\s\u00a0\u202f,]", "", cell)
    if cell.startswith("["):
        return HIDDEN
    if re.fullmatch(r"\d+%", cell):
        return "%", int(cell[:-1])
    return int(cell) if re.fullmatch(r"\d+", cell) else NOTHING


class Reader:
    """`found`: (theme or None, place) to counts or HIDDEN; a place is a sorted
    tuple of (dimension, value). `shares`: (theme, of, place, per cent).
    Numbers that contradict each other are in `wrong`."""

    def __init__(self, publication, missing):
        self.themes = {t.name: t for t in publication.themes}
        self.dimensions = publication.dimensions
        self.missing = missing  # what "Not stated" is in each language
        self.found, self.shares, self.wrong = {}, [], []

    def note(self, theme, place, value):
        key = theme, tuple(sorted(place))
        if value == NOTHING or isinstance(value, tuple):
            return
        before = self.found.setdefault(key, value)
        if before != value:
            self.wrong.append(f"{key}: {before} and {value}")
            if before == HIDDEN:
                self.found[key] = value

    def value_of(self, dimension, label):
        """(dimension, word); None for a total."""
        word = label.split(": ")[-1]
        if word in self.dimensions[dimension]:
            return (dimension, word),
        if word in self.missing:
            return (dimension, None),
        return ()

    def note_row(self, theme, of, place, cells):
        """People, of how many, per cent: as many of them as there are."""
        cells = [number(c) for c in cells]
        counts = [c for c in cells if not isinstance(c, tuple)]
        share = [c for c in cells if isinstance(c, tuple)]
        self.note(theme, place, counts[0] if counts else NOTHING)
        if len(cells) == 3:
            self.note(of, place, cells[1])
        if share:
            self.shares.append((theme, of, tuple(sorted(place)), share[0][1]))

    def read_table(self, caption, rows):
        head, body = rows[0], rows[1:]
        words = caption.split(" by ")
        if caption == "All themes" or caption.startswith("Parts of "):
            of = self.themes.get(caption.removeprefix("Parts of "))
            for label, *cells in body:
                # The last row is all that the shares are of.
                theme = self.themes.get(label, of)
                self.note_row(theme, of, (), cells)
        elif caption.startswith("Compared: "):
            # Parts of several themes, each in the column of its own.
            for label, *cells in body:
                part = self.themes[label]
                for name, cell in zip(head[1:], cells):
                    if self.themes[name] is part.above:
                        self.note_row(part, part.above, (), [cell])
        elif caption.startswith("Answers to ") and len(words) == 2:
            whole = self.themes[words[0].removeprefix("Answers to ")]
            for label, *cells in body:
                place = self.value_of(words[1], label)
                for name, cell in zip(head[1:], cells):
                    # A hidden share may be of a hidden base, not count.
                    if number(cell) != HIDDEN:
                        self.note_row(self.themes[name], whole, place, [cell])
        elif caption.startswith("Answers to "):
            whole = self.themes[caption.removeprefix("Answers to ")]
            for name, cell in zip(head[1:], body[0][1:]):
                self.note_row(self.themes[name], whole, (), [cell])
        elif len(words) > 1:
            theme = self.themes.get(words[0])
            for label, *cells in body:
                row = self.value_of(words[1], label)
                if len(words) == 2:
                    self.note_row(theme, None, row, cells)
                    continue
                for name, cell in zip(head[1:], cells):
                    column = self.value_of(words[2], name)
                    self.note_row(theme, None, row + column, [cell])

    def read_text(self, text):
        for count, name in re.findall(
                r"Of all people (\d+) told of\s+(\w+)\.", text):
            self.note(self.themes[name], (), int(count))

    def read_html(self, path):
        page = Tables(path.read_text())
        for caption, rows in page.tables:
            self.read_table(caption, rows)
        self.read_text(" ".join(page.words))

    def read_plain(self, path):
        text = path.read_text(encoding="utf-8-sig")
        for caption, rows in text_tables(text):
            self.read_table(caption, rows)
        self.read_text(text)

    def read_markdown(self, path):
        text = path.read_text(encoding="utf-8")
        for caption, rows in markdown_tables(text):
            if caption:
                self.read_table(caption, rows)
        self.read_text(re.sub(r"\\(.)", r"\1", text))

    def read_data(self, path):
        for caption, rows in data_tables(path):
            self.read_table(caption, rows)

    def read_pdf(self, path):
        told, text = pdf_told(path.read_bytes())
        for caption, rows in pdf_tables(told):
            self.read_table(caption, rows)
        self.read_text(text)

    def read_pdfs(self, paths):
        """All of them, which other programs open side by side."""
        with concurrent.futures.ThreadPoolExecutor() as pool:
            list(pool.map(lambda path: pdf_told(path.read_bytes()), paths))
        for path in paths:
            self.read_pdf(path)

    def read_findings(self, text):
        """Returns the number of codings, or None."""
        told = json.loads(text)
        for key in ("cases", "sources", "base"):
            if told[key] is not None:
                self.note(None, (), told[key])
        for one in told["themes"]:
            name = one["code"].split(" > ")[-1]
            self.note(self.themes[name], (), HIDDEN if one["cases"] is None
                      else one["cases"])
        return told["segments"]
