"""Fonts as the content uses them: codes to text, glyphs and widths.

Composite fonts with Identity-H or an embedded CMap are read whole, as these
are the ones that the product writes; simple fonts only as far as to tell their
text.
"""

import re
import struct

from . import cff
from .objects import is_reference, name

HEXES = re.compile(rb"<([0-9A-Fa-f\s]*)>")
SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
RANGE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*"
                   rb"(<[0-9A-Fa-f\s]*>|\[[^\]]*\])")
CHARACTER = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
SPACES = re.compile(rb"begincodespacerange(.*?)endcodespacerange", re.DOTALL)
CID_SECTION = re.compile(rb"begincid(char|range)(.*?)endcid\1", re.DOTALL)
CID = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]+)>)?\s*(\d+)")


def hexadecimal(digits):
    return bytes.fromhex(re.sub(rb"\s", b"", digits).decode())


def unicode_of(digits):
    return hexadecimal(digits).decode("utf-16-be", "replace")


def read_to_unicode(data):
    """{code: text} of a ToUnicode CMap."""
    table = {}
    for kind, body in SECTION.findall(data):
        if kind == b"bfchar":
            for code, target in CHARACTER.findall(body):
                table[int.from_bytes(hexadecimal(code), "big")] = \
                    unicode_of(target)
            continue
        for low, high, target in RANGE.findall(body):
            first = int.from_bytes(hexadecimal(low), "big")
            last = int.from_bytes(hexadecimal(high), "big")
            if target.startswith(b"["):
                for code, digits in enumerate(HEXES.findall(target), first):
                    table[code] = unicode_of(digits)
                continue
            start = unicode_of(target[1:-1])
            for code in range(first, min(last, first + 65535) + 1):
                if start:
                    table[code] = start[:-1] \
                        + chr(ord(start[-1]) + code - first)
    return table


class Identity:
    """The encodings Identity-H and Identity-V."""

    def split(self, data):
        return struct.unpack(f">{len(data) // 2}H",
                             data[:len(data) // 2 * 2])

    def cid(self, code):
        return code


class CMap:
    """An embedded CMap: how strings are parted into codes, and their CIDs."""

    def __init__(self, data):
        self.spaces = [] # (first, last) as bytes of one length
        for body in SPACES.findall(data):
            self.spaces += [(hexadecimal(low), hexadecimal(high))
                            for low, high in CHARACTER.findall(body)]
        self.ranges = [] # (first code, last code, first CID)
        for _, body in CID_SECTION.findall(data):
            for low, high, cid in CID.findall(body):
                first = int.from_bytes(hexadecimal(low), "big")
                last = int.from_bytes(hexadecimal(high or low), "big")
                self.ranges.append((first, last, int(cid)))
        self.longest = max((len(low) for low, _ in self.spaces), default=1)
        self.lengths, self.cids = {}, {} # found before

    def length(self, data):
        """Of the code that bytes begin with."""
        return next((len(low) for low, high in self.spaces
                     if len(data) >= len(low)
                     and all(a <= byte <= b for a, byte, b
                             in zip(low, data, high))), 1)

    def split(self, data):
        codes, at = [], 0
        while at < len(data):
            begin = data[at:at + self.longest]
            length = self.lengths.get(begin)
            if length is None:
                length = self.lengths[begin] = self.length(begin)
            codes.append(int.from_bytes(begin[:length], "big"))
            at += length
        return codes

    def cid(self, code):
        found = self.cids.get(code)
        if found is None:
            found = self.cids[code] = next(
                (cid + code - first for first, last, cid in self.ranges
                 if first <= code <= last), 0)
        return found


class TrueType:
    """Widths and the number of glyphs of a TrueType or OpenType program."""

    def __init__(self, data):
        count = struct.unpack(">H", data[4:6])[0]
        tables = {}
        for at in range(12, 12 + 16 * count, 16):
            tag, _, offset, length = struct.unpack(">4sLLL", data[at:at + 16])
            tables[tag] = data[offset:offset + length]
        self.units = struct.unpack(">H", tables[b"head"][18:20])[0]
        self.count = struct.unpack(">H", tables[b"maxp"][4:6])[0]
        metrics = struct.unpack(">H", tables[b"hhea"][34:36])[0]
        advances = struct.unpack(f">{metrics * 2}H",
                                 tables[b"hmtx"][:metrics * 4])[::2]
        self.advances = advances

    def width(self, glyph):
        """[1/1000 em]; None for a glyph that is not there."""
        if glyph >= self.count or not self.advances:
            return None
        return self.advances[min(glyph, len(self.advances) - 1)] \
            * 1000 / self.units


class Font:
    def __init__(self, file, ref, dictionary):
        self.file = file
        self.ref = ref
        self.dictionary = dictionary
        self.name = name(dictionary.get("/BaseFont")) or "without a name"
        self.is_composite = name(dictionary.get("/Subtype")) == "Type0"
        self.encoding = self.read_encoding()
        self.used = {} # code → drawn: True if in a mode that draws
        stream = file.stream(dictionary.get("/ToUnicode"))
        self.to_unicode = None if stream is None else read_to_unicode(stream)
        descendants = file.get(dictionary, "/DescendantFonts", [])
        self.descendant = file.resolve(descendants[0]) if descendants else {}
        owner = self.descendant if self.is_composite else dictionary
        self.descriptor = file.get(owner, "/FontDescriptor", {})

    def read_encoding(self):
        """None for a CMap that is neither Identity nor embedded."""
        encoding = self.dictionary.get("/Encoding")
        if name(encoding) in ("Identity-H", "Identity-V"):
            return Identity()
        stream = self.file.stream(encoding) if is_reference(encoding) else None
        return None if stream is None else CMap(stream)

    def show(self, data, mode):
        """Notes the codes as used; their text."""
        codes = data
        if self.is_composite:
            codes = (self.encoding or Identity()).split(data)
        drawn = mode != 3
        used, told = self.used, []
        table = self.to_unicode or {}
        for code in codes:
            if not used.get(code):
                used[code] = drawn or used.get(code, False)
            told.append(table.get(code) if code in table
                        else "\ufffd" if self.is_composite else chr(code))
        return "".join(told)

    def program(self):
        """(key, reference) of the embedded font program, or (None, None)."""
        for key in ("/FontFile2", "/FontFile3", "/FontFile"):
            if key in self.descriptor:
                return key, self.descriptor[key]
        return None, None

    def widths(self):
        """{CID: width} of W, and the width of all others."""
        table = {}
        items = self.file.get(self.descendant, "/W", [])
        at = 0
        while at + 1 < len(items):
            first, second = items[at], self.file.resolve(items[at + 1])
            if isinstance(second, list):
                table.update(enumerate(second, first))
                at += 2
            else:
                for code in range(first, second + 1):
                    table[code] = items[at + 2]
                at += 3
        return table, self.file.get(self.descendant, "/DW", 1000)

    def glyph_map(self):
        """A function from CID to glyph."""
        entry = self.descendant.get("/CIDToGIDMap")
        stream = self.file.stream(entry) if is_reference(entry) else None
        if stream is None:
            return lambda cid: cid
        glyphs = struct.unpack(f">{len(stream) // 2}H",
                               stream[:len(stream) // 2 * 2])
        return lambda cid: glyphs[cid] if cid < len(glyphs) else 0


class Fonts:
    """The fonts of a file, each once."""

    def __init__(self, file):
        self.file = file
        self.known = {}

    def lookup(self, resources, key):
        fonts = self.file.get(resources, "/Font", {})
        ref = fonts.get(f"/{key}")
        dictionary = self.file.resolve(ref)
        if not isinstance(dictionary, dict):
            return None
        known = ref if is_reference(ref) else id(dictionary)
        if known not in self.known:
            self.known[known] = Font(
                self.file, ref if is_reference(ref) else None, dictionary)
        return self.known[known]


# ---- Rules -----------------------------------------------------------------


def check(fonts, findings):
    for font in fonts.known.values():
        if not font.used:
            continue
        check_embedded(font, findings)
        check_unicode(font, findings)
        if font.is_composite:
            check_composite(font, findings)


def told_codes(codes):
    codes = sorted(codes)
    more = f" and {len(codes) - 6} more" if len(codes) > 6 else ""
    return ", ".join(f"{code:04X}" for code in codes[:6]) + more


def check_embedded(font, findings):
    if name(font.dictionary.get("/Subtype")) == "Type3" \
            or not any(font.used.values()):
        return
    key, ref = font.program()
    if key is None:
        findings.add("UA 7.21.4.1-1", f"font {font.name} is not embedded",
                     ref=font.ref)
    elif not font.file.stream(ref):
        findings.add("UA 7.21.4.1-1",
                     f"the program of font {font.name} is empty", ref=ref)
    for wanted in ("/Flags", "/FontBBox", "/ItalicAngle", "/Ascent",
                   "/Descent", "/CapHeight", "/StemV", "/FontName"):
        if wanted not in font.descriptor and key:
            findings.add("PDF 9.8.1", f"the descriptor of font {font.name} "
                         f"lacks {wanted}", ref=font.ref)


def check_unicode(font, findings):
    if font.to_unicode is None:
        ordering = font.file.get(font.descendant, "/CIDSystemInfo", {})
        ordering = str(font.file.get(ordering, "/Ordering", ""))
        if font.is_composite and ordering.endswith("Identity"):
            findings.add("UA 7.21.7-1", f"font {font.name} has no ToUnicode",
                         ref=font.ref)
        return
    missing = [code for code in font.used if code not in font.to_unicode]
    if missing and font.is_composite:
        findings.add("UA 7.21.7-1", f"font {font.name}: ToUnicode lacks the "
                     f"codes {told_codes(missing)}", ref=font.ref)
    wrong = [code for code in font.used
             if set(font.to_unicode.get(code, "x")) & set("\0\ufeff\ufffe")]
    if wrong:
        findings.add("UA 7.21.7-2", f"font {font.name}: ToUnicode maps the "
                     f"codes {told_codes(wrong)} to U+0000, U+FEFF or U+FFFE",
                     ref=font.ref)
    empty = [code for code in font.used if font.to_unicode.get(code) == ""]
    if empty:
        findings.add("own unicode", f"font {font.name}: ToUnicode maps the "
                     f"codes {told_codes(empty)} to no text", ref=font.ref)


def check_composite(font, findings):
    mapped = font.descendant.get("/CIDToGIDMap")
    if name(font.descendant.get("/Subtype")) == "CIDFontType2" \
            and font.program()[0] and name(mapped) != "Identity" \
            and not (is_reference(mapped) and font.file.stream(mapped)):
        findings.add("UA 7.21.3.2-1", f"font {font.name} has no CIDToGIDMap "
                     "that is Identity or a stream", ref=font.ref)
    if font.encoding is None:
        return # a predefined CMap; the product never writes such fonts
    check_encoding(font, findings)
    glyph_map, encoding = font.glyph_map(), font.encoding
    def glyph_of(code):
        return glyph_map(encoding.cid(code))
    notdef = [code for code in font.used if glyph_of(code) == 0]
    if notdef:
        findings.add("UA 7.21.8-1", f"font {font.name} shows .notdef for the "
                     f"codes {told_codes(notdef)}", ref=font.ref)
    program = read_program(font)
    if program:
        check_widths(font, glyph_of, program, findings)


def check_encoding(font, findings):
    """An embedded CMap and the CIDFont agree on what the CIDs mean."""
    stream = font.file.resolve(font.dictionary.get("/Encoding"))
    if not isinstance(stream, dict):
        return
    collections = [font.file.get(owner, "/CIDSystemInfo", {})
                   for owner in (stream, font.descendant)]
    for key in ("/Registry", "/Ordering"):
        if len({str(font.file.get(info, key)) for info in collections}) > 1:
            findings.add("UA 7.21.3.1-1", f"font {font.name}: {key[1:]} of "
                         "the CMap is not that of the CIDFont", ref=font.ref)
    data = font.file.stream(font.dictionary["/Encoding"])
    told = re.search(rb"/WMode\s+(\d)", data)
    if (int(told.group(1)) if told else 0) != stream.get("/WMode", 0):
        findings.add("UA 7.21.3.3-2", f"font {font.name}: WMode of the CMap "
                     "is not that of its dictionary", ref=font.ref)


def read_program(font):
    """The font program, if it is of a kind that tells its widths."""
    key, ref = font.program()
    data = font.file.stream(ref) or b""
    if key == "/FontFile2" or key and data[:4] == b"OTTO":
        return TrueType(data)
    if key == "/FontFile3" and data:
        return cff.Program(data)
    return None


def check_widths(font, glyph_of, program, findings):
    widths, default = font.widths()
    absent, wrong = [], []
    for code, drawn in font.used.items():
        width = program.width(glyph_of(code))
        if width is None:
            absent.append(code)
        elif drawn and abs(width - widths.get(font.encoding.cid(code),
                                              default)) > 1:
            wrong.append(code)
    if absent:
        findings.add("UA 7.21.4.1-2", f"font {font.name} lacks the glyphs of "
                     f"the codes {told_codes(absent)}", ref=font.ref)
    if wrong:
        findings.add("UA 7.21.5-1", f"font {font.name}: W is not the program's "
                     f"width for the codes {told_codes(wrong)}", ref=font.ref)
