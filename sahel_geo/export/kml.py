"""A hostage case as KML, for Google Earth and whatever reads it.

Written with the standard library: GDAL's driver knows neither folders nor spans of time, and every
text goes through the XML writer, which escapes it.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd
from shapely import Geometry, LineString, MultiPolygon, Point, Polygon

from sahel_geo.cartography import symbology
from sahel_geo.export.caselayers import CaseLayers
from sahel_geo.i18n.catalog import Translator

NAMESPACE = "http://www.opengis.net/kml/2.2"

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that XML 1.0 cannot hold, not even escaped."""

LINE_PX, UNCERTAIN_LINE_PX = 3.0, 1.5
"""Widths of legs; KML has no dashes, so that a less certain leg is thin and pale."""

PALE = 0.5


def write_kml(layers: CaseLayers, translator: Translator) -> bytes:
    """
    Write a case as KML 2.2.

    Parameters
    ----------
    layers
        The case.
    translator
        The language of the folders.

    Returns
    -------
    content
        UTF-8. Folders of reports, legs, footprints and reports whose place is not disclosed: the
        last have no geometry. All that is told of a row is in its `ExtendedData`.
    """
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(_tag("kml"))
    document = _add(root, "Document")
    _add(document, "name", layers.name)
    credit = (words for name, words in layers.credit.items() if name != "version")
    _add(document, "description", "\n".join(credit))  # the version is told with the data's day
    _add_styles(document)
    _add_data(document, {**layers.facts, "language": translator.language.value})
    known = layers.steps.geometry.notna()
    for folder, rows, style in (
        ("casefile.steps", layers.steps.loc[known], "step"),
        ("casefile.legs", layers.legs, "leg"),
        ("casefile.footprints", layers.footprints, "footprint"),
        ("casefile.undisclosed", layers.steps.loc[~known], "step"),
    ):
        _add_folder(document, translator.text(folder), rows, style)
    ET.indent(root, " ")
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: ET.Element, tag: str, text: object = None, /, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, _tag(tag), attributes)
    if text is not None:
        element.text = NOT_IN_XML.sub("", str(text))
    return element


def _add_styles(document: ET.Element) -> None:
    path = symbology.PATH_COLOR
    _add(_add(_add(document, "Style", id="step"), "IconStyle"), "color", _kml_color(path, 1))
    _add_line_style(_add(document, "Style", id="leg"), _kml_color(path, 1), LINE_PX)
    uncertain = _add(document, "Style", id="leg-uncertain")
    _add_line_style(uncertain, _kml_color(path, PALE), UNCERTAIN_LINE_PX)
    area = symbology.FOOTPRINT
    footprint = _add(document, "Style", id="footprint")
    _add_line_style(footprint, _kml_color(area.fill, 1), 1.0)
    _add(_add(footprint, "PolyStyle"), "color", _kml_color(area.fill, area.fill_opacity))


def _add_line_style(style: ET.Element, color: str, width_px: float) -> None:
    line = _add(style, "LineStyle")
    _add(line, "color", color)
    _add(line, "width", width_px)


def _kml_color(color: str, opacity: float) -> str:
    """Write #rrggbb as KML does: alpha, blue, green, red."""
    red, green, blue = color[1:3], color[3:5], color[5:7]
    return f"{round(opacity * 255):02x}{blue}{green}{red}".lower()


def _add_folder(document: ET.Element, name: str, rows: gpd.GeoDataFrame, style: str) -> None:
    folder = _add(document, "Folder")
    _add(folder, "name", name)
    for row in rows.to_dict("records"):
        shape = row.pop("geometry")
        placemark = _add(folder, "Placemark")
        _add(placemark, "name", _name_of(row))
        _add(placemark, "description", row.get("summary") or row.get("reason") or "")
        if "first_day" in row:
            span = _add(placemark, "TimeSpan")
            _add(span, "begin", row["first_day"])
            _add(span, "end", row["last_day"])
        is_uncertain = row.get("certain") is False
        _add(placemark, "styleUrl", f"#{style}{'-uncertain' if is_uncertain else ''}")
        _add_data(placemark, row)
        if shape is not None:
            _add_shape(placemark, shape)


def _name_of(row: Mapping[str, Any]) -> str:
    """Name a row: a report by its number and title, a leg by its ends, a footprint by its area."""
    if "title" in row:
        return f"{row['number']}. {row['title']}"
    if "area" in row:
        return str(row["area"])
    return f"{row['from_report']} → {row['to_report']}"


def _add_data(parent: ET.Element, values: Mapping[str, Any]) -> None:
    data = _add(parent, "ExtendedData")
    for name, value in values.items():
        if not pd.isna(value) and value != "":
            _add(_add(data, "Data", name=name), "value", value)


def _add_shape(parent: ET.Element, shape: Geometry) -> None:
    if isinstance(shape, Point):
        _add(_add(parent, "Point"), "coordinates", _coordinates(shape.coords))
    elif isinstance(shape, LineString):
        line = _add(parent, "LineString")
        _add(line, "tessellate", 1)  # along the ground, not through it
        _add(line, "coordinates", _coordinates(shape.coords))
    elif isinstance(shape, MultiPolygon):
        parts = _add(parent, "MultiGeometry")
        for part in shape.geoms:
            _add_area(parts, part)


def _add_area(parent: ET.Element, area: Polygon) -> None:
    polygon = _add(parent, "Polygon")
    rings = [("outerBoundaryIs", area.exterior)]
    rings += [("innerBoundaryIs", ring) for ring in area.interiors]
    for name, ring in rings:
        edge = _add(_add(polygon, name), "LinearRing")
        _add(edge, "coordinates", _coordinates(ring.coords))


def _coordinates(points: Iterable[tuple[float, ...]]) -> str:
    return " ".join(f"{point[0]!r},{point[1]!r}" for point in points)
