import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree
from pptx import Presentation
from pypdf import PdfReader

from sahel_geo.cartography.composition import compose_map
from sahel_geo.cartography.document import SampleKind
from sahel_geo.export.deck import export_deck, plan_pages
from sahel_geo.export.deckplan import MOST_PAGES, DeckRequest, PageKind, plan_deck
from sahel_geo.export.deckstamp import deck_of, deck_stamp, is_deck
from sahel_geo.export.request import ExportRequest
from sahel_geo.export.stamp import read_stamp, write_stamp
from sahel_geo.export.stampfiles import find_stamp
from sahel_geo.model.design import PageDesign
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import DeckParts, ExportFormat, FlowLevel, Language, PaperName
from tests.export.slide_schema import NAMES, faults_of_order, faults_of_shapes

MADE_ON = date(2026, 11, 22)
DAYS = Period(date(2010, 9, 1), date(2010, 11, 30))
CASE = "arlit-2010"


def make_deck(kind=ExportFormat.PPTX, *, cases=(CASE,), by=DeckParts.NONE, native=True, **choices):
    design = choices.pop("design", PageDesign(organisation="Croix-Rouge", marking="TLP:AMBER"))
    selection = MapSelection(**{"period": DAYS} | choices)
    request = ExportRequest(selection, kind, design, made_on=MADE_ON)
    return DeckRequest(request, cases, by, native=native)


def meet(one, other):
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom


def kinds_of(dataset, deck):
    return [page.kind for page in plan_deck(dataset, deck)]


@pytest.fixture(scope="module")
def made(shipped):
    told = []
    file = export_deck(shipped, make_deck(by=DeckParts.MONTH), progress=told.append)
    return file, told


@pytest.fixture(scope="module")
def presentation(made):
    return Presentation(io.BytesIO(made[0].content))


def test_a_deck_begins_with_the_map_and_ends_with_the_sources(shipped):
    kinds = kinds_of(shipped, make_deck())
    assert kinds == [PageKind.OVERVIEW, PageKind.CHART, PageKind.CASE, PageKind.SOURCES]


def test_a_case_that_the_data_lack_has_no_page(shipped):
    assert PageKind.CASE not in kinds_of(shipped, make_deck(cases=("nobody-1999",)))


def test_a_case_asked_for_twice_has_one_page(shipped):
    assert kinds_of(shipped, make_deck(cases=(CASE, CASE))).count(PageKind.CASE) == 1


def test_each_month_shown_has_a_page_inside_the_days_chosen(shipped):
    pages = [
        p for p in plan_deck(shipped, make_deck(by=DeckParts.MONTH)) if p.kind is PageKind.PART
    ]
    assert [page.title for page in pages] == ["September 2010", "October 2010", "November 2010"]
    assert all(DAYS.start <= p.selection.window.start for p in pages)


def test_countries_come_by_their_number_of_incidents(shipped):
    pages = plan_deck(shipped, make_deck(by=DeckParts.COUNTRY, period=None))
    titles = [page.title for page in pages if page.kind is PageKind.PART]
    assert len(titles) >= 5
    assert titles[0] == "Mali"


def test_without_incidents_there_is_no_chart(shipped):
    deck = make_deck(cases=(), text="no such words anywhere", by=DeckParts.COUNTRY)
    assert kinds_of(shipped, deck) == [PageKind.OVERVIEW, PageKind.SOURCES]


def test_a_deck_too_long_is_refused_before_any_work(shipped):
    with pytest.raises(SahelGeoError) as caught:
        plan_deck(shipped, make_deck(by=DeckParts.MONTH, period=None))
    assert caught.value.rule == "deck_too_long"
    assert int(caught.value.values["got"]) > MOST_PAGES


def test_movements_between_areas_have_no_deck(shipped):
    with pytest.raises(SahelGeoError, match="flows_have_no_deck"):
        plan_deck(shipped, make_deck(flows=FlowLevel.COUNTRY))


def test_each_page_is_a_slide_with_its_title(shipped, presentation):
    titles = [slide.shapes.title.text_frame.text for slide in presentation.slides]
    planned = plan_deck(shipped, make_deck(by=DeckParts.MONTH))
    assert len(titles) == len(planned)
    assert titles[1:] == [page.title for page in planned[1:]]


def test_the_page_of_a_case_tells_its_story(presentation):
    slide = next(s for s in presentation.slides if s.shapes.title.text_frame.text == "Arlit seven")
    words = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert "Nationalities: France 5" in words
    assert "(1) 16 September 2010: " in words


def test_every_slide_is_marked_and_has_notes(presentation):
    for slide in presentation.slides:
        words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert words.count("TLP:AMBER") == 2
        assert slide.notes_slide.notes_text_frame.text.strip()


def test_every_slide_is_written_as_powerpoint_reads_it(made):
    with zipfile.ZipFile(io.BytesIO(made[0].content)) as packed:
        names = [name for name in packed.namelist() if name.startswith("ppt/slides/slide")]
        trees = [etree.fromstring(packed.read(name)) for name in names]
    for tree in trees:
        shapes = tree.find(".//p:spTree", NAMES)
        assert faults_of_order(shapes) + faults_of_shapes(shapes) == []


def test_the_file_is_told_how_far_the_work_is(made):
    _, told = made
    assert told[0] == 0.0
    assert told[-1] == 1.0
    assert told == sorted(told)


def test_what_progress_raises_stops_the_work(shipped):
    def stop(share):
        if share:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_deck(shipped, make_deck(cases=(), native=False), progress=stop)


def test_a_deck_can_be_made_again_from_its_file(shipped, made, tmp_path):
    file = tmp_path / made[0].file_name
    file.write_bytes(made[0].content)
    stamp = find_stamp(file)
    assert is_deck(stamp)
    deck, dropped = deck_of(stamp, shipped)
    assert deck == make_deck(by=DeckParts.MONTH)
    assert not dropped


def test_a_stamp_of_unknown_parts_is_refused(shipped):
    stamp = deck_stamp(shipped, make_deck())
    wrong = replace(stamp, options={**stamp.options, "deck_by": ["week"]})
    with pytest.raises(SahelGeoError, match="bad_stamp"):
        deck_of(read_stamp(write_stamp(wrong)), shipped)


def test_each_map_of_a_deck_is_composed_once(shipped, monkeypatch):
    composed = []

    def compose(dataset, selection, *args, **kwargs):
        composed.append(selection)
        return compose_map(dataset, selection, *args, **kwargs)

    monkeypatch.setattr("sahel_geo.export.deck.compose_map", compose)
    deck = make_deck(by=DeckParts.MONTH)
    list(plan_pages(shipped, deck))
    asked = [page.kind for page in plan_deck(shipped, deck)]
    assert len(composed) == asked.count(PageKind.CASE) + asked.count(PageKind.PART)


@pytest.mark.parametrize("paper", [PaperName.WIDE, PaperName.A4_PORTRAIT])
def test_the_map_of_a_case_has_a_legend_of_what_is_drawn(shipped, paper):
    deck = make_deck(design=PageDesign(paper=paper))
    kinds = kinds_of(shipped, deck)
    plan = list(plan_pages(shipped, deck))[kinds.index(PageKind.CASE)]
    box, map_box = plan.layout.legend_box, plan.layout.map_box
    assert box is not None
    assert not meet(box, map_box)
    told = {
        cell.entry.kind
        for column in plan.layout.legend.columns
        for row in column
        for cell in row.cells
        if cell.entry
    }
    assert SampleKind.LEG in told
    assert SampleKind.EVENT not in told
    assert not any(meet(words.box, box) for words in plan.layout.words)


def test_maps_of_months_have_one_scale_and_one_place(shipped):
    deck = make_deck(cases=(), by=DeckParts.MONTH)
    kinds = kinds_of(shipped, deck)
    plans = [
        plan
        for kind, plan in zip(kinds, plan_pages(shipped, deck), strict=True)
        if kind is PageKind.PART
    ]
    assert (
        len({(plan.frame.box, plan.frame.metres_per_px, plan.frame.west_m) for plan in plans}) == 1
    )


@pytest.mark.parametrize("paper", [PaperName.WIDE, PaperName.A4_PORTRAIT])
def test_the_pdf_has_the_pages_of_one_size(shipped, paper):
    deck = make_deck(
        ExportFormat.PDF, language=Language.FRENCH, design=PageDesign(paper=paper)
    )  # fmt: skip
    made = export_deck(shipped, deck)
    assert made.file_name.endswith("_deck.pdf")
    pages = PdfReader(io.BytesIO(made.content)).pages
    assert len(pages) == len(plan_deck(shipped, deck))
    sizes = {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages}
    assert len(sizes) == 1
    assert "Incidents au fil du temps" in pages[1].extract_text()
