"""How often each thing is done, and how large the made data are."""

from dataclasses import dataclass

EVENTS, PLACES = 150_000, 12_500
NAIVE_EVENTS, NAIVE_PLACES = 50_000, 12_500
"""What the GeoJson feature group is compared at: more than that is not to be waited for."""
MANY_EVENTS, MANY_PLACES = 1_000_000, 40_000


@dataclass(frozen=True)
class Effort:
    """Repeats: enough for a 95th percentile where a budget asks for one."""

    openings: int = 7
    """Of the page by a warm server."""
    slider_steps: int = 20
    naive_steps: int = 5
    countries: int = 7
    windows: int = 200
    play_ms: int = 5000
    python: int = 9
    selections: int = 24
    """Filtered in Python, each another one."""


QUICK = Effort(
    openings=1,
    slider_steps=4,
    naive_steps=2,
    countries=2,
    windows=30,
    play_ms=1500,
    python=2,
    selections=4,
)
"""To try whether everything can be measured; the figures mean little."""
