"""Show what a newer export of a dataset tells otherwise."""

import pandas as pd
import streamlit as st

from sahel_geo.analysis.revisions import Revision
from sahel_geo.cartography.cards.revisions import change_words, revision_words
from sahel_geo.i18n.catalog import Translator

MOST_SHOWN = 1000
"""Rows of the list; beyond, only the counts tell."""


def show_revision(revision: Revision, translator: Translator) -> None:
    """Show how many events are new, changed and gone, and the list of them."""
    st.info(revision_words(revision, translator), icon=":material/difference:")
    rows = list_revision(revision, translator)
    if rows.empty:
        return
    if len(rows) > MOST_SHOWN:
        shown = translator.number(MOST_SHOWN)
        st.caption(translator.text("import.first_rows", shown=shown))
    st.dataframe(rows.head(MOST_SHOWN), hide_index=True, height=260, width="stretch")


def list_revision(revision: Revision, translator: Translator) -> pd.DataFrame:
    """List changed events with what changed, then new and vanished ones; texts, never markup."""
    changes: dict[str, list[str]] = {}
    for change in revision.changed:
        changes.setdefault(change.event_id, []).append(change_words(change, translator))
    rows = [
        *((one, "changed", translator.listing(words)) for one, words in changes.items()),
        *((one, "new", "") for one in revision.new),
        *((one, "vanished", "") for one in revision.vanished),
    ]
    return pd.DataFrame(
        {
            translator.text("import.revision_event"): [one for one, _, _ in rows],
            translator.text("import.revision_what"): [
                translator.text(f"import.revision_{what}") for _, what, _ in rows
            ],
            translator.text("import.revision_change"): [words for _, _, words in rows],
        },
        dtype="str",
    )
