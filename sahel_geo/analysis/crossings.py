"""Find which borders a leg crosses, and roughly where.

Nobody knows the way that was driven: a crossing is where the geodesic between the two places meets
a border, and the true one may be far from it. What the rows say wins over the geometry. The country
of a place is its row's: a rough place near a line may lie on the wrong side of it. And when the
undisclosed places in between are in a country that the geodesic misses, the way went through that
country, over borders nobody can point to. A straight line that cuts the corner of a country in
which no report places the captives, and comes back to the one it left, crosses nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely
from shapely import STRtree

from sahel_geo.analysis.areas import NEAR_RADIUS_KM
from sahel_geo.analysis.movements import Leg
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.extent import ELLIPSOID
from sahel_geo.model.vocabulary import LayerFile

SAMPLE_KM = 1.0
"""How far apart a leg is asked in which country it is; the lines are generalised to as much."""

SLIVER_KM = 5.0
"""A country met for less is not counted: lines are generalised to 1 km, places rougher than that,
and a geodesic along a border would hop over it again and again."""

WRONG_SIDE_KM = 2 * NEAR_RADIUS_KM
"""How far a leg may run on the wrong side of a border before it reaches its own place's country:
the width of the disc that a place of precision 2 lies in."""


@dataclass(frozen=True)
class Crossing:
    """
    A border that captives were taken over.

    Countries are ISO 3166-1 alpha-3 codes. The place, WGS84 degrees, is rough; it is None where
    the reports name countries that the straight line does not pass through. `is_told` says whether
    the reports of the leg name both countries; otherwise only the straight line does.
    """

    from_country: str
    to_country: str
    longitude: float | None
    latitude: float | None
    is_told: bool = True


@dataclass(frozen=True, eq=False)
class CountryFinder:
    """The countries of the base map, ready to be asked for the one under a point."""

    codes: tuple[str, ...]
    areas: npt.NDArray[np.object_]
    """Prepared: points are looked up in them some hundred times as fast."""

    @classmethod
    def of(cls, dataset: Dataset) -> "CountryFinder":
        """Index the countries of a dataset; without that layer no point lies in any."""
        countries = dataset.layers.get(LayerFile.COUNTRIES)
        if countries is None:
            return cls((), np.array([], dtype=object))
        areas = np.array(countries.geometry, dtype=object)
        shapely.prepare(areas)
        return cls(tuple(countries["country"]), areas)

    def country_at(self, longitude: float, latitude: float) -> str | None:
        """Give the code of the country under a point in WGS84 degrees; None at sea or outside."""
        return self.countries_at(np.array([[longitude, latitude]]))[0]

    def countries_at(self, points: npt.NDArray[np.float64]) -> list[str | None]:
        """Give for rows of (longitude, latitude) the code of the country under each."""
        found: list[str | None] = [None] * len(points)
        for area in self._tree.query(shapely.MultiPoint(points)):
            for point in np.flatnonzero(shapely.intersects_xy(self.areas[area], *points.T)):
                found[point] = self.codes[area]
        return found

    @cached_property
    def _tree(self) -> STRtree:
        return STRtree(self.areas)


@dataclass(frozen=True)
class _Stretch:
    """A part of a leg in one country; `start` and `end` number its samples, the last excluded."""

    country: str
    start: int
    end: int


def find_crossings(
    leg: Leg,
    finder: CountryFinder,
    start_country: str,
    end_country: str,
    through: Sequence[str] = (),
) -> tuple[Crossing, ...]:
    """
    Find the borders that a leg crosses, in order.

    Parameters
    ----------
    leg
        The stretch between two known places.
    finder
        The countries of the base map.
    start_country, end_country
        ISO 3166-1 alpha-3 codes of its ends as their rows have them.
    through
        Codes of the countries of the undisclosed places in between, in order.

    Returns
    -------
    crossings
        None for a leg within one country. Where `through` names a country that the geodesic misses,
        the order is that of the reports.
    """
    points = _sample(leg)
    sample_km = leg.length_km / (len(points) - 1)
    stretches = _drop_slivers(finder.countries_at(points), sample_km)
    ends = _Stretch(start_country, 0, 1), _Stretch(end_country, len(points) - 1, len(points))
    stretches = _set_ends(stretches, *ends, sample_km)
    reported = _without_repeats([start_country, *through, end_country])
    crossings = _cross(points, _drop_corners(stretches, reported), set(reported))
    passed = _without_repeats([start_country, *(crossing.to_country for crossing in crossings)])
    if _is_in_order(reported, passed):
        return crossings
    placed = {(crossing.from_country, crossing.to_country): crossing for crossing in crossings}
    return tuple(
        placed.get(border, Crossing(*border, longitude=None, latitude=None))
        for border in pairwise(reported)
    )


def _sample(leg: Leg) -> npt.NDArray[np.float64]:
    """Give rows of (longitude, latitude) along the geodesic, both ends included."""
    between = max(int(leg.length_km / SAMPLE_KM), 1)
    inner = ELLIPSOID.npts(*leg.start.point, *leg.end.point, between)
    return np.array([leg.start.point, *inner, leg.end.point])


def _drop_slivers(countries: Iterable[str | None], sample_km: float) -> list[_Stretch]:
    """Join samples into stretches; the sea, and what is met for a few km only, is passed over."""
    stretches: list[_Stretch] = []
    for number, country in enumerate(countries):
        if country is None:
            continue
        if stretches and stretches[-1].country == country and stretches[-1].end == number:
            stretches[-1] = _Stretch(country, stretches[-1].start, number + 1)
        else:
            stretches.append(_Stretch(country, number, number + 1))
    return [s for s in stretches if (s.end - s.start) * sample_km >= SLIVER_KM]


def _set_ends(
    stretches: list[_Stretch], start: _Stretch, end: _Stretch, sample_km: float
) -> list[_Stretch]:
    """Let the stretches begin and end in the countries that the rows of both ends name."""
    if _is_wrong_side(stretches, start.country, sample_km):
        stretches = stretches[1:]
    if _is_wrong_side(stretches[::-1], end.country, sample_km):
        stretches = stretches[:-1]
    return [start, *stretches, end]


def _drop_corners(stretches: list[_Stretch], reported: Sequence[str]) -> list[_Stretch]:
    """Leave out what the line cuts off a country that no report names, between two of another."""
    kept: list[_Stretch] = []
    for number, stretch in enumerate(stretches):
        following = stretches[number + 1 :][:1]
        is_corner = (
            stretch.country not in reported
            and kept
            and following
            and kept[-1].country == following[0].country
        )
        if not is_corner:
            kept.append(stretch)
    return kept


def _cross(
    points: npt.NDArray[np.float64], stretches: Sequence[_Stretch], reported: set[str]
) -> tuple[Crossing, ...]:
    crossings = []
    for here, there in pairwise(stretches):
        if here.country != there.country:
            # halfway over what lies between two stretches: the next sample, the sea or a sliver
            longitude, latitude = points[(here.end + there.start) // 2]
            border = here.country, there.country
            is_told = reported.issuperset(border)
            crossings.append(Crossing(*border, float(longitude), float(latitude), is_told))
    return tuple(crossings)


def _is_wrong_side(stretches: list[_Stretch], country: str, sample_km: float) -> bool:
    """Tell whether a leg only starts (or, told backwards, ends) on the wrong side of a border."""
    if len(stretches) < 2 or stretches[0].country == country:  # noqa: PLR2004 - two sides
        return False
    first, second = stretches[:2]
    length_km = (first.end - first.start) * sample_km
    return second.country == country and length_km <= WRONG_SIDE_KM


def _without_repeats(countries: Sequence[str]) -> list[str]:
    """Give each country once where it stands several times in a row."""
    return [
        country for number, country in enumerate(countries)
        if number == 0 or country != countries[number - 1]
    ]  # fmt: skip


def _is_in_order(wanted: Iterable[str], given: Iterable[str]) -> bool:
    """Tell whether all that are wanted are given, in their order."""
    rest = iter(given)
    return all(country in rest for country in wanted)
