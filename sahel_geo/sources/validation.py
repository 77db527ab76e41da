"""Check what only all rows and files together can tell. The rows stay; the reader is told."""

from collections.abc import Mapping
from dataclasses import replace

import geopandas as gpd

from sahel_geo.model.report import Problem, ValidationReport
from sahel_geo.model.schema import CONTRACTS, TableFile
from sahel_geo.model.vocabulary import LayerFile
from sahel_geo.sources import case_checks, word_checks
from sahel_geo.sources.catalog import Catalog, Input
from sahel_geo.sources.place_rules import check_regions
from sahel_geo.sources.reading import ReadFiles, Rows, read_files

Problems = dict[Input, list[Problem]]


def validate_files(catalog: Catalog) -> Mapping[Input, ValidationReport]:
    """
    Read all files of a catalogue and check all there is to check.

    Returns
    -------
    reports
        For each table, layer and picture what was read and what is wrong, by row.
    """
    return build_reports(read_files(catalog))


def build_reports(files: ReadFiles) -> Mapping[Input, ValidationReport]:
    """Put what was wrong in reading and what is wrong between the files together, by row."""
    found = check_consistency(files.rows)
    reports = {}
    for file, report in files.reports.items():
        problems = (*report.problems, *found.get(file, ()))
        in_order = sorted(problems, key=lambda problem: problem.row or 0)
        reports[file] = replace(report, problems=tuple(in_order))
    return reports


def check_consistency(rows: Rows) -> Mapping[Input, tuple[Problem, ...]]:
    """Check the accepted rows of all files against each other; what is not there is not asked."""
    problems: Problems = {file: [] for file in rows}
    _check_words(rows, problems)
    _check_regions(rows, problems)
    _check_cases(rows, problems)
    return {file: tuple(found) for file, found in problems.items() if found}


def _check_words(rows: Rows, problems: Problems) -> None:
    vocabulary = rows.get(TableFile.VOCABULARY)
    if vocabulary is not None:
        kinds, codes = vocabulary.frame["kind"], vocabulary.frame["code"]
        words = frozenset(zip(kinds, codes, strict=True))
        problems[TableFile.VOCABULARY] += word_checks.check_vocabulary(vocabulary.file, words)
        for file, accepted in rows.items():
            problems[file] += word_checks.check_codes(
                accepted.file, accepted.frame, CONTRACTS[file], words
            )
    events, actors = rows.get(TableFile.EVENTS), rows.get(TableFile.ACTORS)
    if events is not None and actors is not None:
        named = actors.frame.loc[actors.frame["actor_fr"] != "", "actor"]
        problems[TableFile.EVENTS] += word_checks.check_actors(events.file, events.frame, named)


def _check_regions(rows: Rows, problems: Problems) -> None:
    admin1 = rows.get(LayerFile.ADMIN1)
    if admin1 is None:
        return
    assert isinstance(admin1.frame, gpd.GeoDataFrame)
    for file in (TableFile.EVENTS, LayerFile.MINING_SITES):
        if file in rows:
            accepted = rows[file]
            problems[file] += check_regions(accepted.file, accepted.frame, admin1.frame)


def _check_cases(rows: Rows, problems: Problems) -> None:
    events, cases = rows.get(TableFile.EVENTS), rows.get(TableFile.CASES)
    if events is not None:
        of_events = problems[TableFile.EVENTS]
        of_events += case_checks.check_joint_rows(events.file, events.frame)
        of_events += case_checks.check_step_places(events.file, events.frame)
        if cases is not None:
            of_events += case_checks.check_case_ids(events.file, events.frame, cases.frame)
            of_events += case_checks.check_step_days(events.file, events.frame, cases.frame)
            of_events += case_checks.check_held(events.file, events.frame, cases.frame)
    if cases is not None:
        of_cases = problems[TableFile.CASES]
        of_cases += case_checks.check_people(cases.file, cases.frame)
        if events is not None:
            of_cases += case_checks.check_abductions(cases.file, cases.frame, events.frame)
            of_cases += case_checks.check_ends(cases.file, cases.frame, events.frame)
