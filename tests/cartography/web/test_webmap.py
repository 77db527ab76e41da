import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sahel_geo.cartography import web
from sahel_geo.cartography.web.assets import (
    SCRIPTS,
    STYLESHEETS,
    AssetUrls,
    collect_assets,
    make_asset,
)
from sahel_geo.cartography.web.messages import TimeChange, read_message
from sahel_geo.cartography.web.standalone import OWN_SCRIPTS, OWN_STYLESHEETS
from sahel_geo.cartography.web.webmap import (
    MapFiles,
    MapUpdate,
    TimeCommand,
    ViewCommand,
    build_web_map,
)
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapView
from tests.cartography.web.handmade_map import HOSTILE

PERIOD = Period(date(2003, 2, 22), date(2026, 6, 20))
AUTUMN = Period(date(2010, 9, 1), date(2010, 10, 31))
FILES = MapFiles(
    context="/media/c.json",
    places="/atlas/places-en.0a1b2c3d4e5f.json",
    packed="/atlas/events.0a1b2c3d4e5f.pack",
    mask="/media/m.bin",
    cases="/media/p.json",
)
TIME = TimeCommand(1, PERIOD, None, is_cumulative=False)
UPDATE = MapUpdate(FILES, TIME, "Part of the map is missing.")
MESSAGE = {
    "seq": 1795356102283,
    "kind": "click",
    "key": "place:niamey",
    "view": {"latitude": 13.5, "longitude": 2.1, "zoom": 7.5, "bounds": [0, 12, 4, 15]},
    "command": None,
    "click": {"seq": 1795356102283, "key": "place:niamey"},
}


def scripts_of(shown):
    """Give the script of the base and of the update group, with folium's random names levelled."""
    shown.update.add_to(shown.base)
    shown.base.get_root().render()
    script = shown.base.get_root().script.render()
    level = re.sub(r"_[0-9a-f]{32}", "_id", script)
    base, update = level.split("var feature_group_id")
    return base, update


def test_the_base_script_is_the_same_whatever_is_shown(assets):
    changed = MapUpdate(
        MapFiles("/media/other.json", "/p.json", "/e.pack", None, "/k.json"),
        TimeCommand(2, AUTUMN, Period(date(2010, 9, 16), date(2010, 9, 30)), is_cumulative=True),
        "Une partie de la carte manque.",
        selected=("place:niamey", "event:x"),
        view=ViewCommand(3, MapView(2, 13, 6)),
    )
    first, first_update = scripts_of(build_web_map(AssetUrls("/atlas", assets), UPDATE))
    other, other_update = scripts_of(build_web_map(AssetUrls("/sub/atlas", assets[:13]), changed))
    assert first == other
    assert first_update != other_update


def test_the_scripts_stay_small(assets):
    update = replace(
        UPDATE,
        time=TimeCommand(1795356102283, PERIOD, AUTUMN, is_cumulative=True),
        selected=(f"places:0a1b2c3d4e5f:{','.join(map(str, range(60)))}",),
        view=ViewCommand(1795356102283, MapView(2, 13, 6)),
    )
    base, script = scripts_of(build_web_map(AssetUrls("/atlas", assets), update))
    assert len(base.encode()) <= 2_000
    assert len(script.encode()) <= 2_048
    shown = build_web_map(AssetUrls("/atlas", assets), update)
    shown.update.add_to(shown.base)
    assert len(shown.base.get_root().render().encode()) <= 60_000


def test_neither_script_grows_with_the_data(assets, shipped):
    urls = AssetUrls("/atlas", (*assets, make_asset("events.pack", b"x" * 5_000_000)))
    base, script = scripts_of(build_web_map(urls, UPDATE))
    assert len(base.encode()) + len(script.encode()) <= 4_000


def test_the_update_tells_days_as_whole_numbers_since_1970(assets):
    time = TimeCommand(7, AUTUMN, Period(date(1969, 12, 31), date(1970, 1, 1)), is_cumulative=True)
    shown = build_web_map(AssetUrls("/atlas", assets), replace(UPDATE, time=time))
    message = json.loads(shown.update.message)
    assert message["time"] == {
        "number": 7, "period": [14853, 14913], "window": [-1, 0], "is_cumulative": True,
    }  # fmt: skip
    assert (
        json.loads(build_web_map(AssetUrls("/atlas", assets), UPDATE).update.message)["time"][
            "window"
        ]
        is None
    )


def test_the_update_names_every_file_by_its_address(assets):
    message = json.loads(build_web_map(AssetUrls("/atlas", assets), UPDATE).update.message)
    assert {name: message[name] for name in vars(FILES)} == vars(FILES)
    assert all(url.startswith("/atlas/") for url in message["assets"].values())
    assert {"countries.geojson", "routes.geojson"} <= set(message["assets"])


def test_equal_updates_give_the_same_script(assets):
    urls = AssetUrls("/atlas", assets)
    assert build_web_map(urls, UPDATE).update.message == build_web_map(urls, UPDATE).update.message


def test_the_map_asks_for_nothing_from_outside(assets):
    shown = build_web_map(AssetUrls("/base/atlas", assets), UPDATE)
    links = [url for _, url in (*shown.base.default_js, *shown.base.default_css)]
    assert all(link.startswith("/base/atlas/") for link in links)
    shown.update.add_to(shown.base)
    page = shown.base.get_root().render()
    assert "//" not in page.replace("<!DOCTYPE html>", "").replace("http://www.w3.org", "")


def test_scripts_are_loaded_after_what_they_build_on(assets):
    shown = build_web_map(AssetUrls("/atlas", assets), UPDATE)
    assert [name for name, _ in shown.base.default_js] == ["leaflet.js", "atlas.js"]


def test_a_hostile_key_cannot_leave_the_script(assets):
    update = replace(UPDATE, selected=(HOSTILE,))
    _, script = scripts_of(build_web_map(AssetUrls("/atlas", assets), update))
    assert "</script>" not in script
    assert "<b>" not in script


def test_an_asset_is_named_after_its_content(tmp_path):
    layer = tmp_path / "geo" / "countries.geojson"
    layer.parent.mkdir()
    names = []
    for content in ("{}", "{ }"):
        layer.write_text(content, encoding="utf-8")
        (asset,) = [a for a in collect_assets(tmp_path) if a.name == "countries.geojson"]
        names.append(asset.public_name)
        assert asset.media_type == "application/geo+json"
    assert names[0] != names[1]
    assert all(re.fullmatch(r"countries\.[0-9a-f]{12}\.geojson", name) for name in names)


def test_a_layer_file_that_is_missing_is_not_served(tmp_path):
    names = {asset.name for asset in collect_assets(tmp_path)}
    assert names == {"leaflet.js", "leaflet.css", "atlas.js", "atlas.css", "timeline.css"}


def test_every_script_of_the_folder_is_served_or_in_a_saved_page_once(assets):
    folder = Path(web.__file__).parent
    scripts, styles = {*SCRIPTS, *OWN_SCRIPTS}, {*STYLESHEETS, *OWN_STYLESHEETS}
    assert len(scripts) == len(SCRIPTS) + len(OWN_SCRIPTS)
    assert scripts == {file.name for file in folder.glob("*.js")}
    assert styles == {file.name for file in folder.glob("*.css")}
    (bundle,) = [asset for asset in assets if asset.name == "atlas.js"]
    for name in SCRIPTS:
        assert bundle.content.count((folder / name).read_bytes()) == 1


def test_a_message_of_the_map_is_read():
    message = read_message(MESSAGE)
    assert message is not None
    assert message.view == MapView(2.1, 13.5, 7.5)
    assert message.extent.as_tuple() == (0, 12, 4, 15)
    assert message.click is not None
    assert (message.click.number, message.click.key) == (1795356102283, "place:niamey")
    assert message.time is None


TIME_TOLD = {
    "seq": 1795356102299,
    "first": "2010-09-16",
    "last": "2010-10-29",
    "is_cumulative": False,
    "is_all": False,
}


def test_a_window_chosen_on_the_map_is_read():
    message = read_message(MESSAGE | {"time": TIME_TOLD})
    assert message.time == TimeChange(
        1795356102299, Period(date(2010, 9, 16), date(2010, 10, 29)), is_cumulative=False
    )


def test_all_of_the_period_is_no_window():
    time = TIME_TOLD | {"is_all": True, "is_cumulative": True}
    message = read_message(MESSAGE | {"time": time})
    assert message.time == TimeChange(1795356102299, None, is_cumulative=True)


@pytest.mark.parametrize(
    "broken",
    [
        None,
        {},
        "text",
        MESSAGE | {"seq": "1"},
        MESSAGE | {"seq": float("inf")},
        MESSAGE | {"view": MESSAGE["view"] | {"latitude": 91}},
        MESSAGE | {"view": MESSAGE["view"] | {"longitude": float("nan")}},
        MESSAGE | {"view": MESSAGE["view"] | {"bounds": [4, 12, 0, 15]}},
        MESSAGE | {"view": MESSAGE["view"] | {"bounds": "0123"}},
        MESSAGE | {"click": {"seq": 1, "key": ["x"]}},
        MESSAGE | {"time": "2010"},
        MESSAGE | {"time": TIME_TOLD | {"first": "16 September"}},
        MESSAGE | {"time": TIME_TOLD | {"first": 14868}},
        MESSAGE | {"time": TIME_TOLD | {"last": "2010-09-15"}},
        MESSAGE | {"time": TIME_TOLD | {"seq": None}},
        MESSAGE | {"time": TIME_TOLD | {"seq": float("nan")}},
    ],
)
def test_what_is_no_message_is_no_message(broken):
    assert read_message(broken) is None
