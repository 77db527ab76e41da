"""Read the placemarks of KML, which Google Earth writes, as texts and shapes.

Read as plain XML with all declarations refused, so that no entity grows and nothing is fetched: a
file that only links to another place on the network is refused with words.
"""

import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import numpy as np
import shapely
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from shapely.errors import ShapelyError

from sahel_geo.sources.files import UnreadableFileError, make_problem

DEEPEST = 60
"""Elements within elements; folders and shapes need a dozen."""

LEAST_VERTICES = {"Point": 1, "LineString": 2, "LinearRing": 4}

Placemark = tuple[dict[str, str], shapely.Geometry | None]


def read_placemarks(file: str, content: bytes) -> Iterator[Placemark]:
    """
    Read placemarks one by one.

    Parameters
    ----------
    file
        Name of the file, for reports.
    content
        KML, its shapes in longitude and latitude (WGS84), as the format has it.

    Yields
    ------
    placemark
        Its texts by name (`name`, `description`, `folder`, `when`, `begin`, `end` and its own
        data) and its shape, None without one that can be read.

    Raises
    ------
    UnreadableFileError
        If it is no XML, declares entities, or links to other files.
    """
    folders: list[str] = []
    depth = 0
    try:
        events = iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True)
        for event, element in events:
            tag = _local(element)
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise UnreadableFileError(make_problem(file, None, "bad_kml", reason=tag))
            if tag == "NetworkLink":
                raise UnreadableFileError(make_problem(file, None, "kml_link"))
            if tag == "Folder":
                folders = [*folders, ""] if event == "start" else folders[:-1]
            elif event == "end" and tag == "name" and folders and not folders[-1]:
                folders[-1] = (element.text or "").strip()
            elif event == "end" and tag == "Placemark":
                yield _read_placemark(element, next(filter(None, reversed(folders)), ""))
                element.clear()
    except DefusedXmlException as error:
        raise UnreadableFileError(make_problem(file, None, "xml_entities")) from error
    except (ET.ParseError, ValueError, LookupError) as error:
        raise UnreadableFileError(make_problem(file, None, "bad_kml", reason=error)) from error


def _local(element: "ET.Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _read_placemark(element: "ET.Element", folder: str) -> Placemark:
    texts = {"folder": folder} if folder else {}
    shapes = []
    for child in element:
        tag, text = _local(child), (child.text or "").strip()
        if tag in ("name", "description"):
            texts[tag] = text
        elif tag in ("TimeStamp", "TimeSpan", "ExtendedData"):
            texts.update(_read_data(child))
        else:
            shapes += _read_shapes(child)
    if len(shapes) > 1:
        return texts, _join(shapes)
    return texts, shapes[0] if shapes else None


def _read_data(element: "ET.Element") -> dict[str, str]:
    texts: dict[str, str] = {}
    for part in element.iter():
        tag = _local(part)
        if tag == "Data":
            value = next((child.text for child in part if _local(child) == "value"), "")
            texts[part.get("name", "")] = (value or "").strip()
        elif tag == "SimpleData":
            texts[part.get("name", "")] = (part.text or "").strip()
        elif tag in ("when", "begin", "end"):
            texts[tag] = (part.text or "").strip()
    return {name: text for name, text in texts.items() if name}


def _read_shapes(element: "ET.Element") -> list[shapely.Geometry]:
    tag = _local(element)
    if tag == "MultiGeometry":
        return [shape for child in element for shape in _read_shapes(child)]
    if tag == "Polygon":
        return _read_area(element)
    if tag not in LEAST_VERTICES:
        return []
    vertices = _read_vertices(element)
    if vertices is None or len(vertices) < LEAST_VERTICES[tag]:
        return []
    return [shapely.Point(vertices[0]) if tag == "Point" else shapely.LineString(vertices)]


def _read_area(element: "ET.Element") -> list[shapely.Geometry]:
    rings: dict[str, list[np.ndarray[tuple[int, int], np.dtype[np.float64]]]] = {}
    for boundary in element:
        for ring in boundary:
            vertices = _read_vertices(ring)
            if vertices is not None and len(vertices) >= LEAST_VERTICES["LinearRing"]:
                rings.setdefault(_local(boundary), []).append(vertices)
    outer, holes = rings.get("outerBoundaryIs", []), rings.get("innerBoundaryIs", [])
    try:
        return [shapely.Polygon(outer[0], holes)] if outer else []
    except (ShapelyError, ValueError):
        return []


def _read_vertices(
    element: "ET.Element",
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]] | None:
    """Read `longitude,latitude[,height]` parted by blanks; None when it is not that."""
    text = next((part.text for part in element if _local(part) == "coordinates"), None) or ""
    try:
        pairs = [[float(number) for number in vertex.split(",")[:2]] for vertex in text.split()]
        vertices = np.array(pairs, dtype="float64")
    except ValueError:
        return None
    is_flat = vertices.ndim == 2 and vertices.shape[1] == 2  # noqa: PLR2004 - longitude, latitude
    return vertices if is_flat and np.isfinite(vertices).all() else None


def _join(shapes: list[shapely.Geometry]) -> shapely.Geometry:
    """Make one shape of several of a kind; of different kinds, a collection."""
    kinds = {shape.geom_type for shape in shapes}
    if kinds == {"Polygon"}:
        return shapely.MultiPolygon(shapes)
    if kinds == {"LineString"}:
        return shapely.MultiLineString(shapes)
    return shapely.MultiPoint(shapes) if kinds == {"Point"} else shapely.GeometryCollection(shapes)
