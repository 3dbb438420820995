"""What is said of a document, in words that PDF and HTML have in common.

A reader of either kind (spoken_pdf.py, spoken_html.py) tells a `Builder` what
it meets, in reading order; the builder makes a tree of `Said`s, and `lines`
prints it, one line a thing:

    heading 2: A heading
    text: Words with [strong: weight] and [link to https://example.org: a link]
    list of 2, numbers
      item 1 of 2, "3.": words
    table 2 rows, 2 columns
      column header, row 1, column 1: Place
      cell, row 2, column 1, under "Place": Wick
    text [ar, right to left]: كلمات

Text stands in blocks: a paragraph, or what stands bare in an item or a cell.
Space is one space, never at a block's edge, and outside of what begins or ends
at it; behind a word's hyphen it is none, since PDFs have one there where a line
ends, lest viewers take the hyphen away. A language or direction is told where
it is not the document's.
"""

import re
import unicodedata

# Marks that steer direction or line breaks, and say nothing.
INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060"
                       "\u2066-\u2069\ufeff]")
# Containers whose kids are told in their place where they hold one text.
INLINED = {"item", "cell", "column header", "row header", "quotation",
           "caption", "aside", "article", "entry", "note"}


class Mark:
    """What holds for a stretch of text: emphasis, a link, code."""

    def __init__(self, told):
        self.told = told


class Link(Mark):
    """A link to `address`, or to a place in the document, which the reader
    sets as `target` (a Said) once all is read."""

    def __init__(self, address, contents):
        super().__init__("link")
        self.address = address
        self.contents = contents
        self.target = None # a link into a table leads to the row
        self.place = None # the reader's own word for the target
        self.name = None  # where it is not what the link shows


class Run:
    def __init__(self, text, marks, language, place):
        self.text = text
        self.marks = marks
        self.language = language
        self.place = place # the reader's own word for where it stands


class Said:
    def __init__(self, kind):
        self.kind = kind     # "text", "list", "table" …
        self.told = {}       # what else is said of it, in order
        self.kids = []       # Saids
        self.ways_back = []  # of a note: Links
        self.runs = []       # of a text
        self.is_rtl = False  # of a text
        self.place = None
        self.stand_in = self # what a link to it is told to lead to

    def texts(self):
        """All texts below, in reading order."""
        waiting = [self]
        while waiting:
            said = waiting.pop()
            if said.runs:
                yield said
            waiting += reversed(said.kids)

    def words(self):
        """Without any marks."""
        joined = " ".join("".join(run.text for run in text.runs)
                          for text in self.texts())
        return in_one_line(joined)


class Builder:
    def __init__(self, language, is_rtl):
        self.language = language
        self.is_rtl = is_rtl
        self.top = Said("document")
        self.open_kinds = [self.top]
        self.marks = []
        self.text = None # the text block that is open

    def begin(self, kind, place=None):
        self.break_text()
        said = Said(kind)
        said.place = place
        self.open_kinds[-1].kids.append(said)
        self.open_kinds.append(said)
        return said

    def end(self):
        self.break_text()
        return self.open_kinds.pop()

    def break_text(self):
        """What follows is another paragraph."""
        self.text = None

    def begin_text(self, kind, is_rtl, place=None):
        """A text block of a kind of its own: a heading."""
        self.break_text()
        self.text = Said(kind)
        self.text.is_rtl = is_rtl
        self.text.place = place
        self.open_kinds[-1].kids.append(self.text)
        return self.text

    def begin_mark(self, mark):
        self.marks.append(mark)
        return mark

    def end_mark(self):
        self.marks.pop()

    def say(self, text, language, is_rtl, place=None):
        text = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
        if not text:
            return
        if self.text is None:
            self.begin_text("text", is_rtl)
        self.text.runs.append(Run(text, tuple(self.marks),
                                  plain_language(language), place))

    def say_picture(self, alternative, language, is_rtl, place=None):
        """A picture that has an alternative text; without, it is silent."""
        if not alternative.strip():
            return
        self.marks.append(Mark("picture"))
        self.say(alternative, language, is_rtl, place)
        self.marks.pop()

    def finish(self):
        """The document, without what says nothing."""
        collect_notes(self.top)
        drop_empty(self.top)
        number_lists(self.top)
        number_cells(self.top)
        name_links(self.top)
        find_stand_ins(self.top)
        return self.top


def in_one_line(words):
    return re.sub(r"(\S-) (?=\S)", r"\1", " ".join(words.split()))


def plain_language(language):
    return (language or "").lower()


def all_below(top):
    waiting = [top]
    while waiting:
        said = waiting.pop()
        yield said
        waiting += reversed(said.kids)


def collect_notes(top):
    """Notes stand at the end, by number, whoever tells them where."""
    notes = []
    for said in all_below(top):
        notes += [kid for kid in said.kids if kid.kind == "note"]
        said.kids = [kid for kid in said.kids if kid.kind != "note"]
    top.kids += sorted(notes, key=lambda note: note.number)


def find_stand_ins(top):
    """Pictures stand beside their words: a link leads to both."""
    texts = list(top.texts())
    for text, following in zip(texts, texts[1:]):
        if all(not run.text.strip() or any(
                mark.told == "picture" for mark in run.marks)
               for run in text.runs):
            text.stand_in = text.stand_in if text.stand_in is not text \
                else following


SCHEME = re.compile(r"^(?:(https?|ftp)://(?=\S+$)|(mailto|tel|sms|geo):(?=\S+$))",
                    re.IGNORECASE)


def name_links(top):
    """A link tells its name where that is not its words, nor, where those are
    an address, that address without its scheme."""
    words = {}
    for said in top.texts():
        for run in said.runs:
            for mark in run.marks:
                if isinstance(mark, Link):
                    words[mark] = words.get(mark, "") + run.text
    for link, text in words.items():
        name = unicodedata.normalize("NFC", INVISIBLE.sub("", link.contents))
        shown = in_one_line(text)
        if in_one_line(name) not in (shown, SCHEME.sub("", shown, count=1)):
            link.name = in_one_line(name)


def drop_empty(top):
    """Takes out what says nothing: never a cell, whose place says something,
    nor an item, whose number does."""
    order = list(all_below(top))
    for said in reversed(order):
        said.kids = [kid for kid in said.kids
                     if kid.kids or kid.kind in KEPT
                     or any(run.text.strip() for run in kid.runs)]


KEPT = {"cell", "column header", "row header", "row", "item"}
BULLETS = set("•◦▪■○●□")


def number_lists(top):
    for said in all_below(top):
        if said.kind != "list":
            continue
        items = [kid for kid in said.kids if kid.kind == "item"]
        said.told = {f"of {len(items)}": True, **said.told}
        for number, item in enumerate(items, 1):
            label = plain_label(item.told.pop("label", ""))
            item.told[f"{number} of {len(items)}"] = True
            if label and label not in BULLETS:
                item.told[f'"{label}"'] = True


def plain_label(label):
    """A number is told first: its full stop stands at its end, which is on
    the left from right to left."""
    label = " ".join(INVISIBLE.sub("", label).split())
    number = re.search(r"\d+", label)
    return f"{number.group()}." if number else label


# ---- Tables ----------------------------------------------------------------


def number_cells(top):
    for said in all_below(top):
        if said.kind == "table":
            number_table(said)


def number_table(table):
    rows = [kid for kid in table.kids if kid.kind == "row"]
    grid = {}
    for row, said in enumerate(rows):
        column = 0
        for cell in said.kids:
            while (row, column) in grid:
                column += 1
            cell.place_in_table = (row, column)
            for down in range(cell.told.get("rows", 1)):
                for right in range(cell.told.get("columns", 1)):
                    grid.setdefault((row + down, column + right), cell)
            column += cell.told.get("columns", 1)
    names = {cell.name_in_table: cell for cell in grid.values()} \
        if any(cell.headers for cell in grid.values()) else {}
    width = 1 + max((column for _, column in grid), default=-1)
    table.told[f"{len(rows)} rows, {width} columns"] = True
    for said in rows:
        for cell in said.kids:
            tell_place(cell, grid, names)
        texts = list(said.texts())
        for text in texts:
            text.stand_in = texts[0]
    table.kids = [kid for said in table.kids
                  for kid in (said.kids if said.kind == "row" else [said])]


def heads_of(cell, grid, names):
    """What heads a cell, as (kind, cells): the headers that the table's cells
    name, where any does, otherwise those above and beside it."""
    row, column = cell.place_in_table
    if names:
        heads = [names.get(name) for name in cell.headers]
        return [(kind, heads) for kind in ("column header", "row header")]
    return (("column header", [grid.get((i, column)) for i in range(row)]),
            ("row header", [grid.get((row, i)) for i in range(column)]))


def tell_place(cell, grid, names):
    row, column = cell.place_in_table
    rows = cell.told.pop("rows", 1)
    columns = cell.told.pop("columns", 1)
    cell.told[f"row {row + 1}"] = cell.told[f"column {column + 1}"] = True
    if rows > 1:
        cell.told[f"{rows} rows high"] = True
    if columns > 1:
        cell.told[f"{columns} columns wide"] = True
    for kind, cells in heads_of(cell, grid, names):
        word = "under" if kind == "column header" else "beside"
        heads = dict.fromkeys(head for head in cells if head is not None
                              and head is not cell and head.kind == kind)
        words = "; ".join(filter(None, (head.words() for head in heads)))
        if words:
            cell.told[f'{word} "{words}"'] = True


# ---- Printing --------------------------------------------------------------


def escaped(text):
    return re.sub(r"[\[\]\\]", r"\\\g<0>", text)


def shared(one, two):
    """How many marks two runs have in common, from the outermost."""
    count = 0
    while count < min(len(one), len(two)) and one[count] is two[count]:
        count += 1
    return count


class Line:
    """Builds the words of a text block."""

    def __init__(self):
        self.parts, self.marks = [], ()
        self.has_space, self.tail = False, ""

    def add(self, word, marks):
        """A word, or "" for space."""
        if not word:
            self.has_space = bool(self.parts)
            return
        common = shared(self.marks, marks)
        self.parts += ["]"] * (len(self.marks) - common)
        if self.has_space and not re.search(r"\S-\Z", self.tail):
            self.parts.append(" ")
            self.tail = ""
        self.has_space = False
        self.tail = (self.tail + word)[-2:]
        for mark in marks[common:]:
            self.parts.append(f"[{told_mark(mark)}: ")
        self.marks = marks
        self.parts.append(escaped(word))

    def finish(self):
        self.parts += ["]"] * len(self.marks)
        return "".join(self.parts)


def quoted(words):
    return f'"{words if len(words) <= 40 else words[:39].rstrip() + "…"}"'


def told_target(link):
    if link.target is None:
        return link.address or "nowhere"
    if link.target.kind == "note":
        return f"note {link.target.number}"
    return quoted(escaped(link.target.words()))


def told_mark(mark):
    if not isinstance(mark, Link):
        return mark.told
    name = f', called "{escaped(mark.name)}"' if mark.name else ""
    return f"link to {told_target(mark)}{name}"


class Printer:
    def __init__(self, document):
        self.document = document
        self.languages = {} # tag → the Mark that tells it

    def lines(self):
        language = self.document.language
        direction = ", right to left" if self.document.is_rtl else ""
        yield f"document [{language}{direction}]"
        waiting = [(kid, 1) for kid in reversed(self.document.top.kids)]
        while waiting:
            said, depth = waiting.pop()
            head = "  " * depth + said.kind
            told = ", ".join([*said.told] + [f"back to {told_target(link)}"
                                             for link in said.ways_back])
            if told:
                head += (" " if told[0] in "o0123456789" else ", ") + told
            kids = said.kids
            if said.runs:
                yield head + self.text(said)
            elif said.kind in INLINED and len(kids) == 1 \
                    and kids[0].kind == "text":
                yield head + self.text(kids[0])
                continue
            else:
                yield head
            waiting += [(kid, depth + 1) for kid in reversed(kids)]

    def text(self, said):
        """Language, direction and words of a text."""
        own = plain_language(self.document.language)
        heard = [run.language for run in said.runs if run.text.strip()]
        base = own if own in heard else heard[0]
        told = [base] if base != own else []
        if said.is_rtl != self.document.is_rtl:
            told.append("right to left" if said.is_rtl else "left to right")
        return (f" [{', '.join(told)}]: " if told else ": ") \
            + self.words(said, base)

    def words(self, said, base):
        line = Line()
        for run in said.runs:
            marks = run.marks
            if run.language != base:
                marks += (self.languages.setdefault(run.language,
                                                    Mark(run.language)),)
            for part in re.split(r"(\s+)", run.text):
                if part:
                    line.add("" if part.isspace() else part, marks)
        return line.finish()
