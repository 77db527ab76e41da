"""What PresentationML demands of the shapes of a slide, as far as we write them.

After the schemas of ISO/IEC 29500: children stand in the order of their sequence. LibreOffice reads
them in any order; PowerPoint offers to repair the file.
"""

from itertools import pairwise

from lxml import etree

NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
EFFECTS = ("effectLst", "effectDag")
FIXES = ("noAutofit", "normAutofit", "spAutoFit")
SHAPES = ("sp", "grpSp", "graphicFrame", "cxnSp", "pic")
SEQUENCES = {
    "spTree": ("nvGrpSpPr", "grpSpPr", SHAPES),
    "grpSp": ("nvGrpSpPr", "grpSpPr", SHAPES),
    "sp": ("nvSpPr", "spPr", "style", "txBody"),
    "cxnSp": ("nvCxnSpPr", "spPr", "style"),
    "pic": ("nvPicPr", "blipFill", "spPr", "style"),
    "nvSpPr": ("cNvPr", "cNvSpPr", "nvPr"),
    "nvCxnSpPr": ("cNvPr", "cNvCxnSpPr", "nvPr"),
    "nvPicPr": ("cNvPr", "cNvPicPr", "nvPr"),
    "nvGrpSpPr": ("cNvPr", "cNvGrpSpPr", "nvPr"),
    "spPr": ("xfrm", ("custGeom", "prstGeom"), FILLS, "ln", EFFECTS),
    "grpSpPr": ("xfrm", FILLS, EFFECTS),
    "xfrm": ("off", "ext", "chOff", "chExt"),
    "custGeom": ("avLst", "gdLst", "ahLst", "cxnLst", "rect", "pathLst"),
    "prstGeom": ("avLst",),
    "avLst": ("gd",),
    "pathLst": ("path",),
    "path": (("moveTo", "lnTo", "arcTo", "quadBezTo", "cubicBezTo", "close"),),
    "moveTo": ("pt",),
    "lnTo": ("pt",),
    "quadBezTo": ("pt",),
    "cubicBezTo": ("pt",),
    "ln": (FILLS, ("prstDash", "custDash"), ("round", "bevel", "miter"), "headEnd", "tailEnd"),
    "custDash": ("ds",),
    "solidFill": ("srgbClr",),
    "pattFill": ("fgClr", "bgClr"),
    "fgClr": ("srgbClr",),
    "bgClr": ("srgbClr",),
    "srgbClr": ("alpha",),
    "blipFill": ("blip", "srcRect", ("tile", "stretch")),
    "stretch": ("fillRect",),
    "txBody": ("bodyPr", "lstStyle", "p"),
    "bodyPr": ("prstTxWarp", FIXES, "scene3d"),
    "p": ("pPr", ("r", "br", "fld"), "endParaRPr"),
    "pPr": ("lnSpc", "spcBef", "spcAft", ("buNone", "buAutoNum", "buChar"), "tabLst", "defRPr"),
    "lnSpc": (("spcPct", "spcPts"),),
    "spcBef": (("spcPct", "spcPts"),),
    "r": ("rPr", "t"),
    "rPr": ("ln", FILLS, EFFECTS, "highlight", "latin", "ea", "cs", "sym", "hlinkClick"),
    "effectLst": ("blur", "fillOverlay", "glow", "innerShdw", "outerShdw", "softEdge"),
    "glow": ("srgbClr",),
    "nvPr": ("ph",),
    "cNvPicPr": ("picLocks",),
}
"""Of each element, which children it may have, in their order; a tuple holds alternatives."""
MANY = {"gd", "path", "pt", "ds", "p", "r", *SHAPES, "moveTo", "lnTo", "quadBezTo", "cubicBezTo"}
MANY |= {"close", "ds"}
"""What may follow another of its kind."""
POINTS = {"moveTo": 1, "lnTo": 1, "quadBezTo": 2, "cubicBezTo": 3}
LARGEST_TURN = 21_600_000


def name_of(element: etree._Element) -> str:
    return etree.QName(element).localname


def faults_of_order(tree: etree._Element) -> list[str]:
    """List children that stand where the schema has no place for them."""
    faults = []
    for element in tree.iter(etree.Element):
        sequence = SEQUENCES.get(name_of(element), ())
        places = {
            child: number
            for number, children in enumerate(sequence)
            for child in ((children,) if isinstance(children, str) else children)
        }
        names = [name_of(child) for child in element]
        faults += [f"{name_of(element)} has no {name}" for name in names if name not in places]
        steps = pairwise([name for name in names if name in places])
        faults += [
            f"{name_of(element)}: {name} before {after}"
            for name, after in steps
            if places[name] > places[after]
            or (places[name] == places[after] and not {name, after} <= MANY)
        ]
    return faults


def faults_of_shapes(tree: etree._Element) -> list[str]:
    """List numbers that stand twice, shapes without names, and ways that lead nowhere."""
    faults = []
    shapes = tree.xpath("//p:cNvPr", namespaces=NAMES)
    numbers = [shape.get("id") for shape in shapes]
    faults += [f"number {number} twice" for number in numbers if numbers.count(number) > 1]
    faults += [f"no name: {shape.get('id')}" for shape in shapes[1:] if not shape.get("name")]
    for way in tree.xpath("//a:path", namespaces=NAMES):
        steps = [name_of(step) for step in way]
        if steps[:1] != ["moveTo"] or set(steps) <= {"moveTo", "close"}:
            faults.append(f"a way of {steps[:3]}")
        faults += [f"{name_of(step)} of {len(step)}" for step in way
                   if POINTS.get(name_of(step), 0) != len(step)]  # fmt: skip
    for size in tree.xpath("//a:ext | //a:chExt", namespaces=NAMES):
        if min(int(size.get("cx")), int(size.get("cy"))) < 0:
            faults.append("a size below nothing")
    for guide in tree.xpath("//p:sp//a:prstGeom[@prst='blockArc']//a:gd", namespaces=NAMES):
        if not 0 <= int(guide.get("fmla").split()[1]) < LARGEST_TURN:
            faults.append(f"a turn of {guide.get('fmla')}")
    for group in tree.xpath("//p:grpSp", namespaces=NAMES):
        if not any(name_of(child) in SHAPES for child in group):
            faults.append("a group of nothing")
    return faults
