"""What a card is made of: plain texts, facts and links, without any markup."""

from dataclasses import dataclass, field

from sahel_geo.i18n.catalog import DataText

MOST_ITEMS = 100
"""Things told on one card; what is left out is counted in its last line."""


@dataclass(frozen=True)
class Fact:
    """A line of a card: a label, what is known, and what a code means."""

    label: str
    value: DataText
    explanation: str = ""


@dataclass(frozen=True)
class Link:
    """A source: its name, and its address when it has one (http or https only)."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class Chip:
    """A dataset that tells an event: its name, and the colour of its ring, if it has one."""

    label: str
    color: str = ""


@dataclass(frozen=True)
class Twin:
    """Another row that is likely the same event, as its dataset tells it."""

    event_id: str
    chip: Chip
    title: DataText
    when: str = ""
    deaths: str = ""


@dataclass(frozen=True)
class CardItem:
    """One thing told on a card, such as an event at a place."""

    title: DataText
    when: str = ""
    color: str = ""
    number: str = ""
    facts: tuple[Fact, ...] = ()
    text: DataText = field(default=DataText(""))
    links: tuple[Link, ...] = ()
    key: str = ""
    """What its title opens, if anything."""
    chips: tuple[Chip, ...] = ()
    """The datasets that tell it, where several stand side by side."""
    event_id: str = ""
    """Of an event that may be the same as one of another dataset."""
    twins: tuple[Twin, ...] = ()
    """The other rows that it stands for."""


@dataclass(frozen=True)
class Card:
    """What a click tells: a heading, then one or more things."""

    key: str
    kicker: str
    heading: DataText
    note: str = ""
    items: tuple[CardItem, ...] = ()
