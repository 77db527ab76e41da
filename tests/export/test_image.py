import io
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from PIL import Image

from sahel_geo.cartography.composition import compose_map
from sahel_geo.cartography.extras import Extras
from sahel_geo.cartography.figure import Page
from sahel_geo.export.image import export_picture, render_preview
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.design import PageDesign
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import ExportFormat, Language, ThemeName
from tests.cartography.figure.handmade_document import TEXTS, make_document, make_full_document


@pytest.fixture(scope="module")
def translator():
    return Translator(Language.ENGLISH)


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    return make_full_document(tmp_path_factory.mktemp("relief"))


@pytest.fixture(scope="module")
def snapshot(document, translator):
    return export_picture(document, Page(), translator, name="sahel_2010-09-01_2010-10-31")


def opened(snapshot):
    return Image.open(io.BytesIO(snapshot.content))


def test_a_snapshot_is_a_picture_of_1920_by_1080(snapshot):
    picture = opened(snapshot)
    picture.load()
    assert picture.size == (1920, 1080)
    assert picture.format == "PNG"
    assert snapshot.media_type == "image/png"


def test_the_caller_names_the_file(snapshot, document, translator):
    assert snapshot.file_name == "sahel_2010-09-01_2010-10-31.png"
    assert export_picture(document, Page(), translator).file_name == "sahel.png"


def test_the_same_document_gives_the_same_bytes(snapshot, document, translator):
    again = export_picture(document, Page(), translator)
    assert again.content == snapshot.content


def test_the_picture_carries_its_words_and_no_program_or_time(snapshot):
    texts = opened(snapshot).text
    assert texts["Title"] == TEXTS.title
    assert texts["Source"] == TEXTS.sources
    assert texts["Disclaimer"] == TEXTS.disclaimer
    for words in (TEXTS.subtitle, TEXTS.counts, TEXTS.data_date, TEXTS.made_on):
        assert words in texts["Description"]
    assert set(texts) == {"Title", "Source", "Disclaimer", "Description"}


@pytest.mark.parametrize("title", ["Mali · Aïr, « Ténéré »", "السلام", "漢字 $x^2$", ""])
def test_words_of_every_script_are_kept_whole(title, translator):
    document = make_document(texts=replace(TEXTS, title=title))
    texts = opened(export_picture(document, Page(), translator)).text
    assert texts.get("Title", "") == title


def test_the_shipped_data_give_a_full_picture(shipped, english):
    document = compose_map(shipped, MapSelection(cases=("arlit-2010",)), english)
    picture = opened(export_picture(document, Page(), english)).convert("RGB")
    assert len(set(picture.resize((192, 108)).get_flattened_data())) > 500


def test_a_snapshot_shows_the_window_inside_the_period(shipped, english):
    period = Period(date(2010, 9, 1), date(2011, 12, 31))
    window = Period(date(2010, 9, 16), date(2010, 10, 29))
    bare = replace(shipped, layers={}, rasters={})
    texts = [
        opened(export_picture(compose_map(bare, selection, english), Page(), english)).text
        for selection in (
            MapSelection(cases=("arlit-2010",), period=period, window=window),
            MapSelection(cases=("arlit-2010",), period=period),
        )
    ]
    assert "29 October 2010" in texts[0]["Description"]
    assert "31 December 2011" in texts[1]["Description"]


@pytest.mark.parametrize(
    ("kind", "media_type", "start"),
    [
        (ExportFormat.PNG, "image/png", b"\x89PNG"),
        (ExportFormat.SVG, "image/svg+xml", b"<?xml"),
        (ExportFormat.PDF, "application/pdf", b"%PDF"),
    ],
)
def test_a_picture_of_every_kind_repeats_and_carries_its_stamp(
    document, translator, kind, media_type, start
):
    def export():
        return export_picture(
            document, Page(), translator, PageDesign(), Extras(), kind, "STAMP-TEXT", "map"
        )

    picture = export()
    assert picture.content.startswith(start)
    assert picture.media_type == media_type
    assert picture.file_name == f"map.{kind}"
    assert b"STAMP-TEXT" in picture.content
    assert export().content == picture.content


def test_a_preview_is_the_export_only_smaller(document, translator):
    design = PageDesign(theme=ThemeName.DARK, marking="TLP:RED")
    preview = render_preview(document, Page(), translator, design, Extras())
    small = Image.open(io.BytesIO(preview)).convert("RGB")
    assert small.size == (640, 360)
    export = export_picture(document, Page(), translator, design, Extras(), ExportFormat.PNG)
    large = opened(export).convert("RGB").resize(small.size, Image.Resampling.BOX)
    apart = np.abs(np.asarray(small, dtype=float) - np.asarray(large, dtype=float))
    assert apart.mean() < 4


def test_metadata_tell_sources_and_filters_even_where_the_page_does_not(document, translator):
    design = PageDesign(title="Briefing", subtitle="", furniture=frozenset())
    texts = opened(
        export_picture(document, Page(), translator, design, Extras(), ExportFormat.PNG)
    ).text
    assert texts["Title"] == "Briefing"
    assert texts["Source"] == TEXTS.sources
    assert texts["Disclaimer"] == TEXTS.disclaimer
    assert TEXTS.subtitle in texts["Description"]
