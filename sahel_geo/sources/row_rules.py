"""What a row must keep that no single cell can tell. A row that does not is set aside."""

from collections.abc import Mapping, Sequence

import pandas as pd

from sahel_geo.model.report import Problem
from sahel_geo.model.schema import TableFile
from sahel_geo.model.vocabulary import LayerFile
from sahel_geo.sources.contracts import RowRule
from sahel_geo.sources.files import make_problem

SAME_POINT_DEGREES = 0.0001
"""Eleven metres: a layer's columns and shape may differ by rounding only."""


def _days_in_order(start: str, end: str) -> RowRule:
    def check_days(file: str, rows: pd.DataFrame) -> list[Problem]:
        backward = rows.loc[rows[end] < rows[start]]
        return [
            make_problem(
                file,
                row,
                "ends_before_start",
                start=start,
                end=end,
                expected=first.date(),
                got=last.date(),
            )
            for row, first, last in zip(backward.index, backward[start], backward[end], strict=True)
        ]

    return check_days


def _check_sources(file: str, rows: pd.DataFrame) -> list[Problem]:
    names = rows["source"].str.count(r"\|") + 1
    links = rows["source_url"].str.count(r"\|") + 1
    unpaired = names != links
    return [
        make_problem(file, row, "unpaired_sources", expected=name_count, got=link_count)
        for row, name_count, link_count in zip(
            rows.index[unpaired], names[unpaired], links[unpaired], strict=True
        )
    ]


def _check_stage_has_case(file: str, events: pd.DataFrame) -> list[Problem]:
    loose = events.loc[(events["hostage_stage"] != "") & (events["case_id"] == "")]
    return [
        make_problem(file, row, "stage_without_case", got=stage)
        for row, stage in loose["hostage_stage"].items()
    ]


def _check_party_has_stage(file: str, events: pd.DataFrame) -> list[Problem]:
    loose = events.loc[(events["party"] != "") & (events["hostage_stage"] == "")]
    return [
        make_problem(file, row, "party_without_stage", got=party)
        for row, party in loose["party"].items()
    ]


def _check_open_cases(file: str, cases: pd.DataFrame) -> list[Problem]:
    wrong = cases.loc[cases["ended_on"].isna() & (cases["resolved"] == "yes")]
    return [make_problem(file, row, "resolved_without_end") for row in wrong.index]


def _check_point_columns(file: str, rows: pd.DataFrame) -> list[Problem]:
    off_lon = (rows.geometry.x - rows["longitude"]).abs() > SAME_POINT_DEGREES
    off_lat = (rows.geometry.y - rows["latitude"]).abs() > SAME_POINT_DEGREES
    wrong = rows.loc[off_lon | off_lat]
    return [
        make_problem(
            file,
            row,
            "point_differs",
            expected=f"{longitude:g}, {latitude:g}",
            got=f"{point.x:g}, {point.y:g}",
        )
        for row, longitude, latitude, point in zip(
            wrong.index, wrong["longitude"], wrong["latitude"], wrong.geometry, strict=True
        )
    ]


ROW_RULES: Mapping[TableFile | LayerFile, Sequence[RowRule]] = {
    TableFile.EVENTS: (
        _days_in_order("event_date", "end_date"),
        _check_sources,
        _check_stage_has_case,
        _check_party_has_stage,
    ),
    TableFile.CASES: (
        _days_in_order("abducted_on", "ended_on"),
        _check_sources,
        _check_open_cases,
    ),
    LayerFile.TUAREG_REGIONS: (_check_sources,),
    LayerFile.ROUTES: (_check_sources,),
    LayerFile.MINING_SITES: (_check_sources, _check_point_columns),
    LayerFile.PLACES: (_check_sources, _check_point_columns),
}
"""The rules of each file that has any, in the order in which they are asked."""
