"""A file of slides: shapes written by `slideshapes`, packed as PPTX, the same bytes on repeat."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Emu

from sahel_geo.export.slidepaint import EMU_PER_PX
from sahel_geo.export.slideshapes import ShapeWriter
from sahel_geo.export.slidewords import FORBIDDEN
from sahel_geo.export.stamp import STAMP_KEY

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TITLE_ONLY = 5
"""Number of the layout in python-pptx's own template."""
MOST_PROPERTY = 255
"""Characters of a text in the properties of a document."""
CUSTOM_PROPERTIES = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What Office calls properties that a user has added."""
FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""Days of files in the package: the earliest that ZIP can tell, since none is meant."""


@dataclass(frozen=True, eq=False)
class Slide:
    """One slide: its shapes, its background as #rrggbb, and the notes below it."""

    shapes: ShapeWriter
    background: str
    notes: str


@dataclass(frozen=True)
class Properties:
    """What a file of slides says about itself."""

    title: str
    subject: str
    author: str
    language: str
    made_on: date
    stamp: str
    """As `stamp.write_stamp` gives it; empty for none."""


def write_slides(
    slides: Sequence[Slide], size_px: tuple[float, float], properties: Properties
) -> bytes:
    """
    Pack slides as PPTX.

    Parameters
    ----------
    slides
        In their order; they are all of one size.
    size_px
        Width and height in CSS pixels.
    properties
        Written as properties of the document; the stamp under `STAMP_KEY`.

    Returns
    -------
    content
        The same bytes for the same slides: no time but the day made is told.
    """
    presentation = Presentation()
    _set_size(presentation, size_px)
    for slide in slides:
        _add_slide(presentation, slide)
    _set_properties(presentation, properties)
    if properties.stamp:
        _add_stamp(presentation, properties.stamp)
    _drop_thumbnail(presentation)
    with BytesIO() as file:
        presentation.save(file)
        return _repack(file.getvalue())


def _set_size(presentation: Any, size_px: tuple[float, float]) -> None:
    """Set the size of slides, and stretch the template's own boxes to it."""
    width, height = (Emu(round(length * EMU_PER_PX)) for length in size_px)
    across, down = width / presentation.slide_width, height / presentation.slide_height
    presentation.slide_width, presentation.slide_height = width, height
    master = presentation.slide_master
    for sheet in (master, *master.slide_layouts):
        for name, factor in (("x", across), ("y", down), ("cx", across), ("cy", down)):
            tag = "a:off" if name in "xy" else "a:ext"
            for element in sheet.element.xpath(f".//p:spPr/a:xfrm/{tag}"):
                element.set(name, str(round(int(element.get(name)) * factor)))


def _add_slide(presentation: Any, slide: Slide) -> None:
    page = presentation.slides.add_slide(presentation.slide_layouts[TITLE_ONLY])
    xml = slide.shapes.to_xml()
    for number, content in enumerate(slide.shapes.pictures):
        _, relation = page.part.get_or_add_image_part(BytesIO(content))
        xml = xml.replace(f'"{ShapeWriter.picture_mark(number)}"', f'"{relation}"')
    old = page.shapes.element
    old.getparent().replace(old, parse_xml(xml.encode("utf-8")))
    page.background.fill.solid()
    red, green, blue = bytes.fromhex(slide.background.lstrip("#"))
    page.background.fill.fore_color.rgb = RGBColor(red, green, blue)  # type: ignore[no-untyped-call]
    page.notes_slide.notes_text_frame.text = FORBIDDEN.sub("\ufffd", slide.notes)


def _set_properties(presentation: Any, properties: Properties) -> None:
    core = presentation.core_properties
    made_on = datetime.combine(properties.made_on, datetime.min.time())
    for name in ("title", "subject", "author", "language"):
        text = FORBIDDEN.sub("\ufffd", getattr(properties, name))
        setattr(core, name, text[:MOST_PROPERTY])
    core.last_modified_by = core.author
    core.keywords, core.revision = "", 1
    core.created = core.modified = made_on


def _add_stamp(presentation: Any, stamp: str) -> None:
    """Add the stamp as a property of the document's own."""
    package = presentation.part.package
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="{CUSTOM_FORMAT}" pid="2" name={quoteattr(STAMP_KEY)}>'
        f"<vt:lpwstr>{escape(stamp)}</vt:lpwstr></property></Properties>"
    )
    name = PackURI("/docProps/custom.xml")
    part = Part(name, CUSTOM_PROPERTIES, package, xml.encode("utf-8"))
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _drop_thumbnail(presentation: Any) -> None:
    """Leave out the picture of the template's first slide, which is none of ours."""
    package = presentation.part.package
    for key, relation in list(package._rels.items()):  # noqa: SLF001 - python-pptx has no other way
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.drop_rel(key)


def _repack(content: bytes) -> bytes:
    """Write a package again with one fixed time for all its files."""
    with zipfile.ZipFile(BytesIO(content)) as packed, BytesIO() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as repacked:
            for item in packed.infolist():
                info = zipfile.ZipInfo(item.filename, FIRST_ZIP_DAY)
                info.compress_type = zipfile.ZIP_DEFLATED
                if item.filename.endswith((".png", ".jpg", ".jpeg")):
                    info.compress_type = zipfile.ZIP_STORED
                repacked.writestr(info, packed.read(item))
        return file.getvalue()
