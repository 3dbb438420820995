"""The structure tree: elements, what they hold, and where it stands."""

from .objects import is_reference, name, text

STANDARD = set("""Document Part Art Sect Div BlockQuote Caption TOC TOCI Index
NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead
TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP
Warichu WT WP Figure Formula Form""".split())
# ISO 32000-2, 14.8.6: what PDF 2.0 has, and what it no longer has.
NAMESPACE_1 = "http://iso.org/pdf/ssn"
NAMESPACE_2 = "http://iso.org/pdf2/ssn"
NAMESPACES = {
    NAMESPACE_1: STANDARD,
    NAMESPACE_2: STANDARD - set("""Art BlockQuote TOC TOCI Index Private Quote
        Note Reference BibEntry Code""".split())
    | {"DocumentFragment", "Aside", "Title", "FENote", "Sub", "Em", "Strong",
       "Artifact"},
}


class Content:
    """A reference to a marked-content sequence, from an element."""

    def __init__(self, page, mcid, form):
        self.page = page # reference of the page, or None
        self.mcid = mcid
        self.form = form # reference of the form that holds it, or None


class ObjectReference:
    """A reference to an annotation or image, from an element."""

    def __init__(self, page, ref):
        self.page = page
        self.ref = ref


class Element:
    def __init__(self, ref, dictionary, parent):
        self.ref = ref
        self.dictionary = dictionary
        self.parent = parent
        self.type = name(dictionary.get("/S")) or ""
        self.role = self.type # after the role map
        self.namespace_ref = None
        self.namespace = None # its name
        self.kids = []
        self.attributes = {}  # owner → {key: value}

    def children(self):
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def attribute(self, owner, key):
        return self.attributes.get(owner, {}).get(key)

    def text_entry(self, key):
        return text(self.dictionary.get(key))


class Tree:
    def __init__(self, file, findings):
        self.file = file
        self.findings = findings
        self.root = file.get(file.catalog, "/StructTreeRoot", {})
        self.role_map = {key[1:]: name(value) for key, value
                         in file.get(self.root, "/RoleMap", {}).items()}
        self.class_map = file.get(self.root, "/ClassMap", {})
        self.by_ref = {}
        self.top = Element(None, {"/S": "/Root"}, None)
        self.read()

    def elements(self):
        """All elements in reading order."""
        waiting = list(reversed(self.top.children()))
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.children())

    def read(self):
        root_ref = self.file.catalog.get("/StructTreeRoot")
        waiting = [(self.top, kid, None)
                   for kid in reversed(self.kids_of(self.root))]
        while waiting:
            parent, kid, page = waiting.pop()
            dictionary = self.file.resolve(kid)
            if isinstance(dictionary, int) or not is_element(dictionary):
                self.add_content(parent, dictionary, page)
                continue
            if is_reference(kid) and kid in self.by_ref:
                self.findings.add("PDF 14.7.2", "the structure element stands "
                                  "twice in the tree", ref=kid)
                continue
            element = self.add_element(parent, kid, dictionary, root_ref)
            page = dictionary.get("/Pg", page)
            waiting += [(element, below, page)
                        for below in reversed(self.kids_of(dictionary))]

    def kids_of(self, dictionary):
        kids = dictionary.get("/K")
        resolved = self.file.resolve(kids)
        if resolved is None:
            return []
        return resolved if isinstance(resolved, list) else [kids]

    def add_element(self, parent, ref, dictionary, root_ref):
        element = Element(ref if is_reference(ref) else None, dictionary,
                          parent)
        self.read_namespace(element)
        element.role = self.standard_role(element)
        self.read_attributes(element)
        parent.kids.append(element)
        if element.ref:
            self.by_ref[element.ref] = element
        above = dictionary.get("/P")
        if above is None:
            self.findings.add("UA 7.1-12", f"{element.type} has no parent",
                              ref=element.ref)
        elif above != (parent.ref or root_ref):
            self.findings.add("PDF 14.7.2", f"the parent of {element.type} is "
                              f"not the element that holds it, {parent.type}",
                              ref=element.ref)
        return element

    def add_content(self, parent, kid, page):
        if isinstance(kid, int):
            parent.kids.append(Content(page, kid, None))
        elif isinstance(kid, dict) and name(kid.get("/Type")) == "MCR":
            parent.kids.append(Content(kid.get("/Pg", page), kid.get("/MCID"),
                                       kid.get("/Stm")))
        elif isinstance(kid, dict) and name(kid.get("/Type")) == "OBJR":
            parent.kids.append(ObjectReference(kid.get("/Pg", page),
                                               kid.get("/Obj")))
        else:
            self.findings.add("PDF 14.7.2", f"{parent.type} holds a kid that "
                              "is no element and no content", ref=parent.ref)

    def read_namespace(self, element):
        ref = element.dictionary.get("/NS")
        space = self.file.resolve(ref)
        if isinstance(space, dict):
            element.namespace_ref = ref if is_reference(ref) else None
            element.namespace = text(self.file.resolve(space.get("/NS")))

    def standard_role(self, element):
        """The standard type that the role map gives an element's type; the map
        is not for elements that are in a namespace."""
        role, seen = element.type, set()
        if element.namespace:
            return role
        while role not in STANDARD:
            if role in seen:
                self.findings.add("UA 7.1-6", f"the role map maps {role} in a "
                                  "circle", ref=element.ref)
                return role
            seen.add(role)
            if role not in self.role_map:
                self.findings.add("UA 7.1-5", f"{element.type} is not a "
                                  "standard type and is not mapped to one",
                                  ref=element.ref)
                return role
            role = self.role_map[role]
        return role

    def read_attributes(self, element):
        sources = []
        for class_name in as_list(self.file, element.dictionary.get("/C")):
            sources += as_list(self.file, self.class_map.get(class_name))
        sources += as_list(self.file, element.dictionary.get("/A"))
        for source in sources:
            if not isinstance(source, dict):
                continue # a revision number
            owner = name(source.get("/O"))
            table = element.attributes.setdefault(owner, {})
            for key, value in source.items():
                table[key[1:]] = self.file.resolve(value)


def is_element(dictionary):
    return isinstance(dictionary, dict) and "/S" in dictionary \
        and name(dictionary.get("/Type")) in (None, "StructElem")


def as_list(file, value):
    value = file.resolve(value)
    if value is None:
        return []
    if isinstance(value, list):
        return [file.resolve(item) for item in value]
    return [value]
