"""Hostage trajectories as legs, numbered steps, tails and fading ends."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from shapely import Geometry

from sahel_geo.analysis.areas import AreaFinder, disc
from sahel_geo.analysis.geodesy import azimuth_to, destination, distance_km
from sahel_geo.analysis.movements import Fade, Leg, Step, Tail, Trajectory, build_trajectories
from sahel_geo.cartography import symbology
from sahel_geo.cartography.composition.incidents import area_key, somewhere_words
from sahel_geo.cartography.document import (
    CasePath,
    Footprint,
    PathFade,
    PathLeg,
    PathTail,
    StepMark,
)
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.period import Period
from sahel_geo.model.vocabulary import GeoPrecision

NUMBERED_CASES = 4
"""With more cases than this on the map, steps are dots without numbers and fades without words."""

FADE_KM = 140.0
"""Length of a fading end; it says 'onwards', not how far."""

LEAST_FADE_KM = 60.0
"""A fading end is at least as long, to be seen when its area is near."""


def compose_paths(
    shown: Dataset, period: Period, translator: Translator, areas: AreaFinder
) -> tuple[CasePath, ...]:
    """
    Draw the cases of a filtered dataset, whole; what lies outside the period is faint.

    An imprecise step is drawn as where it may be: a disc of 25 km (precision 2), its region (3),
    the area a path fades into (4). With more than `NUMBERED_CASES` cases these areas are left out,
    as numbers and words are: dozens on top of each other would shade whole countries, and hide
    the map and each other. Nothing looks more precise for it: the marks of rough places stay
    hollow, legs across undisclosed places dashed and the ends fading. With fewer cases chosen,
    the areas are there.

    Parameters
    ----------
    shown
        Its `steps` are the whole cases shown.
    period
        First and last day inclusive.
    translator
        The language of words.
    areas
        Where regions and countries lie.

    Returns
    -------
    paths
        One for each case of which anything is drawn, in the order of their first step.
    """
    trajectories = build_trajectories(shown.steps)
    colored = len(trajectories) <= len(symbology.CASE_COLORS)
    rows = {str(row["event_id"]): row for _, row in shown.steps.iterrows()}
    paths = (
        _PathComposer(
            trajectory,
            _CaseStyle(
                name=case_name(shown, trajectory.case_id, translator),
                color=symbology.CASE_COLORS[index] if colored else symbology.PATH_COLOR,
                numbered=len(trajectories) <= NUMBERED_CASES,
            ),
            _Surroundings(rows, period, translator, areas),
        ).compose()
        for index, trajectory in enumerate(trajectories)
    )
    return tuple(path for path in paths if _draws_anything(path))


def _draws_anything(path: CasePath) -> bool:
    return any((path.legs, path.steps, path.tails, path.fades, path.footprints))


def case_name(dataset: Dataset, case_id: str, translator: Translator) -> str:
    """Name a case; one that no row describes goes by its id."""
    case = dataset.case(case_id)
    return case_id if case is None else translator.data_text(case, "name").text


@dataclass(frozen=True)
class _CaseStyle:
    name: str
    color: str
    numbered: bool

    @property
    def width_px(self) -> float:
        """Thinner where many cases lie on top of each other."""
        return symbology.LEG_WIDTH_PX if self.numbered else symbology.LEG_WIDTH_OF_MANY_PX


@dataclass(frozen=True)
class _Surroundings:
    rows: "Mapping[str, pd.Series[Any]]"
    period: Period
    translator: Translator
    areas: AreaFinder

    def is_outside(self, *steps: Step) -> bool:
        """Whether no day between the first and the last of some steps lies in the period."""
        first, last = pd.Timestamp(self.period.start), pd.Timestamp(self.period.end)
        earliest, latest = min(s.first_day for s in steps), max(s.last_day for s in steps)
        return bool(earliest > last or latest < first)


@dataclass(frozen=True)
class _PathComposer:
    trajectory: Trajectory
    style: _CaseStyle
    around: _Surroundings

    def compose(self) -> CasePath:
        fades = [self._fade(fade) for fade in self.trajectory.fades]
        # why not for many cases: see `compose_paths`
        areas = (
            (*self._step_footprints(), *(f for _, f in fades if f)) if self.style.numbered else ()
        )
        return CasePath(
            case_id=self.trajectory.case_id,
            name=self.style.name,
            color=self.style.color,
            legs=tuple(self._leg(leg) for leg in self.trajectory.legs),
            steps=tuple(self._steps()),
            tails=tuple(self._tail(tail) for tail in self.trajectory.tails),
            fades=tuple(fade for fade, _ in fades if fade is not None),
            footprints=areas,
        )

    def _key(self, kind: str, *numbers: int) -> str:
        return f"{kind}:{self.trajectory.case_id}:{','.join(map(str, numbers))}"

    def _location(self, step: Step) -> str:
        return self.around.translator.data_text(self.around.rows[step.event_id], "location").text

    def _leg(self, leg: Leg) -> PathLeg:
        return PathLeg(
            key=self._key(
                "leg", leg.start.number, *(s.number for s in leg.through), leg.end.number
            ),
            points=(leg.start.point, leg.end.point),
            color=self.style.color,
            certain=leg.is_certain,
            faint=self.around.is_outside(leg.start, leg.end),
            words=leg_words(leg, self.around.translator),
            width_px=self.style.width_px,
        )

    def _steps(self) -> Iterator[StepMark]:
        by_place: dict[tuple[float, float], list[Step]] = {}
        for step in self.trajectory.steps:
            if step.is_known_place and not step.is_return:
                by_place.setdefault(step.point, []).append(step)
        for (longitude, latitude), steps in by_place.items():
            numbers = [step.number for step in steps]
            yield StepMark(
                key=self._key("steps", *numbers),
                longitude=longitude,
                latitude=latitude,
                numbers=number_words(numbers) if self.style.numbered else "",
                color=self.style.color,
                hollow=min(step.geo_precision for step in steps) > GeoPrecision.PLACE,
                faint=all(self.around.is_outside(step) for step in steps),
                name=self.around.translator.count(
                    "compose.step_name",
                    len(numbers),
                    case=self.style.name,
                    numbers=number_words(numbers),
                    place=self._location(steps[0]),
                ),
            )

    def _tail(self, tail: Tail) -> PathTail:
        return PathTail(
            key=self._key("tail", tail.start.number, tail.end.number),
            points=(tail.start.point, tail.end.point),
            style=symbology.TAIL,
            faint=self.around.is_outside(tail.start, tail.end),
            name=self.around.translator.text(
                "compose.tail_name", case=self.style.name, place=self._location(tail.end)
            ),
        )

    def _fade(self, fade: Fade) -> tuple[PathFade | None, Footprint | None]:
        row = self.around.rows[fade.into.event_id]
        country, names = str(row["country"]), str(row["admin1"])
        area = self.around.areas.undisclosed(country, names)
        words = somewhere_words(country, names, self.around.translator, self.around.areas)
        name = self.around.translator.text("compose.fade_name", case=self.style.name, words=words)
        key = self._key("fade", fade.into.number)
        if area is None:
            return None, None
        footprint = Footprint(key=key, area=area, style=symbology.FOOTPRINT, name=name)
        if fade.start is None:
            return None, footprint
        drawn = PathFade(
            key=key,
            points=(fade.start.point, fade_end(fade.start.point, area)),
            color=self.style.color,
            faint=self.around.is_outside(fade.into),
            words=words if self.style.numbered else "",
            width_px=self.style.width_px,
        )
        return drawn, footprint

    def _step_footprints(self) -> Iterator[Footprint]:
        drawn: set[object] = set()
        for step in self.trajectory.steps:
            row = self.around.rows[step.event_id]
            area: Geometry | None = None
            mark: object = None
            if step.geo_precision == GeoPrecision.NEAR:
                area, mark = disc(*step.point), step.point
            elif step.geo_precision == GeoPrecision.REGION:
                country, names = str(row["country"]), str(row["admin1"])
                area = self.around.areas.region_of(country, names, *step.point)
                mark = area_key(row, self.around.areas)
            if area is None or step.is_return or mark in drawn:
                continue
            drawn.add(mark)
            yield Footprint(
                key=self._key("steps", step.number),
                area=area,
                style=symbology.FOOTPRINT,
                name=self.around.translator.count(
                    "compose.step_name",
                    1,
                    case=self.style.name,
                    numbers=str(step.number),
                    place=self._location(step),
                ),
            )


def fade_end(start: tuple[float, float], area: Geometry) -> tuple[float, float]:
    """
    Find where a fading path ends: at most `FADE_KM` on, towards the middle of an area.

    Parameters
    ----------
    start
        (longitude, latitude) of the last known place.
    area
        Where the path goes on; its representative point gives the direction, never a position.

    Returns
    -------
    end
        (longitude, latitude), WGS84.
    """
    middle = area.representative_point()
    target = (middle.x, middle.y)
    length_km = min(FADE_KM, max(distance_km(start, target), LEAST_FADE_KM))
    return destination(start, azimuth_to(start, target), length_km)


def leg_words(leg: Leg, translator: Translator) -> str:
    """Say how long and how far a leg is: '8–10 days between reports, 640 km in a straight line'."""
    kilometres = translator.number(_round_km(leg.length_km))
    return translator.text("compose.leg_words", days=gap_words(leg, translator), km=kilometres)


def gap_words(leg: Leg, translator: Translator) -> str:
    """Say how many days lie between the reports at the ends of a leg, as a range when uncertain."""
    least, most = leg.gap_days
    if most == 0:
        return translator.text("compose.same_day")
    if least == most:
        return translator.count("compose.days", most)
    return translator.text(
        "compose.days_between", least=translator.number(least), most=translator.number(most)
    )


def _round_km(length_km: float) -> int:
    """Round as befits places that are known to tens of kilometres."""
    return round(length_km / 10) * 10 if length_km >= 100 else round(length_km)  # noqa: PLR2004


def number_words(numbers: Sequence[int]) -> str:
    """Write step numbers shortly: 1, 2–4, '3, 7'."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
