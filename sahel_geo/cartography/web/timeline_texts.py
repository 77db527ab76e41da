"""The words of the timeline for its scripts, which fill in dates and numbers themselves."""

from sahel_geo.i18n.catalog import Translator

TIMELINE_TEXTS = (
    "timeline.label",
    "timeline.hint",
    "timeline.play",
    "timeline.pause",
    "timeline.back",
    "timeline.forward",
    "timeline.speed",
    "timeline.mode",
    "timeline.mode_moving",
    "timeline.mode_cumulative",
    "timeline.mode_all",
    "timeline.reset",
    "timeline.window",
    "timeline.start",
    "timeline.end",
    "timeline.counts",
    "timeline.highest_day",
    "timeline.highest_week",
    "timeline.highest_month",
    "timeline.highest_quarter",
    "timeline.highest_year",
    "timeline.highest_five_years",
    "timeline.highest_decade",
    "timeline.highest_century",
)
TIMELINE_COUNTS = ("timeline.certain", "timeline.possible")
"""Messages with plural forms."""


def write_timeline_texts(translator: Translator) -> dict[str, str | dict[str, str]]:
    """
    Give the words of the timeline by name.

    Returns
    -------
    texts
        Messages by the last part of their key, with their `{n}`, `{certain}` and `{possible}`
        left to be filled in; those with plural forms as `{"one": …, "other": …}`.
    """
    words = {key: translator.template(key) for key in TIMELINE_TEXTS}
    counts = {key: translator.plural_forms(key) for key in TIMELINE_COUNTS}
    return {key.removeprefix("timeline."): text for key, text in (words | counts).items()}
