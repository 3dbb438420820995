"""Publications at random, with what readers may know of how their data hang
together. The texts print every table that findings.yaml publishes, spread over
two editions and two languages."""
import math
import random

KINDS = ("answers", "open question", "asked of some", "many answers", "nested",
         "bands", "crossed", "same people", "one part", "nearly all", "chosen",
         "rounded", "one value")
# Drawn by themselves, so that what a number gives of the KINDS stays.
MORE_KINDS = ("parts of the country", "kinds of places", "bands of age",
              "told by two", "all but these")
# Drawn by themselves again.
LATER_KINDS = ("within others",)
# How often chance may make what readers are taken to know.
CHANCE = 0.001


class Theme:
    def __init__(self, name, above=None):
        self.name, self.above = name, above
        self.by = None  # dimensions and pairs of them; None: all
        self.cases = set()

    @property
    def path(self):
        return (self.above.path + " > " if self.above else "") + self.name


class Publication:
    """values[case][dimension] is a word or None. What readers know: families
    are (whole or None for everybody, themes, whether they are all of it), within
    is (theme, theme that all of them have, in another branch), asked
    is (theme, dimension, value) where all of these people have it and no others,
    and nested maps (inner, outer), each dimensions, to {inner values: outer
    value}."""

    def __init__(self, seed, kinds=None):
        """Of these KINDS, or of some at random."""
        self.random = random.Random(seed)
        self.seed = seed
        chance = self.random.random
        self.kinds = {kind for kind in KINDS if chance() < 0.45}
        self.more = random.Random(f"more of {seed}")
        self.kinds |= {kind for kind in MORE_KINDS if self.more.random() < 0.2}
        self.later = random.Random(f"later of {seed}")
        self.kinds |= {kind for kind in LATER_KINDS if
                       self.later.random() < 0.3}
        if kinds is not None:
            self.kinds = kinds
        self.count = self.random.choice((20, 30, 45, 60, 90, 140, 220))
        self.least = self.random.choice((3, 5, 5, 5, 10))
        # PDFs take the most time; some of the publications have them, and what
        # is made of the same texts: books, documents, Braille, speech.
        self.has_prints = seed % 5 == 0
        self.rounding = 5 if "rounded" in self.kinds and chance() < 0.4 else 0
        self.themes, self.families, self.nested = [], [], {}
        self.same, self.asked, self.within = [], [], []
        self.dimensions, self.crosses = {}, []
        self.values = [{} for _ in range(self.count)]
        self.make_dimensions()
        self.make_themes()
        self.take_out_unused()
        self.choose_tables()

    # ---- People --------------------------------------------------------------

    def pick(self, words):
        """Small groups are likely: the smaller of two draws."""
        return words[min(self.random.randrange(len(words)),
                         self.random.randrange(len(words)))]

    def add_dimension(self, name, words, value):
        self.dimensions[name] = words
        for case in self.values:
            case[name] = value(case)

    def make_dimensions(self):
        missing = self.random.choice((0, 0, 0.1))
        districts = [f"district {i}" for i in
                     range(1, self.random.randint(3, 7) + 1)]
        self.add_dimension("area", districts, lambda case: None if
                           self.random.random() < missing else
                           self.pick(districts))
        if "nested" in self.kinds:
            regions = ["region north", "region south", "region west"]
            of = {d: self.random.choice(regions) for d in districts}
            if self.random.random() < 0.3:  # one that lies in two
                of.pop(self.random.choice(districts))
            self.add_dimension("region", regions, lambda case: of.get(
                case["area"], self.random.choice(regions)))
            self.nest("area", "region", of)
        if "bands" in self.kinds:
            self.add_dimension("carer", ["carers", "others"], lambda case:
                               "carers" if self.random.random() < 0.3 else
                               "others")
            bands = ["under 20 hours", "over 20 hours"]
            unsaid = self.random.choice((0, 0.15))
            self.add_dimension("hours", bands, lambda case: None if
                               case["carer"] == "others" or
                               self.random.random() < unsaid else
                               self.pick(bands))
            self.nest("hours", "carer", {b: "carers" for b in bands})
        if "one value" in self.kinds:
            self.add_dimension("country", ["the country"],
                               lambda case: "the country")
        ages = ["younger people", "older people", "oldest people"]
        self.add_dimension("age", ages, lambda case: self.random.choice(ages))
        if "crossed" in self.kinds:
            self.crosses.append(("area", "age"))
            if "nested" in self.kinds and self.random.random() < 0.5:
                self.crosses.append(("region", "age"))
        self.make_more_dimensions()

    def nest(self, inner, outer, of):
        self.nested[(inner,), (outer,)] = {(i,): o for i, o in of.items()}

    def cross(self, a, b):
        if "crossed" in self.kinds and self.more.random() < 0.6:
            self.crosses.append((a, b))

    def make_more_dimensions(self):
        districts = self.dimensions["area"]
        if "parts of the country" in self.kinds and "nested" in self.kinds:
            part = dict(zip(self.dimensions["region"],
                            ("part one", "part one", "part two")))
            self.add_dimension("part", ["part one", "part two"],
                               lambda case: part[case["region"]])
            self.nest("region", "part", part)
            self.nest("area", "part", {
                d[0]: part[r] for d, r in
                self.nested[("area",), ("region",)].items()})
            self.cross("part", "age")
        if "kinds of places" in self.kinds:
            kind = {d: self.more.choice(("town", "village"))
                    for d in districts}
            self.add_dimension("kind", ["town", "village"], lambda case:
                               kind.get(case["area"], "town"))
            self.nest("area", "kind", kind)
            self.cross("region" if "nested" in self.kinds else "age", "kind")
        if "bands of age" in self.kinds:
            of = {f"band {age}{i}": age for age in self.dimensions["age"]
                  for i in (1, 2)}
            self.add_dimension("band", list(of), lambda case: self.more.choice(
                [b for b in of if of[b] == case["age"]]))
            self.nest("band", "age", of)
            self.cross("area", "band")
        if "told by two" in self.kinds and "bands" in self.kinds:
            def value(age, carer):
                return "young carers" if (age, carer) == (
                    "younger people", "carers") else "all others"
            self.add_dimension("young", ["young carers", "all others"],
                               lambda case: value(case["age"], case["carer"]))
            self.crosses.append(("age", "carer"))
            self.nested[("age", "carer"), ("young",)] = {
                (a, c): value(a, c) for a in self.dimensions["age"]
                for c in self.dimensions["carer"]}

    def theme(self, name, above=None):
        self.themes.append(Theme(name, above))
        return self.themes[-1]

    def give(self, theme, case):
        while theme:
            theme.cases.add(case)
            theme = theme.above

    # ---- What they said ------------------------------------------------------

    def make_question(self, name, of):
        whole = self.theme(name)
        parts = [self.theme(f"{name}{letter}", whole) for letter in
                 "abcd"[:self.random.randint(2, 4)]]
        for case in of:
            self.give(self.pick(parts), case)
        self.families.append((whole, parts, True))

    def make_themes(self):
        everybody = range(self.count)
        chance = self.random.random
        if "answers" in self.kinds:
            self.make_question("Q", [c for c in everybody if chance() < 0.8])
        if "asked of some" in self.kinds:
            name, words = self.random.choice(list(self.dimensions.items()))
            self.make_question("S", [c for c in everybody if
                                     self.values[c][name] == words[0]])
            self.asked.append((self.families[-1][0], name, words[0]))
        if "open question" in self.kinds:
            parts = [self.theme(f"O{i}") for i in range(1, 4)]
            for case in everybody:
                self.give(self.pick(parts), case)
            self.families.append((None, parts, True))
        if "many answers" in self.kinds or not self.themes:
            whole = self.theme("M")
            parts = [self.theme(f"M{i}", whole) for i in range(1, 4)]
            for case in everybody:
                for part in parts + [whole]:
                    if chance() < 0.15:
                        self.give(part, case)
        if "one part" in self.kinds:
            whole = self.theme("P")
            part = self.theme("P1", whole)
            for case in everybody:
                if chance() < 0.3:
                    self.give(part, case)
            self.families.append((whole, [part], True))
        if "same people" in self.kinds:
            pair = self.theme("E1"), self.theme("E2")
            for case in everybody:
                if chance() < 0.2:
                    for theme in pair:
                        self.give(theme, case)
            self.same.append(pair)
        if "nearly all" in self.kinds:
            theme = self.theme("N")
            for case in everybody:
                if chance() < 0.93:
                    self.give(theme, case)

        self.make_more_themes()

    def make_more_themes(self):
        everybody = range(self.count)
        if "all but these" in self.kinds:
            part = next((t for t in self.themes if t.above), self.themes[0])
            rest = self.theme("C")
            for case in everybody:
                if case not in part.cases:
                    self.give(rest, case)
            self.families.append((None, [part, rest], True))
        if "within others" in self.kinds:
            self.make_themes_within()

    def make_themes_within(self):
        """One within a theme, and one within that one, which may have parts."""
        chance = self.later.random
        wholes = [t for t in self.themes if 10 < len(t.cases) < self.count]
        if not wholes:
            return
        whole = self.later.choice(wholes)
        for name in ("W", "V"):
            share = self.later.choice((0.3, 0.6, 0.9))
            part = self.theme(name)
            below = [self.theme(f"{name}{letter}", part) for letter in "ab"
                     if chance() < 0.5]
            for case in sorted(whole.cases):
                if chance() < share:
                    self.give(self.later.choice(below or [part]), case)
            if below:
                self.families.append((part, below, True))
            if len(part.cases) * math.log(len(whole.cases) / self.count) >= \
                    math.log(CHANCE):
                break
            self.within.append((part, whole))
            whole = part

    def take_out_unused(self):
        """A table knows no code that nobody has."""
        self.themes = [t for t in self.themes if t.cases]
        self.families = [(whole, [t for t in parts if t.cases], is_all)
                         for whole, parts, is_all in self.families
                         if whole is None or whole.cases]
        self.same = [pair for pair in self.same if pair[0].cases]
        self.asked = [one for one in self.asked if one[0].cases]

    def choose_tables(self):
        related = [theme for pair in self.within for theme in pair]
        for theme in self.themes:
            tables = list(self.dimensions)
            if theme in related:
                tables = [t for t in tables if self.later.random() < 0.6]
            elif "chosen" in self.kinds:
                tables = [t for t in tables if self.random.random() < 0.6]
            theme.by = tables + [
                pair for pair in self.crosses
                if set(pair) <= set(tables) and self.random.random() < 0.8]

    def true(self, group, place):
        """How many of a theme, or of all where it is None, are at a place."""
        return sum((group is None or case in group.cases) and
                   all(values[d] == word for d, word in place)
                   for case, values in enumerate(self.values))

    # ---- Files ---------------------------------------------------------------

    def write(self, folder):
        root = folder / "content" / "p"
        (root / "findings").mkdir(parents=True)
        (root / "findings" / "data.csv").write_text(self.table())
        (root / "findings" / "findings.yaml").write_text(self.settings())
        formats = "html, text, markdown, data"
        if self.has_prints:
            formats += ", pdf, pdf-large, epub, docx, odt, brf, pef, ssml"
        (root / "publication.yaml").write_text(
            "title: P\nidentifier: p\nlanguages: {en: en-GB, pl: pl}\n"
            "publisher: U\nissued: 2026-01-02\neditions:\n" + "".join(
                f"  - id: {e}\n    title: P\n    source: {e}.md\n"
                f"    formats: [{formats}]\n" for e in ("full", "short")))
        blocks = self.blocks()
        self.random.shuffle(blocks)
        for number, (language, edition) in enumerate(
                (l, e) for l in ("en", "pl") for e in ("full", "short")):
            path = root / language
            path.mkdir(exist_ok=True)
            (path / f"{edition}.md").write_text(
                "# P\n\n" + self.prose() +
                "\n\n".join(blocks[number::4]) + "\n")

    def table(self):
        rows = ["case,code," + ",".join(self.dimensions)]
        for case in range(self.count):
            values = ",".join(self.values[case][d] or ""
                              for d in self.dimensions)
            codes = [t.path for t in self.themes if case in t.cases and
                     not any(case in u.cases for u in self.themes
                             if u.above is t)]
            rows += [f"c{case},{code},{values}" for code in codes or [""]]
        return "\n".join(rows) + "\n"

    def settings(self):
        groups = [d for d in self.dimensions if d not in ("area", "age")]
        lines = ["project: data.csv", "area: area", "age: age"]
        if groups:
            lines += ["groups:"] + [f"  - {{id: {g}, variable: {g}, label: "
                                    f"{g}}}" for g in groups]
        if self.crosses:
            lines.append("cross-tabulations: [" + ", ".join(
                f"[{a}, {b}]" for a, b in self.crosses) + "]")
        lines += ["disclosure:", f"  least-count-shown: {self.least}"]
        if self.rounding:
            lines.append(f"  round-to: {self.rounding}")
        lines.append("themes:")
        for t in self.themes:
            by = ", ".join(b if isinstance(b, str) else f"[{b[0]}, {b[1]}]"
                           for b in t.by)
            lines.append(f'  - {{id: {t.name.lower()}, code: "{t.path}", '
                         f"label: {t.name}, by: [{by}]}}")
        return "\n".join(lines) + "\n"

    def prose(self):
        """Only what is not hidden may be asked for outside a section."""
        return "".join(
            f"{{{{#theme.{t.name.lower()}}}}}{{{{^hidden}}}}Of all people "
            f"{{{{people}}}} told of {t.name}.{{{{/hidden}}}}"
            f"{{{{/theme.{t.name.lower()}}}}}\n\n" for t in self.themes)

    def blocks(self):
        """The captions say what is counted, as captions do."""
        made = []
        names = " ".join(t.name.lower() for t in self.themes)
        made.append(f'::: {{.chart themes="{names}"}}\nAll themes\n:::')
        made.append(f'::: {{.findings-table themes="{names}" total=true}}\n'
                    "All themes\n:::")
        for d in self.dimensions:
            made.append(f"::: {{.findings-table rows={d} total=true "
                        f"value=people}}\nPeople by {d}\n:::")
        for a, b in self.crosses:
            made.append(f"::: {{.findings-table rows={a} columns={b} "
                        f"value=people total=true}}\nPeople by {a} by {b}\n"
                        ":::")
        for t in self.themes:
            made += self.blocks_of(t)
        wholes = [whole for whole, parts, _ in self.families
                  if whole and len(parts) > 1]
        if len(wholes) > 1:
            ids = " ".join(t.name.lower() for t in wholes)
            made.append(f'::: {{.chart kind=dots compare="{ids}" '
                        "value=people}\nCompared: parts\n:::")
        return made

    def blocks_of(self, t):
        made = []
        for by in t.by:
            if isinstance(by, str):
                kind = self.random.choice(("findings-table", "chart",
                                           "findings-table value=people"))
                total = "" if kind == "chart" else " total=true"
                made.append(f'::: {{.{kind} theme={t.name.lower()} rows={by}'
                            f"{total}}}\n{t.name} by {by}\n:::")
            else:
                made.append(f"::: {{.findings-table theme={t.name.lower()} "
                            f"rows={by[0]} columns={by[1]} value=people "
                            f"total=true}}\n{t.name} by {by[0]} by {by[1]}\n"
                            ":::")
        parts = [u for u in self.themes if u.above is t]
        if parts:
            names = " ".join(u.name.lower() for u in parts)
            made.append(f'::: {{.findings-table themes="{names}" '
                        f"of={t.name.lower()} total=true}}\n"
                        f"Parts of {t.name}\n:::")
        if any(whole is t for whole, _, _ in self.families) and len(parts) > 1:
            made.append(f'::: {{.chart kind=stacked themes={t.name.lower()} '
                        f"columns=parts of={t.name.lower()}}}\n"
                        f"Answers to {t.name}\n:::")
            for by in [d for d in self.dimensions
                       if all(d in one.by for one in [t] + parts)]:
                made.append(f'::: {{.chart kind=stacked themes="{names}" '
                            f"rows={by} columns=themes "
                            f"of={t.name.lower()}}}\nAnswers to {t.name} by {by}\n"
                            ":::")
        return made
