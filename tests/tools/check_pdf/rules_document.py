"""Rules of the document as a whole: catalog, metadata, bookmarks, labels."""

import re
import xml.etree.ElementTree

from .objects import LANGUAGE, is_reference, name, text

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
PDFUAID = "http://www.aiim.org/pdfua/ns/id/"
PDFAID = "http://www.aiim.org/pdfa/ns/id/"
EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
NAMESPACE = re.compile(rb'xmlns:([\w-]+)\s*=\s*["\']([^"\']*)')
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def check(file, tree, findings):
    check_header(file, findings)
    check_catalog(file, findings)
    title = check_metadata(file, findings)
    check_information(file, title, findings)
    check_output_intent(file, findings)
    check_outline(file, tree, findings)
    check_page_labels(file, findings)


def check_header(file, findings):
    with open(file.path, "rb") as stream:
        start = stream.read(9)
    if file.is_ua_2:
        if not re.match(rb"%PDF-2\.[0-9][\r\n]", start):
            findings.add("A4 6.1.2", f"the header is {start[:8]!r}, not "
                         "%PDF-2.n")
    elif not re.match(rb"%PDF-1\.[0-7][\r\n]", start):
        findings.add("UA 6.1-1", f"the header is {start[:8]!r}, not %PDF-1.n")
    if "/Encrypt" in file.trailer:
        findings.add("A 6.1.3", "the file is encrypted")
    if len(file.get(file.trailer, "/ID", [])) != 2:
        findings.add("A 6.1.3", "the trailer has no ID of two strings")


def check_catalog(file, findings):
    catalog = file.catalog
    mark_info = file.get(catalog, "/MarkInfo", {})
    if mark_info.get("/Marked") is not True:
        findings.add("UA 6.2-1", "MarkInfo does not say Marked true")
    if mark_info.get("/Suspects") is True:
        findings.add("UA 7.1-4", "MarkInfo says Suspects true")
    preferences = file.get(catalog, "/ViewerPreferences", {})
    if preferences.get("/DisplayDocTitle") is not True:
        findings.add("UA 7.1-10", "DisplayDocTitle is not true")
    if "/StructTreeRoot" not in catalog:
        findings.add("UA 7.1-11", "there is no StructTreeRoot")
    language = text(file.resolve(catalog.get("/Lang")))
    if language is None:
        findings.add("own language", "the catalog has no Lang")
    elif not LANGUAGE.match(language):
        findings.add("UA 7.2-29", f"the catalog's Lang is '{language}'")


# ---- Metadata ----


def descriptions(root):
    """{qualified name: element or text} of all properties."""
    found = {}
    for description in root.iter(f"{RDF}Description"):
        for key, value in description.attrib.items():
            found.setdefault(key, value)
        for child in description:
            found.setdefault(child.tag, child)
    return found


def plain(value):
    if value is None or isinstance(value, str):
        return value
    return (value.text or "").strip()


def check_metadata(file, findings):
    """Returns dc:title."""
    ref = file.catalog.get("/Metadata")
    data = file.stream(ref)
    if data is None:
        findings.add("UA 7.1-8", "the catalog has no Metadata stream")
        return None
    try:
        root = xml.etree.ElementTree.fromstring(data.strip(b"\0 \r\n\t"))
    except xml.etree.ElementTree.ParseError as error:
        findings.add("UA 7.1-8", f"XMP is not well-formed: {error}", ref=ref)
        return None
    found = descriptions(root)
    part = plain(found.get(f"{{{PDFUAID}}}part"))
    if part is None:
        findings.add("UA 5-1", "XMP has no pdfuaid:part", ref=ref)
    elif part != ("2" if file.is_ua_2 else "1"):
        findings.add("UA 5-2", f"pdfuaid:part is '{part}'", ref=ref)
    for prefix, uri in NAMESPACE.findall(data):
        if uri.decode() == PDFUAID and prefix != b"pdfuaid":
            findings.add("UA 5-3", f"the prefix of {PDFUAID} is "
                         f"{prefix.decode()}", ref=ref)
    if file.is_ua_2:
        check_identification_2(found, findings, ref)
    else:
        check_pdfa(found, data, findings, ref)
    if f"{DC}language" not in found:
        findings.add("own language", "XMP has no dc:language", ref=ref)
    title = found.get(f"{DC}title")
    items = [] if title is None or isinstance(title, str) \
        else list(title.iter(f"{RDF}li"))
    if not items or not (items[0].text or "").strip():
        findings.add("UA 7.1-9", "XMP has no dc:title", ref=ref)
    elif items[0].get(XML_LANG) is None:
        findings.add("UA 7.2-33", "dc:title has no xml:lang", ref=ref)
    return items[0].text if items else None


def check_pdfa(found, data, findings, ref):
    part = plain(found.get(f"{{{PDFAID}}}part"))
    level = plain(found.get(f"{{{PDFAID}}}conformance"))
    if (part, level) != ("2", "A"):
        findings.add("A 6.6.4", f"pdfaid says part {part}, conformance "
                     f"{level}, not 2 and A", ref=ref)
    if EXTENSION.encode() not in data:
        findings.add("A 6.6.2.3", "XMP does not describe the pdfuaid schema",
                     ref=ref)


def check_identification_2(found, findings, ref):
    """PDF/UA-2 and PDF/A-4, which has neither levels nor extensions."""
    revision = plain(found.get(f"{{{PDFUAID}}}rev"))
    if not re.match(r"\d{4}\Z", revision or ""):
        findings.add("UA2 5-5", f"pdfuaid:rev is {revision}, not a year",
                     ref=ref)
    part = plain(found.get(f"{{{PDFAID}}}part"))
    year = plain(found.get(f"{{{PDFAID}}}rev"))
    if part != "4" or not re.match(r"\d{4}\Z", year or ""):
        findings.add("A4 6.7.3", f"pdfaid says part {part}, rev {year}, not 4 "
                     "and a year", ref=ref)
    if f"{{{PDFAID}}}conformance" in found:
        findings.add("A4 6.7.3", "pdfaid says a conformance", ref=ref)


def check_information(file, title, findings):
    information = file.get(file.trailer, "/Info", {})
    told = text(file.resolve(information.get("/Title")))
    if told is not None and title is not None and told != title:
        findings.add("own title", f"Info's Title '{told}' is not dc:title "
                     f"'{title}'")


def check_output_intent(file, findings):
    for intent in file.get(file.catalog, "/OutputIntents", []):
        intent = file.resolve(intent)
        profile = file.get(intent, "/DestOutputProfile", {})
        if name(intent.get("/S")) == "GTS_PDFA1" and profile:
            if profile.get("/N") != 3:
                findings.add("A 6.2.3", "the OutputIntent's profile is not RGB",
                             ref=intent["/DestOutputProfile"])
            return
    findings.add("A 6.2.3", "there is no OutputIntent with a profile")


# ---- Bookmarks and labels ----


def check_outline(file, tree, findings):
    root_ref = file.catalog.get("/Outlines")
    root = file.resolve(root_ref)
    headings = any(re.match(r"H[1-6]?\Z", element.role)
                   for element in tree.elements())
    if not isinstance(root, dict) or "/First" not in root:
        if headings:
            findings.add("own bookmarks", "the document has headings, but no "
                         "bookmarks")
        return
    waiting = [(root_ref, 0)]
    seen = set()
    while waiting:
        parent_ref, depth = waiting.pop()
        parent = file.resolve(parent_ref)
        ref, before, count = parent.get("/First"), None, 0
        while is_reference(ref) and ref not in seen and depth < 64:
            seen.add(ref)
            item = file.resolve(ref)
            check_bookmark(file, ref, item, findings)
            if item.get("/Parent") != parent_ref or item.get("/Prev") != before:
                findings.add("PDF 12.3.3", "the bookmark's Parent or Prev is "
                             "not the one that it follows", ref=ref)
            if "/First" in item:
                waiting.append((ref, depth + 1))
            before, ref, count = ref, item.get("/Next"), count + 1
        if parent.get("/Last") != before:
            findings.add("PDF 12.3.3", "Last is not the last bookmark",
                         ref=parent_ref)
        if depth and not parent.get("/Count"):
            findings.add("PDF 12.3.3", "a bookmark with kids has no Count",
                         ref=parent_ref)


def check_bookmark(file, ref, item, findings):
    title = text(file.resolve(item.get("/Title")))
    if not (title or "").strip():
        findings.add("own bookmarks", "a bookmark has no title", ref=ref)
    if "/Lang" not in file.catalog:
        findings.add("UA 7.2-2", f"the language of the bookmark '{title}' "
                     "cannot be known", ref=ref)
    if not destination_exists(file, item):
        findings.add("own bookmarks", f"the bookmark '{title}' leads nowhere",
                     ref=ref)


def destination_exists(file, item):
    """Whether an outline item or a link leads to a page or a URI."""
    action = file.get(item, "/A", {})
    target = file.resolve(item.get("/Dest", action.get("/D")))
    if target is None:
        return bool(text(action.get("/URI")))
    if text(target) is not None or name(target) is not None:
        target = named_destination(file, target)
    if isinstance(target, dict):
        target = file.resolve(target.get("/D"))
    return isinstance(target, list) and bool(target) \
        and target[0] in file.page_of_ref


def named_destination(file, key):
    names = file.get(file.catalog, "/Names", {})
    for known, value in file.tree_pairs(names.get("/Dests"), "/Names"):
        if known == key:
            return file.resolve(value)
    return file.get(file.get(file.catalog, "/Dests", {}), str(key))


def check_page_labels(file, findings):
    labels = list(file.tree_pairs(file.catalog.get("/PageLabels"), "/Nums"))
    if not labels:
        findings.add("own labels", "there are no PageLabels")
    elif labels[0][0] != 0:
        findings.add("PDF 12.4.2", "PageLabels does not begin with page 0")
    keys = [key for key, _ in labels]
    if keys != sorted(set(keys)) or keys and keys[-1] >= len(file.pages):
        findings.add("PDF 12.4.2", "PageLabels is not in order, or tells of "
                     "pages that are not there")
