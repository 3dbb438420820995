"""What is said of a web page, from Chromium's accessibility tree (spoken.py),
as tests/tools/accessibility-tree prints it.

The page tells some things otherwise than a PDF can. Each of these is made
equal here, and nothing else:

- Only <main> is read: around it stand links to other pages and to the top.
- A table's scroll region has the caption's name and no words of its own.
- <figure> groups picture and caption; PDF's Figure is the picture itself.
- A quotation's source stands in a <figcaption> after it; PDF has it as the
  quotation's last paragraph, and its remark in brackets, not in a frame.
- A description can be folded: its summary is the label that leads into the
  first paragraph, where it begins with one. Which figure it is of is said to those who jump from button
  to button, so it stands in the summary alone.
- Notes stand at the end under a heading of their own, not on pages. A note has
  a way back to each of its references; in PDF its number leads to the first.
- A table without any header cell is a table all the same; Chromium holds it for
  one of layout.
- The contents hold all levels of headings, on paper two, and there as plain
  words, without emphasis and languages of their own.
- The notice of a demonstration stands above the title, in PDF below it.
- A line between parts (<hr>) is a separator; PDF has no such role.
- White space beside a picture or a note's number stands in the document, but
  not in the tree, for these are boxes of their own.
- Addresses may hold what is not ASCII; in PDF it is percent-encoded.
- A code block is a block with its words marked as code.
"""

import bisect
import re
import urllib.parse

from .spoken import Builder, Link, Mark

# Elements that stand within a line: all others begin and end paragraphs.
INLINE = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em",
          "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span",
          "strong", "sub", "sup", "svg", "u", "var", "br", "wbr", ""}
MARKS = {"emphasis": "emphasis", "strong": "strong", "code": "code",
         "superscript": "superscript", "subscript": "subscript",
         "deletion": "struck out"}
KINDS = {"blockquote": "quotation", "note": "aside", "article": "article",
         "table": "table", "row": "row", "LayoutTable": "table",
         "LayoutTableRow": "row", "Figcaption": "caption",
         "caption": "caption"}
CELLS = {"cell": "cell", "LayoutTableCell": "cell", "columnheader": "column header",
         "rowheader": "row header"}
# Roles that only group, or that have no words of their own.
GROUPS = {"", "none", "generic", "main", "region", "paragraph", "rowgroup",
          "figure", "group", "DisclosureTriangle", "navigation",
          "doc-endnotes", "contentinfo", "banner"}
SILENT = {"separator"}


class Reader:
    def __init__(self, page):
        self.page = page
        self.language = page["lang"]
        self.is_rtl = page["rtl"]
        self.builder = Builder(self.language, self.is_rtl)
        self.links = []
        self.note = None    # the Said that is open
        self.contents = 0   # depth of lists in the contents
        self.is_quoted = False     # a quotation's source is told
        self.entry_language = None # of the entry that is told
        self.prefix = None  # a description's label, until its first words
        self.prefix_language = None
        self.is_chinese = self.language.startswith("zh")
        self.top = None

    def read(self):
        self.tell(self.page["tree"], False)
        self.top = self.builder.finish()
        self.find_targets()
        return self

    def walk(self, node, is_rtl):
        for kid in node["kids"]:
            self.tell(kid, is_rtl)

    def tell(self, node, is_rtl):
        role, tag = node["role"], node["tag"]
        teller = TELLERS.get(role)
        if tag not in INLINE:
            is_rtl = node["rtl"]
        if teller:
            teller(self, node, is_rtl)
        elif role in MARKS:
            self.tell_marked(node, is_rtl)
        elif role == "Abbr":
            self.builder.begin_mark(Mark(f"means {node['name']}"))
            self.walk(node, is_rtl)
            self.builder.end_mark()
        elif role in CELLS:
            self.tell_cell(node, is_rtl)
        elif role in KINDS:
            self.tell_kind(node, is_rtl)
        elif role in GROUPS:
            self.tell_group(node, is_rtl)
        elif role not in SILENT:
            raise ValueError(f"no words for {role} ({tag})")

    def say(self, words, node, is_rtl):
        if self.entry_language is not None:
            node = {**node, "lang": self.entry_language}
        if words.strip():
            self.say_prefix(node, is_rtl)
        self.say_space(node, is_rtl)
        self.builder.say(words, node["lang"], is_rtl, node["order"])

    def say_space(self, node, is_rtl):
        text = self.builder.text
        if not text or not text.runs:
            return
        after = bisect.bisect_right(self.page["spaces"], text.runs[-1].place)
        if any(space < node["order"]
               for space in self.page["spaces"][after:after + 1]):
            self.say_unmarked(" ", node, is_rtl)

    def say_prefix(self, node, is_rtl):
        if self.prefix:
            prefix, self.prefix = self.prefix, None
            self.say_unmarked(prefix, {**node, "lang": self.prefix_language},
                              is_rtl)

    def say_unmarked(self, words, node, is_rtl):
        marks, self.builder.marks = self.builder.marks, []
        self.builder.say(words, node["lang"], is_rtl, node["order"])
        self.builder.marks = marks

    def tell_text(self, node, is_rtl):
        if node["within"] == "invented" and self.is_quoted:
            is_chinese = node["lang"].startswith("zh")
            remark = f"（{node['name']}）" if is_chinese \
                else f" ({node['name']})"
            self.builder.say(remark, node["lang"], is_rtl, node["order"])
        else:
            self.say(node["name"], node, is_rtl)

    def tell_break(self, node, is_rtl):
        """Between Han characters a line's end is nothing that is heard."""
        text = self.builder.text
        self.say("\n", node, is_rtl) if text else None

    def tell_group(self, node, is_rtl):
        classes = node["class"].split()
        if node["role"] == "doc-endnotes":
            self.tell_notes(node, is_rtl)
        elif node["role"] == "navigation":
            self.contents, depth = 1, self.contents
            self.walk(node, is_rtl)
            self.contents = depth
        elif "quotation" in classes:
            self.tell_quotation(node, is_rtl)
        elif "visually-hidden" in classes and node["tag"] == "span":
            pass
        elif node["tag"] == "details" and "description" in classes:
            self.tell_description(node, is_rtl)
        else:
            self.tell_block(node, is_rtl)

    def tell_block(self, node, is_rtl):
        is_block = node["tag"] not in INLINE
        if is_block:
            self.builder.break_text()
        self.walk(node, is_rtl)
        if is_block:
            self.builder.break_text()

    def tell_kind(self, node, is_rtl):
        self.builder.begin(KINDS[node["role"]])
        self.walk(node, is_rtl)
        self.builder.end()

    def tell_quotation(self, node, is_rtl):
        self.builder.begin("quotation")
        for kid in node["kids"]:
            self.is_quoted = kid["role"] == "Figcaption"
            if kid["role"] in ("blockquote", "Figcaption"):
                self.tell_block(kid, is_rtl)
            else:
                self.tell(kid, is_rtl)
            self.is_quoted = False
        self.builder.end()

    def tell_description(self, node, is_rtl):
        summary = find(node, "DisclosureTriangle")
        label = plain(summary)
        rest = {**node, "kids": without(node, summary)}
        self.builder.break_text()
        if begins_with_text(rest):
            self.prefix_language = find(summary, "StaticText")["lang"]
            self.prefix = label + ("：" if self.is_chinese else ": ")
        else:
            self.say(label, find(summary, "StaticText"), is_rtl)
            self.builder.break_text()
        self.walk(rest, is_rtl)
        self.prefix = None
        self.builder.break_text()

    def tell_heading(self, node, is_rtl):
        self.builder.begin_text(f"heading {node['level']}", is_rtl)
        self.walk(node, is_rtl)
        self.builder.break_text()

    def tell_marked(self, node, is_rtl):
        if self.entry_language is not None:
            self.walk(node, is_rtl)
            return
        self.builder.begin_mark(Mark(MARKS[node["role"]]))
        self.walk(node, is_rtl)
        self.builder.end_mark()

    def tell_shifted(self, node, is_rtl):
        """The number of a note stands higher and is told as a link alone."""
        if "noteref" in node["class"].split():
            self.walk(node, is_rtl)
        else:
            self.tell_marked(node, is_rtl)

    def tell_picture(self, node, is_rtl):
        self.say_prefix(node, is_rtl)
        self.say_space(node, is_rtl)
        self.builder.say_picture(node["name"], node["lang"], is_rtl,
                                 node["order"])

    # ---- lists, contents, tables ----

    def tell_list(self, node, is_rtl):
        if self.contents:
            self.contents += 1
            self.walk(node, is_rtl)
            self.contents -= 1
            return
        said = self.builder.begin("list")
        has_markers = any(kid["role"] == "ListMarker" for item in node["kids"]
                          for kid in item["kids"])
        said.told["bullets" if node["tag"] != "ol" else
                  "numbers" if has_markers else "unmarked"] = True
        self.walk(node, is_rtl)
        self.builder.end()

    def tell_item(self, node, is_rtl):
        if self.contents:
            self.tell_entry(node, is_rtl)
            return
        item = self.builder.begin("item")
        kids = node["kids"]
        if "task" in node["class"].split():
            mark = find(node, "image")
            item.told["label"], kids = mark["name"], without(node, mark)
        for kid in kids:
            if kid["role"] == "ListMarker":
                item.told["label"] = kid["name"]
            else:
                self.tell(kid, is_rtl)
        self.builder.end()

    def tell_definitions(self, node, is_rtl):
        """Terms are the labels of what explains them."""
        self.builder.begin("list").told["unmarked"] = True
        for group in node["kids"]:
            item = self.builder.begin("item")
            item.told["label"] = " ".join(
                plain(kid).strip() for kid in group["kids"]
                if kid["tag"] == "dt")
            for kid in group["kids"]:
                if kid["tag"] != "dt":
                    self.tell_block(kid, is_rtl)
            self.builder.end()
        self.builder.end()

    def tell_entry(self, node, is_rtl):
        level = self.contents - 1
        if level > 2:
            return
        entry = self.builder.begin("entry")
        entry.told[f"level {level}"] = True
        inner = [kid for kid in node["kids"] if kid["role"] == "list"]
        for kid in node["kids"]:
            if kid["role"] not in ("list", "ListMarker"):
                self.entry_language = kid["lang"]
                self.tell(kid, is_rtl)
        self.entry_language = None
        self.builder.end()
        for kid in inner:
            self.tell(kid, is_rtl)

    def tell_cell(self, node, is_rtl):
        cell = self.builder.begin(CELLS[node["role"]])
        cell.told["rows"] = node["rows"]
        cell.told["columns"] = node["columns"]
        cell.name_in_table = node["id"]
        cell.headers = node["headers"].split()
        self.walk(node, is_rtl)
        self.builder.end()

    # ---- notes, links ----

    def tell_notes(self, node, is_rtl):
        notes = find(node, "list")
        self.builder.break_text()
        for item in notes["kids"]:
            self.note = self.builder.begin("note")
            self.note.number = int(item["id"].removeprefix("_note-"))
            for kid in item["kids"]:
                if kid["role"] == "ListMarker":
                    self.note.told[str(self.note.number)] = True
                else:
                    self.tell(kid, item["rtl"])
            self.builder.end()
            self.note = None

    def tell_link(self, node, is_rtl):
        self.builder.begin_mark(self.read_link(node))
        self.walk(node, is_rtl)
        self.builder.end_mark()

    def tell_way_back(self, node, is_rtl):
        if not self.note.ways_back:
            self.note.ways_back.append(self.read_link(node))

    def read_link(self, node):
        href = node["href"] or ""
        address = re.sub(r"[^\x21-\x7e]+",
                         lambda part: urllib.parse.quote(part.group()), href)
        link = Link(None if href.startswith("#") else address, node["name"])
        if href.startswith("#"):
            link.place = self.page["ids"].get(href[1:])
        self.links.append(link)
        return link

    def find_targets(self):
        """The first text that ends behind the place where a link leads."""
        texts, notes = [], {}
        for said in self.top.texts():
            texts.append((max(run.place for run in said.runs), said))
        for note in (kid for kid in self.top.kids if kid.kind == "note"):
            for said in note.texts():
                notes[said] = note
        for link in self.links:
            if link.place is not None:
                said = next((said for last, said in texts
                             if last >= link.place), None)
                link.target = notes.get(said, said and said.stand_in.stand_in)


def find(node, role):
    """The first node of a role below, breadth first."""
    waiting = [node]
    for one in waiting:
        for kid in one["kids"]:
            if kid["role"] == role:
                return kid
            waiting.append(kid)
    raise ValueError(f"no {role} in {node['tag']}")


def without(node, gone):
    """The kids of a node, one of them or of those below left out."""
    return [{**kid, "kids": without(kid, gone)} for kid in node["kids"]
            if kid is not gone]


def begins_with_text(node):
    """True if the first element below is a paragraph of more than a picture."""
    for kid in node["kids"]:
        if kid["tag"] == "p":
            return [one["role"] for one in kid["kids"]] != ["image"]
        if kid["tag"] or begins_with_text(kid):
            return not kid["tag"]
    return False


def plain(node):
    """The words below, but for what only buttons say."""
    if "visually-hidden" in node["class"].split():
        return ""
    if node["role"] == "StaticText":
        return node["name"]
    return "".join(plain(kid) for kid in node["kids"])


TELLERS = {
    "StaticText": Reader.tell_text, "LineBreak": Reader.tell_break,
    "heading": Reader.tell_heading, "image": Reader.tell_picture,
    "superscript": Reader.tell_shifted, "list": Reader.tell_list,
    "DescriptionList": Reader.tell_definitions,
    "listitem": Reader.tell_item, "link": Reader.tell_link,
    "doc-noteref": Reader.tell_link, "doc-backlink": Reader.tell_way_back,
}
