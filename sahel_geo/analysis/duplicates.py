"""Warn of imported events that the data folder tells as well."""

from collections.abc import Sequence

from sahel_geo.analysis.grouping import Joining
from sahel_geo.model.datasets import SHIPPED_ID, DatasetEvents
from sahel_geo.model.report import Problem, Severity


def warn_of_likely_same(
    file: str, imported: DatasetEvents, joinings: Sequence[Joining]
) -> tuple[Problem, ...]:
    """
    Warn of the rows of a file that are likely events of the data folder.

    Parameters
    ----------
    file
        What the file is called.
    imported
        Its events, with the `row` of the file each comes from.
    joinings
        `combining.match_datasets`.

    Returns
    -------
    problems
        Warnings (`likely_same`) in the order of rows: nothing is wrong with these rows, they are
        shown as one with their counterparts.
    """
    rows = imported.events.set_index("event_id")["row"]
    found: list[Problem] = []
    for pair, _ in joinings:
        keys = {key.dataset_id: key for key in pair}
        if set(keys) != {SHIPPED_ID, imported.info.dataset_id}:
            continue
        shipped, own = keys[SHIPPED_ID], keys[imported.info.dataset_id]
        values = (("got", own.event_id), ("expected", shipped.event_id))
        found.append(
            Problem(file, int(rows.loc[own.event_id]), "likely_same", values, Severity.WARNING)
        )
    return tuple(sorted(found, key=lambda problem: problem.row or 0))
