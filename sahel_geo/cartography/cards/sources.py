"""The sources of a row as links."""

from collections.abc import Mapping
from itertools import chain, zip_longest
from typing import Any

import pandas as pd

from sahel_geo.cartography.cards.card import Link
from sahel_geo.cartography.cards.facts import Row
from sahel_geo.i18n.catalog import Translator


def links_of(row: Row | Mapping[str, Any], translator: Translator) -> tuple[Link, ...]:
    """List the sources of a row; names and addresses are parted by `|` and pair up in order."""
    names, urls = (str(row[column] or "").split("|") for column in ("source", "source_url"))
    return tuple(
        Link(name or translator.text("card.source"), _web_address(url))
        for name, url in zip_longest(names, urls, fillvalue="")
        if name or url
    )


def links_of_event(row: Row, events: pd.DataFrame, translator: Translator) -> tuple[Link, ...]:
    """
    List the sources of an event, whichever of its rows names them.

    Parameters
    ----------
    row
        The row that stands for the event; its sources come first.
    events
        Where its other rows are found, those of the same `joint_id`; others do not matter.
    translator
        The language of a source without a name.

    Returns
    -------
    links
        Each address once, and each name that has none.
    """
    if not row["joint_id"]:
        return links_of(row, translator)
    joint = events.loc[events["joint_id"] == row["joint_id"]]
    rows = [row, *(other for _, other in joint.iterrows())]
    links = chain.from_iterable(links_of(one, translator) for one in rows)
    once: dict[str, Link] = {}
    for link in links:
        once.setdefault(link.url or link.label, link)
    return tuple(once.values())


def _web_address(url: str) -> str:
    """Keep an address only when a click on it opens a web page."""
    return url if url.startswith(("https://", "http://")) else ""
