"""Rules that tie content to structure: what is shown, what the tree says."""

from . import rules_document
from .content import Walk
from .objects import is_reference, name, text
from .structure import Content, ObjectReference


class Shown:
    """The marked content of all pages, and the tree's references to it."""

    def __init__(self, file, tree, fonts, findings):
        self.file = file
        self.tree = tree
        self.findings = findings
        self.parents = parent_tree(file, tree, findings)
        self.owners = {}    # (page or form, MCID) → element
        self.sequences = {} # (page or form, MCID) → Sequence
        self.collect_references()
        for page in file.pages:
            self.read_page(page, fonts)

    def collect_references(self):
        for element in self.tree.elements():
            for kid in element.kids:
                if not isinstance(kid, Content):
                    continue
                place = (kid.form or kid.page, kid.mcid)
                if place in self.owners:
                    self.findings.add(
                        "PDF 14.7.4.2", f"MCID {kid.mcid} of page "
                        f"{self.file.page_number(kid.page)} belongs to two "
                        f"elements, {self.owners[place].ref} and this",
                        ref=element.ref)
                self.owners[place] = element

    def parent_array(self, dictionary):
        key = dictionary.get("/StructParents")
        array = self.file.resolve(self.parents.get(key))
        return array if isinstance(array, list) else []

    def read_page(self, page, fonts):
        def is_tagged(form, mcid):
            holder = self.file.resolve(form) if form else page.dictionary
            array = self.parent_array(holder)
            return isinstance(mcid, int) and 0 <= mcid < len(array) \
                and array[mcid] in self.tree.by_ref
        walk = Walk(self.file, fonts, self.findings, page)
        walk.run(is_tagged)
        self.check_parents(page, page.ref, page.dictionary, walk.sequences)
        for form, sequences in walk.form_sequences.items():
            self.check_parents(page, form, self.file.resolve(form), sequences)
        if walk.sequences and "/StructParents" not in page.dictionary:
            self.findings.add("PDF 14.7.4.4", "the page has marked content but "
                              "no StructParents", page.number, page.ref)

    def check_parents(self, page, holder, dictionary, sequences):
        array = self.parent_array(dictionary)
        find = self.findings.add
        for mcid, sequence in sequences.items():
            self.sequences[(holder, mcid)] = sequence
            owner = self.owners.get((holder, mcid))
            entry = array[mcid] if isinstance(mcid, int) \
                and 0 <= mcid < len(array) else None
            if owner is None:
                find("PDF 14.7.4.4", f"no element holds MCID {mcid} "
                     f"({sequence.tag}, '{sequence.text[:30]}')", page.number)
            elif entry != owner.ref:
                find("PDF 14.7.4.4", f"the ParentTree gives {entry} for MCID "
                     f"{mcid}, but {owner.ref} holds it", page.number)
            if owner and sequence.text.strip() \
                    and "/Lang" not in self.file.catalog \
                    and not has_language(owner):
                find("UA 7.2-34", f"the language of MCID {mcid} cannot be "
                     "known", page.number, owner.ref)
            if not sequence.shown:
                find("own mark", f"MCID {mcid} ({sequence.tag}) shows nothing",
                     page.number, owner.ref if owner else None)
            if sequence.private_use and not has_actual_text(owner):
                find("A 6.2.11.7.3", f"MCID {mcid} shows characters of the "
                     "Private Use Area without ActualText", page.number)
        for mcid, entry in enumerate(array):
            if self.file.resolve(entry) is not None and mcid not in sequences:
                find("PDF 14.7.4.4", f"the ParentTree tells of MCID {mcid}, "
                     "which the page does not show", page.number, entry)

    def check_references(self):
        """Every reference of the tree leads to content that is there."""
        for (holder, mcid), element in self.owners.items():
            if (holder, mcid) not in self.sequences:
                self.findings.add(
                    "PDF 14.7.4.2", f"{element.role} holds MCID {mcid} of page "
                    f"{self.file.page_number(holder)}, which is not there",
                    ref=element.ref)


def has_language(element):
    while element is not None:
        if element.text_entry("/Lang"):
            return True
        element = element.parent
    return False


def has_actual_text(element):
    while element is not None:
        if element.text_entry("/ActualText") is not None:
            return True
        element = element.parent
    return False


def parent_tree(file, tree, findings):
    """{key: value} of the ParentTree."""
    root = tree.root.get("/ParentTree")
    if root is None:
        findings.add("PDF 14.7.4.4", "StructTreeRoot has no ParentTree")
        return {}
    pairs = list(file.tree_pairs(root, "/Nums"))
    keys = [key for key, _ in pairs]
    if keys != sorted(set(keys)):
        findings.add("PDF 7.9.7", "the ParentTree's keys are not in order, "
                     "each once")
    following = tree.root.get("/ParentTreeNextKey")
    if keys and following is not None and following <= keys[-1]:
        findings.add("PDF 14.7.2", f"ParentTreeNextKey is {following}, the "
                     f"last key is {keys[-1]}")
    check_limits(file, root, findings)
    return dict(pairs)


def check_limits(file, root, findings):
    """Limits of every node but the root hold exactly its keys."""
    node = file.resolve(root)
    waiting = list(file.get(node, "/Kids", []))
    seen = set()
    while waiting:
        ref = waiting.pop()
        if ref in seen:
            findings.add("PDF 7.9.7", "a node of the ParentTree stands twice",
                         ref=ref)
            continue
        seen.add(ref)
        node = file.resolve(ref)
        keys = [key for key, _ in file.tree_pairs(ref, "/Nums")]
        if file.get(node, "/Limits", []) != keys[:1] + keys[-1:]:
            findings.add("PDF 7.9.7", "Limits are not the node's first and "
                         "last key", ref=ref)
        waiting += file.get(node, "/Kids", [])


# ---- Annotations -----------------------------------------------------------


def check_annotations(shown):
    references = {}
    for element in shown.tree.elements():
        for kid in element.kids:
            if isinstance(kid, ObjectReference):
                references.setdefault(kid.ref, []).append((element, kid))
    seen = set()
    for page in shown.file.pages:
        annotations = shown.file.get(page.dictionary, "/Annots", [])
        if annotations and name(page.dictionary.get("/Tabs")) != "S":
            shown.findings.add("UA 7.18.3-1", "the page has annotations, but "
                               "Tabs is not S", page.number, page.ref)
        for ref in annotations:
            seen.add(ref)
            check_annotation(shown, page, ref, references.get(ref, []))
    for ref, holders in references.items():
        if ref not in seen and "/Rect" in (shown.file.resolve(ref) or {}):
            shown.findings.add("PDF 14.7.4.3", "an element refers to an "
                               "annotation that no page has",
                               ref=holders[0][0].ref)


def is_hidden(file, page, annotation):
    """Hidden, or wholly outside of the page."""
    if file.get(annotation, "/F", 0) & 2:
        return True
    box = file.resolve(page.get("/CropBox") or page.get("/MediaBox"))
    rect = file.get(annotation, "/Rect", [])
    return len(rect) == 4 and isinstance(box, list) and (
        max(rect[0], rect[2]) <= box[0] or min(rect[0], rect[2]) >= box[2]
        or max(rect[1], rect[3]) <= box[1] or min(rect[1], rect[3]) >= box[3])


def check_annotation(shown, page, ref, holders):
    file, find = shown.file, shown.findings.add
    annotation = file.resolve(ref) or {}
    kind = name(annotation.get("/Subtype"))
    if kind == "PrinterMark" and holders:
        find("UA 7.18.8-1", "a PrinterMark is tagged", page.number, ref)
    if kind in ("Popup", "PrinterMark") or is_hidden(file, page, annotation):
        return
    if kind == "TrapNet":
        find("UA 7.18.2-1", "TrapNet is not permitted", page.number, ref)
    owner = check_struct_parent(shown, page, ref, annotation, holders)
    role = owner.role if owner else "no element"
    wanted = {"Link": ("Link", "7.18.5-1"), "Widget": ("Form", "7.18.4-1")}
    expected, rule = wanted.get(kind, ("Annot", "7.18.1-1"))
    if role != expected:
        find(f"UA {rule}", f"the {kind} annotation stands in {role}, not in "
             f"{expected}", page.number, ref)
    told = text(file.resolve(annotation.get("/Contents"))) or ""
    alternative = (owner.text_entry("/Alt") if owner else None) or ""
    if kind == "Link":
        check_link(shown, page, ref, annotation, told)
    elif kind == "Widget":
        label = text(file.resolve(annotation.get("/TU"))) or alternative
        if not label and "/Parent" not in annotation:
            find("UA 7.18.1-3", "the form field has no TU", page.number, ref)
    elif not told.strip() and not alternative:
        find("UA 7.18.1-2", f"the {kind} annotation has no Contents and no Alt",
             page.number, ref)
    if told and "/Lang" not in file.catalog and not (
            owner and owner.text_entry("/Lang")):
        find("UA 7.2-24", "the language of Contents cannot be known",
             page.number, ref)


def check_struct_parent(shown, page, ref, annotation, holders):
    """The element that an annotation belongs to, by the ParentTree."""
    find = shown.findings.add
    entry = shown.parents.get(annotation.get("/StructParent"))
    owner = shown.tree.by_ref.get(entry) if is_reference(entry) else None
    if owner is None:
        find("PDF 14.7.4.4", "the annotation has no StructParent that leads "
             "to an element", page.number, ref)
        return None
    if len(holders) != 1 or holders[0][0] is not owner:
        find("PDF 14.7.4.4", f"StructParent leads to {owner.ref}, but the "
             f"elements that hold the annotation are "
             f"{[element.ref for element, _ in holders]}", page.number, ref)
    for _, kid in holders:
        if kid.page not in (None, page.ref):
            find("PDF 14.7.4.3", "Pg of the reference is not the annotation's "
                 "page", page.number, ref)
    return owner


def check_link(shown, page, ref, annotation, told):
    file, find = shown.file, shown.findings.add
    if not told.strip():
        find("UA 7.18.5-2", "the link has no Contents", page.number, ref)
    if not rules_document.destination_exists(file, annotation):
        find("own link", "the link leads nowhere", page.number, ref)
    rect = file.get(annotation, "/Rect", [])
    if len(rect) != 4 or rect[0] >= rect[2] or rect[1] >= rect[3]:
        find("PDF 12.5.2", f"the link's Rect {rect} is empty", page.number, ref)
        return
    points = file.get(annotation, "/QuadPoints", [])
    if len(points) % 8:
        find("PDF 12.5.6.5", "QuadPoints is not eight numbers an area",
             page.number, ref)
    for x, y in zip(points[::2], points[1::2]):
        if not (rect[0] - 0.01 <= x <= rect[2] + 0.01
                and rect[1] - 0.01 <= y <= rect[3] + 0.01):
            find("PDF 12.5.6.5", "QuadPoints leave the link's Rect, so viewers "
                 "ignore them", page.number, ref)
            break
