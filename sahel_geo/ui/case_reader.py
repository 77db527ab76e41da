"""Open hostage cases and walk through one: period, window, view and text move together."""

from collections.abc import Sequence

from sahel_geo.cartography.composition import find_extent
from sahel_geo.cartography.mercator import view_of
from sahel_geo.cartography.narrative import Narrative, Told
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import PageName
from sahel_geo.ui import cache, case_cache, session

NO_FILTERS = {
    "countries": (),
    "event_types": (),
    "actors": (),
    "confidence": (),
    "hostage_only": False,
    "text": "",
}
"""A case is told whole."""


def open_cases(dataset: Dataset, case_ids: Sequence[str]) -> None:
    """
    Show cases on their page, over the days from the first abduction to the last end.

    Parameters
    ----------
    dataset
        Everything there is.
    case_ids
        One case to read, several to compare; none shows the list again.
    """
    language = session.selection().language
    found = [case_cache.narrative(dataset, case_id, language) for case_id in case_ids]
    spans = [narrative.span for narrative in found if narrative]
    span = Period(min(s.start for s in spans), max(s.end for s in spans)) if spans else None
    session.go_to(
        PageName.CASES,
        cases=tuple(case_ids),
        period=span,
        window=None,
        is_cumulative=False,
        step=None,
        flows=None,
        **NO_FILTERS,
    )
    if case_ids:
        look_at_cases(dataset)


def look_at_cases(dataset: Dataset) -> None:
    """Look at all that is shown of the cases that are open."""
    selection = session.selection()
    narrative = narrative_of(dataset, selection)
    if narrative is not None:
        session.look_at(narrative.view)
        return
    translator = cache.translator_of(dataset, selection.language)
    session.look_at(view_of(find_extent(dataset, selection, translator)))


def narrative_of(dataset: Dataset, selection: MapSelection) -> Narrative | None:
    """Give the narrative of the one case that is open on the page of cases."""
    if selection.page is not PageName.CASES or len(selection.cases) != 1:
        return None
    return case_cache.narrative(dataset, selection.cases[0], selection.language)


def told_now(dataset: Dataset, selection: MapSelection) -> Told | None:
    """Give the item of the narrative at which the reader is; None outside a narrative."""
    narrative = narrative_of(dataset, selection)
    if narrative is None or selection.step is None:
        return None
    return narrative.told[min(selection.step, len(narrative.told)) - 1]


def tell(narrative: Narrative, step: int | None) -> None:
    """
    Go to an item: the window ends with it, the map looks at it, and its text is shown.

    Parameters
    ----------
    narrative
        Of the case that is open.
    step
        From 1; beyond the ends the first or the last item; None shows the whole case again.
    """
    session.pick(None)
    if step is None:
        session.choose(step=None, period=narrative.span, window=None, is_cumulative=False)
        session.look_at(narrative.view)
        return
    step = min(max(step, 1), len(narrative.told))
    told = narrative.told[step - 1]
    start = narrative.span.start
    window = Period(start, max(start, told.days.end))
    session.choose(step=step, period=narrative.span, window=window, is_cumulative=True)
    session.look_at(told.view or narrative.view)


def follow_window(dataset: Dataset) -> None:
    """Tell the last item that the window reaches, after the reader moved it on the map."""
    selection = session.selection()
    narrative = narrative_of(dataset, selection)
    if narrative is None or selection.step is None:
        return
    last_day = selection.days(dataset.period).end
    reached = [n for n, told in enumerate(narrative.told, 1) if told.days.end <= last_day]
    session.settle(step=max(reached, default=1))
    session.pick(None)


def complete_link(dataset: Dataset) -> None:
    """Give a link that only names a case, or one of its items, the days and the view it needs."""
    selection = session.selection()
    narrative = narrative_of(dataset, selection)
    if narrative is None or not session.is_fresh():
        return
    told = told_now(dataset, selection)
    if selection.period is None and selection.window is None:
        session.settle(period=narrative.span)
        if told is not None:
            window = Period(narrative.span.start, max(narrative.span.start, told.days.end))
            session.settle(window=window, is_cumulative=True)
    if selection.view is None and session.view_command() is None:
        session.look_at((told and told.view) or narrative.view)
