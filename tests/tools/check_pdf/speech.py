"""The structure tree as text, one line an element.

Read from structure and content alone, for goldens: no pages, no objects, no
positions, so that it changes only when a reader's experience changes.
"""

from .objects import name, text
from .structure import Content, Element, ObjectReference
from .rules_tags import grid_of, span


class Silent:
    """Takes findings nobody asked for."""

    def add(self, *_, **__):
        pass


def quoted(words):
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') \
        .replace("\n", "\\n") + '"'


class Speech:
    def __init__(self, shown):
        self.shown = shown
        self.cells = {} # TD or TH → (row, column), from 1

    def lines(self):
        language = text(self.shown.file.resolve(
            self.shown.file.catalog.get("/Lang")))
        yield f"lang={language}"
        waiting = [(kid, 0) for kid in reversed(self.shown.tree.top.kids)]
        while waiting:
            item, depth = waiting.pop()
            indent = "  " * depth
            if isinstance(item, str):
                yield indent + quoted(item)
            elif isinstance(item, Element):
                if item.role == "Table":
                    self.number_cells(item)
                kids = self.gathered(item)
                words = ""
                if len(kids) == 1 and isinstance(kids[0], str):
                    words = " " + quoted(kids.pop())
                yield indent + self.head(item) + words
                waiting += [(kid, depth + 1) for kid in reversed(kids)]

    def gathered(self, element):
        """The kids, neighbouring pieces of text as one."""
        if element.text_entry("/ActualText") is not None:
            return [element.text_entry("/ActualText")]
        kids = []
        for kid in element.kids:
            if isinstance(kid, ObjectReference):
                continue
            if isinstance(kid, Element):
                kids.append(kid)
                continue
            sequence = self.shown.sequences.get(
                (kid.form or kid.page, kid.mcid))
            words = sequence.text if sequence else ""
            if kids and isinstance(kids[-1], str):
                kids[-1] += words
            else:
                kids.append(words)
        return [kid for kid in kids if kid != ""]

    def number_cells(self, table):
        grid, _ = grid_of(table, Silent())
        for (row, column), cell in grid.items():
            self.cells.setdefault(cell, (row + 1, column + 1))

    def head(self, element):
        told = [element.role]
        if element.role != element.type:
            told.append(f"({element.type})")
        if element in self.cells:
            told.append("row=%d col=%d" % self.cells[element])
            for key in ("RowSpan", "ColSpan"):
                if span(element, key) > 1:
                    told.append(f"{key.lower()}={span(element, key)}")
        for owner, key in (("Table", "Scope"), ("List", "ListNumbering"),
                           ("Layout", "WritingMode")):
            value = element.attribute(owner, key)
            if value is not None:
                told.append(f"{key.lower()}={name(value)}")
        for key, label in (("/Lang", "lang"), ("/ID", "id")):
            if element.text_entry(key) is not None:
                told.append(f"{label}={element.text_entry(key)}")
        for key, label in (("/T", "title"), ("/Alt", "alt"), ("/E", "means")):
            if element.text_entry(key) is not None:
                told.append(f"{label}={quoted(element.text_entry(key))}")
        headers = element.attribute("Table", "Headers")
        if headers:
            told.append("headers=" + ",".join(item[2:] for item in headers))
        return " ".join(told + self.links(element))

    def links(self, element):
        """Where the annotations of a link lead; each once."""
        told = []
        for kid in element.kids:
            if not isinstance(kid, ObjectReference):
                continue
            annotation = self.shown.file.resolve(kid.ref) or {}
            action = self.shown.file.get(annotation, "/A", {})
            uri = text(action.get("/URI"))
            target = f"to={uri}" if uri else "to=here"
            contents = text(annotation.get("/Contents")) or ""
            for part in (target, f"contents={quoted(contents)}"):
                if part not in told:
                    told.append(part)
        return told
