"""A map as a slide: of shapes that can be edited, or as one picture; with notes and its stamp."""

from collections.abc import Iterable
from io import BytesIO

from sahel_geo.cartography.document import MapDocument
from sahel_geo.cartography.figure import draw, save_png
from sahel_geo.cartography.figure.apart import read_surroundings
from sahel_geo.cartography.figure.layout import PlacedWords
from sahel_geo.cartography.figure.marking import Marking
from sahel_geo.cartography.figure.page import Page
from sahel_geo.cartography.figure.pieces import PicturePiece
from sahel_geo.cartography.figure.plan import PagePlan
from sahel_geo.cartography.figure.textpage import TextPage, read_text_page
from sahel_geo.cartography.figure.tray import TRAY_EDGE, TRAY_FILL, Chip
from sahel_geo.cartography.theme import PaperColors
from sahel_geo.export.image import Snapshot
from sahel_geo.export.slidebase import SharedGround
from sahel_geo.export.slidefile import PPTX, Properties, Slide, write_slides
from sahel_geo.export.slideground import MOST_POINTS
from sahel_geo.export.slidemap import add_map
from sahel_geo.export.slidepaint import Paint, Stroke
from sahel_geo.export.slidepieces import (
    add_pieces,
    bounds_of,
    lettering_of,
    name_of,
    paragraph_of,
    short_name,
)
from sahel_geo.export.slideshapes import ShapeWriter
from sahel_geo.export.slidewords import Side, Words
from sahel_geo.i18n.catalog import LOCALES, Translator
from sahel_geo.model.design import PageDesign
from sahel_geo.model.vocabulary import PaperName

USUAL_WIDTHS_PX = {PaperName.WIDE: 1280.0, PaperName.STANDARD: 960.0}
"""Widths of slides as office programs make them (13.33 and 10 inches), so that a shape that is
moved to another deck keeps its size; other papers keep their own."""
CHIP_CORNER_PX, CHIP_EDGE_PX = 5.0, 0.6
TITLE = "title"
GROUND_SHARES = (0.6, 0.35, 0.1)
"""Of the points of a slide that its ground may have, in the order they are tried: where much is
shown, the ground is drawn more coarsely."""


def export_slide(  # noqa: PLR0913 - a plan, what stamps it, and two choices
    plan: PagePlan,
    document: MapDocument,
    design: PageDesign,
    stamp_text: str,
    translator: Translator,
    *,
    native: bool = True,
    name: str = "sahel",
) -> Snapshot:
    """
    Export a planned page as a file of one slide.

    Parameters
    ----------
    plan
        Where everything goes (see `figure.plan`).
    document
        For the day made and the words of the notes.
    design
        For the organisation, which is named as the author.
    stamp_text
        As `stamp.write_stamp` gives it.
    translator
        The language of names of shapes and of the notes.
    native
        Whether the map is made of shapes; otherwise it is one picture.
    name
        File name without its ending.

    Returns
    -------
    snapshot
        A PPTX; the same bytes for the same plan.
    """
    slide = slide_of(plan, native=native)
    texts = plan.document.texts
    properties = Properties(
        title=texts.title,
        subject=texts.subtitle,
        author=design.organisation,
        language=locale_of(translator),
        made_on=document.made_on,
        stamp=stamp_text,
    )
    return Snapshot(
        write_slides([slide], slide_size(plan.page, plan.design.paper), properties),
        PPTX,
        f"{name}.pptx",
    )


def locale_of(translator: Translator) -> str:
    """Give a language as Office writes it, such as `fr-FR`."""
    return LOCALES[translator.language].replace("_", "-")


def slide_size(page: Page, paper: PaperName) -> tuple[float, float]:
    """Give width and height of the slide of a page, in CSS pixels."""
    scale = _scale_of(page, paper)
    return page.width * scale, page.height * scale


def _scale_of(page: Page, paper: PaperName) -> float:
    """Give the size of a slide against that of its page; A4 and A3 keep their size on paper."""
    usual = USUAL_WIDTHS_PX.get(paper)
    return usual / page.width if usual else 1.0


def slide_of(plan: PagePlan, *, native: bool, shared: SharedGround | None = None) -> Slide:
    """Make the slide of a plan (see `export_slide`); `shared` keeps the ground for the next one."""
    writer = _new_writer(plan)
    if not native:
        _add_picture(writer, plan)
        return Slide(writer, plan.colors.paper, notes_of(plan))
    for share in GROUND_SHARES:
        writer = _new_writer(plan)
        add_map(writer, plan, ground_points=round(MOST_POINTS * share), shared=shared)
        _add_surroundings(writer, plan)
        if writer.points <= MOST_POINTS:
            break
    return Slide(writer, plan.colors.paper, notes_of(plan))


def _new_writer(plan: PagePlan) -> ShapeWriter:
    return ShapeWriter(
        scale=_scale_of(plan.page, plan.design.paper), language=locale_of(plan.translator)
    )


def _add_picture(writer: ShapeWriter, plan: PagePlan) -> None:
    texts = plan.document.texts
    with BytesIO() as file:
        save_png(draw(plan), file, {})
        content = file.getvalue()
    told = " – ".join(words for words in (texts.title, texts.subtitle, texts.counts) if words)
    whole = 0.0, 0.0, plan.page.width, plan.page.height
    writer.add_picture(name_of(plan, "map"), whole, content, words=told)


def _add_surroundings(writer: ShapeWriter, plan: PagePlan) -> None:
    """Add what stands around the map, a group for each kind; words can be rewritten in place."""
    around = read_surroundings(plan)
    for key in ("graticule", "degrees", "frame", "panel", "legend", "locator", "strips", "brand"):
        pieces = around.get(key, ())
        name = name_of(plan, key)
        with writer.group(name):
            for piece in pieces:
                if isinstance(piece, PicturePiece):
                    writer.add_picture(
                        name_of(plan, "logo"), bounds_of(piece.box), piece.to_png(),
                        words=plan.design.organisation,
                    )  # fmt: skip
            shapes = [piece for piece in pieces if not isinstance(piece, PicturePiece)]
            add_pieces(writer, shapes, name, paper=plan.colors.paper)
    with writer.group(name_of(plan, "tray")):
        for chip in plan.layout.chips:
            _add_chip(writer, plan, chip)
    _add_markings(writer, plan.layout.markings, name_of(plan, "marking"))
    _add_words(writer, plan.layout.words, plan.colors, plan.translator)


def _add_markings(writer: ShapeWriter, markings: Iterable[Marking], name: str) -> None:
    for item in markings:
        words = Words((item.words,), lettering_of(item.style, halo=False), align="center")
        writer.add_box(name, bounds_of(item.box), fill=Paint(item.ground), words=words)


def _add_chip(writer: ShapeWriter, plan: PagePlan, chip: Chip) -> None:
    style = plan.colors.text(chip.style)
    align: Side = "center" if chip.boxed else "left"
    words = Words((chip.words,), lettering_of(style, halo=False), align=align)
    box = chip.box(plan.layout.map_box)
    name = short_name(chip.words)
    if not chip.boxed:
        writer.add_words(name, bounds_of(box), words)
        return
    edge = Stroke(Paint(plan.colors.of(TRAY_EDGE)), CHIP_EDGE_PX)
    fill = Paint(plan.colors.of(TRAY_FILL))
    writer.add_box(
        name, bounds_of(box), fill=fill, stroke=edge, corner_px=CHIP_CORNER_PX, words=words
    )


def _add_words(
    writer: ShapeWriter,
    placed: Iterable[PlacedWords],
    colors: PaperColors,
    translator: Translator,
) -> None:
    """Add title, subtitle, counts and small print, each a text of its own."""
    for item in placed:
        style = colors.text(item.paragraph.style)
        words = paragraph_of(item.paragraph.lines, lettering_of(style, halo=False))
        placeholder = TITLE if item.name == TITLE else ""
        key = f"slides.shapes.words.{item.name}"
        name = translator.text(key) if translator.has(key) else short_name(words.lines[0])
        writer.add_words(name, bounds_of(item.box), words, placeholder=placeholder)


def text_slide_of(plan: TextPage, paper: PaperName, translator: Translator, notes: str) -> Slide:
    """Make the slide of a page without a map; its words, bars and rows can be edited."""
    scale = _scale_of(plan.page, paper)
    writer = ShapeWriter(scale=scale, language=locale_of(translator))
    for key, pieces in read_text_page(plan).items():
        name = translator.text(f"slides.shapes.{key}")
        with writer.group(name):
            add_pieces(writer, pieces, name, paper=plan.colors.paper)
    _add_words(writer, plan.words, plan.colors, translator)
    _add_markings(writer, plan.markings, translator.text("slides.shapes.marking"))
    return Slide(writer, plan.colors.paper, notes)


def notes_of(plan: PagePlan) -> str:
    """Write the notes below a slide: what is shown, of which data, and by whom."""
    texts, text = plan.document.texts, plan.translator.text
    lines = [
        texts.title,
        texts.chosen or texts.subtitle,
        texts.counts,
        "",
        text("slides.notes.sources", words=texts.sources) if texts.sources else "",
        texts.citations,
        texts.disclaimer,
        " · ".join(words for words in (texts.data_date, texts.made_on) if words),
        text("slides.notes.again"),
    ]
    tray = ", ".join(entry.words for entry in plan.document.tray)
    if tray:
        lines.insert(3, text("slides.notes.tray", words=tray))
    return "\n".join(line for number, line in enumerate(lines) if line or number)
