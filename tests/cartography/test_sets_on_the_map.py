"""Datasets and layers that were brought in, as the map and its cards tell them."""

from dataclasses import replace
from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
from shapely import LineString, Point, box

from sahel_geo.analysis.combining import combine
from sahel_geo.analysis.decisions import Decisions, EventKey
from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.cartography.cards import compose_card
from sahel_geo.cartography.composition.extras import compose_table
from sahel_geo.cartography.document import AreaLayer, LineLayer, MarkerLayer
from sahel_geo.cartography.web.basefiles import write_base_files
from sahel_geo.export.request import ExportRequest, export_map
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.datasets import DATASET, DatasetEvents, DatasetInfo, DatasetKind
from sahel_geo.model.maplayer import MapLayer
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import ExportFormat, Language
from tests.makers import make_dataset, make_document, make_events

INFO = DatasetInfo("acled-x", "Sample ACLED", DatasetKind.ACLED, "#0072b2", None, 2, "1")
TRANSLATOR = Translator(Language.ENGLISH)
SECRET = "Sample event 77"


@pytest.fixture
def combined():
    """Give a clash that both tell, joined, and one that only the dataset brought in tells."""
    ours = make_events({"event_id": "ours", "fatalities": 5, "title": "Clash, as told here"})
    rows = (
        {"event_id": "a", "fatalities": 11, "title": SECRET, "summary": SECRET},
        {"event_id": "b", "location": "Gao", "latitude": "16.27", "longitude": "-0.05"}
        | {"title": SECRET, "event_date": "2014-01-01"},
    )
    events = make_events(*rows).assign(
        **{DATASET: "acled-x", "fatalities_low": pd.array([3, pd.NA], dtype="Int64")}
    )
    joined = Decisions().with_joined(EventKey("shipped", "ours"), EventKey("acled-x", "a"))
    return combine(make_dataset(events=ours), (DatasetEvents(INFO, events),), joined)


def layer():
    shapes = [box(5, 17, 8, 19), LineString([(0, 16), (3, 18)]), Point(2, 15)]
    rows = {"id": ["own-2", "own-3", "own-4"], "name": ["Concession", "Road", "Camp"]}
    rows |= {"kind": ["area", "line", "point"], "secret": ["x", "y", "z"]}
    frame = gpd.GeoDataFrame(pd.DataFrame(rows, dtype="str"), geometry=shapes, crs="EPSG:4326")
    return MapLayer("mine", "Concessions", "#8e44ad", "Sample survey", frame)


def card_of(dataset, event_id):
    shown = filter_dataset(dataset, MapSelection())
    return compose_card(f"event:{event_id}", shown, TRANSLATOR).items[0]


def test_a_joined_event_has_a_chip_for_each_dataset_and_the_range_of_its_deaths(combined):
    item = card_of(combined, "ours")
    assert [chip.label for chip in item.chips] == ["Shipped data", "Sample ACLED"]
    deaths = next(fact.value.text for fact in item.facts if "11" in fact.value.text)
    assert deaths == "11 (told: 3 to 11)"
    (twin,) = item.twins
    assert (twin.event_id, twin.title.text) == ("acled-x/a", SECRET)


def test_an_event_of_one_dataset_alone_has_one_chip_and_no_twin(combined):
    item = card_of(combined, "acled-x/b")
    assert [chip.color for chip in item.chips] == ["#0072b2"]
    assert item.twins == ()


def test_cards_of_the_shipped_data_alone_have_no_chips():
    dataset = make_dataset(events=make_events({"event_id": "alone"}))
    assert card_of(dataset, "alone").chips == ()


def test_places_of_a_dataset_have_its_ring_and_a_line_of_the_legend(combined):
    document = make_document(combined)
    rings = {symbol.name.partition(":")[0]: symbol.ring for symbol in document.symbols}
    assert rings["Gao"] == "#0072b2"
    words = [entry.words for group in document.legend for entry in group.entries]
    assert "mostly from Sample ACLED" in words


def test_the_citation_stands_on_the_map_whatever_is_left_out(combined):
    assert "acleddata.com" in make_document(combined).texts.citations
    assert make_document(make_dataset()).texts.citations == ""


def test_the_table_below_a_map_lists_no_row_that_may_not_be_passed_on(combined):
    table = compose_table(filter_dataset(combined, MapSelection()), TRANSLATOR)
    cells = [cell for row in table.rows for cell in row]
    assert SECRET not in cells
    assert "5" in cells, "the toll of the row that may leave, not of the one kept back"
    assert "Sample ACLED" in table.title


@pytest.mark.parametrize("kind", [ExportFormat.HTML, ExportFormat.SVG])
def test_no_word_of_a_row_that_may_not_be_passed_on_is_in_a_file_for_others(combined, kind):
    request = ExportRequest(MapSelection(), kind, made_on=date(2026, 7, 1))
    content = export_map(combined, request).content
    assert SECRET.encode() not in content
    assert b"Sample ACLED" in content


def test_the_readers_own_download_has_the_rows_and_says_how_to_cite_them(combined):
    request = ExportRequest(MapSelection(), ExportFormat.CSV, made_on=date(2026, 7, 1))
    text = export_map(combined, request).content.decode()
    assert SECRET in text
    assert "acleddata.com" in text


def test_a_layer_is_drawn_by_kind_and_explained_with_its_source():
    dataset = replace(make_dataset(), own_layers=(layer(),))
    document = make_document(dataset)
    kinds = [type(one) for one in document.layers if getattr(one, "words", "")]
    assert kinds == [AreaLayer, LineLayer, MarkerLayer]
    words = [entry.words for group in document.legend for entry in group.entries]
    assert words.count("Concessions (Sample survey)") == len(kinds)
    assert "Concessions (Sample survey)" in document.texts.citations


def test_columns_of_a_layer_that_are_not_drawn_are_not_sent():
    document = make_document(replace(make_dataset(), own_layers=(layer(),)))
    files = write_base_files(document.layers)
    assert {"own-mine-areas.geojson", "own-mine-lines.geojson"} <= set(files)
    assert b"secret" not in b"".join(files.values())
