"""Builds a publication at random, reads what came out, and tries to work out
what it hides; check-attack says what counts as broken."""
import itertools
import pathlib
import re
import subprocess
import sys

from linear import Problem
from outputs import HIDDEN, Reader
from publications import Publication

ROOT = pathlib.Path(__file__).resolve().parents[2]


# ---- Building ----------------------------------------------------------------

def run(*arguments):
    return subprocess.run(arguments, text=True, capture_output=True,
                          check=False)


def take_out(messages):
    """Takes blocks that may show nothing out of their texts."""
    for name, number in messages:
        path = pathlib.Path(name)
        lines = path.read_text().split("\n")
        start = int(number) - 1
        while not lines[start].startswith("::: {"):
            start -= 1
        lines[start:start + 3] = [""] * 3
        path.write_text("\n".join(lines))


def build(program, folder):
    command = [program, "build", "--content", str(folder / "content"), "-o",
               str(folder / "dist"), "--templates", str(ROOT / "templates"),
               "--fonts", str(ROOT / "fonts")]
    made = run(*command)
    nothing = re.findall(r"^(.*?):(\d+):\d+: error: E\d+: nothing of this may "
                         "be shown", made.stderr, re.MULTILINE)
    if nothing:
        take_out(nothing)
        made = run(*command)
    if made.returncode:
        sys.exit(f"check-attack: {folder}: {made.stderr}")


def missing_words():
    """What "Not stated" is in each language."""
    return {word for path in (ROOT / "templates" / "locales").glob("*.yaml")
            for word in re.findall(r"^  not-stated: ['\"]?(.*?)['\"]?$",
                                   path.read_text(), re.MULTILINE)}


def read(program, publication, folder, has_outputs=True):
    """Where it has none, the counts that they could have are read."""
    reader = Reader(publication, missing_words())
    told = run(program, "findings", "--format=json",
               str(folder / "content" / "p")).stdout
    if not has_outputs:
        return reader, reader.read_counts(told)
    reader.read_folder(folder / "dist")
    return reader, reader.read_findings(told)


# ---- What readers know -------------------------------------------------------

class Knowledge:
    def __init__(self, publication, reader, codings):
        self.publication, self.reader = publication, reader
        self.problem = Problem()
        self.groups = [None] + publication.themes
        self.words = {d: words + ([None] if any(
            case[d] is None for case in publication.values) else [])
            for d, words in publication.dimensions.items()}
        self.crosses = [tuple(sorted(c)) for c in publication.crosses]
        self.tables = ([()] + [(d,) for d in self.words] + self.crosses)
        for group in self.groups:
            self.add_sums(group)
            self.add_nested(group)
            self.add_told(group)
        self.add_themes()
        self.add_numbers()
        if codings is not None:
            self.add_codings(codings)

    def equal(self, whole, parts):
        self.problem.row([(1, p) for p in parts] + [(-1, whole)], 0, 0)

    def at_most(self, part, whole):
        self.problem.row([(1, whole), (-1, part)], 0)

    def places(self, table):
        return [tuple(zip(table, words)) for words in
                itertools.product(*(self.words[d] for d in table))]

    def add_sums(self, group):
        for d in self.words:
            self.equal((group, ()), [(group, p) for p in self.places((d,))])
        for cross in self.crosses:
            for d, other in (cross, cross[::-1]):
                for word in self.words[d]:
                    self.equal((group, ((d, word),)), [
                        (group, tuple(sorted(((d, word), (other, w)),
                                             key=lambda pair: pair[0])))
                        for w in self.words[other]])

    def slices(self, inner, outer):
        """What both dimensions are crossed with; () for nothing."""
        yield ()
        for other in self.words:
            pairs = [tuple(sorted((d, other))) for d in (inner, outer)]
            if all(pair in self.crosses for pair in pairs):
                yield from (((other, word),) for word in self.words[other])

    def add_nested(self, group):
        """Who is in a district of a region, one by one."""
        for (inner, outer), of in self.publication.nested.items():
            if len(inner) > 1:
                continue
            of = {i: o for (i,), o in of.items()}
            inner, outer = inner[0], outer[0]
            for slice_ in self.slices(inner, outer):
                def place(*pairs):
                    return tuple(sorted(pairs + slice_,
                                        key=lambda pair: pair[0]))
                def joint(i, o):
                    return group, "both", place((inner, i), (outer, o))
                for i in self.words[inner]:
                    self.equal((group, place((inner, i))), [
                        joint(i, o) for o in self.words[outer]
                        if of.get(i, o) == o])
                for o in self.words[outer]:
                    self.equal((group, place((outer, o))), [
                        joint(i, o) for i in self.words[inner]
                        if of.get(i, o) == o])
                    for i in self.words[inner]:
                        if group and of.get(i, o) == o:
                            self.at_most(joint(i, o), (group.above,) +
                                         joint(i, o)[1:])

    def values_of(self, place, dimension):
        """Those that who is at the place may have; None where nothing is known
        of it."""
        at = dict(place)
        if dimension in at:
            return {at[dimension]}
        told = [of.get(tuple(at[d] for d in inner), ...)
                for (inner, (outer,)), of in self.publication.nested.items()
                if outer == dimension and all(d in at for d in inner)]
        known = [value for value in told if value is not ...]
        if known:
            return {known[0]}
        return set(self.words[dimension]) if told else None

    def add_told(self, group):
        """A table by districts and bands tells one by regions and ages."""
        for inner, outer in itertools.permutations(self.tables, 2):
            if not outer or set(outer) <= set(inner):
                continue
            within, touching = {}, {}
            for place in self.places(inner):
                values = [self.values_of(place, d) for d in outer]
                if None in values:
                    break
                certain = all(len(v) == 1 for v in values)
                for at in itertools.product(*values):
                    (within if certain else touching).setdefault(
                        tuple(zip(outer, at)), []).append((group, place))
            else:
                for place in self.places(outer):
                    sure = within.get(place, [])
                    maybe = touching.get(place, [])
                    self.problem.row([(1, (group, place))] +
                                     [(-1, p) for p in sure], 0)
                    self.problem.row([(1, (group, place))] +
                                     [(-1, p) for p in sure + maybe], None, 0)

    def add_themes(self):
        everywhere = [p for table in self.tables for p in self.places(table)]
        for place in everywhere:
            for theme in self.publication.themes:
                self.at_most((theme, place), (theme.above, place))
            for whole, parts, _ in self.publication.families:
                self.equal((whole, place), [(p, place) for p in parts])
            for part, whole in self.publication.within:
                self.at_most((part, place), (whole, place))
            for a, b in self.publication.same:
                self.equal((a, place), [(b, place)])
            for asked in self.publication.asked:
                self.add_asked(place, *asked)

    def add_asked(self, place, theme, dimension, value):
        """All with the value, and nobody else."""
        at = dict(place)
        if at.setdefault(dimension, value) != value:
            self.problem.bound((theme, place), 0, 0)
        elif tuple(sorted(at)) in self.tables:
            self.equal((theme, place), [(None, tuple(sorted(at.items())))])

    def add_numbers(self):
        step = self.publication.rounding
        for name, value in self.reader.found.items():
            if value == HIDDEN:
                self.problem.bound(name, 1)  # zeros are shown
            elif step and value:
                self.problem.bound(name, max(self.publication.least,
                                             value - step // 2),
                                   value + (step - 1) // 2)
            else:
                self.problem.bound(name, value, value)
        for theme, of, place, share in self.reader.shares:
            if not step:
                whole, part = (of, place), (theme, place)
                self.problem.row([(200, part), (-2 * share + 1, whole)], 0)
                self.problem.row([(200, part), (-2 * share - 1, whole)],
                                 None, 0)

    def add_codings(self, codings):
        """Where nobody is coded with a theme that has parts, all codings are
        of those that have none."""
        if self.publication.rounding or \
                any(t.name == "M" for t in self.publication.themes):
            return
        wholes = {t.above for t in self.publication.themes}
        self.problem.row([(1, (t, ())) for t in self.publication.themes
                          if t not in wholes], codings, codings)


# ---- The attack --------------------------------------------------------------

class Attack:
    def __init__(self, publication, knowledge):
        self.publication = publication
        self.problem = knowledge.problem
        self.found = knowledge.reader.found
        self.wrong = list(knowledge.reader.wrong)
        self.hidden = self.narrow = self.counts = 0

    def say(self, group, place):
        name = group.name if group else "people"
        return " ".join([name] + [f"{d}={word}" for d, word in place])

    def is_safe(self, terms, true):
        """Whether solutions that were met for other sums differ by more than
        one in this, and are not all small where it is."""
        least, most = self.problem.met(terms)
        return least is not None and most - least > 1 and (
            not 0 < true < self.publication.least or
            most >= self.publication.least)

    def judge(self, what, terms, true):
        """Its bounds, or what it is known to reach."""
        if self.is_safe(terms, true):
            return self.problem.met(terms)
        least, most = self.problem.range(terms)
        if (least is not None and least > true) or \
                (most is not None and most < true):
            self.wrong.append(f"{what} is {true}, not {least} to {most}: the "
                              "attack knows what is not so")
        if most is not None and least == most:
            self.wrong.append(f"{what} is exactly {most}")
        elif 0 < true < self.publication.least and most is not None and \
                most < self.publication.least:
            self.wrong.append(f"{what} is from {least} to {most}, so small")
        return least, most

    def check_shown(self, group, place, value):
        true = self.publication.true(group, place)
        step = self.publication.rounding or 1
        shown = (true + step // 2) // step * step or (step if true else 0)
        if 0 < true < self.publication.least:
            self.wrong.append(f"{self.say(group, place)} is {true}, and shown")
        elif shown != value:
            self.wrong.append(f"{self.say(group, place)} is {true}, not "
                              f"{value}")

    def attack_hidden(self, group, place):
        self.hidden += 1
        least, most = self.judge(self.say(group, place),
                                 [(1, (group, place))],
                                 self.publication.true(group, place))
        self.narrow += most is not None and most - least <= 1

    def attack_rest(self, theme, place):
        """Of the group, and of the next theme above that is told there."""
        above = theme.above
        while above and (above, place) not in self.found:
            above = above.above
        for whole in {above, None}:
            if (whole, place) not in self.found:
                continue
            rest = self.publication.true(whole, place) - \
                self.publication.true(theme, place)
            if 0 < rest < self.publication.least:
                self.judge(f"all but {self.say(theme, place)}" +
                           (f" of {whole.name}" if whole else ""),
                           [(1, (whole, place)), (-1, (theme, place))], rest)

    def check_knowledge(self):
        """What readers know must be so, where no shown number is wrong."""
        def value(name):
            return self.publication.true(name[0], name[-1])
        broken = None if self.wrong else self.problem.broken_by(value)
        if broken:
            self.wrong.append(f"{broken}: the attack knows what is not so")

    def run(self, until=None):
        """What is wrong with shown ones first, as nothing may follow then. It
        ends where a message has the pattern `until`."""
        for _ in self.steps():
            if until and any(re.search(until, message)
                             for message in self.wrong):
                break
        self.problem.close()

    def steps(self):
        self.counts = len(self.found)
        found = sorted(self.found.items(),
                       key=lambda item: self.say(*item[0]))
        for (group, place), value in found:
            if value != HIDDEN:
                self.check_shown(group, place, value)
        self.check_knowledge()
        self.problem.build()
        yield
        for (group, place), value in found:
            try:
                if value == HIDDEN:
                    self.attack_hidden(group, place)
                if group:
                    self.attack_rest(group, place)
            except ValueError as error:
                self.wrong.append(f"{self.say(group, place)}: {error}")
                return
            yield


def attack(program, seed, folder, has_outputs=True):
    publication = Publication(seed)
    folder.mkdir(parents=True)
    publication.write(folder)
    if has_outputs:
        build(program, folder)
    reader, codings = read(program, publication, folder, has_outputs)
    one = Attack(publication, Knowledge(publication, reader, codings))
    one.run()
    return one
