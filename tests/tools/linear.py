"""What Braille and scripts for a voice tell, held to plain text, which tells the same
in the same order, letter by letter.

Braille is translated back by liblouis, with the table that it was written with. Chinese
Braille tells syllables: they are held to those that ICU gives for the characters. Where
the pieces that were translated are not there (dump --stage=braille), only Braille of
English and of Polish alone is translated back."""
import difflib
import html
import pathlib
import re
import subprocess
import unicodedata
import urllib.parse
import xml.etree.ElementTree as ET

import told

BRAILLE_ASCII = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
BACKWARD = {"en": "en-ueb-g1.ctb", "pl": "Pl-Pl-g1.utb"}
# Letters that the table has, and signs whose cells are letters', too.
KNOWN = {"en": re.compile("[A-Za-zÀ-ÖØ-öø-ÿ]"), "pl": re.compile("[A-Za-zĄąĆćĘęŁłŃńÓóŚśŹźŻż]")}
AMBIGUOUS = {"en": set(), "pl": set("{}")}
COLUMNS, LINES = 40, 25
PEF = "{http://www.daisy.org/ns/2008/pef}"
DC = "{http://purl.org/dc/elements/1.1/}"
LOCALES = pathlib.Path(__file__).resolve().parents[2] / "templates/locales"
SSML = "{http://www.w3.org/2001/10/synthesis}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SECONDS = 60
READABLE = ("en-ueb-g1.ctb", "en-ueb-g2.ctb", "Pl-Pl-g1.utb", "ar-ar-g1.utb", "uk.utb", "ru-litbrl.ctb", "el.ctb")
CHINESE = ("zhcn-cbs.ctb",)
LONGEST, ALIKE, FEW = 200, 0.8, 12
# SSML 1.1, 3: what may stand in what.
INLINE = {"break", "emphasis", "lang", "s", "mark"}
ALLOWED = {"speak": {"meta", "break", "mark", "p"}, "p": INLINE, "s": INLINE - {"s"}, "emphasis": INLINE - {"s"},
           "lang": INLINE - {"s"}, "break": set(), "mark": set(), "meta": set()}
TIME = re.compile(r"\d+ms")
STRENGTH = {"none", "x-weak", "weak", "medium", "strong", "x-strong"}


def letters(text):
    text = unicodedata.normalize("NFKD", text).lower()
    return "".join(c for c in text if unicodedata.category(c)[0] == "L")


def read_letters(text):
    """Arabic Braille has no sign for a stretched line; alef's is that of other marks, too."""
    return re.sub("[اـ]", "", letters(text))


def lost(expected, found):
    """Where the first letter is that is not found in its order; None: all are. Figures and signs
    without their context are read as letters: a few more are no loss."""
    at = 0
    for index, letter in enumerate(expected):
        at = found.find(letter, at) + 1
        if not at:
            return index
    return None if len(found) - len(expected) <= 10 + len(expected) // 5 else len(expected)


def difference(what, expected, found):
    if expected == found:
        return []
    at = next((i for i, (x, y) in enumerate(zip(expected, found)) if x != y), min(len(expected), len(found)))
    return [f"{what}: letter {at} of {len(expected)} and {len(found)}: plain text has …{expected[max(0, at - 30):at + 50]}…",
            f"    and here is …{found[max(0, at - 30):at + 50]}…"]


def without_addresses(text, page):
    """A script for a voice has none of those that plain text tells after a link."""
    for address in map(html.unescape, re.findall(r'href="([^"]+)"', page.source)):
        for written in (address, address.removeprefix("mailto:"), urllib.parse.unquote(address)):
            text = text.replace(f"<{written}>", " ")
    return text


# ---- Braille ---------------------------------------------------------------------

def pages_of(text):
    """Pages of lines of cells, as Unicode's patterns; what is wrong with their sizes."""
    wrong = []
    if not text.endswith("\f"):
        wrong.append("no form feed after the last page")
    pages = [page.split("\r\n") for page in text.split("\f")[:-1]]
    for number, page in enumerate(pages, 1):
        if len(page) != LINES + 1 or page[-1]:
            wrong.append(f"page {number} has {len(page) - 1} lines")
        wrong += [f"page {number}: a line of {len(line)} cells" for line in page if len(line) > COLUMNS]
        unknown = set("".join(page)) - set(BRAILLE_ASCII)
        if unknown:
            wrong.append(f"page {number}: {unknown} is no Braille ASCII")
    return [["".join(chr(0x2800 + BRAILLE_ASCII.index(c)) for c in line if c in BRAILLE_ASCII) for line in page]
            for page in pages], wrong


def number_cells(number):
    return "⠼" + "".join("⠚⠁⠃⠉⠙⠑⠋⠛⠓⠊"[int(digit)] for digit in str(number))


def portions(cells):
    """lou_translate takes lines of some length alone."""
    while len(cells) > LONGEST:
        at = cells.rfind("⠀", 0, LONGEST) + 1 or LONGEST
        yield cells[:at]
        cells = cells[at:]
    yield cells


def syllables(text):
    """What Chinese characters are read as, without tones."""
    done = subprocess.run(["uconv", "-f", "utf-8", "-t", "utf-8", "-x", "Han-Latin; Latin-ASCII"],
                          input=" ".join(c for c in text if "\u3400" <= c <= "\u9fff").encode(), check=True, capture_output=True,
                          timeout=SECONDS)
    return done.stdout.decode().split()


def leads_back(table, cells, words):
    """What liblouis reads in the cells otherwise than the words; of tables that lead back."""
    read = back([portion for piece in cells for portion in portions(piece)], table) if table in READABLE + CHINESE else ""
    if table in READABLE:
        expected, found = read_letters("".join(words)), read_letters(read)
        return [] if lost(expected, found) is None else difference(f"translated back with {table}", expected, found)
    if table not in CHINESE:
        return []
    expected, found = syllables("".join(words)), syllables(read)
    alike = difflib.SequenceMatcher(None, expected, found, autojunk=False).ratio()
    # Characters of several readings are the rest: ICU takes one of them, and so does liblouis.
    return [] if alike >= ALIKE or len(expected) < FEW else [f"{alike:.2f} of the syllables of {table}: {expected[:60]}", f"    and here is {found[:60]}"]


def back(lines, table):
    done = subprocess.run(["lou_translate", "--backward", f"unicode.dis,{table}"], input="\n".join(lines).encode(), check=True,
                          capture_output=True, timeout=SECONDS)
    return done.stdout.decode()


def is_of_one_language(page_source):
    return len({language.split("-")[0] for language in re.findall(r'<(?!html|bdi|a )[^>]* lang="([^"]+)"', page_source)} |
               {page_source.split('lang="', 1)[1].split('"')[0].split("-")[0]}) == 1


def leads_back_alone(text, language):
    return not AMBIGUOUS[language] & set(text) and \
        all(KNOWN[language].match(c) for c in text if unicodedata.category(c)[0] in "LM" or unicodedata.category(c) == "Nd" and c > "9")


def pieces_of(path):
    """(table, cells, words) of each piece."""
    return [line.split("\t") for line in path.read_text("utf-8").splitlines() if line]


def cells_of(pages, columns=COLUMNS):
    """All but spaces, rules, guide dots with their numbers, and full cells."""
    lines = [line for page in pages for line in page[:-2] if line.strip("⠀") != "⠒" * 12]
    lines = [re.sub("⠀⠐{2,}⠀[^⠀]+$", "", line) if len(line) == columns else line for line in lines]
    return re.sub("[⠀⠿]", "", "".join(lines))


def check_pieces(page, path, pages):
    wrong, by_table = [], {}
    pieces = pieces_of(path.with_suffix(".pieces"))
    wrong += difference("cells", re.sub("[⠀⠿]", "", "".join(cells for _, cells, _ in pieces)), cells_of(pages))
    for table, cells, words in pieces:
        both = by_table.setdefault(table, ([], []))
        both[0].append(cells.strip("⠀"))
        both[1].append(words)
    for table, (cells, words) in by_table.items():
        wrong += leads_back(table, cells, words)
    plain = path.with_suffix(".txt")
    return wrong + difference("pieces", letters(plain.read_text("utf-8-sig")), letters("".join(words for _, _, words in pieces)))


def check_brf(page, path):
    pages, wrong = pages_of(path.read_bytes().decode("ascii"))
    language = page.language.split("-")[0]
    for number, lines in enumerate(pages, 1):
        if language in ("en", "ar", "pl") and not lines[-2].endswith(number_cells(number)):
            wrong.append(f"page {number} has the number {lines[-2]!r}")
    plain = path.with_suffix(".txt")
    if path.with_suffix(".pieces").exists():
        return wrong + check_pieces(page, path, pages)
    expected = plain.read_text("utf-8-sig") if plain.exists() else ""
    if language in BACKWARD and expected and is_of_one_language(page.source) and leads_back_alone(expected, language):
        text = [line.strip("⠀") for lines in pages for line in lines[:LINES - 1] if line.strip("⠀")]
        text = [re.sub("⠀⠐+⠀[⠼⠁-⠛⠊⠓⠚]+$", "", line) for line in text]  # guide dots and a number
        wrong += difference("translated back", letters(expected), letters(back(text, BACKWARD[language])))
    return wrong


def check_pef(page, path):
    """PEF 2008-1: what its RELAX NG schema asks for, and the cells of the BRF."""
    root = ET.parse(path).getroot()
    wrong = [] if root.tag == PEF + "pef" and root.get("version") == "2008-1" else ["no PEF 2008-1"]
    meta = root.find(f"{PEF}head/{PEF}meta")
    if meta is None or [e.tag for e in meta][:2] != [DC + "format", DC + "identifier"] or \
            meta[0].text != "application/x-pef+xml" or not meta[1].text:
        wrong.append("the metadata want dc:format and dc:identifier")
    rows = []
    for volume in root.find(PEF + "body"):
        if volume.tag != PEF + "volume" or set(volume.attrib) != {"cols", "rows", "rowgap", "duplex"}:
            wrong.append(f"{volume.tag} {volume.attrib}")
        for one in volume.iter(PEF + "page"):
            own = [row.text or "" for row in one]
            if len(own) > int(volume.get("rows")) or any(row.tag != PEF + "row" for row in one):
                wrong.append(f"a page of {len(own)} rows")
            rows += own
        wrong += [f"a row {row!r}" for row in rows if len(row) > int(volume.get("cols")) or not re.fullmatch("[\u2800-\u283f]*", row)]
    brf = path.with_suffix(".brf")
    if brf.exists():
        pages, _ = pages_of(brf.read_bytes().decode("ascii"))
        if [line for lines in pages for line in lines[:LINES]] != rows:
            wrong.append("other cells than in the BRF")
    return wrong


# ---- Speech -----------------------------------------------------------------------

def check_element(element, wrong):
    name = element.tag.removeprefix(SSML)
    if name not in ALLOWED:
        wrong.append(f"unknown element {element.tag}")
        return
    for child in element:
        if child.tag.removeprefix(SSML) not in ALLOWED[name]:
            wrong.append(f"<{child.tag}> in <{name}>")
        check_element(child, wrong)
    if name == "break" and not (TIME.fullmatch(element.get("time") or "") or element.get("strength") in STRENGTH):
        wrong.append(f"break {element.attrib}")
    if name == "lang" and not element.get(LANG):
        wrong.append("<lang> without its language")


def said(element, out):
    """Words, but for the names of notes, which plain text has as numbers."""
    out.append(element.text or "")
    children = list(element)
    is_in_note = False
    for child in children:
        said(child, out)
        if child.get("strength") == "weak":
            is_in_note = not is_in_note
        if not is_in_note:
            out.append(child.tail or "")


def picture_lead(language):
    """What stands before an alternative text: "Picture: "."""
    tags = [language, language.split("-")[0], "en-GB"]
    file = next(LOCALES / f"{tag}.yaml" for tag in tags if (LOCALES / f"{tag}.yaml").exists())
    word = re.search(r"^  picture: (.+)$", file.read_text("utf-8"), re.M)[1].strip("'\"")
    begins = "" if told.WIDE.match(word) else r"(?<!\w)"
    return re.compile(begins + re.escape(word) + r"\s*[:：]\s*")


def check_ssml(page, path):
    root = ET.parse(path).getroot()
    wrong = [] if root.tag == SSML + "speak" and root.get("version") == "1.1" and root.get(LANG) == page.language else ["no SSML 1.1"]
    check_element(root, wrong)
    marks = [mark.get("name") for mark in root.iter(SSML + "mark")]
    if marks != [f"part-{number}" for number in range(1, len(marks) + 1)]:
        wrong.append(f"marks {marks}")
    plain = path.with_suffix(".txt")
    out, lead = [], picture_lead(page.language)
    for block in root.iter(SSML + "p"):
        words = []
        said(block, words)
        first = next(iter(block), None)
        # "Note 3", before the note.
        if first is not None and first.get("strength") == "medium" and re.fullmatch(page.note_name, block.text or ""):
            words[0] = ""
        out.append(lead.sub(" ", " ".join(words)))
    if plain.exists():
        wrong += difference("said", letters(without_addresses(plain.read_text("utf-8-sig"), page)),
                            letters("".join(out)))
    return wrong
