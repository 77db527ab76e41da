"""Work on a file while the reader watches; any other click, the cancel button's too, ends it."""

import time
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from sahel_geo.analysis.combining import match_datasets
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.datasets import DATASET, SHIPPED_ID, DatasetEvents, DatasetInfo
from sahel_geo.sources.importing import Imported
from sahel_geo.sources.intake.cells import Progress
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.sources.reference import Reference
from sahel_geo.ui import session
from sahel_geo.ui.drafts import Draft, check_rows, read_draft

SECONDS_BETWEEN = 0.2
"""How often the bar moves: each time, Streamlit looks whether the reader clicked something."""


def work_on_file(draft: Draft, limits: Limits, translator: Translator) -> None:
    """Read the file, then show the page anew."""
    mappings = session.desk().mappings
    _work(
        ("import.reading", "import.reading_rows"),
        lambda progress: read_draft(draft, limits, mappings, progress),
        draft,
        translator,
    )


def work_on_rows(
    draft: Draft, dataset: Dataset, reference: Reference, translator: Translator
) -> None:
    """Check the rows and look for events the data have already, then show the page anew."""

    def check(progress: Progress) -> Draft:
        checked = check_rows(draft, reference, progress)
        if checked.imported is None:
            return checked
        progress(checked.imported.report.read, 1.0)
        return replace(checked, likely_same=_count_likely_same(dataset, checked.imported))

    _work(("import.checking", "import.checking_rows"), check, draft, translator)


def _work(
    labels: tuple[str, str], work: Callable[[Progress], Draft], draft: Draft, translator: Translator
) -> None:
    """Work, and show how far it is: with the first label at first, with the rows from then on."""
    first, with_rows = labels
    bar = st.progress(0.0, text=translator.text(first))
    st.button(
        translator.text("import.cancel"),
        icon=":material/cancel:",
        on_click=session.put_draft_away,
        key=f"import_cancel_{draft.number}",
    )
    shown_at = 0.0

    def tell(rows: int, share: float) -> None:
        nonlocal shown_at
        if time.monotonic() - shown_at < SECONDS_BETWEEN:
            return
        shown_at = time.monotonic()
        words = translator.text(with_rows, rows=translator.number(rows))
        bar.progress(min(max(share, 0.0), 1.0), text=words)

    done = work(tell)
    session.change_desk(replace(session.desk(), draft=done))
    st.rerun()


def _count_likely_same(dataset: Dataset, imported: Imported) -> int:
    """Count accepted events that the dashboard's own data likely tell as well."""
    if imported.frame.empty:
        return 0
    events = dataset.events
    if DATASET in events:
        events = events.loc[events[DATASET] == SHIPPED_ID]
    info = DatasetInfo(
        imported.dataset_id, imported.name, imported.kind, "#000000", None, len(imported.frame), ""
    )
    own = replace(dataset, events=events, datasets=())
    found = match_datasets(own, [DatasetEvents(info, imported.frame)])
    return len({key for joining in found for key in joining.pair if key.dataset_id != SHIPPED_ID})
