"""How a film of the timeline plays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sahel_geo.analysis.timebins import TimeUnit
from sahel_geo.model.errors import SahelGeoError

LEAST_RATE, MOST_RATE = 1, 30
MOST_UNITS = 120


@dataclass(frozen=True)
class FilmStyle:
    """
    How time goes on in a film.

    `unit` is how far it goes from one frame to the next; None takes the unit of the timeline's
    bars. `units_shown` is how many of them a frame shows, ending with its own; None takes the
    length of the timeline's window, or a twelfth of the period as the screen does. A cumulative
    selection (`MapSelection.is_cumulative`) shows all from the first. `frames_per_second` is how
    fast it plays.
    """

    unit: TimeUnit | None = None
    units_shown: int | None = None
    frames_per_second: int = 4

    def __post_init__(self) -> None:
        """Refuse what no player shows well."""
        if not LEAST_RATE <= self.frames_per_second <= MOST_RATE:
            rule = "film_rate"
            raise SahelGeoError(rule, low=LEAST_RATE, high=MOST_RATE, got=self.frames_per_second)
        if self.units_shown is not None and not 1 <= self.units_shown <= MOST_UNITS:
            rule = "film_units"
            raise SahelGeoError(rule, low=1, high=MOST_UNITS, got=self.units_shown)

    def to_options(self) -> dict[str, list[str]]:
        """Write the style as words for a stamp."""
        options = {
            "rate": self.frames_per_second,
            "shown": self.units_shown,
            "unit": None if self.unit is None else self.unit.value,
        }
        return {name: [str(value)] for name, value in options.items() if value is not None}

    @classmethod
    def from_options(cls, options: Mapping[str, Sequence[str]]) -> "FilmStyle":
        """Read the style of a stamp; what is not there is as usual."""
        try:
            firsts = {name: words[0] for name, words in options.items() if words}
            unit, shown = firsts.get("unit"), firsts.get("shown")
            return cls(
                unit=None if unit is None else TimeUnit(unit),
                units_shown=None if shown is None else int(shown),
                frames_per_second=int(firsts.get("rate", cls.frames_per_second)),
            )
        except ValueError as error:
            rule = "bad_stamp"
            raise SahelGeoError(rule, name="options", got=str(dict(options))[:40]) from error
