"""What a reader finds in finished outputs: the numbers of tables in all formats, of
sentences in these, and of `everyread findings`."""
import concurrent.futures
import json
import re

from formats import is_read, told_by

HIDDEN, NOTHING = "hidden", "nothing"


def number(cell):
    """A count, ("%", share), HIDDEN, or NOTHING."""
    cell = re.sub(r"[\s\u00a0\u202f,]", "", cell)
    if cell.startswith("["):
        return HIDDEN
    if re.fullmatch(r"\d+%", cell):
        return "%", int(cell[:-1])
    return int(cell) if re.fullmatch(r"\d+", cell) else NOTHING


class Reader:
    """`found`: (theme or None, place) to counts or HIDDEN; a place is a sorted
    tuple of (dimension, value). `shares`: (theme, of, place, per cent).
    Numbers that contradict each other are in `wrong`."""

    def __init__(self, publication, missing):
        self.themes = {t.name: t for t in publication.themes}
        self.dimensions = publication.dimensions
        self.missing = missing  # what "Not stated" is in each language
        self.found, self.shares, self.wrong = {}, [], []

    def note(self, theme, place, value):
        key = theme, tuple(sorted(place))
        if value == NOTHING or isinstance(value, tuple):
            return
        before = self.found.setdefault(key, value)
        if before != value:
            self.wrong.append(f"{key}: {before} and {value}")
            if before == HIDDEN:
                self.found[key] = value

    def value_of(self, dimension, label):
        """(dimension, word); None for a total."""
        word = label.split(": ")[-1]
        if word in self.dimensions[dimension]:
            return (dimension, word),
        if word in self.missing:
            return (dimension, None),
        return ()

    def note_row(self, theme, of, place, cells):
        """People, of how many, per cent: as many of them as there are."""
        cells = [number(c) for c in cells]
        counts = [c for c in cells if not isinstance(c, tuple)]
        share = [c for c in cells if isinstance(c, tuple)]
        self.note(theme, place, counts[0] if counts else NOTHING)
        if len(cells) == 3:
            self.note(of, place, cells[1])
        if share:
            self.shares.append((theme, of, tuple(sorted(place)), share[0][1]))

    def read_table(self, caption, rows):
        head, body = rows[0], rows[1:]
        words = caption.split(" by ")
        if caption == "All themes" or caption.startswith("Parts of "):
            of = self.themes.get(caption.removeprefix("Parts of "))
            for label, *cells in body:
                # The last row is all that the shares are of.
                theme = self.themes.get(label, of)
                self.note_row(theme, of, (), cells)
        elif caption.startswith("Compared: "):
            # Parts of several themes, each in the column of its own.
            for label, *cells in body:
                part = self.themes[label]
                for name, cell in zip(head[1:], cells):
                    if self.themes[name] is part.above:
                        self.note_row(part, part.above, (), [cell])
        elif caption.startswith("Answers to ") and len(words) == 2:
            whole = self.themes[words[0].removeprefix("Answers to ")]
            for label, *cells in body:
                place = self.value_of(words[1], label)
                for name, cell in zip(head[1:], cells):
                    # A hidden share may be of a hidden base, not count.
                    if number(cell) != HIDDEN:
                        self.note_row(self.themes[name], whole, place, [cell])
        elif caption.startswith("Answers to "):
            whole = self.themes[caption.removeprefix("Answers to ")]
            for name, cell in zip(head[1:], body[0][1:]):
                self.note_row(self.themes[name], whole, (), [cell])
        elif len(words) > 1:
            theme = self.themes.get(words[0])
            for label, *cells in body:
                row = self.value_of(words[1], label)
                if len(words) == 2:
                    self.note_row(theme, None, row, cells)
                    continue
                for name, cell in zip(head[1:], cells):
                    column = self.value_of(words[2], name)
                    self.note_row(theme, None, row + column, [cell])

    def read_text(self, text):
        for count, name in re.findall(
                r"Of all people (\d+) told of\s+(\w+)\.", text):
            self.note(self.themes[name], (), int(count))

    def read_file(self, path):
        tables, text = told_by(path)
        for caption, rows in tables:
            self.read_table(caption, rows)
        self.read_text(text)

    def read_folder(self, folder):
        """All files in it. Some are opened by other programs, side by side."""
        paths = [path for path in sorted(folder.rglob("*")) if is_read(path)]
        with concurrent.futures.ThreadPoolExecutor() as pool:
            list(pool.map(told_by, paths))
        for path in paths:
            self.read_file(path)

    def read_findings(self, text):
        """Returns the number of codings, or None."""
        told = json.loads(text)
        for key in ("cases", "sources", "base"):
            if told[key] is not None:
                self.note(None, (), told[key])
        for one in told["themes"]:
            name = one["code"].split(" > ")[-1]
            self.note(self.themes[name], (), HIDDEN if one["cases"] is None
                      else one["cases"])
        return told["segments"]

    def read_counts(self, text):
        """The same, of all counts that any output could have."""
        told = json.loads(text)
        themes = {name.lower(): theme for name, theme in self.themes.items()}
        for one in told["counts"]:
            self.note(themes.get(one["theme"]), one["by"].items(),
                      HIDDEN if one["cases"] is None else one["cases"])
        return told["segments"]
