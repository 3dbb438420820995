"""Reads PDFs aloud, and compares them with the web pages beside them."""

import concurrent.futures
import difflib
import json
import os
import pathlib
import re
import subprocess
import sys

from . import fonts, objects, rules_content, speech, spoken, spoken_html, \
    spoken_pdf, structure

BROWSER = pathlib.Path(__file__).resolve().parents[1] / "accessibility-tree"
PAGE_SECONDS = 60 # for one page, however large


def read(path):
    """The spoken lines of a PDF."""
    nobody = speech.Silent()
    file = objects.File(str(path))
    tree = structure.Tree(file, nobody)
    return lines_of(file, tree, rules_content.Shown(
        file, tree, fonts.Fonts(file), nobody))


def lines_of(file, tree, shown):
    """The same of one that has been read."""
    sys.setrecursionlimit(20000) # trees are as deep as documents nest
    return list(spoken.Printer(
        spoken_pdf.Reader(file, tree, shown).read()).lines())


def read_pages(paths):
    """{path: accessibility tree}, through one browser."""
    run = subprocess.run([BROWSER, *paths], stdout=subprocess.PIPE, check=True,
                         timeout=PAGE_SECONDS * (1 + len(paths)))
    pages = map(json.loads, run.stdout.decode("utf-8").splitlines())
    return {page["file"]: page for page in pages}


def without_notice(lines, notice):
    """Takes the notice of a demonstration out, where a cover has it."""
    for at, line in enumerate(lines[:12]):
        if line == f"  text: [strong: {notice}]":
            return lines[:at] + lines[at + 1:]
    return lines


def without_bases(said, heard):
    """Links to other pages: a page's are relative, a PDF's have the address
    where all are published before the same path."""
    paths = set(re.findall(r"link to (?:\.\./)*([^ \]:\"]+\.html): ", "\n".join(heard)))
    for path in paths:
        there = re.compile(r"link to (?:https?://\S*?/|(?:\.\./)*)" + re.escape(path) + ": ")
        said, heard = ([there.sub(f"link to …/{path}: ", line) for line in lines] for lines in (said, heard))
    return list(said), list(heard)


def compare(path, page, is_exact):
    """What PDF and page say differently."""
    return differences(path, read(path), page, is_exact)


def differences(path, said, page, is_exact=True):
    """What a PDF of which `said` is told says otherwise than its page. A PDF's destination is a place on a
    page: of what stands side by side there, only the first can be told, so
    that where documents are wild ways back to texts are not compared."""
    sys.setrecursionlimit(20000)
    if page["notice"]:
        said = without_notice(said, page["notice"])
    heard = list(spoken.Printer(spoken_html.Reader(page).read()).lines())
    if not is_exact:
        said, heard = ([re.sub(r'back to ".*?"(?=[,:]|$)', "back to text", line)
                        for line in lines] for lines in (said, heard))
    said, heard = without_bases(list(said), list(heard))
    return list(difflib.unified_diff(said, heard, str(path), page["file"],
                                     n=2, lineterm=""))


def page_of(path):
    """The web page of a PDF; large print shares its edition's."""
    return str(path).removesuffix(".pdf").removesuffix("-large-print") + ".html"


def compare_all(paths, is_exact=True):
    """{path: what differs} of all pairs of FILE.pdf and FILE.html."""
    beside = {path: page_of(path) for path in map(str, paths)}
    pages = read_pages(sorted(set(beside.values())))
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(beside, pool.map(
            compare, beside, [pages[page] for page in beside.values()],
            [is_exact] * len(beside))))
