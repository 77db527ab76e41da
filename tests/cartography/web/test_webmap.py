import re
from dataclasses import replace

import pytest

from sahel_geo.cartography.web.assets import AssetUrls, collect_assets
from sahel_geo.cartography.web.messages import read_message
from sahel_geo.cartography.web.webmap import MapUpdate, ViewCommand, build_web_map
from sahel_geo.model.selection import MapView
from tests.cartography.web.handmade_map import HOSTILE

UPDATE = MapUpdate("/media/c.json", "/media/e.json", "Part of the map is missing.")
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
    changed = replace(
        UPDATE,
        context_url="/media/other.json",
        selected="place:niamey",
        view=ViewCommand(3, MapView(2, 13, 6)),
    )
    first, first_update = scripts_of(build_web_map(AssetUrls("/atlas", assets), UPDATE))
    other, other_update = scripts_of(build_web_map(AssetUrls("/sub/atlas", assets[:13]), changed))
    assert first == other
    assert first_update != other_update


def test_the_scripts_stay_small(assets):
    base, update = scripts_of(build_web_map(AssetUrls("/atlas", assets), UPDATE))
    assert len(base.encode()) <= 2_000
    assert len(update.encode()) <= 4_000


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
    update = replace(UPDATE, selected=HOSTILE)
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
    assert names == {"leaflet.js", "leaflet.css", "atlas.js", "atlas.css"}


def test_a_message_of_the_map_is_read():
    message = read_message(MESSAGE)
    assert message is not None
    assert message.view == MapView(2.1, 13.5, 7.5)
    assert message.extent.as_tuple() == (0, 12, 4, 15)
    assert message.click is not None
    assert (message.click.number, message.click.key) == (1795356102283, "place:niamey")


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
    ],
)
def test_what_is_no_message_is_no_message(broken):
    assert read_message(broken) is None
