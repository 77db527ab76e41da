"""The pages of a deck that are not a map alone: a case with its story, the chart, the sources."""

from collections import Counter
from dataclasses import dataclass, replace

from sahel_geo.cartography.cards.card import Card
from sahel_geo.cartography.document import MapDocument, SampleKind
from sahel_geo.cartography.extras import Extras
from sahel_geo.cartography.figure.layout import PlacedWords
from sahel_geo.cartography.figure.legend import (
    LegendLayout,
    lay_out_legend,
    lay_out_legend_below,
)
from sahel_geo.cartography.figure.lettering import set_paragraph
from sahel_geo.cartography.figure.marking import MARKING_ROOM_PX, set_markings
from sahel_geo.cartography.figure.page import MIN_HEIGHT, MIN_WIDTH, Box, Page
from sahel_geo.cartography.figure.plan import PagePlan, plan_page
from sahel_geo.cartography.figure.strips import lay_out_strips
from sahel_geo.cartography.figure.textpage import TextPage
from sahel_geo.cartography.symbology import INK, QUIET_INK, TextStyle
from sahel_geo.cartography.theme import paper_colors
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.design import PageDesign
from sahel_geo.model.vocabulary import Furniture

LARGER = 1.5
"""Pages of words alone are set so much larger: they are read from the back of a room."""
MARGIN_PX, GAP_PX = 30.0, 18.0
TITLE = TextStyle(INK, 25.0, bold=True, halo_px=0.0)
HEADING = TextStyle(INK, 13.0, bold=True, halo_px=0.0)
BODY = TextStyle(INK, 11.5, halo_px=0.0)
QUIET = TextStyle(QUIET_INK, 10.0, halo_px=0.0)
ITEM_GAP_PX, HEADING_GAP_PX = 5.0, 10.0
STORY_SIZES_PX = (14.5, 13.0, 11.5, 10.5, 9.5, 8.8)
"""Sizes of the type of a story, in the order they are tried."""
MOST_ITEM_LINES = 4
MAP_SHARE = 0.63
"""Of a broad page's width that the map of a case takes; its story stands at the right."""
LEAST_STORY_SHAPE = 1.2
"""Width by height of a page from which the story stands beside the map, else below it."""
STORY_SHARE = 0.46
"""Of an upright page's height that the story takes."""
CHART_SHARE = {False: 0.52, True: 0.66}
"""Of the room below the title that the chart takes, by whether the page is upright."""
LEGEND_PX, LEGEND_HEIGHT_PX = 260.0, 90.0
"""Of the kinds of incidents: beside the chart, and below it on an upright page."""
MOST_SOURCES = 60
FACTS_TOLD = 7


@dataclass(frozen=True)
class Story:
    """The words beside a map: a heading, facts, and what happened, in order."""

    heading: str
    facts: tuple[str, ...]
    told: tuple[str, ...]
    days: str = ""
    """From the first day to the last, in words."""


def larger_by(page: Page) -> float:
    """Say how much larger a page of words is set: by `LARGER`, if that leaves it room enough."""
    return min(LARGER, page.width / (MIN_WIDTH + 1), page.height / (MIN_HEIGHT + 1))


def plan_case_page(
    document: MapDocument, translator: Translator, design: PageDesign, page: Page, story: Story
) -> PagePlan:
    """
    Plan the map of a case and its legend, with the story beside it, or below on an upright page.

    Parameters
    ----------
    document
        The case, with its name as title.
    page
        The whole page; the map is planned for a part of it.
    """
    beside = page.width >= LEAST_STORY_SHAPE * page.height
    marked = MARKING_ROOM_PX if design.marking else 0.0
    if beside:
        part = replace(page, width_px=round(page.width_px * MAP_SHARE))
        box = Box(
            part.width + 2, GAP_PX + marked, page.width - MARGIN_PX, page.height - GAP_PX - marked
        )
    else:
        part = replace(page, height_px=round(page.height_px * (1 - STORY_SHARE)))
        box = Box(20.0, part.height, page.width - 20.0, page.height - GAP_PX - marked)
    usual = {Furniture.CHART, Furniture.TABLE}
    bare = replace(
        design, furniture=design.furniture - usual, organisation="", logo=None,
        title=None, subtitle=None,
    )  # fmt: skip
    plan = plan_page(document, _at_least(part), translator, bare)
    words = (*plan.layout.foot, *set_story(story, box, translator))
    layout = replace(plan.layout, foot=words, markings=set_markings(design.marking, page))
    return replace(plan, page=page, layout=layout)


def _at_least(part: Page) -> Page:
    """Keep a part of a page large enough to be planned."""
    least = (round((side + 1) * part.pixels_per_px) for side in (MIN_WIDTH, MIN_HEIGHT))
    width, height = map(max, (part.width_px, part.height_px), least)
    return replace(part, width_px=width, height_px=height)


def set_story(story: Story, box: Box, translator: Translator) -> list[PlacedWords]:
    """Set a story in a box, as large as it fits; of one that is too long the end is counted."""
    for size in STORY_SIZES_PX:
        body = replace(BODY, size_px=size)
        placed, left_out = _try_story(story, box, body)
        if not left_out:
            return placed
    count = translator.number(left_out)
    words = translator.text("slides.deck.more_told", count=count)
    paragraph = set_paragraph(words, body, box.width)
    return [*placed, PlacedWords("more", paragraph, box.left, placed[-1].box.bottom + ITEM_GAP_PX)]


def _try_story(story: Story, box: Box, body: TextStyle) -> tuple[list[PlacedWords], int]:
    """Set what fits, with room for a last line; give how many parts find no room."""
    heading = replace(HEADING, size_px=body.size_px * 1.15)
    parts = [(set_paragraph(story.heading, heading, box.width, max_lines=2), 0.0)]
    gaps = [ITEM_GAP_PX / 2] * len(story.facts) + [HEADING_GAP_PX] + [ITEM_GAP_PX] * len(story.told)
    for words, gap in zip((*story.facts, *story.told), gaps, strict=False):
        parts.append((set_paragraph(words, body, box.width, max_lines=MOST_ITEM_LINES), gap))
    placed: list[PlacedWords] = []
    top, last = box.top, box.bottom - body.size_px * 1.3 - ITEM_GAP_PX
    for paragraph, gap in parts:
        if top + gap + paragraph.height > last:
            return placed, len(parts) - len(placed)
        top += gap
        placed.append(PlacedWords(f"story {len(placed)}", paragraph, box.left, top))
        top += paragraph.height
    return placed, 0


def story_of(card: Card, translator: Translator) -> Story:
    """Tell the card of a case as a story: what is known of it, then each report with its day."""
    file, *items = card.items
    facts = [
        translator.text("slides.deck.fact", label=fact.label, value=fact.value.text)
        for fact in file.facts[:FACTS_TOLD]
        if fact.value.text
    ]
    told = []
    for item in items:
        words = translator.text("slides.deck.told", when=item.when, what=item.title.text)
        told.append(f"({item.number}) {words}" if item.number else f"– {words}")
    if file.text.text:
        told.append(file.text.text)
    return Story(file.title.text, tuple(facts), tuple(told), file.when)


def plan_chart_page(
    document: MapDocument, extras: Extras, design: PageDesign, page: Page, translator: Translator
) -> TextPage:
    """Plan the page of the chart, with the table of the main events below it."""
    larger = larger_by(page)
    page = replace(page, dpi=page.dpi * larger)
    box, head = _head(translator.text("slides.deck.chart"), document, design, page)
    upright = page.width < page.height
    split = box.top + box.height * (CHART_SHARE[upright] if extras.table else 1.0)
    chart_box, legend, legend_box = _set_legend(document, box, split, upright=upright)
    table_box = Box(box.left, split, box.right, box.bottom)
    strips = lay_out_strips(Extras(None, extras.table), table_box, side_by_side=False)
    if strips.table_box is not None:
        top = split + GAP_PX / 2
        strips = replace(strips, table_box=replace(strips.table_box, top=top))
    strips = replace(strips, chart=extras.chart, chart_box=chart_box if extras.chart else None)
    return TextPage(
        page=page,
        larger=larger,
        colors=paper_colors(design.theme, translator),
        words=head,
        strips=strips,
        legend=legend,
        legend_box=legend_box,
        markings=set_markings(design.marking, page),
    )


def _set_legend(
    document: MapDocument, box: Box, bottom: float, *, upright: bool
) -> tuple[Box, LegendLayout | None, Box | None]:
    """Set the kinds of incidents beside the chart, or below it; give the chart the rest."""
    bottom -= GAP_PX / 2
    kinds = [
        replace(group, entries=entries)
        for group in document.legend
        if (entries := tuple(e for e in group.entries if e.kind is SampleKind.EVENT))
    ]
    if not kinds:
        return Box(box.left, box.top, box.right, bottom), None, None
    if upright:
        legend = lay_out_legend_below(kinds, box.width, LEGEND_HEIGHT_PX)
        top = bottom - legend.height - GAP_PX
        return (
            Box(box.left, box.top, box.right, top - GAP_PX / 2),
            legend,
            Box(box.left, top, box.right, bottom),
        )
    left = box.right - LEGEND_PX
    legend_box = Box(left + GAP_PX, box.top + GAP_PX, box.right, bottom)
    legend = lay_out_legend(kinds, legend_box.height)
    return Box(box.left, box.top, left, bottom), legend, legend_box


def plan_sources_page(
    document: MapDocument,
    shown: Dataset,
    design: PageDesign,
    page: Page,
    translator: Translator,
) -> TextPage:
    """Plan the last page: whose data these are, what maps do not claim, and of when they are."""
    larger = larger_by(page)
    page = replace(page, dpi=page.dpi * larger)
    texts = document.texts
    box, head = _head(translator.text("slides.deck.sources"), None, design, page)
    names = Counter(
        name.strip() for cell in shown.events["source"] for name in str(cell).split("|")
    )
    names.pop("", None)
    listed = [name for name, _ in sorted(names.items(), key=lambda item: (-item[1], item[0]))]
    rest = len(listed) - MOST_SOURCES
    told = ", ".join(listed[:MOST_SOURCES])
    if rest > 0:
        told += " " + translator.text("slides.deck.more_sources", count=translator.number(rest))
    blocks = [
        (translator.text("slides.deck.base"), HEADING, 0.0),
        (texts.sources, BODY, ITEM_GAP_PX),
        (texts.citations, BODY, ITEM_GAP_PX),
        (translator.text("slides.deck.press") if told else "", HEADING, GAP_PX),
        (told, BODY, ITEM_GAP_PX),
        (texts.disclaimer, BODY, GAP_PX),
        (f"{texts.data_date} · {texts.made_on}", QUIET, GAP_PX),
    ]
    top, placed = box.top, list(head)
    for words, style, gap in blocks:
        if words:
            paragraph = set_paragraph(words, style, box.width, max_lines=12)
            top += gap
            placed.append(PlacedWords(f"block {len(placed)}", paragraph, box.left, top))
            top += paragraph.height
    return TextPage(
        page=page,
        larger=larger,
        colors=paper_colors(design.theme, translator),
        words=tuple(placed),
        markings=set_markings(design.marking, page),
    )


def _head(
    title: str, document: MapDocument | None, design: PageDesign, page: Page
) -> tuple[Box, tuple[PlacedWords, ...]]:
    """Set title and, of a document, what was chosen; give the room that is left below them."""
    marked = MARKING_ROOM_PX if design.marking else 0.0
    left, top = MARGIN_PX, GAP_PX + marked
    width = page.width - 2 * MARGIN_PX
    words = set_paragraph(title, TITLE, width, max_lines=2)
    placed = [PlacedWords("title", words, left, top)]
    top += words.height
    if document is not None:
        for name in ("subtitle", "counts"):
            line = set_paragraph(getattr(document.texts, name), BODY, width, max_lines=2)
            placed.append(PlacedWords(name, line, left, top))
            top += line.height
    bottom = page.height - GAP_PX - marked
    if document is not None:
        stamp = f"{document.texts.data_date} · {document.texts.made_on}"
        line = set_paragraph(stamp, replace(QUIET, size_px=8.6), width)
        bottom -= line.height
        placed.append(PlacedWords("stamp", line, left, bottom))
        bottom -= ITEM_GAP_PX
    return Box(left, top + GAP_PX, page.width - MARGIN_PX, bottom), tuple(placed)
