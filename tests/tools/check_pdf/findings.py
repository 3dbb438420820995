"""What is wrong with a file: one line a finding, told at the end."""

import collections


class Findings:
    """Collects findings of one file; the rule's name tells its clause.

    Names: "UA 7.1-3" is ISO 14289-1, clause 7.1, numbered as validators number
    its tests; "PDF 14.7.4.4" is a clause of ISO 32000-1; "A 6.2.11" is one of
    ISO 19005-2; "UA2", "PDF2", "TS" and "A4" are their like for PDF 2.0: ISO
    14289-2, ISO 32000-2, ISO/TS 32005 and ISO 19005-4. "own …" is ours: not asked by a standard, wanted by readers.
    """

    def __init__(self, path, kinds):
        self.path = path
        self.kinds = kinds
        self.found = collections.OrderedDict()

    def add(self, rule, message, page=None, ref=None):
        """`page` counts from 1; `ref` is the object, "12 0 R"."""
        if self.kinds and rule.split(" ", 1)[0] not in self.kinds:
            return
        where = ""
        if page is not None:
            where += f"page {page}: "
        if ref:
            where += f"obj {ref.removesuffix(' R')}: "
        self.found.setdefault(rule, []).append(f"{where}{rule}: {message}")

    def lines(self, limit):
        """The first `limit` findings of each rule."""
        for rule, lines in self.found.items():
            for line in lines[:limit]:
                yield f"{self.path}: {line}"
            if len(lines) > limit:
                yield f"{self.path}: {rule}: and {len(lines) - limit} more"
