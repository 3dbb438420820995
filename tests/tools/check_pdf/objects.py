"""The objects of a PDF file, as qpdf's JSON gives them.

A value is what JSON has: a dictionary, a list, a number, a bool, None, or a
string that is a name ("/Page"), a reference ("12 0 R") or text ("u:…" or
"b:…" in hexadecimal). `resolve` follows references; nothing else does.
"""

import base64
import json
import re
import subprocess

UA_2 = re.compile(rb"pdfuaid:part\s*(?:>|=\s*[\"'])\s*2")
LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*\Z")
REFERENCE = re.compile(r"\d+ \d+ R\Z")


class Broken(Exception):
    """The file cannot be read at all."""


def is_reference(value):
    return isinstance(value, str) and REFERENCE.match(value) is not None


def text(value):
    """A text string's characters; None if `value` is no string."""
    if not isinstance(value, str):
        return None
    if value.startswith("u:"):
        return value[2:]
    if value.startswith("b:"):
        return bytes.fromhex(value[2:]).decode("latin-1")
    return None


def name(value):
    """A name without its slash; None if `value` is no name."""
    if isinstance(value, str) and value.startswith("/"):
        return value[1:]
    return None


class Page:
    def __init__(self, number, ref, dictionary, inherited):
        self.number = number # from 1
        self.ref = ref
        self.dictionary = dictionary
        self.inherited = inherited # of Resources, MediaBox, CropBox

    def get(self, key):
        return self.dictionary.get(key, self.inherited.get(key))


class File:
    def __init__(self, path):
        self.path = path
        run = subprocess.run(
            ["qpdf", "--json=2", "--json-key=qpdf",
             "--json-stream-data=inline", "--decode-level=generalized", path],
            capture_output=True, check=False)
        if run.returncode == 2 or not run.stdout:
            raise Broken(run.stderr.decode("utf-8", "replace").strip())
        told = run.stdout.decode("utf-8", "replace")
        self.values = json.loads(told)["qpdf"][1]
        self.trailer = self.values.get("trailer", {}).get("value", {})
        self.catalog = self.get(self.trailer, "/Root", {})
        self.pages = []
        self.form_uses = {} # forms with tagged content → how often shown
        # the standard that the file says it keeps to; otherwise PDF/UA-1
        metadata = self.stream(self.catalog.get("/Metadata")) or b""
        self.is_ua_2 = UA_2.search(metadata) is not None
        self.read_pages()
        self.page_of_ref = {page.ref: page for page in self.pages}

    def resolve(self, value):
        for _ in range(32):
            if not is_reference(value):
                return value
            entry = self.values.get("obj:" + value)
            if entry is None:
                return None
            value = entry["stream"]["dict"] if "stream" in entry \
                else entry.get("value")
        return None

    def get(self, dictionary, key, default=None):
        """The resolved value at `key`; `default` if it is of another type."""
        if not isinstance(dictionary, dict):
            return default
        value = self.resolve(dictionary.get(key))
        if value is None:
            return default
        if default is not None and not isinstance(value, type(default)):
            return default
        return value

    def stream(self, ref):
        """The decoded bytes of a stream, or None."""
        entry = self.values.get(f"obj:{ref}")
        if not entry or "stream" not in entry:
            return None
        return base64.b64decode(entry["stream"].get("data", ""))

    def read_pages(self):
        waiting = [(self.catalog.get("/Pages"), {})]
        seen = set()
        while waiting:
            ref, inherited = waiting.pop()
            node = self.resolve(ref)
            if not isinstance(node, dict) or ref in seen:
                continue
            seen.add(ref)
            inherited = dict(inherited)
            for key in ("/Resources", "/MediaBox", "/CropBox"):
                if key in node:
                    inherited[key] = node[key]
            if "/Kids" in node:
                kids = self.get(node, "/Kids", [])
                waiting += [(kid, inherited) for kid in reversed(kids)]
            else:
                self.pages.append(
                    Page(len(self.pages) + 1, ref, node, inherited))

    def page_number(self, ref):
        page = self.page_of_ref.get(ref)
        return page.number if page else None

    def content(self, page):
        """The page's content streams as one."""
        contents = page.dictionary.get("/Contents")
        resolved = self.resolve(contents)
        refs = resolved if isinstance(resolved, list) else [contents]
        return b"\n".join(self.stream(ref) or b"" for ref in refs)

    def tree_pairs(self, root, leaf):
        """(key, value) of a number tree (`leaf` "/Nums") or a name tree
        ("/Names"), in the order of the file."""
        waiting, seen = [root], set()
        while waiting:
            ref = waiting.pop()
            node = self.resolve(ref)
            if not isinstance(node, dict):
                continue
            if is_reference(ref):
                if ref in seen:
                    continue
                seen.add(ref)
            waiting += reversed(self.get(node, "/Kids", []))
            items = self.get(node, leaf, [])
            yield from zip(items[::2], items[1::2])
