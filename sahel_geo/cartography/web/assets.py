"""The files a browser needs for the map, under names that change with their content.

Leaflet comes from the XStatic-Leaflet package, everything else is ours. Nothing is asked of any
other machine. jQuery, Bootstrap and marker pictures, which folium names by default, are not used.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet

from sahel_geo.model.vocabulary import LayerFile, RasterFile

SCRIPTS = (
    "geometry.js",
    "symbols.js",
    "labels.js",
    "canvas.js",
    "baselayers.js",
    "days.js",
    "timewindow.js",
    "packed.js",
    "tally.js",
    "merging.js",
    "words.js",
    "moving.js",
    "groupsymbol.js",
    "incidents.js",
    "flows.js",
    "scene.js",
    "painting.js",
    "overlay.js",
    "panels.js",
    "legend.js",
    "tools.js",
    "histogram.js",
    "timeline_ticks.js",
    "timeline_track.js",
    "timeline_player.js",
    "timeline_keys.js",
    "timeline_bar.js",
    "timeline.js",
    "files.js",
    "atlas.js",
    "debug.js",
)
"""Our scripts, each building on those before it; served as one, since a frame asks for scripts
one after the other."""

BUNDLE = "atlas.js"

STYLESHEETS = ("atlas.css", "timeline.css")

MEDIA_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".geojson": "application/geo+json",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".json": "application/json",
    ".pack": "application/octet-stream",
}
_OWN_FOLDER = Path(__file__).parent
_LEAFLET_FOLDER = Path(leaflet.BASE_DIR)


@dataclass(frozen=True)
class WebAsset:
    """Content to be served as it is."""

    name: str
    """Its plain name, such as `countries.geojson`; unique among the assets."""
    version: str
    """Twelve hexadecimal digits of the SHA-256 of its content."""
    content: bytes = field(repr=False)
    media_type: str

    @property
    def public_name(self) -> str:
        """Its name in an address, such as `countries.0a1b2c3d4e5f.geojson`; cached for ever."""
        stem, _, suffix = self.name.rpartition(".")
        return f"{stem}.{self.version}.{suffix}"


@dataclass(frozen=True)
class AssetUrls:
    """Where the assets are served: `<base_url>/<public name>`; the base ends without a slash."""

    base_url: str
    assets: tuple[WebAsset, ...]

    def of(self, names: Iterable[str]) -> dict[str, str]:
        """Give the address of each asset named; a name without an asset is a KeyError."""
        public = {asset.name: asset.public_name for asset in self.assets}
        return {name: f"{self.base_url}/{public[name]}" for name in names}

    @property
    def scripts(self) -> list[tuple[str, str]]:
        """Name and address of each script, in the order they must be loaded."""
        return list(self.of(("leaflet.js", BUNDLE)).items())

    @property
    def stylesheets(self) -> list[tuple[str, str]]:
        """Name and address of each style sheet, in order."""
        return list(self.of(("leaflet.css", *STYLESHEETS)).items())

    @property
    def base_layers(self) -> dict[str, str]:
        """Address by name of every layer file and picture."""
        code = {"leaflet.js", "leaflet.css", BUNDLE, *STYLESHEETS}
        return self.of(asset.name for asset in self.assets if asset.name not in code)


def collect_assets(data_folder: Path) -> tuple[WebAsset, ...]:
    """
    List the files to serve: scripts, style sheets, and the base layers of a data folder.

    Parameters
    ----------
    data_folder
        The folder with `geo/` in it. A layer file that is not there is left out; the document
        then has no such layer either.

    Returns
    -------
    assets
        In a fixed order. Contents are read once, for their versions.
    """
    code = [
        *(_LEAFLET_FOLDER / name for name in ("leaflet.js", "leaflet.css")),
        *(_OWN_FOLDER / name for name in STYLESHEETS),
    ]
    geo_folder = data_folder / "geo"
    layers = [geo_folder / f"{layer}.geojson" for layer in LayerFile]
    pictures = [geo_folder / f"{RasterFile.RELIEF_WEB}{suffix}" for suffix in (".jpg", ".png")]
    present = [file for file in (*layers, *pictures) if file.is_file()]
    files = [make_asset(file.name, file.read_bytes()) for file in (*code, *present)]
    return (make_asset(BUNDLE, read_bundle().encode("utf-8")), *files)


@cache
def read_own_file(name: str) -> str:
    """Read a script or style sheet of this folder."""
    return (_OWN_FOLDER / name).read_text(encoding="utf-8")


def read_bundle() -> str:
    """Give all scripts of the map as one."""
    return "\n".join(read_own_file(name) for name in SCRIPTS)


def read_leaflet(name: str) -> str:
    """Read `leaflet.js` or `leaflet.css`."""
    return (_LEAFLET_FOLDER / name).read_text(encoding="utf-8")


def make_asset(name: str, content: bytes) -> WebAsset:
    """Name content by its hash; the ending of its name tells its media type."""
    version = hashlib.sha256(content).hexdigest()[:12]
    return WebAsset(name, version, content, MEDIA_TYPES[Path(name).suffix])
