"""Content streams: their operators, their marked content, what they show.

`walk_page` reads a page's content as a viewer does, form XObjects included,
and records every marked-content sequence and every thing that is shown,
without drawing anything.
"""

import decimal
import re
import unicodedata

import pikepdf

from .objects import LANGUAGE, name

PAINTS = set("S s f F f* B B* b b* sh".split())
SHOWS = {"Tj", "TJ", "'", '"'}
READ = PAINTS | SHOWS | set("BT ET Tm Td TD TL T* BDC BMC EMC Tf Tr q Q cm Do".split())


IDENTITY = (1, 0, 0, 1, 0, 0)


def multiply(one, two):
    """The matrix that applies `one`, then `two` (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
            e * g + f * i + k, e * h + f * j + m)


def upper_corner(matrix, box=(0, 0, 1, 1)):
    """The upper left corner of what a box becomes."""
    corners = [multiply((1, 0, 0, 1, x, y), matrix)[4:]
               for x in (box[0], box[2]) for y in (box[1], box[3])]
    return min(x for x, _ in corners), max(y for _, y in corners)


class TextPlace:
    """Where the next line of text begins, as far as operators tell."""

    def __init__(self):
        self.matrix = IDENTITY
        self.leading = 0

    def operate(self, operator, operands):
        if operator == "BT":
            self.matrix = IDENTITY
        elif operator == "Tm" and len(operands) == 6:
            self.matrix = tuple(operands)
        elif operator in ("Td", "TD") and len(operands) == 2:
            if operator == "TD":
                self.leading = -operands[1]
            self.move(*operands)
        elif operator == "TL" and operands:
            self.leading = operands[0]
        elif operator in ("T*", "'", '"'):
            self.move(0, -self.leading)

    def move(self, x, y):
        self.matrix = multiply((1, 0, 0, 1, x, y), self.matrix)


class Name(str):
    """A name in a content stream, without its slash."""


# By the type of pikepdf's objects: asking each whether it is one of a class takes
# longer than all else that is done with it.
PLAIN = {
    pikepdf.ObjectType.name_: lambda value: Name(str(value)[1:]),
    pikepdf.ObjectType.string: bytes,
    pikepdf.ObjectType.array: lambda value: [plain(item) for item in value],
    pikepdf.ObjectType.dictionary: lambda value: {key[1:]: plain(item) for key, item in value.items()},
}


def plain(value):
    """An operand as numbers, bytes, names, lists and dictionaries."""
    kind = type(value)
    if kind is decimal.Decimal:
        return float(value)
    if kind is not pikepdf.Object:
        return value
    convert = PLAIN.get(value._type_code)  # pylint: disable=protected-access
    return convert(value) if convert else value


def operations(data):
    """(operator, operands) of a content stream, in order, of those that are READ;
    an inline image is one BI."""
    with pikepdf.new() as within:
        try:
            parsed = pikepdf.parse_content_stream(pikepdf.Stream(within, data))
        except pikepdf.PdfError as error:
            raise ValueError(error) from error
        for operands, operator in parsed:
            word = str(operator)
            if word == "INLINE IMAGE":
                yield "BI", []
            elif word in READ:
                yield word, [plain(operand) for operand in operands]


class Mark:
    """One marked-content sequence that is open."""

    def __init__(self, tag, properties, text_object):
        self.tag = tag
        self.properties = properties
        self.text_object = text_object
        self.mcid = properties.get("MCID")
        self.actual_text = string(properties.get("ActualText"))


JUMP = "\0" # between pieces of text, where the next stands further left
LEAST_JUMP = 300 # [1/1000 em]
DIRECTIONS = {"L": "l", "EN": "l", "AN": "l", "R": "r", "AL": "r", "NSM": "m"}
RIGHT_TO_LEFT = re.compile("m*r(?:[rmn]*r)?")


def logical(shown):
    """What was shown without a jump, from left to right, in the order in which
    it is read: right-to-left words are turned around, and what stands between
    them. Where no letter or digit runs the other way, all of it is."""
    kinds = "".join(DIRECTIONS.get(unicodedata.bidirectional(character), "n")
                    for character in shown)
    if "l" not in kinds and "r" in kinds:
        return shown[::-1]
    parts, end = [], 0
    for match in RIGHT_TO_LEFT.finditer(kinds):
        parts += [shown[end:match.start()], shown[match.start():match.end()][::-1]]
        end = match.end()
    return "".join(parts) + shown[end:]


class Sequence:
    """A marked-content sequence with an MCID, as the content shows it."""

    def __init__(self, mcid, tag):
        self.mcid = mcid
        self.tag = tag
        self.pieces = [] # of text, in content order
        self.shown = 0   # operators that show something
        self.places = [] # (x, y) on the page of what it shows: where a text
                         # begins on its baseline, a picture's upper corner
        self.private_use = 0

    @property
    def text(self):
        return "".join(map(logical, "".join(self.pieces).split(JUMP)))


def string(value):
    """Text of a string object in a property list."""
    if isinstance(value, str):
        if value.startswith("u:"):
            return value[2:]
        return None
    if not isinstance(value, bytes):
        return None
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    if value.startswith(b"\xef\xbb\xbf"):
        return value[3:].decode("utf-8", "replace")
    return value.decode("latin-1")


class Walk:
    """Reads the content of one page, or of a form that stands on its own."""

    def __init__(self, file, fonts, findings, page):
        self.file = file
        self.fonts = fonts
        self.findings = findings
        self.page = page
        self.marks = []
        self.sequences = {} # MCID → Sequence
        self.form_sequences = {} # form's reference → {MCID: Sequence}
        self.untagged = {}  # operator → how often
        self.forms_within = []
        self.text_objects = 0
        self.in_text = False
        self.is_tagged = None # (form or None, MCID) → bool

    def find(self, rule, message):
        self.findings.add(rule, message, self.page.number)

    def run(self, is_tagged):
        self.is_tagged = is_tagged
        resources = self.file.resolve(self.page.get("/Resources")) or {}
        self.read(self.file.content(self.page), resources, None)
        if self.untagged:
            told = ", ".join(f"{operator} {count} times"
                             for operator, count in self.untagged.items())
            self.find("UA 7.1-3", "content is shown that is neither tagged "
                      f"nor an artifact ({told})")

    # ---- marked content ----

    def begin(self, tag, properties, form):
        mark = Mark(tag, properties,
                    self.text_objects if self.in_text else None)
        tagged = self.tagged_mark()
        if tag == "Artifact" and tagged:
            self.find("UA 7.1-1",
                      f"an artifact begins inside tagged content ({tagged})")
        self.check_language(mark)
        if mark.mcid is not None:
            if any(outer.tag == "Artifact" for outer in self.marks):
                self.find("UA 7.1-2", f"tagged content (MCID {mark.mcid}) "
                          "begins inside an artifact")
            if tagged:
                self.find("PDF 14.7.4.2", f"marked content (MCID {mark.mcid}) "
                          f"begins inside other tagged content ({tagged})")
            self.open_sequence(mark, form)
        self.marks.append(mark)

    def check_language(self, mark):
        language = string(mark.properties.get("Lang"))
        if language is not None and not LANGUAGE.match(language):
            self.find("UA 7.2-29", f"the Lang of marked content {mark.tag} is "
                      f"'{language}'")

    def tagged_mark(self):
        for mark in reversed(self.marks):
            if mark.mcid is not None:
                return f"MCID {mark.mcid}"
        return None

    def open_sequence(self, mark, form):
        table = self.sequences if form is None \
            else self.form_sequences.setdefault(form, {})
        mark.form = form
        if mark.mcid in table:
            self.find("PDF 14.7.4.2", f"MCID {mark.mcid} is used twice")
        table[mark.mcid] = Sequence(mark.mcid, mark.tag)

    def end(self):
        if not self.marks:
            self.find("PDF 14.6.1", "EMC without BMC or BDC")
            return
        mark = self.marks.pop()
        if mark.text_object != (self.text_objects if self.in_text else None):
            self.find("PDF 14.6.1", f"{mark.tag} begins and ends in different "
                      "text objects (BT … ET)")

    def sequence(self):
        """The innermost open sequence that has an MCID."""
        for mark in reversed(self.marks):
            if mark.mcid is not None:
                table = self.sequences if mark.form is None \
                    else self.form_sequences[mark.form]
                return table[mark.mcid]
        return None

    # ---- what is shown ----

    def show(self, operator, place=None):
        sequence = self.sequence()
        if sequence:
            sequence.shown += 1
            if place:
                sequence.places.append(place)
        for mark in self.marks:
            if mark.tag == "Artifact" or (
                    mark.mcid is not None
                    and self.is_tagged(mark.form, mark.mcid)):
                return
        self.untagged[operator] = self.untagged.get(operator, 0) + 1

    def show_text(self, strings, font, mode, place):
        codes = b"".join(item for item in strings if isinstance(item, bytes))
        if not codes: # a jump alone, before letters of another width
            if self.sequence() and any(item >= LEAST_JUMP for item in strings):
                self.sequence().pieces.append(JUMP)
            return
        self.show("text", place)
        if font is None:
            self.find("PDF 9.3.1", "text is shown before a font is set")
            return
        shown = "".join(
            font.show(item, mode) if isinstance(item, bytes)
            else JUMP if item >= LEAST_JUMP else "" for item in strings)
        sequence = self.sequence()
        replaced = [mark for mark in self.marks if mark.actual_text is not None]
        if sequence and not replaced:
            sequence.pieces.append(shown)
            if any("\ue000" <= character <= "\uf8ff"
                   or character >= "\U000f0000" for character in shown):
                sequence.private_use += 1

    def replaced_text(self, mark):
        sequence = self.sequence()
        outer = [other for other in self.marks
                 if other.actual_text is not None and other is not mark]
        if sequence and mark.actual_text is not None and not outer:
            sequence.pieces.append(mark.actual_text)

    # ---- operators ----

    def read(self, data, resources, form, matrix=IDENTITY):
        font, mode, saved, place = None, 0, [], TextPlace()
        depth = len(self.marks)
        for operator, operands in operations(data):
            place.operate(operator, operands)
            if operator == "Td" and self.sequence():
                self.sequence().pieces.append(JUMP)
            if operator in SHOWS:
                last = operands[-1] if operands else b""
                self.show_text(last if isinstance(last, list) else [last],
                               font, mode,
                               multiply(place.matrix, matrix)[4:])
            elif operator in ("BDC", "BMC"):
                self.begin_operator(operands, resources, form)
            elif operator == "EMC":
                self.end()
            elif operator == "Tf" and len(operands) == 2:
                font = self.fonts.lookup(resources, operands[0])
                if font is None:
                    self.find("PDF 7.8.3", f"font {operands[0]} is not among "
                              "the resources")
            elif operator == "Tr" and operands:
                mode = operands[0]
            elif operator == "q":
                saved.append((font, mode, matrix))
            elif operator == "Q":
                if saved:
                    font, mode, matrix = saved.pop()
                else:
                    self.find("PDF 8.4.4", "Q without q")
            elif operator in ("BT", "ET"):
                self.in_text = operator == "BT"
                self.text_objects += self.in_text
            elif operator == "cm" and len(operands) == 6:
                matrix = multiply(operands, matrix)
            elif operator in PAINTS or operator == "BI":
                self.show("image" if operator == "BI" else operator,
                          upper_corner(matrix))
            elif operator == "Do" and operands:
                self.do(operands[0], resources, matrix)
        if saved:
            self.find("PDF 8.4.4", "q without Q")
        if len(self.marks) != depth:
            self.find("PDF 14.6.1", "marked content is still open at the end")
            del self.marks[depth:]

    def begin_operator(self, operands, resources, form):
        tag = operands[0] if operands else ""
        properties = operands[1] if len(operands) > 1 else {}
        if isinstance(properties, Name):
            named = self.file.get(resources, "/Properties", {})
            found = self.file.get(named, f"/{properties}", {})
            properties = {key[1:]: self.file.resolve(value)
                          for key, value in found.items()}
        if not isinstance(properties, dict):
            properties = {}
        self.begin(tag, properties, form)
        self.replaced_text(self.marks[-1])

    def do(self, key, resources, matrix):
        objects = self.file.get(resources, "/XObject", {})
        ref = objects.get(f"/{key}")
        dictionary = self.file.resolve(ref)
        if not isinstance(dictionary, dict):
            self.find("PDF 7.8.3", f"XObject {key} is not among the resources")
            return
        if name(dictionary.get("/Subtype")) != "Form":
            self.show("image", upper_corner(matrix))
            return
        matrix = multiply(self.file.get(dictionary, "/Matrix", list(IDENTITY)),
                          matrix)
        sequence, box = self.sequence(), self.file.get(dictionary, "/BBox", [])
        if sequence and len(box) == 4:
            sequence.places.append(upper_corner(matrix, box))
        if "/Ref" in dictionary:
            self.findings.add("UA 7.20-1", "a reference XObject is used",
                              self.page.number, ref)
        if ref in self.forms_within:
            return
        self.forms_within.append(ref)
        within = self.file.resolve(dictionary.get("/Resources")) or resources
        form = ref if "/StructParents" in dictionary else None
        if form:
            self.file.form_uses[form] = self.file.form_uses.get(form, 0) + 1
            if self.file.form_uses[form] == 2:
                self.findings.add("UA 7.20-2", "a form with tagged content is "
                                  "shown more than once", self.page.number,
                                  ref)
        self.read(self.file.stream(ref) or b"", within, form, matrix)
        self.forms_within.pop()
