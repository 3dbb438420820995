"""What a page, and the EPUB made from the same text, say, word for word."""
import html.parser
import re
import xml.etree.ElementTree as ET
import zipfile

OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def words(text):
    return re.sub(r"\s+", " ", text).strip()


class Page(html.parser.HTMLParser):
    """The title, the text and the notes of a page."""

    def __init__(self):
        super().__init__()
        self.stack = []
        self.text, self.notes = [], []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        classes = (attributes.get("class") or "").split()
        kind = None
        if "title-block" in classes or "text" in classes and attributes.get("id") == "_text":
            kind = "text"
        elif tag == "section" and "notes" in classes:
            kind = "notes"
        elif "meta" in classes or "backlink" in classes or tag == "style" or "art" in classes \
                or "on-dark" in classes or "notice" in classes or tag == "svg" and "wide" in classes:
            kind = "none"
        elif tag == "h2" and attributes.get("id") == "_notes":
            kind = "none"
        if "alt" in attributes:
            self.handle_data(f" {attributes['alt']} ")
        if tag not in VOID:
            self.stack.append((tag, kind))
        if tag in ("p", "li", "td", "th", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "title", "text"):
            self.handle_data(" ")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        while self.stack:
            if self.stack.pop()[0] == tag:
                break

    def handle_data(self, data):
        kinds = [kind for _, kind in self.stack if kind]
        if not kinds or "none" in kinds:
            return
        (self.notes if "notes" in kinds else self.text).append(data)


def read_page(path):
    page = Page()
    page.feed(path.read_text("utf-8"))
    return words("".join(page.text)), words("".join(page.notes))


def read_element(element, out, skip):
    if skip(element):
        out.append(" " + (element.tail or ""))
        return
    tag = element.tag.rpartition("}")[2]
    if tag in ("p", "li", "td", "th", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "title", "text"):
        out.append(" ")
    if element.get("alt"):
        out.append(f" {element.get('alt')} ")
    out.append(element.text or "")
    for child in element:
        read_element(child, out, skip)
    out.append(element.tail or "")


def is_note(element):
    return element.get(OPS + "type") == "footnote"


def is_apart(element):
    return "backlink" in element.get("class", "").split() or element.get("class") == "notice"


class Book:
    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            first = archive.infolist()[0]
            assert first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED and not first.extra
            assert archive.read("mimetype") == b"application/epub+zip"
            package = ET.fromstring(archive.read("EPUB/package.opf"))
            files = {item.get("id"): item.get("href") for item in package.iter(OPF + "item")}
            self.documents = {}
            for item in package.iter(OPF + "itemref"):
                name = files[item.get("idref")]
                if name != "nav.xhtml":
                    self.documents[name] = ET.fromstring(archive.read("EPUB/" + name))
            self.navigation = ET.fromstring(archive.read("EPUB/nav.xhtml"))

    def read(self):
        """The text, and the notes in the order of their numbers: each stands with what refers to it first."""
        text, notes = [], []
        for document in self.documents.values():
            body = document.find(XHTML + "body")
            read_element(body, text, lambda e: is_note(e) or is_apart(e))
            for element in filter(is_note, body.iter()):
                note = []
                read_element(element, note, is_apart)
                notes.append((int(re.search(r"\d+$", element.get("id"))[0]), "".join(note)))
        return words("".join(text)), words("".join(note for _, note in sorted(notes)))

    def differences(self, page_path):
        return [f"{what} differ\n  {difference(a, b)}" for what, a, b in zip(("text", "notes"), read_page(page_path), self.read())
                if a != b]

    def find_pages(self):
        """Where marks stand, and where the list says they do."""
        marks = [(f"{name}#{e.get('id')}", e.get("aria-label"))
                 for name, document in self.documents.items() for e in document.iter()
                 if e.get(OPS + "type") == "pagebreak"]
        listed = [(a.get("href"), words("".join(a.itertext())))
                  for nav in self.navigation.iter(XHTML + "nav") if nav.get(OPS + "type") == "page-list"
                  for a in nav.iter(XHTML + "a")]
        return marks, listed


def difference(a, b):
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return f"page: …{a[max(0, at - 40):at + 60]!r}\n  EPUB: …{b[max(0, at - 40):at + 60]!r}"
