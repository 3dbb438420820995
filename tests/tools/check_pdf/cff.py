"""The compact font format (CFF): which CIDs a program has, and their widths.

As in Adobe's Technical Notes 5176 (the format) and 5177 (charstrings), as far
as widths need it: a charstring is read up to its first operator that clears
the stack, before which its width stands.
"""

import struct

# Operators of charstrings that clear the stack: how many operands they take,
# None for any even number.
CLEARING = {1: None, 3: None, 18: None, 23: None, 19: None, 20: None,
            4: 1, 22: 1, 21: 2, 14: 0}
CALL_LOCAL, RETURN, CALL_GLOBAL = 10, 11, 29
NIBBLES = "0123456789.EE -"


def read_index(data, at):
    """The items of an INDEX, and where it ends."""
    count = struct.unpack(">H", data[at:at + 2])[0]
    if not count:
        return [], at + 2
    size = data[at + 2]
    at += 3
    offsets = [int.from_bytes(data[at + size * i:at + size * (i + 1)], "big")
               for i in range(count + 1)]
    base = at + size * (count + 1) - 1
    return [data[base + low:base + high]
            for low, high in zip(offsets, offsets[1:])], base + offsets[-1]


def read_real(data, at):
    told = ""
    while True:
        for nibble in (data[at] >> 4, data[at] & 15):
            if nibble == 15:
                return float(told or 0), at + 1
            told += "E-" if nibble == 12 else NIBBLES[nibble]
        at += 1


def read_dictionary(data):
    """{operator: operands} of a DICT; two-byte operators from 1200."""
    found, operands, at = {}, [], 0
    while at < len(data):
        byte = data[at]
        at += 1
        if byte == 30:
            value, at = read_real(data, at)
            operands.append(value)
        elif byte == 29:
            operands.append(struct.unpack(">i", data[at:at + 4])[0])
            at += 4
        elif byte == 28 or byte >= 32:
            value, at = read_integer(data, at - 1)
            operands.append(value)
        else:
            if byte == 12:
                byte = 1200 + data[at]
                at += 1
            found[byte] = operands
            operands = []
    return found


def read_integer(data, at):
    byte = data[at]
    if byte == 28:
        return struct.unpack(">h", data[at + 1:at + 3])[0], at + 3
    if byte <= 246:
        return byte - 139, at + 1
    if byte <= 250:
        return (byte - 247) * 256 + data[at + 1] + 108, at + 2
    if byte <= 254:
        return -(byte - 251) * 256 - data[at + 1] - 108, at + 2
    return struct.unpack(">i", data[at + 1:at + 5])[0] / 65536, at + 5


def bias(routines):
    return 107 if len(routines) < 1240 else 1131 if len(routines) < 33900 \
        else 32768


class Private:
    """What a Private DICT tells of widths."""

    def __init__(self, data, entry):
        size, offset = entry or (0, 0)
        found = read_dictionary(data[offset:offset + size])
        self.default = found.get(20, [0])[0]
        self.nominal = found.get(21, [0])[0]
        self.routines = []
        if 19 in found:
            self.routines, _ = read_index(data, offset + found[19][0])


class Program:
    """Like TrueType of fonts.py: `width` by CID, in 1/1000 em."""

    def __init__(self, data):
        self.data = data
        _, at = read_index(data, data[2])
        tops, at = read_index(data, at)
        _, at = read_index(data, at)
        self.routines, _ = read_index(data, at)
        top = read_dictionary(tops[0])
        self.charstrings, _ = read_index(data, top[17][0])
        self.is_cid_keyed = 1230 in top
        self.scale = top.get(1207, [0.001])[0] * 1000
        if self.is_cid_keyed:
            parts, _ = read_index(data, top[1236][0])
            parts = [read_dictionary(part) for part in parts]
            self.privates = [Private(data, part.get(18)) for part in parts]
            self.select = self.read_select(top[1237][0])
            self.glyph_of = self.read_charset(top.get(15, [0])[0])
            if 1207 not in top and 1207 in parts[0]:
                self.scale = parts[0][1207][0] * 1000
        else:
            self.privates = [Private(data, top.get(18))]
            self.select = [0] * len(self.charstrings)
            self.glyph_of = dict(enumerate(range(len(self.charstrings))))

    def read_select(self, at):
        data, count = self.data, len(self.charstrings)
        if data[at] == 0:
            return list(data[at + 1:at + 1 + count])
        ranges = struct.unpack(">H", data[at + 1:at + 3])[0]
        starts = [struct.unpack(">HB", data[i:i + 3])
                  for i in range(at + 3, at + 3 + 3 * ranges, 3)]
        ends = [start for start, _ in starts[1:]] + [count]
        return [part for (start, part), end in zip(starts, ends)
                for _ in range(start, end)]

    def read_charset(self, at):
        """{CID: glyph}."""
        data, count = self.data, len(self.charstrings)
        cids, kind = [0], data[at]
        at += 1
        while len(cids) < count:
            first = struct.unpack(">H", data[at:at + 2])[0]
            at += 2
            more = 0
            if kind:
                more = int.from_bytes(data[at:at + kind], "big")
                at += kind
            cids += range(first, first + more + 1)
        return {cid: glyph for glyph, cid in enumerate(cids[:count])}

    def width(self, cid):
        glyph = self.glyph_of.get(cid)
        if glyph is None:
            return None
        private = self.privates[self.select[glyph]]
        told = self.read_width(self.charstrings[glyph], private)
        width = private.default if told is None else private.nominal + told
        return width * self.scale

    def read_width(self, charstring, private):
        """The number that stands before a charstring's first operands."""
        stack, calls, data, at = [], [], charstring, 0
        while at < len(data):
            byte = data[at]
            if byte == 28 or byte >= 32:
                value, at = read_integer(data, at)
                stack.append(value)
                continue
            at += 1
            if byte in (CALL_LOCAL, CALL_GLOBAL):
                table = private.routines if byte == CALL_LOCAL \
                    else self.routines
                calls.append((data, at))
                data, at = table[int(stack.pop()) + bias(table)], 0
            elif byte == RETURN and calls:
                data, at = calls.pop()
            elif byte in CLEARING:
                takes = CLEARING[byte]
                extra = len(stack) % 2 == 1 if takes is None \
                    else len(stack) > takes and len(stack) != 4
                return stack[0] if extra else None
            else:
                return None
        return None
