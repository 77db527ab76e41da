"""What may stand below an exported map: incidents over time, and a table of the main events.

Plain values in the reader's words, made by `composition.extras`; the renderers only draw them.
"""

from dataclasses import dataclass

from sahel_geo.model.vocabulary import EventType


@dataclass(frozen=True)
class ChartBar:
    """The incidents of one unit of the calendar, by kind, in the order of the chart's kinds."""

    certain: tuple[int, ...]
    possible: tuple[int, ...]
    """May have happened in it; the possible ones of several bars must not be added up."""

    @property
    def height(self) -> int:
        """All incidents that are drawn."""
        return sum(self.certain) + sum(self.possible)


@dataclass(frozen=True)
class ChartStrip:
    """Incidents over time: certain ones solid, possible ones hatched above them."""

    title: str
    """'Incidents per month; hatched: possible'."""
    kinds: tuple[EventType, ...]
    bars: tuple[ChartBar, ...]
    edges: tuple[float, ...]
    """Where bars begin and the last one ends, as shares of the period from 0 to 1."""
    marks: tuple[tuple[float, str], ...]
    """Share of the period and words: where years or months begin."""
    top: int
    """The highest bar; 0 where nothing is shown."""
    top_words: str = ""


@dataclass(frozen=True)
class EventTable:
    """The events with most deaths known, a row each."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Day, place, what happened, deaths: cells in the order of the headings."""


@dataclass(frozen=True)
class Extras:
    """What stands below the map besides its tray; None for what is switched off."""

    chart: ChartStrip | None = None
    table: EventTable | None = None
