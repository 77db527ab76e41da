"""What adapted rows still lack and can be had without a guess: id, title, place, country.

- A row without coordinates whose country is known stands at the label point of that country, at
  precision 4: it is counted and listed and never drawn as a place.
- A row without a country lies in the country whose land its point is in.
- A title names the kind and the place; it is made of codes and names the row has.
- An id is made of day, place, actors and kind, so that a newer copy of a sheet knows its rows
  again when the deaths were mended.
"""

import re

import numpy as np
import pandas as pd
import shapely

from sahel_geo.model.columns import DECIMAL
from sahel_geo.model.extent import WINDOW
from sahel_geo.model.report import Severity
from sahel_geo.model.schema import IMPORTED
from sahel_geo.model.terms import Terms
from sahel_geo.model.vocabulary import GeoPrecision, Language
from sahel_geo.sources.adapters.cells import first_given, map_texts
from sahel_geo.sources.findings import Finding
from sahel_geo.sources.reference import Reference

NULL_ISLAND_DEGREES = 0.01
"""Coordinates this near 0, 0 are a slip of a program, not a place in the Gulf of Guinea."""

MOST_LONGITUDE, MOST_LATITUDE = 180, 90

ID_COLUMNS = ("event_date", "latitude", "longitude", "location", "actor1", "actor2", "event_type")
PLAIN_NUMBER = re.compile(DECIMAL)


def complete(events: pd.DataFrame, reference: Reference) -> tuple[pd.DataFrame, list[Finding]]:
    """
    Fill in what adapted rows lack.

    Parameters
    ----------
    events
        Texts, as an adapter gives them, indexed by spreadsheet row.
    reference
        Countries of the base map and words for kinds.

    Returns
    -------
    cells, findings
        Rows in all columns of `schema.IMPORTED` and the kept ones, and what is to be told. Rows
        that lie off the map are still among them; the findings reject those.
    """
    cells = _with_all_columns(events)
    off_map = _find_off_map(cells)
    findings = [*off_map]
    for fill in (_fill_points, _fill_countries):
        cells, found = fill(cells, reference)
        findings += found
    cells = _fill_locations(cells, reference)
    cells = _fill_titles(cells, reference.terms)
    return _fill_ids(cells), findings


def _with_all_columns(events: pd.DataFrame) -> pd.DataFrame:
    """Put the contract's columns first, an absent one empty, without copying the others."""
    empty = pd.Series("", index=events.index, dtype="str")
    columns = {name: events.get(name, empty) for name in IMPORTED.columns}
    for name in ("latitude", "longitude"):
        columns[name] = map_texts(columns[name], _plain_number)
    kept = {name: events[name] for name in events.columns if name not in columns}
    return pd.DataFrame({**columns, **kept}, index=events.index, copy=False)


def _plain_number(text: str) -> str:
    """Write a number such as 1.2e1 or +3. without exponent and sign; leave what is none."""
    if PLAIN_NUMBER.fullmatch(text) or len(text) > len("-179.") + 20:
        return text
    try:
        number = float(text)
    except ValueError:
        return text
    return np.format_float_positional(number, trim="-") if np.isfinite(number) else text


def _degrees(cells: pd.DataFrame) -> tuple["pd.Series[float]", "pd.Series[float]"]:
    longitude, latitude = (
        pd.to_numeric(cells[name], errors="coerce") for name in ("longitude", "latitude")
    )
    return longitude, latitude


def _find_off_map(cells: pd.DataFrame) -> list[Finding]:
    """
    Find rows that lie where there is no map.

    They are set aside and counted: they are not wrong, but nothing could show them. What is no
    longitude or latitude at all is left to the contract.
    """
    longitude, latitude = _degrees(cells)
    is_null = (longitude.abs() < NULL_ISLAND_DEGREES) & (latitude.abs() < NULL_ISLAND_DEGREES)
    on_earth = (longitude.abs() <= MOST_LONGITUDE) & (latitude.abs() <= MOST_LATITUDE)
    inside = longitude.between(WINDOW.west, WINDOW.east) & latitude.between(
        WINDOW.south, WINDOW.north
    )
    outside = on_earth & ~inside & ~is_null
    window = ", ".join(f"{edge:g}" for edge in WINDOW.as_tuple())
    got = cells["longitude"] + ", " + cells["latitude"]
    findings = [
        Finding("null_island", cells.index[is_null], got=got.loc[is_null]),
        Finding(
            "outside_window", cells.index[outside], got=got.loc[outside],
            values={"expected": window}, severity=Severity.WARNING, listed=1,
        ),
    ]  # fmt: skip
    return [finding for finding in findings if len(finding.rows)]


def _fill_points(cells: pd.DataFrame, reference: Reference) -> tuple[pd.DataFrame, list[Finding]]:
    """Put rows without coordinates at the label point of their country, at precision 4."""
    countries = reference.countries.drop_duplicates("country").set_index("country")
    lost = (cells["longitude"] == "") & (cells["latitude"] == "")
    lost &= cells["country"].isin(countries.index)
    if not lost.any():
        return cells, []
    codes = cells.loc[lost, "country"]
    cells = cells.copy()
    for name, label in (("longitude", "label_lon"), ("latitude", "label_lat")):
        texts = countries[label].map(lambda degrees: f"{float(degrees):.4f}")
        cells.loc[lost, name] = codes.map(texts).astype("str")
    cells.loc[lost, "geo_precision"] = str(GeoPrecision.UNDISCLOSED.value)
    told = Finding(
        "no_coordinates", codes.index, got=codes, severity=Severity.WARNING, rejects=False, listed=3
    )
    return cells, [told]


def _fill_countries(
    cells: pd.DataFrame, reference: Reference
) -> tuple[pd.DataFrame, list[Finding]]:
    """Take the country whose land the point is in, where none is named."""
    longitude, latitude = _degrees(cells)
    lacking = (cells["country"] == "") & longitude.notna() & latitude.notna()
    countries = reference.countries
    if not lacking.any() or countries.empty:
        return cells, []
    points = shapely.points(longitude[lacking].to_numpy(), latitude[lacking].to_numpy())
    at, area = shapely.STRtree(countries.geometry.to_numpy()).query(points, predicate="within")
    if not len(at):
        return cells, []
    rows = cells.index[lacking.to_numpy()][at]
    codes = pd.Series(countries["country"].to_numpy()[area], index=rows, dtype="str")
    codes = codes.loc[~codes.index.duplicated()].sort_index()
    cells = cells.copy()
    cells.loc[codes.index, "country"] = codes
    told = Finding(
        "country_from_point",
        codes.index,
        got=codes,
        severity=Severity.WARNING,
        rejects=False,
        listed=3,
    )
    return cells, [told]


def _fill_locations(cells: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Name the place after its region or, where only that is known, its country; or by degrees."""
    if (cells["location"] != "").all():
        return cells
    countries = reference.countries.drop_duplicates("country").set_index("country")
    is_vague = cells["geo_precision"] == str(GeoPrecision.UNDISCLOSED.value)
    names = {
        language: cells["country"].map(countries[column]).fillna("").astype("str")
        for language, column in ((Language.ENGLISH, "name"), (Language.FRENCH, "name_fr"))
    }
    degrees = cells["latitude"] + ", " + cells["longitude"]
    location = first_given(
        cells["location"],
        cells["admin1"],
        names[Language.ENGLISH].where(is_vague, ""),
        degrees.where(degrees != ", ", ""),
    )
    is_named = (cells["location"] == "") & (location == names[Language.ENGLISH])
    french = cells["location_fr"].where(~is_named, names[Language.FRENCH])
    return cells.assign(location=location, location_fr=french)


def _fill_titles(cells: pd.DataFrame, terms: Terms) -> pd.DataFrame:
    """Write kind and place in both languages where a row has no title."""
    lacking = cells["title"] == ""
    if not lacking.any():
        return cells
    kinds = first_given(cells["sub_event_type"], cells["event_type"])
    titles = {}
    for language, place in (
        (Language.ENGLISH, cells["location"]),
        (Language.FRENCH, first_given(cells["location_fr"], cells["location"])),
    ):
        words = map_texts(kinds, lambda code, tongue=language: _word(terms, code, tongue))  # type: ignore[misc]
        both = (words + " – " + place).where(words != "", place)
        titles[language] = both.where(place != "", words)
    return cells.assign(
        title=cells["title"].where(~lacking, titles[Language.ENGLISH]),
        title_fr=cells["title_fr"].where(~lacking, titles[Language.FRENCH]),
    )


def _word(terms: Terms, code: str, language: Language) -> str:
    for kind in ("sub_event_type", "event_type"):
        if word := terms.word(kind, code, language):
            return word
    return code


def _fill_ids(cells: pd.DataFrame) -> pd.DataFrame:
    """Make ids of what stays when a row is mended; rows alike in all of it are numbered."""
    lacking = cells["event_id"] == ""
    if not lacking.any():
        return cells
    rows = cells.loc[lacking, list(ID_COLUMNS)]
    digests = pd.util.hash_pandas_object(rows, index=False).map(lambda number: f"{number:016x}")
    ids = "row-" + digests.astype("str")
    again = ids.groupby(ids).cumcount() + 1
    ids = ids.where(again == 1, ids + "-" + again.astype("str"))
    return cells.assign(event_id=cells["event_id"].where(~lacking, ids.reindex(cells.index)))
