"""What PDF/UA-2 (ISO 14289-2) asks beyond PDF/UA-1: namespaces, references,
structure destinations, nesting; and PDF/A-4's few rules of the file."""

import re

from .objects import is_reference, name, text
from .structure import NAMESPACE_2, NAMESPACES

# What may not stand in an element: ISO/TS 32005, table 5, as far as authors
# can come to it. A Div counts as what it stands in.
INLINE = {"Span", "Em", "Strong", "Sub", "Quote", "Reference", "Lbl"}
BLOCKS = {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "LBody",
          "Table", "TOC", "TOCI", "Sect", "Part", "Art", "Aside", "Document",
          "BlockQuote", "Caption", "Title"}
HEADINGS = {"H", "H1", "H2", "H3", "H4", "H5", "H6"}
CELL = {"Aside", "BlockQuote", "TOC", "TOCI", "Caption", "Part", "Document",
        "LI", "LBody", "TH", "TD", "TR"}
FORBIDDEN = {
    "Document": INLINE | {"LI", "LBody", "TOCI", "Caption", "TR", "TH", "TD"},
    "Sect": (INLINE - {"Lbl"}) | {"Document", "LI", "LBody", "TOCI", "TR"},
    "Art": (INLINE - {"Lbl"}) | {"Art", "Document", "LI", "TOCI"},
    "Aside": (INLINE - {"Lbl", "Reference"}) | {"Aside", "Title", "LI", "TOCI"},
    "BlockQuote": (INLINE - {"Lbl", "Reference"}) | {"Aside", "Title", "LI",
                                                     "TOCI"},
    "P": (BLOCKS - {"L", "Table"}),
    "LBody": {"Lbl", "LI", "LBody", "TOC", "TOCI", "Title", "Document", "TR"},
    "FENote": HEADINGS | {"LI", "LBody", "TOC", "TOCI", "Title", "Document"},
    "TOCI": {"Link", "Span", "Em", "Strong", "L", "Table", "Figure"},
    "Reference": {"Link", "TOC", "TOCI", "LI", "TR"},
    "Link": {"Link", "TOC", "TOCI", "LI", "TR"},
    "TH": CELL, "TD": CELL,
    "Caption": {"Caption", "Title", "TOC", "TOCI", "LI", "TR", "Document"},
    "Span": BLOCKS, "Em": BLOCKS, "Strong": BLOCKS,
    "Lbl": BLOCKS | {"Lbl"},
}
FORBIDDEN.update({heading: BLOCKS - {"Sect"} for heading in HEADINGS})
TRANSPARENT = {"Div", "NonStruct", "Part"}
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def check(file, tree, findings):
    check_file(file, findings)
    check_namespaces(tree, findings)
    check_top(tree, findings)
    check_references(file, tree, findings)
    for element in tree.elements():
        check_element(file, element, findings)
    check_destinations(file, tree, findings)


def check_file(file, findings):
    if "/Info" in file.trailer and "/PieceInfo" not in file.catalog:
        findings.add("A4 6.1.3", "the trailer has Info, though there is no "
                     "PieceInfo")


# ---- Namespaces ----


def check_namespaces(tree, findings):
    listed = set(map(str, tree.file.get(tree.root, "/Namespaces", [])))
    missing = {element.namespace_ref for element in tree.elements()} \
        - listed - {None}
    for ref in sorted(missing):
        findings.add("PDF2 14.7.4.2", "Namespaces does not list a namespace "
                     "that elements are in", ref=ref)
    for element in tree.elements():
        types = NAMESPACES.get(element.namespace)
        if element.namespace and types is None:
            findings.add("UA2 8.2.4-1", f"{element.type} is in the namespace "
                         f"'{element.namespace}'", ref=element.ref)
        elif types and element.type not in types:
            findings.add("UA2 8.2.4-1", f"{element.type} is no type of "
                         f"{element.namespace}", ref=element.ref)


def check_top(tree, findings):
    for element in tree.top.children():
        if element.type != "Document" or element.namespace != NAMESPACE_2:
            findings.add("UA2 8.2.5.2-2", f"the root element {element.type} is "
                         "no Document of PDF 2.0's namespace", ref=element.ref)


# ---- Elements ----


def around(element):
    above = element.parent
    while above is not None and above.role in TRANSPARENT:
        above = above.parent
    return above


def seen_children(element):
    """Roles of the children, those of groups in the place of the groups."""
    for child in element.children():
        if child.role in TRANSPARENT:
            yield from seen_children(child)
        else:
            yield child.role


def check_element(file, element, findings):
    above = around(element)
    if above is not None and element.role in FORBIDDEN.get(above.role, ()):
        findings.add("TS 32005", f"{element.role} stands in {above.role}",
                     ref=element.ref)
    if element.role not in TRANSPARENT \
            and "Caption" in list(seen_children(element))[1:-1]:
        findings.add("UA2 8.2.5.27-1", f"a Caption of {element.role} is "
                     "neither first nor last", ref=element.ref)
    if element.role in ("H", "Note"):
        clause = "8.2.5.12-1" if element.role == "H" else "8.2.5.14-1"
        findings.add(f"UA2 {clause}", f"{element.role} is used",
                     ref=element.ref)
    for key in ("/Alt", "/ActualText", "/T"):
        if PRIVATE.search(element.text_entry(key) or ""):
            findings.add("UA2 8.4.3", f"{key[1:]} of {element.role} has "
                         "characters for private use", ref=element.ref)
    if element.role == "L":
        check_list(element, findings)


def check_list(element, findings):
    labelled = any(part.role == "Lbl" for item in element.children()
                   for part in item.children())
    if labelled and element.attribute("List", "ListNumbering") \
            in (None, "/None"):
        findings.add("UA2 8.2.5.25-1", "L has labels but no ListNumbering",
                     ref=element.ref)


# ---- References ----


def references_of(file, element):
    refs = file.get(element.dictionary, "/Ref", [])
    return [ref for ref in refs if is_reference(ref)]


def check_references(file, tree, findings):
    referring = {} # note → those that refer to it
    for element in tree.elements():
        for ref in references_of(file, element):
            if ref not in tree.by_ref:
                findings.add("PDF2 14.7.2", f"Ref of {element.role} leads to "
                             "no element", ref=element.ref)
            referring.setdefault(ref, set()).add(element.ref)
    for element in tree.elements():
        if element.role == "FENote":
            check_note(file, element, referring.get(element.ref, set()),
                       findings)
        if element.role == "TOCI" and not has_reference(file, element):
            findings.add("UA2 8.2.5.8-1", "TOCI has no Ref, nor has what it "
                         "holds", ref=element.ref)


def has_reference(file, element):
    return bool(references_of(file, element)) or any(
        has_reference(file, child) for child in element.children()
        if child.role != "TOCI")


def check_note(file, note, referring, findings):
    named = set(references_of(file, note))
    if referring - named:
        findings.add("UA2 8.2.5.14-2", "FENote does not name "
                     f"{', '.join(sorted(referring - named))}, whose Ref leads "
                     "to it", ref=note.ref)
    if named - referring:
        findings.add("UA2 8.2.5.14-3", "FENote names "
                     f"{', '.join(sorted(named - referring))}, which has no "
                     "Ref to it", ref=note.ref)
    if not referring:
        findings.add("own note", "nothing refers to the FENote", ref=note.ref)
    if note.attribute("FENote", "NoteType") \
            not in ("/Footnote", "/Endnote", "/None"):
        findings.add("UA2 8.2.5.14-4", "FENote has no NoteType", ref=note.ref)


# ---- Destinations ----


def check_destinations(file, tree, findings):
    for page in file.pages:
        for ref in file.get(page.dictionary, "/Annots", []):
            annotation = file.resolve(ref) or {}
            if name(annotation.get("/Subtype")) == "Link":
                check_destination(file, tree, ref, annotation, findings)
    for ref, item in bookmarks(file):
        check_destination(file, tree, ref, item, findings)


def bookmarks(file):
    waiting, seen = [file.catalog.get("/Outlines")], set()
    while waiting:
        ref = waiting.pop()
        item = file.resolve(ref)
        if not isinstance(item, dict) or ref in seen:
            continue
        seen.add(ref)
        if "/Title" in item:
            yield ref, item
        waiting += [item.get("/Next"), item.get("/First")]


def check_destination(file, tree, ref, item, findings):
    """A place in this document is told as an element, too."""
    action = file.get(item, "/A", {})
    if "/Dest" not in item and name(action.get("/S")) != "GoTo":
        return
    target = file.resolve(item.get("/Dest", action.get("/SD")))
    if not isinstance(target, list) or not target \
            or target[0] not in tree.by_ref:
        title = text(file.resolve(item.get("/Title"))) or "a link"
        findings.add("UA2 8.8", f"the destination of '{title}' is no structure "
                     "destination", ref=ref)
