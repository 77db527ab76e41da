"""Rings of datasets and layers that were brought in are the same on the screen and in print."""

from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
from shapely import LineString, Point, box

from sahel_geo.analysis.combining import combine
from sahel_geo.cartography.composition.ownlayers import compose_own_layer
from sahel_geo.cartography.web.basefiles import write_base_files
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.datasets import DATASET, DatasetEvents, DatasetInfo, DatasetKind
from sahel_geo.model.maplayer import MapLayer
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import Language
from tests.cartography.web.handmade_map import DATA_FOLDER
from tests.cartography.web.test_equal_in_browser import compose, set_zoom
from tests.makers import make_events

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (DATA_FOLDER / "geo").is_dir(), reason="needs the base layers"),
]


def make_set(dataset_id, color, rows):
    events = make_events(*rows).assign(**{DATASET: dataset_id})
    info = DatasetInfo(dataset_id, dataset_id, DatasetKind.OWN, color, None, len(events), "1")
    return DatasetEvents(info, events)


@pytest.fixture
def combined(shipped):
    """Put two made datasets beside the shipped events: near towns, and far from all."""
    spots = [
        {"latitude": f"{14 + n % 7 * 0.4:.2f}", "longitude": f"{-3 + n % 11 * 0.5:.2f}"}
        | {"location": f"Sample place {n}", "event_date": f"201{n % 9}-03-11"}
        for n in range(90)
    ]
    sets = (make_set("one", "#0072b2", spots[:60]), make_set("two", "#d55e00", spots[40:]))
    bare = replace(shipped, layers={key: shipped.layers[key] for key in ("countries", "admin1")})
    return combine(bare, sets, joinings=())


def test_rings_are_those_of_the_picture_at_any_zoom(shown_map, combined):
    shown_map.show(combined)
    seen = set()
    for zoom in (4, 5.5, 7, 9):
        set_zoom(shown_map, zoom)
        shown_map.page.wait_for_timeout(400)
        drawn = {symbol["key"]: symbol["ring"] for symbol in shown_map.state["symbols"]}
        document = compose(combined, MapSelection(), zoom=zoom)
        assert drawn == {symbol.key: symbol.ring for symbol in document.symbols}
        seen |= set(drawn.values())
    assert seen == {"#0072b2", "#d55e00", ""}


def test_the_legend_explains_the_rings_that_are_on_the_screen(shown_map, combined):
    shown_map.show(combined)
    lines = [line for _, group in shown_map.legend for line in group]
    assert {"mostly from one", "mostly from two"} <= set(lines)


def test_a_layer_that_was_brought_in_is_drawn_and_has_names_to_hover(shown_map, combined):
    shapes = [box(17, 20, 20, 22), LineString([(0, 16), (3, 18)]), Point(2, 15)]
    rows = {"id": ["own-2", "own-3", "own-4"], "name": ["Concession", "Road", "Camp"]}
    rows["kind"] = ["area", "line", "point"]
    frame = gpd.GeoDataFrame(pd.DataFrame(rows, dtype="str"), geometry=shapes, crs="EPSG:4326")
    layer = MapLayer("mine", "Concessions", "#8e44ad", "", frame)
    files = write_base_files(compose_own_layer(layer, Translator(Language.ENGLISH)))
    urls = {
        name: shown_map.server.put(f"/own/{name}", content, "application/geo+json")
        for name, content in files.items()
    }
    shown_map.show(replace(combined, own_layers=(layer,)), layers=urls)
    drawn = {one["asset"]: one["features"] for one in shown_map.state["layers"]}
    assert (drawn["own-mine-areas.geojson"], drawn["own-mine-lines.geojson"]) == (1, 1)
    assert "Camp" in [marker["name"] for marker in shown_map.state["markers"]]
    x, y = shown_map.pixel_of(18.3, 21.4)
    found = shown_map.page.evaluate(
        f"sahelAtlas.pageOf(shownMap).overlay.find(L.point({x}, {y}), false)"
    )
    assert found["name"] == "Concession"
    assert shown_map.complaints == []
