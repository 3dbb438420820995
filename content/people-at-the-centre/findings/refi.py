"""Writes REFI-QDA projects (.qdpx), for make-project: people as cases with what
they ticked, what they said as text with coded selections. The same input
gives the same bytes."""
import io
import uuid
import zipfile
from xml.sax.saxutils import escape, quoteattr

CREATED = "2020-12-18T16:00:00Z"
ZIP_TIME = (2020, 12, 18, 16, 0, 0)


def named(kind, key):
    """An identifier that stays while the key does."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"everyread:{kind}:{key}"))


def counted(kind, number):
    return f"{kind:08x}-0000-4000-8000-{number:012x}"


USERS = [(counted(1, n), f"Coder {n} (invented)") for n in (1, 2)]


def element(name, text):
    return f"<{name}>{escape(text)}</{name}>"


class Source:
    """Running text with the selections on it."""

    def __init__(self, number, name, notice, is_inline):
        self.guid, self.name = counted(3, number), name
        self.is_inline = is_inline
        self.parts, self.length, self.selections = [], 0, []
        self.add(notice + "\n" + name + "\n")

    def add(self, text):
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start, self.length

    def text(self):
        return "".join(self.parts)


class Writer:
    """A project of people, each with a name, codes and what was said.

    codes: key, name, description, depth, whether it can be given; in order.
    variables: name, function of a person, description.
    batches: name of the source, people, whether the text stands in the project.
    question: a function; what the interviewer puts in between, or None.
    notice: stands at the top of every source.
    """

    def __init__(self, people, codes, variables, batches, question, notice):
        self.people, self.codes, self.variables = people, codes, variables
        self.question, self.notice = question, notice
        self.code_guid = {code[0]: named("code", code[0]) for code in codes}
        self.variable_guid = {v[0]: named("variable", v[0]) for v in variables}
        self.sources, self.selections, self.codings = [], 0, 0
        self.refs = {id(p): [] for p in people}
        self.write_down(batches)

    def speak(self, source, person):
        """One person's turn; returns the selections' identifiers."""
        source.add(f"\n[{person.name}]\n")
        if not person.said:
            source.add("(No comment.)\n")
        for n, (text, given) in enumerate(person.said):
            question = self.question() if n else None
            if question:
                source.add(f"– {question}\n")
            start, end = source.add(text)
            source.add("\n")
            self.selections += 1
            guid = counted(4, self.selections)
            coder = USERS[self.selections % 5 == 0][0]
            lines = [f'<PlainTextSelection guid="{guid}" startPosition="{start}"'
                     f' endPosition="{end}" creatingUser="{coder}">']
            for code in given:
                self.codings += 1
                lines.append(f'<Coding guid="{counted(5, self.codings)}">'
                             f'<CodeRef targetGUID="{self.code_guid[code]}"/>'
                             "</Coding>")
            source.selections.append("".join(lines) + "</PlainTextSelection>")
            yield guid

    def write_down(self, batches):
        """A batch that a source of its own holds within the project belongs
        to its person as a whole; in the others each selection says whose it
        is."""
        for name, batch, is_inline in batches:
            source = Source(len(self.sources) + 1, name, self.notice, is_inline)
            self.sources.append(source)
            for p in batch:
                selections = list(self.speak(source, p))
                self.refs[id(p)] = [
                    f'<SourceRef targetGUID="{source.guid}"/>'] if is_inline \
                    else [f'<SelectionRef targetGUID="{guid}"/>'
                          for guid in selections]

    def codebook(self):
        depth = -1
        for key, name, use, level, codable in self.codes:
            yield "</Code>" * (depth - level + 1)
            depth = level
            yield (f'\n<Code guid="{self.code_guid[key]}" '
                   f'name={quoteattr(name)} isCodable="{str(codable).lower()}">'
                   + element("Description", use))
        yield "</Code>" * (depth + 1)

    def case(self, number, person):
        yield (f'\n<Case guid="{counted(2, number)}" name="{person.name}">'
               + element("Description", "Invented."))
        for code in person.codes:
            yield f'<CodeRef targetGUID="{self.code_guid[code]}"/>'
        for name, value_of, _ in self.variables:
            value = value_of(person)
            if value is not None:
                yield ('<VariableValue><VariableRef targetGUID='
                       f'"{self.variable_guid[name]}"/>'
                       + element("TextValue", value) + "</VariableValue>")
        yield from self.refs[id(person)]
        yield "</Case>"

    def source(self, source):
        where = "" if source.is_inline else \
            f' plainTextPath="internal://{source.guid}.txt"'
        yield (f'\n<TextSource guid="{source.guid}" '
               f'name={quoteattr(source.name)}{where}>'
               + element("Description", self.notice))
        if source.is_inline:
            yield element("PlainTextContent", source.text())
        yield from ("\n" + line for line in source.selections)
        yield "</TextSource>"

    def project(self):
        yield ('<?xml version="1.0" encoding="utf-8"?>\n'
               '<Project xmlns="urn:QDA-XML:project:1.0" '
               'name="People at the Centre: invented demonstration data" '
               'origin="make-project, invented data" '
               f'creatingUserGUID="{USERS[0][0]}" '
               f'creationDateTime="{CREATED}">\n<Users>')
        for guid, name in USERS:
            yield f'<User guid="{guid}" name="{name}"/>'
        yield "</Users>\n<CodeBook><Codes>"
        yield from self.codebook()
        yield "\n</Codes></CodeBook>\n<Variables>"
        for name, _, use in self.variables:
            yield (f'\n<Variable guid="{self.variable_guid[name]}" '
                   f'name="{name}" typeOfVariable="Text">'
                   + element("Description", use) + "</Variable>")
        yield "\n</Variables>\n<Cases>"
        for number, person in enumerate(self.people, 1):
            yield from self.case(number, person)
        yield "\n</Cases>\n<Sources>"
        for source in self.sources:
            yield from self.source(source)
        yield "\n</Sources>\n" + element(
            "Description", "Invented, every bit of it: people, answers, words "
            "and codes were made by a program to demonstrate a publication. "
            "Nobody in this project exists, and nothing in it is evidence.")
        yield "\n</Project>\n"

    def archive(self):
        files = [("project.qde", "".join(self.project()))]
        files += [(f"sources/{s.guid}.txt", s.text()) for s in self.sources
                  if not s.is_inline]
        memory = io.BytesIO()
        with zipfile.ZipFile(memory, "w") as archive:
            for name, text in files:
                entry = zipfile.ZipInfo(name, ZIP_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system, entry.external_attr = 3, 0o644 << 16
                archive.writestr(entry, text.encode("utf-8"), compresslevel=9)
        return memory.getvalue()
