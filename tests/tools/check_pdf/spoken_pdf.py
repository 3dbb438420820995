"""What is said of a PDF, from its structure tree (spoken.py)."""

import re

from .objects import is_reference, name, text
from .rules_tags import span
from .spoken import Builder, Link, Mark
from .structure import Content, Element, ObjectReference

# Elements that only group.
GROUPS = {"Document", "Part", "Sect", "Div", "NonStruct", "LBody", "THead",
          "TBody", "TFoot"}
# Types that say more than the standard role that they are mapped to.
TYPES = {"Em": "emphasis", "Strong": "strong"}
HEADING = re.compile(r"H([1-6])\Z")
# A contents entry ends in its page's number, which no web page has; so does,
# in brackets, a reference that asks for it.
PAGE_NUMBER = re.compile(r"[\s.]*(\d+|[ivxlc]+)\s*\Z")
PAGE_IN_BRACKETS = re.compile(r"\s*[(（][^()（）]*\d+[^()（）]*[)）]\s*\Z")


class Reader:
    def __init__(self, file, tree, shown):
        self.file = file
        self.tree = tree
        self.shown = shown
        self.language = text(file.resolve(file.catalog.get("/Lang"))) or ""
        self.order = {} # element → its place in reading order
        self.links = []
        document = tree.top.children()[0] if tree.top.children() else tree.top
        self.is_rtl = writing_mode(document, False)
        self.builder = Builder(self.language, self.is_rtl)
        self.top = None

    def read(self):
        self.walk(self.tree.top, self.language, False)
        self.top = self.builder.finish()
        self.find_targets()
        return self

    def walk(self, element, language, is_rtl):
        """Tells all kids. Depth is that of the document, which is bounded."""
        for kid in element.kids:
            if isinstance(kid, Content):
                self.say(self.words(kid), language, is_rtl, kid, element)
            elif isinstance(kid, Element):
                self.order[kid] = len(self.order)
                self.tell(kid, kid.text_entry("/Lang") or language,
                          writing_mode(kid, is_rtl))

    def say(self, words, language, is_rtl, content, element):
        place = None
        if content is not None:
            sequence = self.shown.sequences.get(
                (content.form or content.page, content.mcid))
            if sequence:
                place = (self.file.page_number(content.page), sequence.places,
                         self.order.get(element, 0))
        self.builder.say(words, language, is_rtl, place)

    def words(self, content):
        sequence = self.shown.sequences.get(
            (content.form or content.page, content.mcid))
        return sequence.text if sequence else ""

    def tell(self, element, language, is_rtl):
        actual = element.text_entry("/ActualText")
        teller = TELLERS.get(element.role)
        heading = HEADING.match(element.role)
        if element.role == "Figure":
            self.tell_figure(element, language, is_rtl)
        elif actual is not None and element.role != "Lbl":
            self.say(actual, language, is_rtl, first_content(element), element)
        elif element.type in TYPES:
            self.tell_marked(element, language, is_rtl, TYPES[element.type])
        elif heading:
            self.builder.begin_text(f"heading {heading.group(1)}", is_rtl)
            self.walk(element, language, is_rtl)
            self.builder.break_text()
        elif teller:
            teller(self, element, language, is_rtl)
        elif element.role in GROUPS or element.role == "P":
            self.tell_kind(element, language, is_rtl)
        else:
            raise ValueError(f"no words for {element.role}")

    def tell_kind(self, element, language, is_rtl):
        """A block: of a kind, or one that only groups."""
        kind = KINDS.get(element.type) or KINDS.get(element.role)
        self.builder.break_text()
        if kind:
            self.builder.begin(kind)
        self.walk(element, language, is_rtl)
        self.builder.break_text()
        if kind:
            self.builder.end()

    def tell_marked(self, element, language, is_rtl, told):
        self.builder.begin_mark(Mark(told))
        self.walk(element, language, is_rtl)
        self.builder.end_mark()

    def tell_code(self, element, language, is_rtl):
        self.tell_marked(element, language, is_rtl, "code")

    def tell_span(self, element, language, is_rtl):
        position = name(element.attribute("Layout", "TextPosition"))
        shift = element.attribute("Layout", "BaselineShift")
        if position is None and isinstance(shift, (int, float)) and shift:
            position = "Sup" if shift > 0 else "Sub"
        decoration = name(element.attribute("Layout", "TextDecorationType"))
        told = {"Sup": "superscript", "Sub": "subscript",
                "LineThrough": "struck out"}.get(position or decoration)
        expansion = element.text_entry("/E")
        if expansion:
            told = f"means {expansion}"
        if told:
            self.tell_marked(element, language, is_rtl, told)
        else:
            self.walk(element, language, is_rtl)

    def tell_reference(self, element, language, is_rtl):
        self.walk(element, language, is_rtl)

    def tell_figure(self, element, language, is_rtl):
        is_block = name(element.attribute("Layout", "Placement")) == "Block"
        if is_block:
            self.builder.break_text()
        alternative = element.text_entry("/Alt") \
            or element.text_entry("/ActualText") or ""
        self.builder.begin_mark(Mark("picture"))
        self.say(alternative, language, is_rtl, first_content(element),
                 element)
        self.builder.end_mark()
        if is_block:
            self.builder.break_text()

    # ---- lists, contents, tables ----

    def tell_list(self, element, language, is_rtl):
        said = self.builder.begin("list")
        numbering = name(element.attribute("List", "ListNumbering"))
        said.told[{None: "unmarked", "None": "unmarked", "Disc": "bullets",
                   "Circle": "bullets", "Square": "bullets"}
                  .get(numbering, "numbers")] = True
        self.walk(element, language, is_rtl)
        self.builder.end()

    def tell_item(self, element, language, is_rtl):
        item = self.builder.begin("item")
        for child in element.children():
            if child.role == "Lbl":
                item.told["label"] = self.plain(child)
        for child in element.children():
            if child.role != "Lbl":
                self.order[child] = len(self.order)
                self.tell(child, child.text_entry("/Lang") or language,
                          writing_mode(child, is_rtl))
        self.builder.end()

    def plain(self, element):
        """All text below, without any marks."""
        actual = element.text_entry("/ActualText")
        if actual is not None:
            return actual
        return "".join(self.words(kid) if isinstance(kid, Content)
                       else self.plain(kid) for kid in element.kids
                       if not isinstance(kid, ObjectReference))

    def tell_contents(self, element, language, is_rtl):
        level, above = 1, element.parent
        while above is not None:
            level += above.role == "TOC"
            above = above.parent
        self.builder.break_text()
        for child in element.children():
            if child.role == "TOCI":
                entry = self.builder.begin("entry")
                entry.told[f"level {level}"] = True
                self.walk(child, child.text_entry("/Lang") or language,
                          writing_mode(child, is_rtl))
                self.builder.end()
                cut_page_number(entry)
            else:
                self.tell(child, language, is_rtl)

    def tell_table(self, element, language, is_rtl):
        self.builder.begin("table")
        self.walk(element, language, is_rtl)
        self.builder.end()

    def tell_row(self, element, language, is_rtl):
        self.builder.begin("row")
        self.walk(element, language, is_rtl)
        self.builder.end()

    def tell_cell(self, element, language, is_rtl):
        scope = name(element.attribute("Table", "Scope"))
        kind = "cell" if element.role == "TD" else \
            "row header" if scope == "Row" else "column header"
        cell = self.builder.begin(kind)
        cell.told["rows"] = span(element, "RowSpan")
        cell.told["columns"] = span(element, "ColSpan")
        cell.name_in_table = element.text_entry("/ID")
        cell.headers = [name[2:] for name in
                        element.attribute("Table", "Headers") or []]
        self.walk(element, language, is_rtl)
        self.builder.end()

    # ---- notes, links ----

    def tell_note(self, element, language, is_rtl):
        note = self.builder.begin("note")
        for child in element.children():
            self.order[child] = len(self.order)
            if child.role == "Lbl":
                note.number = number_in(self.plain(child))
                note.told[str(note.number)] = True
                note.ways_back += [
                    self.read_link(link) for link in child.children()
                    if link.role == "Link"]
            else:
                self.tell(child, child.text_entry("/Lang") or language,
                          writing_mode(child, is_rtl))
        self.builder.end()

    def tell_link(self, element, language, is_rtl):
        link = self.builder.begin_mark(self.read_link(element))
        self.walk(element, language, is_rtl)
        self.builder.end_mark()
        if link.place and self.builder.text:
            cut_page(link, [run for run in self.builder.text.runs
                            if link in run.marks])

    def read_link(self, element):
        annotation = {}
        for kid in element.kids:
            if isinstance(kid, ObjectReference):
                annotation = self.file.resolve(kid.ref) or {}
                break
        action = self.file.get(annotation, "/A", {})
        link = Link(text(self.file.resolve(action.get("/URI"))),
                    text(self.file.resolve(annotation.get("/Contents"))) or "")
        for holder, key in ((annotation, "/Dest"), (action, "/D"),
                            (action, "/SD")):
            destination = self.file.resolve(holder.get(key))
            if isinstance(destination, list) and destination:
                link.place = destination
        self.links.append(link)
        return link

    def find_targets(self):
        """The text that stands where a link leads: that of its element where
        the destination names one, else what is next below its place on the page."""
        texts, notes = [], {}
        for said in self.top.texts():
            texts += [(run.place, said) for run in said.runs if run.place]
        for note in (kid for kid in self.top.kids if kid.kind == "note"):
            for said in note.texts():
                notes[said] = note
        for link in self.links:
            if link.place:
                said = self.target_of(link.place, texts)
                link.target = notes.get(said, said and said.stand_in.stand_in)

    def target_of(self, destination, texts):
        where = destination[0]
        element = self.tree.by_ref.get(where) if is_reference(where) else None
        if element:
            first = self.order.get(element, 0)
            return next((said for (_, _, order), said in texts
                         if order >= first), None)
        page = self.file.page_number(where)
        left, top = (*destination[2:4], None, None)[:2]
        below = [(y, number)
                 for number, ((at, places, _), _) in enumerate(texts)
                 if at == page for x, y in places
                 if (top is None or y < top + 1) and (left is None or x > left - 1)]
        highest = max((y for y, _ in below), default=0)
        beside = [number for y, number in below if y > highest - BESIDE]
        return texts[min(beside)][1] if beside else None


# [pt] What stands beside each other, such as a caption and its table's head, has
# baselines no further apart: the first that is read is what a place leads to.
BESIDE = 6


def writing_mode(element, inherited):
    mode = name(element.attribute("Layout", "WritingMode"))
    return inherited if mode is None else mode == "RlTb"


def first_content(element):
    return next((kid for kid in element.kids if isinstance(kid, Content)),
                None)


def number_in(label):
    """0 for a label without digits."""
    found = re.search(r"\d+", label)
    return int(found.group()) if found else 0


def cut_page_number(entry):
    for said in entry.texts():
        if said.runs:
            last = said.runs[-1]
            last.text = PAGE_NUMBER.sub("", last.text)


def cut_page(link, runs):
    """Takes off a reference what stands behind its name: "(page 2)"."""
    words = "".join(run.text for run in runs)
    found = PAGE_IN_BRACKETS.search(words)
    if not found or words[:found.start()].split() != link.contents.split():
        return
    left = found.start()
    for run in runs:
        run.text, left = run.text[:max(left, 0)], left - len(run.text)


# By type before role: what PDF 2.0 calls Aside is mapped to Div in PDF 1.7.
KINDS = {"Aside": "aside", "Art": "article", "BlockQuote": "quotation",
         "Caption": "caption"}
TELLERS = {
    "BlockQuote": Reader.tell_kind, "Art": Reader.tell_kind,
    "Caption": Reader.tell_kind, "L": Reader.tell_list,
    "LI": Reader.tell_item, "TOC": Reader.tell_contents,
    "Table": Reader.tell_table, "TR": Reader.tell_row,
    "TH": Reader.tell_cell, "TD": Reader.tell_cell, "Note": Reader.tell_note,
    "Link": Reader.tell_link, "Reference": Reader.tell_reference,
    "Code": Reader.tell_code, "Span": Reader.tell_span,
}
