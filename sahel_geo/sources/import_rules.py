"""What imported rows must keep besides the contract of their cells, and what they are warned of."""

from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sahel_geo.model.report import Severity
from sahel_geo.model.vocabulary import GeoPrecision
from sahel_geo.sources.findings import MOST_LISTED, Finding
from sahel_geo.sources.place_rules import TOLERANCE_KM, distance_km

KM_IN_A_DEGREE = 111.2
"""Of latitude, at most; to sort out points that are near their country before measuring."""


def check_rows(cells: pd.DataFrame) -> list[Finding]:
    """
    Check what the cells of one row say together.

    Parameters
    ----------
    cells
        Texts of rows whose cells keep their contract.

    Returns
    -------
    findings
        Rows that end before they start, that have a stage and no case or a party and no stage.
    """
    start, end = cells["event_date"], cells["end_date"]
    backward = (end != "") & (end < start)
    staged, party = cells["hostage_stage"], cells["party"]
    loose = (staged != "") & (cells["case_id"] == "")
    no_stage = (party != "") & (staged == "")
    names = {"start": "event_date", "end": "end_date"}
    findings = [
        Finding(
            "ends_before_start", cells.index[backward], "end_date", got=end[backward],
            more={"expected": start[backward]}, values=names,
        ),
        Finding("stage_without_case", cells.index[loose], "case_id", got=staged[loose]),
        Finding("party_without_stage", cells.index[no_stage], "party", got=party[no_stage]),
    ]  # fmt: skip
    return [finding for finding in findings if len(finding.rows)]


def check_ids(cells: pd.DataFrame) -> list[Finding]:
    """
    Check that each id stands once; the first row of an id stays.

    Returns
    -------
    findings
        A warning for a row that is in all its cells the one it repeats, as joined downloads have
        them; an error for one that has the id of another. Both are set aside: an id names one row.
    """
    ids = cells["event_id"]
    repeats = ids.duplicated()
    if not repeats.any():
        return []
    first_rows = pd.Series(cells.index, index=ids).groupby(level=0).first()
    same = repeats & cells.duplicated()
    findings = []
    for rule, rows, severity in (
        ("same_row_again", same, Severity.WARNING),
        ("repeated", repeats & ~same, Severity.ERROR),
    ):
        if rows.any():
            got = ids[rows]
            more = {"first": got.map(first_rows)}
            findings.append(
                Finding(rule, got.index, "event_id", got=got, more=more, severity=severity)
            )
    return findings


def warn_of_days(events: pd.DataFrame, today: date) -> list[Finding]:
    """Warn of events that are said to have happened after the day of reading."""
    days = events["event_date"]
    later = days > pd.Timestamp(today)
    if not later.any():
        return []
    got = days[later].dt.strftime("%Y-%m-%d")
    return [
        Finding(
            "future_day", got.index, "event_date", got=got, values={"today": today.isoformat()},
            severity=Severity.WARNING, rejects=False,
        )
    ]  # fmt: skip


def warn_of_places(events: pd.DataFrame, countries: gpd.GeoDataFrame) -> list[Finding]:
    """
    Warn of points more than 10 km outside the country their row names.

    Parameters
    ----------
    events
        Typed rows; those at precision 4 have a label point and are not asked.
    countries
        Areas of the base map.

    Returns
    -------
    findings
        One for each country; kilometres are measured on the ellipsoid for the rows a report
        lists, and rounded up from degrees for the others.
    """
    columns = ["country", "longitude", "latitude"]
    placed = events.loc[events["geo_precision"] != GeoPrecision.UNDISCLOSED, columns]
    findings = []
    for code, group in placed.groupby("country", sort=True):
        areas = countries.loc[countries["country"] == code].geometry
        if areas.empty:
            findings.append(
                Finding(
                    "no_country_area", group.index, "country", got=group["country"],
                    severity=Severity.WARNING, rejects=False,
                )
            )  # fmt: skip
            continue
        distances = _kilometres_outside(shapely.union_all(areas.to_numpy()), group)
        far = distances.loc[distances > TOLERANCE_KM]
        if len(far):
            findings.append(
                Finding(
                    "outside_country", far.index, "country", got=far.map("{:.0f}".format),
                    values={"country": str(code), "limit": str(TOLERANCE_KM)},
                    severity=Severity.WARNING, rejects=False,
                )
            )  # fmt: skip
    return findings


def _kilometres_outside(area: shapely.Geometry, rows: pd.DataFrame) -> "pd.Series[float]":
    """Measure how far rows lie outside an area; 0 within."""
    shapely.prepare(area)
    longitude, latitude = (rows[name].to_numpy() for name in ("longitude", "latitude"))
    inside = shapely.contains_xy(area, longitude, latitude)
    outside = rows.loc[~inside, ["longitude", "latitude"]]
    if outside.empty:
        return pd.Series(dtype="float64", index=rows.index[:0])
    points = outside.drop_duplicates()
    # a degree is at most so long: what is near by this measure is near
    shapes = shapely.points(points["longitude"].to_numpy(), points["latitude"].to_numpy())
    rough = shapely.distance(area, shapes) * KM_IN_A_DEGREE
    for at in np.flatnonzero(rough > TOLERANCE_KM)[:MOST_LISTED]:
        rough[at] = distance_km(area, *(float(degrees) for degrees in points.iloc[at]))
    by_point = pd.Series(rough, index=pd.MultiIndex.from_frame(points))
    found = by_point.reindex(pd.MultiIndex.from_frame(outside)).to_numpy()
    return pd.Series(found, index=outside.index)
