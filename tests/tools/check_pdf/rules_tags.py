"""Rules of the structure tree by itself: roles, nesting, what each needs."""

import re

from .objects import LANGUAGE
from .structure import (STANDARD as STANDARD_ROLES, Content, Element,
                        ObjectReference)

HEADING = re.compile(r"H([1-6])\Z")
# Grouping elements hold elements, never content of their own.
GROUPING = {"Document", "Part", "Art", "Aside", "Sect", "Div", "BlockQuote",
            "TOC", "Index", "L", "LI", "Table", "THead", "TBody", "TFoot", "TR"}
# Text roles that mean nothing when they hold nothing.
NEVER_EMPTY = {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "Span",
               "Em", "Strong", "Art", "Aside", "Quote", "Note", "FENote",
               "Reference", "Code", "Link", "Caption",
               "BlockQuote", "TOC", "TOCI", "L", "LI", "Table", "TR", "THead",
               "Sect", "Part", "Div", "Figure"}
NUMBERING = {"None", "Disc", "Circle", "Square", "Decimal", "UpperRoman",
             "LowerRoman", "UpperAlpha", "LowerAlpha"}
NUMBERING_2 = NUMBERING | {"Unordered", "Ordered", "Description"} # PDF 2.0


def check(file, tree, findings):
    notes = {}
    check_top(tree, findings)
    check_headings(tree, findings)
    for element in tree.elements():
        check_element(file, element, findings)
        if element.role == "Note":
            check_note(element, notes, findings)


def check_top(tree, findings):
    roles = [element.role for element in tree.top.children()]
    if roles != ["Document"]:
        told = ", ".join(roles) or "nothing"
        findings.add("own root", f"the root holds {told} instead of one "
                     "Document")
    for key, value in tree.role_map.items():
        if key in STANDARD_ROLES:
            findings.add("UA 7.1-7", f"the role map remaps the standard type "
                         f"{key} to {value}")


def check_headings(tree, findings):
    last, strong, weak = 0, False, False
    for element in tree.elements():
        children = [child.role for child in element.children()]
        if children.count("H") > 1:
            findings.add("UA 7.4.4-1", f"{element.type} holds more than one H",
                         ref=element.ref)
        if element.role == "H":
            strong = True
        match = HEADING.match(element.role)
        if not match:
            continue
        weak = True
        level = int(match.group(1))
        if level > last + 1:
            before = f"H{last}" if last else "no heading"
            findings.add("UA 7.4.2-1", f"H{level} follows {before}",
                         ref=element.ref)
        last = level
    if strong and weak:
        findings.add("UA 7.4.4-2", "the document uses both H and H1 to H6")


def check_element(file, element, findings):
    check_language(file, element, findings)
    check_nesting(element, findings)
    check_holding(element, findings)
    rule = RULES.get(element.role)
    if rule:
        rule(file, element, findings)


def check_language(file, element, findings):
    language = element.text_entry("/Lang")
    if language is not None and not LANGUAGE.match(language):
        findings.add("UA 7.2-29", f"the Lang of {element.type} is "
                     f"'{language}'", ref=element.ref)
    if "/Lang" in file.catalog:
        return
    above = element
    while above:
        if above.text_entry("/Lang"):
            return
        above = above.parent
    for key, test in (("/ActualText", 21), ("/Alt", 22), ("/E", 23)):
        if element.text_entry(key) is not None:
            findings.add(f"UA 7.2-{test}", f"the language of {element.type}'s "
                         f"{key[1:]} cannot be known", ref=element.ref)


# What an element must stand in: role → (roles above, test of clause 7.2).
PARENTS = {
    "TR": ({"Table", "THead", "TBody", "TFoot"}, 4), "THead": ({"Table"}, 5),
    "TBody": ({"Table"}, 6), "TFoot": ({"Table"}, 7), "TH": ({"TR"}, 8),
    "TD": ({"TR"}, 9), "LI": ({"L"}, 17), "LBody": ({"LI"}, 18),
    "TOCI": ({"TOC"}, 26),
}
# What an element may hold: role → (roles below, test of clause 7.2).
KIDS = {
    "Table": ({"TR", "THead", "TBody", "TFoot", "Caption"}, 3),
    "TR": ({"TH", "TD"}, 10), "L": ({"L", "LI", "Caption"}, 19),
    "LI": ({"Lbl", "LBody"}, 20), "TOC": ({"TOC", "TOCI", "Caption"}, 27),
    "THead": ({"TR"}, 36), "TBody": ({"TR"}, 37), "TFoot": ({"TR"}, 38),
}


def check_nesting(element, findings):
    if element.role in PARENTS:
        allowed, test = PARENTS[element.role]
        if element.parent.role not in allowed:
            findings.add(f"UA 7.2-{test}", f"{element.role} stands in "
                         f"{element.parent.role}", ref=element.ref)
    if element.role in KIDS:
        allowed, test = KIDS[element.role]
        for child in element.children():
            if child.role not in allowed:
                findings.add(f"UA 7.2-{test}", f"{element.role} holds "
                             f"{child.role}", ref=element.ref)
    if HEADING.match(element.role) or element.role == "P":
        for child in element.children():
            if child.role in GROUPING or child.role == "P" \
                    or HEADING.match(child.role):
                findings.add("PDF 14.8.4.3", f"{element.role} holds the block "
                             f"{child.role}", ref=child.ref)


def check_holding(element, findings):
    if element.role in GROUPING:
        for kid in element.kids:
            if isinstance(kid, Content):
                findings.add("PDF 14.8.4.2", f"{element.role} holds content "
                             f"itself (MCID {kid.mcid})", ref=element.ref)
                break
    if not element.kids and element.role in NEVER_EMPTY:
        findings.add("own empty", f"{element.role} is empty", ref=element.ref)


# ---- Tables ----


def rows_of(table):
    for child in table.children():
        if child.role == "TR":
            yield child
        elif child.role in ("THead", "TBody", "TFoot"):
            yield from (row for row in child.children() if row.role == "TR")


def span(cell, key):
    value = cell.attribute("Table", key)
    return value if isinstance(value, int) and value > 0 else 1


def grid_of(table, findings):
    """{(row, column): cell}, and the number of rows."""
    grid, overlaps = {}, False
    row = -1
    for row, element in enumerate(rows_of(table)):
        column = 0
        for cell in element.children():
            while (row, column) in grid:
                column += 1
            for down in range(span(cell, "RowSpan")):
                for right in range(span(cell, "ColSpan")):
                    place = (row + down, column + right)
                    overlaps |= place in grid
                    grid[place] = cell
            column += span(cell, "ColSpan")
    if overlaps:
        findings.add("UA 7.2-15", "cells of the table overlap", ref=table.ref)
    return grid, row + 1


def check_table(file, table, findings):
    roles = [child.role for child in table.children()]
    for role, test in (("THead", 11), ("TFoot", 12), ("Caption", 39)):
        if roles.count(role) > 1:
            findings.add(f"UA 7.2-{test}", f"the table has {roles.count(role)} "
                         f"{role}s", ref=table.ref)
    for role, test in (("TFoot", 13), ("THead", 14)):
        if role in roles and "TBody" not in roles:
            findings.add(f"UA 7.2-{test}", f"the table has {role} but no TBody",
                         ref=table.ref)
    if "Caption" in roles[1:-1]:
        findings.add("UA 7.2-16", "the table's Caption is neither first nor "
                     "last", ref=table.ref)
    if not any(True for _ in rows_of(table)):
        findings.add("own empty", "the table has no row", ref=table.ref)
        return
    grid, height = grid_of(table, findings)
    check_regular(table, grid, height, findings)
    check_header_cells(table, grid, findings)


def check_regular(table, grid, height, findings):
    rows, columns = {}, {}
    for row, column in grid:
        rows[row] = rows.get(row, 0) + 1
        columns[column] = columns.get(column, 0) + 1
    widths = [rows.get(row, 0) for row in range(height)]
    for row, width in enumerate(widths):
        if width != widths[0]:
            findings.add("UA 7.2-42", f"row {row + 1} of the table has {width} "
                         f"columns, the first has {widths[0]}", ref=table.ref)
            break
    heights = {count for column, count in columns.items()
               if column < widths[0]}
    if len(heights) > 1 or heights and max(rows) >= height:
        findings.add("UA 7.2-41", f"the table has {height} rows, but not in "
                     "every column", ref=table.ref)


def check_header_cells(table, grid, findings):
    cells = set(grid.values())
    headers = [cell for cell in cells if cell.role == "TH"]
    by_id = {cell.text_entry("/ID"): cell for cell in cells}
    if not headers:
        return
    connected = all(cell.attribute("Table", "Headers")
                    for cell in cells if cell.role == "TD")
    for cell in headers:
        scope = cell.attribute("Table", "Scope")
        if scope not in ("/Row", "/Column", "/Both") and not connected:
            findings.add("UA 7.5-1", "TH has no Scope, and not every TD has "
                         "Headers", ref=cell.ref)
    for cell in cells:
        for wanted in cell.attribute("Table", "Headers") or []:
            told = wanted[2:] if isinstance(wanted, str) else wanted
            if told not in by_id:
                findings.add("UA 7.5-2", f"Headers names '{told}', which is no "
                             "cell of the table", ref=cell.ref)


# ---- Lists, contents, figures, notes, links ----


def check_list(file, element, findings):
    roles = [child.role for child in element.children()]
    if "Caption" in roles[1:]:
        findings.add("UA 7.2-40", f"the Caption of {element.role} is not first",
                     ref=element.ref)
    numbering = element.attribute("List", "ListNumbering")
    labelled = any(part.role == "Lbl" for item in element.children()
                   for part in item.children())
    known = NUMBERING_2 if file.is_ua_2 else NUMBERING
    if numbering is not None and numbering[1:] not in known:
        findings.add("PDF 14.8.5.5", f"ListNumbering is {numbering}",
                     ref=element.ref)
    # Terms of a list of definitions are labels, too: its entry says None.
    if labelled and numbering is None:
        findings.add("own numbering", "L has labels but no ListNumbering",
                     ref=element.ref)


def check_list_item(file, element, findings):
    roles = [child.role for child in element.children()]
    if roles not in (["Lbl", "LBody"], ["LBody"]):
        findings.add("own item", "LI holds " + (", ".join(roles) or "nothing")
                     + " instead of Lbl, LBody", ref=element.ref)


def check_contents(file, element, findings):
    roles = [child.role for child in element.children()]
    if "Caption" in roles[1:]:
        findings.add("UA 7.2-28", "the Caption of TOC is not first",
                     ref=element.ref)


def check_figure(file, element, findings):
    if not element.text_entry("/Alt") \
            and element.text_entry("/ActualText") is None:
        findings.add("UA 7.3-1", "Figure has no Alt and no ActualText",
                     ref=element.ref)
    box = element.attribute("Layout", "BBox")
    pages = pages_of(element)
    if len(pages) > 1: # only what stands on one page has one (table 344)
        if box is not None:
            findings.add("PDF 14.8.5.4", f"Figure on {len(pages)} pages has a "
                         "BBox", ref=element.ref)
        return
    if not isinstance(box, list) or len(box) != 4:
        findings.add("PDF 14.8.5.4", "Figure has no BBox", ref=element.ref)
        return
    frame = file.page_of_ref.get(pages.pop()) if pages else None
    media = file.resolve(frame.get("/MediaBox")) if frame else None
    if not (box[0] < box[2] and box[1] < box[3]):
        findings.add("PDF 14.8.5.4", f"the BBox {box} is empty",
                     ref=element.ref)
    elif media and not (media[0] <= box[0] and media[1] <= box[1]
                        and box[2] <= media[2] and box[3] <= media[3]):
        findings.add("PDF 14.8.5.4", f"the BBox {box} leaves the page "
                     f"{media}", ref=element.ref)


def pages_of(element):
    """The pages that what an element holds stands on."""
    waiting, pages = [element], set()
    while waiting:
        item = waiting.pop()
        if isinstance(item, (Content, ObjectReference)):
            pages.add(item.page)
        else:
            waiting += item.kids
    return pages


def check_formula(file, element, findings):
    if not element.text_entry("/Alt") \
            and element.text_entry("/ActualText") is None:
        findings.add("UA 7.7-1", "Formula has no Alt and no ActualText",
                     ref=element.ref)


def check_note(element, notes, findings):
    identifier = element.text_entry("/ID")
    if not identifier:
        findings.add("UA 7.9-1", "Note has no ID", ref=element.ref)
    elif identifier in notes:
        findings.add("UA 7.9-2", f"the Note's ID '{identifier}' is that of "
                     f"{notes[identifier]} too", ref=element.ref)
    notes[identifier] = element.ref


def check_link(file, element, findings):
    holds = [kid for kid in element.kids if isinstance(kid, ObjectReference)]
    if not holds:
        findings.add("UA 7.18.5-1", "Link holds no reference to its annotation",
                     ref=element.ref)
    if not any(not isinstance(kid, ObjectReference) for kid in element.kids):
        findings.add("own empty", "Link shows nothing", ref=element.ref)
    above = element.parent
    while isinstance(above, Element):
        if above.role == "Link":
            findings.add("own link", "Link stands within Link", ref=element.ref)
        above = above.parent


RULES = {"Table": check_table, "L": check_list, "LI": check_list_item,
         "TOC": check_contents, "Figure": check_figure,
         "Formula": check_formula, "Link": check_link}
