"""What a newer export changed, in words: 'deaths 3 → 11', 'moved 40 km'."""

from datetime import date

from sahel_geo.analysis.revisions import PLACE, Change, Revision
from sahel_geo.i18n.catalog import Translator

REWRITTEN = ("title", "title_fr", "summary", "summary_fr", "source", "source_url")
"""Texts too long to tell before and after."""

LISTED = {
    "event_type": "event_type",
    "sub_event_type": "sub_event_type",
    "country": "country",
    "confidence": "confidence",
    "hostage_stage": "hostage_stage",
}
"""Columns of codes, and where the vocabulary has their words."""


def change_words(change: Change, translator: Translator) -> str:
    """
    Write a change in words of one language.

    Parameters
    ----------
    change
        One thing that is told otherwise.
    translator
        The language.

    Returns
    -------
    words
        'deaths 3 → 11', 'deaths unknown → 11', 'moved 40 km', 'text rewritten'. Names of actors
        and places stand as the dataset has them; it is text, never markup.
    """
    if change.column == PLACE:
        return _moved_words(change.moved_km or 0.0, translator)
    name = translator.text(f"merge.column.{change.column}")
    if change.column in REWRITTEN:
        return translator.text("merge.rewritten", column=name)
    return translator.text(
        "merge.change",
        column=name,
        before=_cell_words(change.column, change.before, translator),
        after=_cell_words(change.column, change.after, translator),
    )


def _moved_words(moved_km: float, translator: Translator) -> str:
    if moved_km < 1:
        return translator.text("merge.moved_little")
    return translator.text("merge.moved", km=translator.number(round(moved_km)))


def _cell_words(column: str, cell: str, translator: Translator) -> str:
    if not cell:
        return translator.text("merge.untold")
    if column in LISTED:
        return translator.term(LISTED[column], cell)
    if column in {"actor1", "actor2"}:
        return translator.actor(cell)
    if column in {"event_date", "end_date"}:
        return translator.day(date.fromisoformat(cell))
    return translator.number(int(cell)) if cell.isascii() and cell.isdigit() else cell


def revision_words(revision: Revision, translator: Translator) -> str:
    """Write how many events are new, changed and gone: '12 new, 1 changed, none vanished'."""
    counts = {
        "new": len(revision.new),
        "changed": revision.changed_events,
        "vanished": len(revision.vanished),
    }
    if not any(counts.values()):
        return translator.text("merge.unchanged")
    parts = {
        kind: translator.count(f"merge.{kind}", number)
        if number
        else translator.text(f"merge.no_{kind}")
        for kind, number in counts.items()
    }
    return translator.text("merge.revision", **parts)
