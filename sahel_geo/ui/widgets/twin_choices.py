"""Split and join events on a card: what the reader says of rows that may be one event."""

import json

import streamlit as st

from sahel_geo.analysis.decisions import EventKey
from sahel_geo.analysis.grouping import combined_id, key_of
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.datasets import DATASET
from sahel_geo.ui import session
from sahel_geo.ui.widgets.plain_text import as_plain

MOST_LETTERS = 2_000
"""Of what a card asks for; ids are far shorter."""


def write_texts(translator: Translator) -> dict[str, str]:
    """Give the words of the buttons; another event waits to be joined, or none does."""
    waiting = session.sets().joining
    return {
        "split": translator.text("sets.split"),
        "join": translator.text("sets.join" if waiting is None else "sets.join_here"),
        "waiting": "" if waiting is None else combined_id(waiting.key),
    }


def show_joining(translator: Translator) -> None:
    """Say that an event waits to be joined, and let the reader take it back."""
    waiting = session.sets().joining
    if waiting is None:
        return
    with st.container(key="joining"):
        st.info(translator.text("sets.join_hint", title=as_plain(waiting.title)))
        st.button(
            translator.text("sets.join_cancel"),
            on_click=lambda: session.wait_to_join(None),
            key="joining_cancel",
        )


def take(asked: str) -> bool:
    """
    Do what a button of a card asks for.

    Parameters
    ----------
    asked
        `split:[one, other]` or `join:[one]`, with the ids that the events have on the map.

    Returns
    -------
    is_done
        False when something else is asked for.
    """
    what, _, rest = asked.partition(":")
    if what not in {"split", "join"} or len(asked) > MOST_LETTERS:
        return False
    combined = session.sets().shown
    ids = _read_ids(rest)
    keys = [_find(combined, event_id) for event_id in ids] if combined is not None else []
    found = [key for key in keys if key is not None]
    if len(found) != len(ids) or len(found) != (2 if what == "split" else 1):
        return True
    if what == "split":
        session.decide(session.sets().decisions.with_split(*(key for key, _ in found)))
    else:
        _join(*found[0])
    return True


def _join(key: EventKey, title: str) -> None:
    waiting = session.sets().joining
    if waiting is None:
        session.wait_to_join((key, title))
    elif waiting.key == key:
        session.wait_to_join(None)
    else:
        session.decide(session.sets().decisions.with_joined(waiting.key, key))


def _read_ids(text: str) -> list[str]:
    try:
        ids = json.loads(text)
    except ValueError:
        return []
    return [one for one in ids if isinstance(one, str)] if isinstance(ids, list) else []


def _find(dataset: Dataset, event_id: str) -> tuple[EventKey, str] | None:
    rows = dataset.events.loc[dataset.events["event_id"] == event_id]
    if rows.empty or DATASET not in rows:
        return None
    row = rows.iloc[0]
    return key_of(str(row[DATASET]), event_id), str(row["title"])
