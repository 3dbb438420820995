"""What ECMA-376 asks of a WordprocessingML package, as far as Word refuses or repairs
files that have it otherwise: parts, their media types and relationships (part 2, OPC),
children in their order, attributes that must be there, and values (part 1, 17).

    mistakes_in(path) → lines
"""
import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."

# Children in the order in which they must stand; each but those of REPEATED once.
BORDERS = "top left start bottom right end insideH insideV"
ORDER = {name: children.split() for name, children in {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
           "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
           "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
           "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
           "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs "
           "em lang eastAsianLayout specVanish oMath rPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
             "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark "
            "headers cellIns cellDel cellMerge tcPrChange",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
              "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings "
              "sectPrChange",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
             "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "styles": "docDefaults latentStyles style", "docDefaults": "rPrDefault pPrDefault",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup", "num": "abstractNumId lvlOverride",
    "lvlOverride": "startOverride lvl",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "numPr": "ilvl numId numberingChange ins", "pBdr": "top left bottom right between bar",
    "tblBorders": BORDERS, "tcBorders": BORDERS + " tl2br tr2bl", "tblCellMar": "top left start bottom right end",
    "tcMar": "top left start bottom right end", "sdt": "sdtPr sdtEndPr sdtContent", "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "docPartObj": "docPartGallery docPartCategory docPartUnique", "tr": "tblPrEx trPr tc",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "settings": "writeProtection view zoom removePersonalInformation mirrorMargins embedTrueTypeFonts proofState "
                "defaultTabStop autoHyphenation evenAndOddHeaders updateFields footnotePr endnotePr compat docVars rsids "
                "themeFontLang clrSchemeMapping decimalSymbol listSeparator",
}.items()}
REPEATED = {"headerReference", "footerReference", "style", "abstractNum", "num", "lvlOverride", "lvl", "tr", "tc",
            "tblStylePr", "bookmarkStart", "bookmarkEnd"}
ANYWHERE = {"bookmarkStart", "bookmarkEnd"}
# In any order, each once.
ONCE = {"trPr": {"cnfStyle", "gridBefore", "gridAfter", "wBefore", "wAfter", "cantSplit", "trHeight", "tblHeader",
                 "tblCellSpacing", "jc", "hidden"}}
REQUIRED = {name: names.split() for name, names in {
    "pStyle": "val", "rStyle": "val", "tblStyle": "val", "ilvl": "val", "numId": "val", "outlineLvl": "val", "jc": "val",
    "color": "val", "sz": "val", "szCs": "val", "vertAlign": "val", "shd": "val", "name": "val", "basedOn": "val",
    "next": "val", "uiPriority": "val", "style": "type styleId", "tblStylePr": "type", "abstractNum": "abstractNumId",
    "num": "numId", "lvl": "ilvl", "lvlOverride": "ilvl", "startOverride": "val", "numFmt": "val", "start": "val",
    "abstractNumId": "val", "bookmarkStart": "id name", "bookmarkEnd": "id", "fldChar": "fldCharType", "gridSpan": "val",
    "footnoteReference": "id", "footnote": "id", "headerReference": "type", "footerReference": "type", "font": "name",
    "compatSetting": "name uri val", "docPartGallery": "val", "defaultTabStop": "val", "tblCaption": "val",
}.items()}
BORDER = "single|none|nil|thick|double|dotted|dashed"
VALUES = {"jc": "left|right|center|both|start|end|distribute", "fldCharType": "begin|separate|end",
          "vertAlign": "baseline|superscript|subscript", "vMerge": "restart|continue", "color": "auto|[0-9A-F]{6}",
          "outlineLvl": "[0-9]", "ilvl": "[0-8]", "sz": "[1-9][0-9]*", "szCs": "[1-9][0-9]*", "numId": "[0-9]+",
          "numFmt": "[a-zA-Z0-9]+", "u": "single|words|double|dotted|none", "gridSpan": "[1-9][0-9]*",
          "multiLevelType": "singleLevel|multilevel|hybridMultilevel", "pitch": "fixed|variable|default",
          **dict.fromkeys(("insideH", "insideV", "bar", "between"), BORDER)}
# A name that is longer is cut or refused (17.13.6.2; Word itself: 40 letters).
LONGEST_BOOKMARK = 40
BLOCKS = {W + name for name in ("p", "tbl", "sdt", "bookmarkStart", "bookmarkEnd", "sectPr")}
MEDIA = {"document": "document.main+xml", "styles": "styles+xml", "numbering": "numbering+xml", "settings": "settings+xml",
         "footnotes": "footnotes+xml", "fontTable": "fontTable+xml", "header": "header+xml", "footer": "footer+xml"}


def own_name(element):
    return element.tag[len(W):] if element.tag.startswith(W) else None


class Package:
    def __init__(self, path):
        self.mistakes = []
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            self.parts = {name: archive.read(name) for name in names}
        if len({name.lower() for name in names}) != len(names):
            self.mistakes.append("two parts have one name")
        self.trees = {name: ET.fromstring(data) for name, data in self.parts.items() if name.endswith((".xml", ".rels"))}

    def tell(self, where, what):
        self.mistakes.append(f"{where}: {what}")

    # ---- Parts: OPC -----------------------------------------------------------

    def media_type(self, part):
        types = self.trees["[Content_Types].xml"]
        for one in types.iter(TYPES + "Override"):
            if one.get("PartName") == "/" + part:
                return one.get("ContentType")
        ending = part.rpartition(".")[2].lower()
        for one in types.iter(TYPES + "Default"):
            if one.get("Extension").lower() == ending:
                return one.get("ContentType")
        return None

    def check_types(self):
        types = self.trees["[Content_Types].xml"]
        overridden = [one.get("PartName") for one in types.iter(TYPES + "Override")]
        if len(set(overridden)) != len(overridden):
            self.tell("[Content_Types].xml", "a part stands twice")
        for name in overridden:
            if name[1:] not in self.parts:
                self.tell("[Content_Types].xml", f"no part {name}")
        for part in self.parts:
            if part != "[Content_Types].xml" and not self.media_type(part):
                self.tell(part, "has no media type")
            if not re.fullmatch(r"[A-Za-z0-9_./\[\]-]+", part):
                self.tell(part, "is a name that not every reader can open")

    def relations_of(self, part):
        folder, name = posixpath.split(part)
        tree = self.trees.get(posixpath.join(folder, "_rels", name + ".rels"))
        return {} if tree is None else {one.get("Id"): one for one in tree.iter(RELATION + "Relationship")}

    def check_relations(self):
        reached = {"[Content_Types].xml"}
        for name, tree in self.trees.items():
            if not name.endswith(".rels"):
                continue
            reached.add(name)
            folder = posixpath.dirname(posixpath.dirname(name))
            identifiers = [one.get("Id") for one in tree]
            if len(set(identifiers)) != len(identifiers):
                self.tell(name, "an Id stands twice")
            for one in tree:
                if not one.get("Type") or not one.get("Target"):
                    self.tell(name, f"{one.attrib} wants Type and Target")
                elif one.get("TargetMode") == "External":
                    self.check_address(name, one.get("Target"))
                else:
                    target = posixpath.normpath(posixpath.join(folder, one.get("Target"))).lstrip("/")
                    reached.add(target)
                    self.check_target(name, one, target)
        for part in set(self.parts) - reached:
            self.tell(part, "nothing leads to it")

    def check_target(self, name, one, target):
        if target not in self.parts:
            self.tell(name, f"no part {target}")
        kind = one.get("Type").removeprefix(OFFICE)
        wanted = WORD + MEDIA[kind] if kind in MEDIA else None
        if kind == "officeDocument":
            wanted = WORD + MEDIA["document"]
        if wanted and self.media_type(target) != wanted:
            self.tell(target, f"is {self.media_type(target)}")

    def check_address(self, name, address):
        if re.search(r"[\s<>\"{}|\\^`\x00-\x20]", address) or re.search("%(?![0-9A-Fa-f]{2})", address):
            self.tell(name, f"{address!r} is no address (RFC 3986)")

    # ---- Elements: part 1, 17 -------------------------------------------------

    def check_elements(self, name, root):
        known = self.relations_of(name)
        for element in root.iter():
            own = own_name(element)
            for key, value in element.attrib.items():
                if key.startswith(R) and value not in known:
                    self.tell(name, f"no relationship {value}")
            if not own:
                continue
            for wanted in REQUIRED.get(own, ()):
                if element.get(W + wanted) is None:
                    self.tell(name, f"<w:{own}> without w:{wanted}")
            value = element.get(W + ("fldCharType" if own == "fldChar" else "val"))
            pattern = VALUES.get("fldCharType" if own == "fldChar" else own)
            if pattern and value is not None and not re.fullmatch(pattern, value):
                self.tell(name, f"<w:{own}> is {value!r}")
            self.check_children(name, own, [own_name(child) for child in element])
            if own == "tc" and (len(element) == 0 or own_name(element[-1]) != "p"):
                self.tell(name, "a cell that does not end with a paragraph")
            if own in ("body", "hdr", "ftr", "footnote") and any(child.tag not in BLOCKS for child in element):
                self.tell(name, f"<w:{own}> holds {[child.tag for child in element if child.tag not in BLOCKS][0]}")

    def check_children(self, name, own, children):
        if own in ORDER:
            strange = [child for child in children if child not in ORDER[own]]
            places = [ORDER[own].index("headerReference" if child == "footerReference" else child)
                      for child in children if child not in strange and child not in ANYWHERE]
            if strange:
                self.tell(name, f"<w:{own}> holds <w:{strange[0]}>")
            elif places != sorted(places):
                self.tell(name, f"<w:{own}> holds {' '.join(children)} in this order")
        for child in set(children) if own in ORDER or own in ONCE else ():
            if child not in REPEATED and children.count(child) > 1:
                self.tell(name, f"<w:{own}> holds {child} {children.count(child)} times")
        if own in ONCE and set(children) - ONCE[own]:
            self.tell(name, f"<w:{own}> holds {set(children) - ONCE[own]}")

    def check_tables(self, name, root):
        for table in root.iter(W + "tbl"):
            columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
            for row in table.findall(W + "tr"):
                spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(W + "tc")]
                width = sum(int(span.get(W + "val")) if span is not None else 1 for span in spans)
                if width != columns:
                    self.tell(name, f"a row of {width} columns in a table of {columns}")

    def check_marks(self):
        """Marks and numbers of one name, and fields that do not end."""
        texts = [root for name, root in self.trees.items() if re.fullmatch(r"word/(document|footnotes)\.xml", name)]
        marks = [mark for root in texts for mark in root.iter(W + "bookmarkStart")]
        for key in ("id", "name"):
            values = [mark.get(W + key) for mark in marks]
            if len(values) != len(set(values)):
                self.tell("bookmarks", f"two have one {key}")
        for mark in marks:
            if not re.fullmatch(r"\w{1,%d}" % LONGEST_BOOKMARK, mark.get(W + "name")):
                self.tell("bookmarks", f"{mark.get(W + 'name')!r} is no name")
        for root in texts:
            opened = sorted(mark.get(W + "id") for mark in root.iter(W + "bookmarkStart"))
            if opened != sorted(mark.get(W + "id") for mark in root.iter(W + "bookmarkEnd")):
                self.tell("bookmarks", "one does not end where it begins")
            fields = [field.get(W + "fldCharType") for field in root.iter(W + "fldChar")]
            depth = 0
            for kind in fields:
                depth += {"begin": 1, "separate": 0, "end": -1}[kind]
                if depth < 0:
                    break
            if depth:
                self.tell("fields", "one does not end")
        drawn = [one.get("id") for root in texts for one in root.iter() if one.tag.endswith("}docPr")]
        if len(drawn) != len(set(drawn)):
            self.tell("pictures", "two have one id")

    def check_names(self):
        """What text names must be there: styles, lists, notes."""
        styles = {one.get(W + "styleId") for one in self.trees["word/styles.xml"].iter(W + "style")}
        numbers = {one.get(W + "numId") for root in self.trees.values() for one in root.iter(W + "num")}
        notes = {one.get(W + "id") for one in self.trees.get("word/footnotes.xml", ())}
        for name, root in self.trees.items():
            for element in root.iter():
                own, value = own_name(element), element.get(W + "val")
                if own in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link") and value not in styles:
                    self.tell(name, f"no style {value}")
                elif own == "numId" and value != "0" and value not in numbers:
                    self.tell(name, f"no list {value}")
                elif own == "footnoteReference" and element.get(W + "id") not in notes:
                    self.tell(name, f"no note {element.get(W + 'id')}")

    def check(self):
        if "[Content_Types].xml" not in self.trees or "_rels/.rels" not in self.trees:
            return ["no package: [Content_Types].xml and _rels/.rels are wanted"]
        self.check_types()
        self.check_relations()
        for name, root in self.trees.items():
            self.check_elements(name, root)
            self.check_tables(name, root)
        self.check_names()
        self.check_marks()
        return self.mistakes


def mistakes_in(path):
    return [f"{path}: {line}" for line in Package(path).check()]


if __name__ == "__main__":
    import sys
    told = [line for path in sys.argv[1:] for line in mistakes_in(path)]
    print("\n".join(told))
    sys.exit(bool(told))
