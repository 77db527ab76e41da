"""One request gives one file, whose stamp gives the request again."""

from dataclasses import replace
from datetime import date

import pytest
from makers import make_dataset, make_events

from sahel_geo.analysis.timebins import TimeUnit
from sahel_geo.export.filmstyle import FilmStyle
from sahel_geo.export.request import (
    FILMS,
    ROWS,
    ExportRequest,
    check_request,
    compose_document,
    draw_preview,
    export_map,
    page_of_request,
    request_of,
    stamp_of,
)
from sahel_geo.export.stampfiles import find_stamp
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.design import PageDesign
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.extent import Extent
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection, MapView
from sahel_geo.model.vocabulary import ExportFormat, Furniture, Language, PaperName, ThemeName

SELECTION = MapSelection(
    language=Language.FRENCH,
    period=Period(date(2012, 6, 1), date(2012, 7, 31)),
    text="clash",
    view=MapView(7.0, 18.0, 6.0),
)
DESIGN = PageDesign(
    paper=PaperName.STANDARD,
    theme=ThemeName.GREY,
    furniture=frozenset({Furniture.LEGEND, Furniture.SOURCES}),
    title="Accrochages & « attaques » – هجمات <b>",
    organisation="Ministère",
    marking="TLP:GREEN",
)


@pytest.fixture(scope="module")
def dataset():
    return make_dataset(
        events=make_events(
            {}, {"event_date": "2012-07-20"}, {"event_date": "2012-07-01", "geo_precision": "4"}
        )
    )


def make_request(kind, **changes):
    given = {
        "design": DESIGN,
        "made_on": date(2026, 11, 22),
        "extent": Extent(0, 10, 12.1, 22),
        "film": FilmStyle(TimeUnit.WEEK),
    }
    return ExportRequest(SELECTION, kind, **(given | changes))


@pytest.mark.parametrize("kind", ExportFormat)
def test_an_export_says_how_to_make_it_again_and_does(dataset, kind, tmp_path):
    request = make_request(kind)
    file = export_map(dataset, request)
    assert file.file_name == f"sahel_2012-06-01_2012-07-31.{kind.ending}"
    (tmp_path / file.file_name).write_bytes(file.content)
    stamp = find_stamp(tmp_path / file.file_name)
    assert stamp == stamp_of(dataset, request)
    again, dropped = request_of(stamp, dataset)
    assert dropped == ()
    assert again.selection == replace(SELECTION, view=None)
    assert export_map(dataset, again).content == file.content


def test_a_stamp_keeps_every_part_of_a_request(dataset):
    request = make_request(
        ExportFormat.GIF, zoom=5.25, dpi=120, width_px=1000, film=FilmStyle(frames_per_second=9)
    )
    again, _ = request_of(stamp_of(dataset, request), dataset)
    assert again == replace(request, selection=replace(SELECTION, view=None))


def test_choices_that_other_data_do_not_know_are_left_out_and_told(dataset):
    request = make_request(ExportFormat.PNG)
    stamp = replace(stamp_of(dataset, request), query={"country": ["NER", "XXX"]})
    again, dropped = request_of(stamp, dataset)
    assert again.selection.countries == ("NER",)
    assert [choice.value for choice in dropped] == ["XXX"]


@pytest.mark.parametrize("kind", sorted(ROWS | FILMS))
def test_no_rows_and_no_film_are_made_of_nothing(dataset, kind):
    request = make_request(kind)
    request = replace(request, selection=replace(SELECTION, text="nowhere"))
    with pytest.raises(SahelGeoError) as caught:
        export_map(dataset, request)
    assert caught.value.rule == "nothing_to_export"


def test_a_map_without_events_is_a_map(dataset):
    request = make_request(ExportFormat.PNG)
    request = replace(request, selection=replace(SELECTION, text="nowhere"))
    assert export_map(dataset, request).content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"design": PageDesign(title="x" * 500)}, "title_too_long"),
        ({"design": PageDesign(subtitle="x" * 500)}, "subtitle_too_long"),
        ({"design": PageDesign(organisation="x" * 121)}, "organisation_too_long"),
        ({"design": PageDesign(marking="x" * 121)}, "marking_too_long"),
        ({"design": PageDesign(title="a\x00b")}, "text_not_plain"),
        ({"design": PageDesign(logo=bytes(300_000))}, "logo_not_ready"),
        ({"width_px": 800, "width_mm": 200.0}, "two_widths"),
        ({"dpi": 30}, "bad_dpi"),
        ({"dpi": 1200}, "bad_dpi"),
        ({"width_px": 100_000}, "bad_width_px"),
    ],
)
@pytest.mark.parametrize("language", Language)
def test_what_cannot_be_made_well_is_refused_in_words(changes, rule, language):
    with pytest.raises(SahelGeoError) as caught:
        check_request(make_request(ExportFormat.PNG, **changes))
    assert caught.value.rule == rule
    assert Translator(language).error(caught.value)


def test_a_title_of_300_characters_is_no_fault(dataset):
    request = make_request(ExportFormat.PNG, design=PageDesign(title="Sahel " * 50))
    assert export_map(dataset, request).content


def test_a_film_has_720_lines_unless_another_size_is_asked_for():
    film = make_request(ExportFormat.MP4, design=PageDesign())
    assert (page_of_request(film).width_px, page_of_request(film).height_px) == (1280, 720)
    assert page_of_request(replace(film, width_px=640)).width_px == 640


def test_a_preview_has_the_shape_of_the_page(dataset):
    for kind in (ExportFormat.PNG, ExportFormat.MP4):
        request = make_request(kind)
        document = compose_document(dataset, request, Translator(Language.FRENCH, dataset.terms))
        assert draw_preview(dataset, request, document).startswith(b"\x89PNG")


def test_work_is_told_of_and_stops_when_nobody_wants_it(dataset):
    told = []
    export_map(dataset, make_request(ExportFormat.MP4), progress=told.append)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert len(told) > 9

    def cancel(share):
        if share > 0.3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_map(dataset, make_request(ExportFormat.MP4), progress=cancel)


def test_a_bad_film_in_a_stamp_is_refused():
    for options in ({"rate": ["99"]}, {"unit": ["aeon"]}, {"shown": ["x"]}):
        with pytest.raises(SahelGeoError):
            FilmStyle.from_options(options)
    assert FilmStyle.from_options({}) == FilmStyle()
