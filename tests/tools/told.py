"""What pages tell, as a sequence of blocks: (kind, language, words).

Kinds are h1 to h6, item (of a list, with its depth), cell, note and text. Words are letters,
their marks and digits; what stands between them is each format's own. A table is
as it is when each cell stands in one place: headers of several rows are joined,
what spans is told in each place."""
import html.parser
import re
import unicodedata

INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
WIDE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# Where one of these begins or ends, so do words.
BLOCKS = {"address", "article", "aside", "blockquote", "body", "caption", "dd", "div", "dl", "dt", "figcaption", "figure",
          "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "html", "li", "main", "nav", "ol", "p", "pre", "section",
          "summary", "table", "td", "th", "tr", "ul", "details", "hr", "tbody", "thead", "tfoot", "svg"}
SKIPPED_CLASSES = {"notice", "banner", "skip-link", "backlink", "noteref", "footnote-ref", "footnote-backref",
                   "back-to-top", "statement", "on-dark", "art", "formats", "meta"}


def words(text):
    """Letters with their marks, and digits; scripts without spaces letter by letter."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    text = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text)
    return WIDE.sub(r" \g<0> ", text).split()


def words_in(text):
    return " ".join(words(text))


class Element:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children = []  # elements and texts
        self.language = attributes.get("lang") or (parent.language if parent else None)

    def classes(self):
        return set((self.attributes.get("class") or "").split())

    def elements(self):
        return [child for child in self.children if isinstance(child, Element)]


class Parser(html.parser.HTMLParser):
    def __init__(self, text, language):
        super().__init__()
        self.root = self.open = Element("root", {"lang": language}, None)
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        child = Element(tag, dict(attributes), self.open)
        self.open.children.append(child)
        if tag not in VOID:
            self.open = child

    def handle_startendtag(self, tag, attributes):
        self.open.children.append(Element(tag, dict(attributes), self.open))

    def handle_endtag(self, tag):
        at = self.open
        while at and at.tag != tag:
            at = at.parent
        if at and at.parent:
            self.open = at.parent

    def handle_data(self, data):
        self.open.children.append(data)


class Telling:
    """Blocks of the tree, and its notes apart."""

    def __init__(self, root):
        self.blocks, self.notes, self.quotes, self.tasks = [], [], 0, []
        self.tables = []  # (titles of columns or None, rows of cells), in words
        self.contents = []  # of the page's own navigation: apart
        self.text, self.kind, self.depth = [], "text", 0
        self.walk(root)
        self.end()

    def end(self, kind="text"):
        told = words("".join(self.text))
        if told or self.kind.startswith("item"):
            self.blocks.append((self.kind, " ".join(told)))
        self.text, self.kind = [], kind

    def is_wordless(self):
        """Whether what was begun has only what nobody hears, such as decoration."""
        return not "".join(self.text).strip()

    def walk(self, element):
        tag, classes = element.tag, element.classes()
        role = element.attributes.get("role", "")
        if tag in ("script", "style", "head") or classes & SKIPPED_CLASSES or role == "doc-noteref" or \
                tag == "svg" and "wide" in classes:  # the chart once more
            return
        if role == "doc-endnotes" or "footnotes" in classes:
            self.walk_notes(element)
            return
        if tag == "nav" and "contents" in classes:
            inner = Telling(Element("root", {}, None))
            inner.walk_children(element)
            inner.end()
            self.contents = inner.blocks
            return
        if tag == "summary" and "contents" in element.parent.parent.classes():
            return  # the title once more, on what folds the list
        self.quotes += tag == "blockquote" or bool(classes & {"callout", "case-study"})
        if tag == "table":
            self.walk_table(element)
        elif tag == "svg":
            self.end()
            self.text += [text for child in element.elements() if child.tag == "title" for text in child.children]
            self.end()
        elif tag == "img":
            self.text.append(f" {element.attributes.get('alt') or ''} ")
        elif tag == "br":
            self.text.append(" ")
        elif tag == "input" or "mark" in classes and role == "img":
            self.tasks.append("checked" in element.attributes or "done" in classes)
        elif re.fullmatch("h[1-6]", tag):
            self.walk_block(element, tag)
        elif tag == "li":
            self.depth += 1
            self.walk_block(element, f"item {self.depth}")
            self.depth -= 1
        elif tag == "dl":
            self.depth += 1
            self.walk_children(element)
            self.depth -= 1
        elif tag == "dt":
            siblings = element.parent.elements()
            at = siblings.index(element)
            is_first = not at or siblings[at - 1].tag != "dt"
            self.walk_block(element, f"item {self.depth}" if is_first else "text")
        elif tag in BLOCKS:
            # The first words of an item are the item's.
            if not (self.kind.startswith("item") and self.is_wordless()):
                self.end()
            self.walk_children(element)
            if not (self.kind.startswith("item") and self.is_wordless()):
                self.end()
        elif "missing-image" in classes:
            self.text.append(" ")
            self.walk_children(element)
            self.text.append(" ")
        else:
            self.walk_children(element)

    def walk_block(self, element, kind):
        self.end(kind)
        self.walk_children(element)
        self.end()

    def walk_children(self, element):
        for child in element.children:
            if isinstance(child, Element):
                self.walk(child)
            else:
                self.text.append(child)

    def walk_notes(self, section):
        self.end()
        for child in section.elements():
            if re.fullmatch("h[1-6]", child.tag):
                self.walk(child)
            for item in child.elements() if child.tag == "ol" else ():
                note = Telling(Element("root", {}, None))
                note.walk_children(item)
                note.end()
                self.notes.append(note.blocks)

    # Tables ----------------------------------------------------------------

    def cell_words(self, cell):
        inner = Telling(Element("root", {}, None))
        inner.walk_children(cell)
        inner.end()
        self.tasks += inner.tasks
        return " ".join(said for _, said in inner.blocks)

    def walk_table(self, table):
        self.end()
        grid, heads, row_number = {}, 0, 0
        for element in descend(table):
            if element.tag == "caption":
                self.walk(element)
            elif element.tag == "tr":
                heads += element.parent.tag == "thead"
                self.place_row(grid, row_number, element)
                row_number += 1
        if not grid:
            return
        width = 1 + max(column for _, column in grid)
        rows = [[grid.get((row, column)) for column in range(width)] for row in range(row_number)]
        told = [self.join_heads(rows[:heads], column) for column in range(width)]
        self.blocks.append(("row", " ".join(filter(None, told))))
        self.tables.append((told if heads else None,
                            [[self.cell_words(cell) if cell else "" for cell in row] for row in rows[heads:]]))
        for number, row in enumerate(rows[heads:]):
            for cell in row:
                self.blocks.append(("cell", self.cell_words(cell) if cell else ""))
            self.blocks.append(("row", ""))

    @staticmethod
    def place_row(grid, number, row):
        column = 0
        for cell in row.elements():
            while (number, column) in grid:
                column += 1
            for down in range(int(cell.attributes.get("rowspan") or 1)):
                for along in range(int(cell.attributes.get("colspan") or 1)):
                    grid.setdefault((number + down, column + along), cell)
            column += int(cell.attributes.get("colspan") or 1)

    def join_heads(self, rows, column):
        cells = []
        for row in rows:
            if row[column] and row[column] not in cells:
                cells.append(row[column])
        return " ".join(filter(None, map(self.cell_words, cells)))


def descend(element):
    for child in element.elements():
        yield child
        if child.tag not in ("td", "th"):
            yield from descend(child)


ABBREVIATION = re.compile('<abbr title="([^"]*)"[^>]*>.*?</abbr>', re.S)
HOLDS_WORDS = re.compile("<(p|li|td|th|caption|h[1-6]|dt|dd|figcaption|summary|div)[ >]")


def with_expansions(source):
    """A page that says, as outputs without markup for it do, behind the first of each abbreviation
    what it stands for, where the words around it do not."""
    said, parts, done = set(), [], 0
    for found in ABBREVIATION.finditer(source):
        words_, start = found[1], found.start()
        block = [*HOLDS_WORDS.finditer(source, 0, start)][-1]
        end = source.find(f"</{block[1]}>", start)
        is_listed = source.rfind("<nav", 0, start) > source.rfind("</nav>", 0, start)
        if words_ in said or is_listed or block[1][0] == "h":
            continue
        said.add(words_)
        if words_ not in re.sub("<[^>]*>", "", source[block.end():end]):
            parts += [source[done:found.end()], f" ({words_})"]
            done = found.end()
    return "".join(parts) + source[done:]


def tell_html(text, language="en"):
    return Telling(Parser(text, language).root)


def without_contents(page, blocks):
    """The blocks without the list of contents, which a page has beside its text."""
    heading, *entries = page.contents or [None]
    for at in range(len(blocks) - len(entries) + 1 if entries else 0):
        if blocks[at:at + len(entries)] == entries:
            has_heading = at and blocks[at - 1] == heading
            return blocks[:at - has_heading] + blocks[at + len(entries):]
    return blocks


def title_first(blocks):
    """A page moves its title, and what stands with it on a cover, to its head."""
    at = next((i for i, (kind, _) in enumerate(blocks) if kind == "h1"), 0)
    return blocks[at:at + 1] + blocks[:at] + blocks[at + 1:]
