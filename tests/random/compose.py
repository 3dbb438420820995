"""Writes documents at random: all constructs in all nestings.

`compose(seed)` gives a document's Markdown and its language; the same seed
always gives the same text. Words come from the demonstration's texts in four
languages, from those of tests/readers in two more, and from a small vocabulary
of what is hard to set. Blocks are lists of lines, which containers indent or
fence. Long paragraphs, long tables and breaks of the page stand between all
else, so that everything meets the end of a page sooner or later.
"""

import pathlib
import random
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content/people-at-the-centre"
PICTURE = "picture.svg" # beside the documents
LANGUAGES = {"en": "en-GB", "ar": "ar", "pl": "pl", "zh-Hans": "zh-Hans", "he": "he", "hi": "hi"}
HARD = {
    "en": ["affluent office", "1,000", "5 km", "co-operate", "“quoted”", "A&E",
           "(in brackets)", "x < y", "e.g.", "12.5%", "Ó Briain", "—", "naïve"],
    "ar": ["كوفيد-19", "1,000", "12.5%", "«اقتباس»", "(بين قوسين)", "ALLIANCE",
           "لإيلاء", "مُشكَّل", "A&E", "—"],
    "pl": ["5 km", "1000", "„cytat”", "i o tym", "z nimi", "(w nawiasie)",
           "współ-praca", "żółć", "12,5%", "—"],
    "zh-Hans": ["“引文”", "（括号）", "2020年", "Covid-19", "《书名》", "……",
                "——", "12.5%", "A&E", "、"],
    "he": ["קוביד־19", "1,000", "12.5%", "צה״ל", "“ציטוט”", "(בסוגריים)", "ALLIANCE", "שָׁלוֹם", "A&E", "–"],
    "hi": ["कोविड-19", "1,00,000", "१२.५%", "“उद्धरण”", "(कोष्ठक में)", "ALLIANCE", "क्षत्रिय", "A&E", "।", "—"],
}
# Wherever they stand, in any language.
ABBREVIATIONS = {"A&E": "Accident and Emergency", "NHS": "National Health Service", "و.ص": "وزارة الصحة",
                 "NFZ": "Narodowy Fundusz Zdrowia", "卫健委": "国家卫生健康委员会"}
DEEPEST = 4
SEPARATOR = {"zh-Hans": ""} # between words; a space in the others
_vocabularies = {}


def words_of(language):
    """The words of plain paragraphs."""
    if language not in _vocabularies:
        words = []
        for path in sorted((CONTENT / language).rglob("*.md")) or [ROOT / f"tests/readers/{language}.md"]:
            for line in path.read_text("utf-8").splitlines():
                if re.match(r"[^\W\d_]", line) and "{" not in line:
                    line = re.sub(r"[*_`\[\]<>#|^\\{}~!:]|\(http\S*\)", "", line)
                    words += re.split(r"(?<=[，。、；])", line) \
                        if language == "zh-Hans" else line.split()
        _vocabularies[language] = [word for word in words if word]
    return _vocabularies[language]


class Composer:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.language = self.random.choice(sorted(LANGUAGES))
        self.document_language = self.language
        self.notes = []    # blocks of notes, by number
        self.headings = [] # identifiers
        self.in_note = False
        self.has_top = self.random.random() < .3

    # ---- words ----

    def word(self):
        if self.random.random() < .06:
            return self.random.choice(HARD[self.language]) \
                .replace("<", "\\<").replace("&", "\\&")
        return self.random.choice(words_of(self.language))

    def plain(self, most):
        """Up to `most` words, with nothing that means anything."""
        count = self.random.randint(1, max(most, 1))
        if self.language == "zh-Hans":
            count = count // 3 + 1
        text = SEPARATOR.get(self.language, " ").join(
            self.word() for _ in range(count))
        return re.sub(r"^(\W*\d+)([.)])", r"\1\\\2", text).lstrip("-+=#>~ ") \
            or "x"

    def inline(self, most, depth=0):
        """Words with whatever can stand within a line."""
        parts = []
        while most > 0:
            size = self.random.randint(1, 12)
            kind = self.random.random()
            if depth > 2 or kind < .62:
                parts.append(self.plain(size))
            else:
                parts.append(self.random.choice(self.INLINES)(self, size,
                                                              depth + 1))
            most -= size
        return " ".join(parts)

    def emphasis(self, size, depth):
        return f"*{self.inline(size, depth)}*"

    def strong(self, size, depth):
        return f"**{self.inline(size, depth)}**"

    def struck(self, size, depth):
        return f"~~{self.plain(size)}~~"

    def code(self, size, depth):
        return "`make test | tail -n 1`"

    def link(self, size, depth):
        if self.headings and self.random.random() < .4:
            target = "#" + self.random.choice(self.headings)
        else:
            target = self.random.choice(
                ["https://example.org/a?b=c&d", "mailto:me@example.org",
                 "https://example.org/%C3%A4/ä"])
        return f"[{self.inline(min(size, 5), 3)}]({target})"

    def foreign(self, size, depth):
        other = self.random.choice(
            [one for one in sorted(LANGUAGES) if one != self.language])
        own, self.language = self.language, other
        text = self.inline(min(size, 6), depth + 1)
        self.language = own
        return f"[{text}]{{lang={LANGUAGES[other]}}}"

    def shifted(self, size, depth):
        return self.random.choice(["H<sub>2</sub>O", "m<sup>2</sup>",
                                   "x<sup>*n*</sup>"])

    def picture(self, size, depth):
        if self.random.random() < .3:
            return f"![]({PICTURE}){{decorative=true}}"
        return f"![{self.plain(6)}]({PICTURE})"

    def note(self, size, depth):
        if self.in_note and len(self.notes) > 3:
            return self.plain(size)
        if self.notes and self.random.random() < .2:
            return f"{self.plain(1)}[^{self.random.randint(1, len(self.notes))}]"
        self.notes.append(None)
        number = len(self.notes)
        was, self.in_note = self.in_note, True
        own, self.language = self.language, self.document_language
        blocks = [self.plain(5), *self.paragraph(3)]
        if self.random.random() < .3:
            blocks += ["", *self.random.choice(self.OF_NOTES)(self, DEEPEST)]
        self.notes[number - 1] = blocks
        self.in_note, self.language = was, own
        return f"{self.plain(1)}[^{number}]"

    def term(self, size, depth):
        return f"[{self.plain(2)}]{{.term}}"

    def broken(self, size, depth):
        return self.plain(size) + self.random.choice(["\\\n", "\n"]) \
            + self.plain(2)

    def abbreviation(self, size, depth):
        return self.random.choice(sorted(ABBREVIATIONS)).replace("&", "\\&")

    def quoted_words(self, size, depth):
        mark = self.random.choice("\"'")
        return f"{mark}{self.plain(size)}{mark} -- {self.plain(1)}..."

    INLINES = (emphasis, strong, struck, code, link, foreign, shifted, picture,
               note, term, broken, abbreviation, quoted_words)

    # ---- blocks ----

    def paragraph(self, depth):
        most = self.random.choice([8, 25, 60, 60, 160] if depth < 2
                                  else [8, 25, 60])
        return self.inline(most).splitlines()

    def heading(self, depth):
        self.headings.append(f"h{len(self.headings) + 1}")
        level = self.random.randint(2, 5) if depth == 0 else 6
        text = self.inline(6, 2).replace("\\\n", " ").replace("\n", " ")
        return [f"{'#' * level} {text} {{#{self.headings[-1]}}}"]

    def bullets(self, depth):
        return self.items(depth, lambda number: "- ")

    def numbers(self, depth):
        start = self.random.choice([1, 1, 1, 5, 9, 98])
        return self.items(depth, lambda number: f"{start + number}. ")

    def tasks(self, depth):
        return self.items(depth, lambda number: self.random.choice(
            ["- [ ] ", "- [x] "]), 2)

    def items(self, depth, marker, indent=None):
        lines, is_loose = [], self.random.random() < .4
        for number in range(self.random.randint(1, 5)):
            mark = marker(number)
            blocks = self.inline(self.random.choice([4, 12, 40])).splitlines()
            if depth < DEEPEST and self.random.random() < .4:
                blocks += ["", *self.some_block(depth + 1)]
            if lines and is_loose:
                lines.append("")
            lines += indented(blocks, mark, " " * (indent or len(mark)))
        return lines

    def quoted(self, depth):
        return indented(self.blocks(depth + 1), "> ", "> ")

    def rows(self, columns, count):
        for _ in range(count):
            yield "| " + " | ".join(
                self.inline(self.random.choice([1, 3, 8]), 2)
                .replace("\\\n", " ").replace("\n", " ").replace("|", "\\|")
                for _ in range(columns)) + " |"

    def table(self, depth):
        columns = self.random.randint(1, 5)
        count = self.random.choice([1, 3, 6, 6, 40] if depth < 2 else [1, 3, 6])
        rule = [self.random.choice(["---", ":--", ":-:", "--:"])
                for _ in range(columns)]
        lines = [*self.rows(columns, 1), "|" + "|".join(rule) + "|",
                 *self.rows(columns, count)]
        kind = self.random.random()
        if kind < .2:
            return lines
        if kind < .4:
            return [*lines, "", *indented(self.inline(8).splitlines(), ": ", "")]
        head = f'.table caption="{attribute(self.plain(6))}"'
        if columns > 1 and self.random.random() < .5:
            head += " header-column=true"
        return self.fenced(head, lines, depth)

    def figure(self, depth):
        lines = [f"![{self.plain(6)}]({PICTURE})", ""]
        if self.random.random() < .7:
            lines += [*self.inline(12).splitlines(), ""]
        if self.random.random() < .6:
            lines += self.fenced(".description", self.blocks(depth + 1),
                                 depth + 1)
        return self.fenced(".figure", lines, depth)

    def data_figure(self, depth):
        """As a chart: caption, description, and the numbers as a table."""
        lines = [f"![{self.plain(6)}]({PICTURE})", "",
                 *self.inline(8, 3).splitlines(), ""]
        numbers = [f"| {self.plain(2)} | {self.random.randint(5, 999)} |"
                   for _ in range(self.random.randint(1, 8))]
        lines += self.fenced(".description",
                             [*self.paragraph(3), "", "| a | b |", "|---|--:|",
                              *numbers], depth + 1)
        return self.fenced(".figure", lines, depth)

    def quotation(self, depth):
        head = ".quote"
        if self.random.random() < .7:
            head += f' source="{attribute(self.plain(3))}"'
        if self.random.random() < .4:
            head += " invented=true"
        return self.fenced(head, self.blocks(depth + 1), depth)

    def callout(self, depth):
        head = ".callout"
        if self.random.random() < .6:
            head += f' title="{attribute(self.plain(4))}"'
        return self.fenced(head, self.blocks(depth + 1), depth)

    def case_study(self, depth):
        head = ".case-study"
        if self.random.random() < .8:
            head += f' title="{attribute(self.plain(4))}"'
        if self.random.random() < .5:
            head += " invented=true"
        return self.fenced(head, self.blocks(depth + 1), depth)

    def easy_read(self, depth):
        lines = [f"![{self.plain(3)}]({PICTURE})", "", *self.blocks(depth + 1)]
        return self.fenced(".easy-read", lines, depth)

    def division(self, depth):
        other = self.random.choice(sorted(LANGUAGES))
        own, self.language = self.language, other
        lines = self.fenced(f"lang={LANGUAGES[other]}", self.blocks(depth + 1),
                            depth)
        self.language = own
        return lines

    def code_block(self, depth):
        count = self.random.choice([1, 4, 4, 70] if depth < 2 else [1, 4])
        return ["```", *(f"line {number}: \t<&> {'x ' * (number % 30)}"
                         for number in range(count)), "```"]

    def details(self, depth):
        return ["<details>", f"<summary>{self.plain(4)}</summary>", "",
                *self.blocks(depth + 1), "", "</details>"]

    def definitions(self, depth):
        return ["<dl>", f"<dt>{self.plain(2)}</dt>", f"<dd>{self.plain(9)}</dd>",
                f"<dd>{self.plain(9)}</dd>", "</dl>"]

    def lines(self, depth):
        return [f"| {self.plain(4)}" for _ in range(self.random.randint(2, 5))]

    def line(self, depth):
        return ["***"]

    def page_break(self, depth):
        return ["::: {.page-break}", ":::"]

    LEAVES = (paragraph, paragraph, paragraph, heading, table, data_figure,
              code_block, line, lines, definitions)
    CONTAINERS = (bullets, numbers, tasks, quoted, figure, quotation, callout,
                  case_study, easy_read, division, details)

    OF_NOTES = (paragraph, bullets, numbers, quoted, code_block)

    def some_block(self, depth):
        if depth > DEEPEST:
            return self.paragraph(depth)
        if depth == DEEPEST or self.random.random() < .45:
            kinds = self.LEAVES
        else:
            kinds = self.CONTAINERS
        if depth == 0 and self.random.random() < .05:
            kinds = (Composer.page_break,)
        return self.random.choice(kinds)(self, depth)

    def blocks(self, depth):
        """One to three blocks; a container begins with any of them."""
        lines = []
        for _ in range(self.random.choice([1, 1, 2, 3])):
            lines += ["", *self.some_block(depth)]
        return lines[1:]

    def fenced(self, head, lines, depth):
        fence = ":" * (3 + DEEPEST + 2 - depth)
        return [f"{fence} {{{head}}}", *lines, fence]

    # ---- the whole ----

    def title(self):
        if not self.has_top:
            return [f"# {self.plain(5)}", ""]
        return [*self.fenced(".cover", [f"# {self.plain(5)}", "",
                                        *self.fenced(".subtitle",
                                                     [self.plain(6)], 1)], 0),
                "", *self.fenced(".contents", [], 0), ""]

    def chapters(self):
        for _ in range(self.random.randint(1, 3)):
            lines = self.heading(0)
            for _ in range(self.random.randint(4, 12)):
                lines += ["", *self.some_block(0)]
            yield from self.fenced(".chapter", lines, -1) if self.has_top \
                else lines
            yield ""

    def back_page(self):
        if not self.has_top:
            return []
        return [*self.fenced(".back-page", [f"## {self.plain(3)}", "",
                                            *self.paragraph(3)], 0), ""]

    def document(self):
        lines = ["---", "smart: true", f"toc-depth: {self.random.randint(1, 3)}", "---", "",
                 *self.title(), *self.chapters(), *self.back_page(),
                 *(f"*[{name}]: {words}" for name, words in ABBREVIATIONS.items()), ""]
        for number, blocks in enumerate(self.notes, 1):
            lines += [*indented(blocks, f"[^{number}]: ", "    "), ""]
        return "\n".join(lines)


def indented(lines, first, others):
    return [((others if at else first) + line).rstrip()
            for at, line in enumerate(lines)]


def attribute(text):
    return text.replace("\\", "").replace('"', "'").replace("\n", " ")


def compose(seed):
    """(Markdown, language)."""
    composer = Composer(seed)
    return composer.document(), LANGUAGES[composer.document_language]
