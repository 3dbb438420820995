"""Variants of a publication's REFI-QDA project, for tests that change one
thing in the data and look at everything that comes out."""
import os
import shutil
import xml.etree.ElementTree as ElementTree
import zipfile

NAMESPACE = "urn:QDA-XML:project:1.0"
ElementTree.register_namespace("", NAMESPACE)


def tag(name):
    return f"{{{NAMESPACE}}}{name}"


def copy_publication(source, target):
    """A copy of a publication's folder, to be changed."""
    shutil.copytree(source, target)
    return os.path.join(target, "findings", "project.qdpx")


class Variant:
    """A project.qdpx, read to be changed and written again."""

    def __init__(self, path):
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.files = {e.filename: archive.read(e)
                          for e in archive.infolist()}
        self.root = ElementTree.fromstring(self.files["project.qde"])
        self.variables = {v.get("guid"): v.get("name")
                          for v in self.root.iter(tag("Variable"))}
        self.cases = {c.get("guid"): c for c in self.root.iter(tag("Case"))}
        self.owner = {ref.get("targetGUID"): guid
                      for guid, case in self.cases.items()
                      for kind in ("SourceRef", "SelectionRef")
                      for ref in case.findall(tag(kind))}

    def value_of(self, case, variable):
        for value in self.cases[case].iter(tag("VariableValue")):
            if self.variables[value[0].get("targetGUID")] == variable:
                return value[1]
        return None

    def owner_of(self, source, selection):
        return (self.owner.get(selection.get("guid")) or
                self.owner.get(source.get("guid")))

    def text_of(self, source):
        path = source.get("plainTextPath")
        if path:
            name = "sources/" + path.removeprefix("internal://")
            return self.files[name].decode()
        return source.find(tag("PlainTextContent")).text

    def set_text(self, source, text):
        path = source.get("plainTextPath")
        if path:
            name = "sources/" + path.removeprefix("internal://")
            self.files[name] = text.encode()
        else:
            source.find(tag("PlainTextContent")).text = text

    def selections(self):
        for source in self.root.iter(tag("TextSource")):
            for selection in source.findall(tag("PlainTextSelection")):
                yield source, selection

    def write(self):
        self.files["project.qde"] = ElementTree.tostring(
            self.root, encoding="utf-8", xml_declaration=True)
        with zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, contents in self.files.items():
                archive.writestr(name, contents)
