"""What a page, and the files of word processors made from the same text, say: read from
their XML here, with no word of who wrote it."""
import html.parser
import re
import unicodedata
import xml.etree.ElementTree as ET
import zipfile

import told

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
BLOCKS = {"p", "li", "td", "th", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "title", "figcaption", "caption",
          "summary", "pre", "dt", "dd"}
# Invisible, or what stands between two things that a page keeps apart in
# another way: "Done: ", "(Invented)".
APART = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff:：()（）]")


def words(text):
    return " ".join(APART.sub(" ", unicodedata.normalize("NFC", text)).split())


class Told:
    """What a document says."""

    def __init__(self):
        self.text, self.notes = [], []
        self.headings = []  # (level, words)
        self.tables = []    # [rows, header rows]

    def finish(self):
        self.headings = [(level, words("".join(parts))) for level, parts in self.headings]
        self.text, self.notes = words("".join(self.text)), words("".join(self.notes))
        return self


# ---- The page --------------------------------------------------------------


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.stack = []
        self.told = Told()

    def kind_of(self, tag, attributes):
        classes = (attributes.get("class") or "").split()
        if "title-block" in classes or "text" in classes and attributes.get("id") == "_text":
            return "text"
        if tag == "section" and "notes" in classes:
            return "notes"
        if {"meta", "backlink", "art", "on-dark", "notice"} & set(classes) or tag == "style" or tag == "svg" and "wide" in classes \
                or tag == "text" or tag == "h2" and attributes.get("id") == "_notes":
            return "none"
        return None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        kind = self.kind_of(tag, attributes)
        if "alt" in attributes:
            self.handle_data(f" {attributes['alt']} ")
        if "mark" in (attributes.get("class") or "").split():
            self.handle_data(f" {attributes['aria-label']} ")
        if tag not in VOID:
            self.stack.append((tag, kind))
        if re.fullmatch("h[1-6]", tag) and self.where() == "text":
            self.told.headings.append((int(tag[1]), []))
        if tag in BLOCKS:
            self.handle_data(" ")
        if self.where() != "text":
            return
        if tag == "table":
            self.told.tables.append([0, 0])
        elif tag == "tr":
            self.told.tables[-1][0] += 1
            self.told.tables[-1][1] += any(open_tag == "thead" for open_tag, _ in self.stack)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        while self.stack:
            if self.stack.pop()[0] == tag:
                break
        if tag in BLOCKS:
            self.handle_data(" ")

    def where(self):
        kinds = [kind for _, kind in self.stack if kind]
        return None if not kinds or "none" in kinds else "notes" if "notes" in kinds else "text"

    def handle_data(self, data):
        if self.where() == "text":
            self.told.text.append(data)
            if any(re.fullmatch("h[1-6]", tag) for tag, _ in self.stack):
                self.told.headings[-1][1].append(data)
        elif self.where() == "notes":
            self.told.notes.append(data)


def read_page(path):
    page = Page()
    page.feed(told.with_expansions(path.read_text("utf-8")))
    return page.told.finish()


# ---- DOCX ------------------------------------------------------------------


class Word:
    """Office Open XML, read without regard to who wrote it."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            parts = {name: archive.read(name) for name in archive.namelist()}
        assert len(parts) == len(set(name.lower() for name in parts))
        self.parts = {name: ET.fromstring(data) for name, data in parts.items() if name.endswith((".xml", ".rels"))}
        self.files = set(parts)
        self.body = self.parts["word/document.xml"].find(W + "body")
        self.notes = self.parts["word/footnotes.xml"]
        self.levels = self.read_levels()
        self.told = Told()
        self.mistakes = []

    def read_levels(self):
        """{style: its outline level, from 1}"""
        styles = {style.get(W + "styleId"): style for style in self.parts["word/styles.xml"].iter(W + "style")}
        levels = {}
        for name in styles:
            at = name
            while at and name not in levels:
                level = styles[at].find(f"{W}pPr/{W}outlineLvl")
                if level is not None:
                    levels[name] = int(level.get(W + "val")) + 1
                based = styles[at].find(W + "basedOn")
                at = based.get(W + "val") if based is not None else None
        self.styles = set(styles)
        return levels

    def read(self):
        for element in self.body:
            self.read_block(element, self.told.text)
        for note in self.notes:
            if int(note.get(W + "id")) > 0:
                for element in note:
                    self.read_block(element, self.told.notes)
                    self.told.notes.append(" ")
        self.check_links()
        return self.told.finish()

    def read_block(self, element, out):
        if element.tag == W + "sdt":
            contents = element.find(f"{W}sdtPr/{W}docPartObj")
            if contents is None:
                for child in element.find(W + "sdtContent"):
                    self.read_block(child, out)
        elif element.tag == W + "tbl":
            rows = element.findall(W + "tr")
            heads = sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
            if out is self.told.text:
                self.told.tables.append([len(rows), heads])
            for cell in element.iter(W + "tc"):
                for child in cell:
                    self.read_block(child, out)
        elif element.tag == W + "p":
            self.read_paragraph(element, out)

    def read_paragraph(self, element, out):
        style = element.find(f"{W}pPr/{W}pStyle")
        name = style.get(W + "val") if style is not None else None
        if name not in self.styles:
            self.mistakes.append(f"a paragraph without a style: {name}")
        if name == "Notice":
            return
        said = []
        for part in element.iter():
            if part.tag == W + "t":
                said.append(part.text or "")
            elif part.tag in (W + "br", W + "tab") and part.get(W + "val") is None:
                said.append(" ")
            elif part.tag == W + "footnoteReference" and part.get(W + "customMarkFollows") is None:
                said.append(part.get(W + "id"))
            elif part.tag == WP + "docPr":
                said.append(f" {part.get('descr', '')} ")
        level = element.find(f"{W}pPr/{W}outlineLvl")
        level = int(level.get(W + "val")) + 1 if level is not None else self.levels.get(name)
        if level and out is self.told.text:
            self.told.headings.append((level, said))
        out += [" ", *said, " "]

    def check_links(self):
        for name, text in (("document", self.body), ("footnotes", self.notes)):
            relations = {one.get("Id"): one for one in self.parts[f"word/_rels/{name}.xml.rels"]}
            for one in relations.values():
                if one.get("TargetMode") != "External" and f"word/{one.get('Target')}" not in self.files:
                    self.mistakes.append(f"{name}: no part {one.get('Target')}")
            marks = [one.get(W + "name") for one in self.body.iter(W + "bookmarkStart")]
            marks += [one.get(W + "name") for one in self.notes.iter(W + "bookmarkStart")]
            if len(marks) != len(set(marks)):
                self.mistakes.append("bookmarks of one name")
            for one in text.iter():
                anchor = one.get(W + "anchor")
                if anchor is not None and anchor not in marks:
                    self.mistakes.append(f"{name}: link to nowhere: {anchor}")
                for key in (R + "id", R + "embed"):
                    if one.get(key) is not None and one.get(key) not in relations:
                        self.mistakes.append(f"{name}: no relationship {one.get(key)}")


# ---- ODF -------------------------------------------------------------------


class Odf:
    """An OpenDocument text: ours, or LibreOffice's flat one of a DOCX file."""

    def __init__(self, path):
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                assert archive.testzip() is None
                self.content = ET.fromstring(archive.read("content.xml"))
                self.files = set(archive.namelist())
        else:
            self.content, self.files = ET.parse(path).getroot(), None
        self.names = self.read_names()
        self.in_note = False
        self.told = Told()
        self.mistakes = []

    def read_names(self):
        """{automatic style: the name of what it is based on}"""
        style = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
        return {one.get(style + "name"): one.get(style + "parent-style-name")
                for one in self.content.iter(style + "style") if one.get(style + "family") == "paragraph"}

    def read(self):
        self.read_inside(self.content.find(f"{OFFICE}body/{OFFICE}text"), self.told.text)
        return self.told.finish()

    def style_of(self, element):
        name = element.get(TEXT + "style-name")
        while name and re.fullmatch(r"P\d+", name):
            name = self.names.get(name)
        return name

    def read_inside(self, element, out):
        out.append(element.text or "")
        for child in element:
            self.read_one(child, out)
            out.append(child.tail or "")

    def read_one(self, element, out):
        tag = element.tag
        if tag in (TEXT + "table-of-content", TEXT + "tracked-changes", TEXT + "sequence-decls",
                   OFFICE + "annotation", OFFICE + "forms", SVG + "desc", SVG + "title",
                   TABLE + "title", TABLE + "desc") \
                or tag in (TEXT + "p",) and self.style_of(element) == "Notice":
            if tag == TEXT + "table-of-content":
                self.told.contents = len(element.findall(f".//{TEXT}a"))
        elif tag == TEXT + "note":
            out.append("".join(element.find(TEXT + "note-citation").itertext()))
            note = []
            self.in_note, around = True, self.in_note
            self.read_inside(element.find(TEXT + "note-body"), note)
            self.in_note = around
            self.told.notes += [" ", *note]
        elif tag in (TEXT + "p", TEXT + "h"):
            said = []
            self.read_inside(element, said)
            if tag == TEXT + "h" and out is self.told.text and "".join(said).strip():
                self.told.headings.append((int(element.get(TEXT + "outline-level")), said))
            out += [" ", *said, " "]
        elif tag == DRAW + "frame":
            alternative = element.find(SVG + "desc")
            out.append(f" {alternative.text or '' if alternative is not None else ''} ")
            box = element.find(DRAW + "text-box")
            if box is not None:
                self.read_inside(box, out)
        elif tag == TABLE + "table":
            heads = element.findall(f"{TABLE}table-header-rows/{TABLE}table-row")
            rows = [*element.findall(f"{TABLE}table-row"), *element.findall(f"{TABLE}table-rows/{TABLE}table-row")]
            if not self.in_note:
                self.told.tables.append([len(heads) + len(rows), len(heads)])
            self.read_inside(element, out)
        elif tag in (TEXT + "s", TEXT + "tab", TEXT + "line-break"):
            out.append(" ")
        else:
            self.read_inside(element, out)


# ---- Comparing -------------------------------------------------------------


def difference(what, a, b):
    if isinstance(a, str):
        at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
        return f"{what}: page …{a[max(0, at - 50):at + 60]!r}\n  file …{b[max(0, at - 50):at + 60]!r}"
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return f"{what}: page {a[at:at + 2]}, file {b[at:at + 2]}"


def compare(page, file):
    mistakes = []
    if page.text != file.text:
        mistakes.append(difference("text", page.text, file.text))
    # A note that only notes refer to stands in one of them.
    if sorted(re.sub(r"\b\d+\b", " ", page.notes).split()) != sorted(re.sub(r"\b\d+\b", " ", file.notes).split()):
        mistakes.append(difference("notes", page.notes, file.notes))
    for what in ("headings", "tables"):
        if getattr(page, what) != getattr(file, what):
            mistakes.append(difference(what, getattr(page, what), getattr(file, what)))
    return mistakes


READERS = {"docx": Word, "odt": Odf}
