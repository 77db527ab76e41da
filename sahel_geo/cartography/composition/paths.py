"""Hostage trajectories as legs, numbered steps, tails and fading ends, each with its days."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
from shapely import Geometry

from sahel_geo.analysis.areas import AreaFinder, disc
from sahel_geo.analysis.filtering import KEPT_CHOICES, filter_dataset
from sahel_geo.analysis.geodesy import azimuth_to, destination, distance_km
from sahel_geo.analysis.movements import (
    Fade,
    Leg,
    Step,
    Tail,
    Trajectory,
    build_trajectories,
    find_stays,
)
from sahel_geo.analysis.reach import reach_between
from sahel_geo.analysis.remembering import remember
from sahel_geo.cartography import symbology
from sahel_geo.cartography.composition.incidents import area_key, somewhere_words
from sahel_geo.cartography.document import Footprint, PathFade, PathLeg, PathTail, StepMark
from sahel_geo.cartography.moving import MovingCase, Timed, TimedMark, TimedReach
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import GeoPrecision, LayerName

FADE_KM = 140.0
"""Length of a fading end; it says 'onwards', not how far."""

LEAST_FADE_KM = 60.0
"""A fading end is at least as long, to be seen when its area is near."""


def cases_shown(
    dataset: Dataset, selection: MapSelection, translator: Translator
) -> tuple[MovingCase, ...]:
    """
    Compose the cases that pass every choice but time; kept with the dataset while time moves.

    Parameters
    ----------
    dataset
        Everything there is.
    selection
        What the reader chose; period and window do not matter.
    translator
        The language of words.

    Returns
    -------
    cases
        As `compose_cases` gives them; none where the layer of paths is off.
    """
    if LayerName.PATHS not in selection.layers:
        return ()
    return _cases_of_choice(dataset, selection.filters.timeless, translator)


@remember(KEPT_CHOICES)
def _cases_of_choice(
    dataset: Dataset, timeless: MapSelection, translator: Translator
) -> tuple[MovingCase, ...]:
    shown = filter_dataset(dataset, timeless)
    return compose_cases(shown, timeless.cases, translator, AreaFinder.of(dataset))


def compose_cases(
    timeless: Dataset, picked: Collection[str], translator: Translator, areas: AreaFinder
) -> tuple[MovingCase, ...]:
    """
    Compose the cases of a filtered dataset at all times.

    An imprecise step is drawn as where it may be: a disc of 25 km (precision 2), its region (3),
    the area a path fades into (4).

    Parameters
    ----------
    timeless
        `filter_dataset(dataset, selection.timeless)`; its `steps` are the whole cases.
    picked
        Cases chosen by name.
    translator
        The language of words.
    areas
        Where regions and countries lie.

    Returns
    -------
    cases
        One for each case of which anything is drawn, in the order of their first step.
    """
    rows = {str(row["event_id"]): row for row in timeless.steps.to_dict("records")}
    passing = _days_of_passing_steps(timeless)
    surroundings = _Surroundings(rows, translator, areas)
    cases = (
        _CaseComposer(
            trajectory,
            case_name(timeless, trajectory.case_id, translator),
            _ended_on(timeless, trajectory),
            surroundings,
        ).compose(trajectory.case_id in picked, passing.get(trajectory.case_id, ()))
        for trajectory in build_trajectories(timeless.steps)
    )
    return tuple(case for case in cases if _draws_anything(case))


def _days_of_passing_steps(timeless: Dataset) -> dict[str, tuple[Period, ...]]:
    steps = timeless.events.loc[timeless.events["hostage_stage"] != ""]
    days: dict[str, tuple[Period, ...]] = {}
    for case_id, first, last in zip(
        steps["case_id"], steps["first_day"], steps["last_day"], strict=True
    ):
        days[case_id] = (*days.get(case_id, ()), Period(first.date(), last.date()))
    return days


def _ended_on(dataset: Dataset, trajectory: Trajectory) -> date | None:
    """Give the day a case was over; a closed case without one was over with its last step."""
    case = dataset.case(trajectory.case_id)
    if case is None or case["resolved"] == "no":
        return None
    if pd.notna(case["ended_on"]):
        return case["ended_on"].date()  # type: ignore[no-any-return]
    return max(step.last_day for step in trajectory.steps).date()


def _draws_anything(case: MovingCase) -> bool:
    return any((case.legs, case.marks, case.tails, case.fades, case.footprints))


def case_name(dataset: Dataset, case_id: str, translator: Translator) -> str:
    """Name a case; one that no row describes goes by its id."""
    case = dataset.case(case_id)
    return case_id if case is None else translator.data_text(case, "name").text


@dataclass(frozen=True)
class _Surroundings:
    rows: Mapping[str, Mapping[str, Any]]
    translator: Translator
    areas: AreaFinder


def _days_of(*steps: Step) -> Period:
    """Give the days from the first to the last that some steps may have been on."""
    first, last = min(s.first_day for s in steps), max(s.last_day for s in steps)
    return Period(first.date(), last.date())


@dataclass(frozen=True)
class _CaseComposer:
    trajectory: Trajectory
    name: str
    ended_on: date | None
    around: _Surroundings

    def compose(self, is_picked: bool, seen: tuple[Period, ...]) -> MovingCase:  # noqa: FBT001
        fades = [self._fade(fade) for fade in self.trajectory.fades]
        return MovingCase(
            case_id=self.trajectory.case_id,
            name=self.name,
            is_picked=is_picked,
            seen=seen,
            legs=tuple(self._leg(leg) for leg in self.trajectory.legs),
            marks=tuple(self._marks()),
            tails=tuple(self._tail(tail) for tail in self.trajectory.tails),
            fades=tuple(fade for fade, _ in fades if fade is not None),
            footprints=(*self._step_footprints(), *(f for _, f in fades if f)),
            reaches=tuple(self._reaches()) if is_picked else (),
        )

    def _key(self, kind: str, *numbers: int) -> str:
        return f"{kind}:{self.trajectory.case_id}:{','.join(map(str, numbers))}"

    def _location(self, step: Step) -> str:
        return self.around.translator.data_text(self.around.rows[step.event_id], "location").text

    def _leg(self, leg: Leg) -> Timed[PathLeg]:
        line = PathLeg(
            key=leg_key(self.trajectory.case_id, leg),
            points=(leg.start.point, leg.end.point),
            color=symbology.PATH_COLOR,
            certain=leg.is_certain,
            words=leg_words(leg, self.around.translator),
        )
        return Timed(line, _days_of(leg.start, leg.end))

    def _reaches(self) -> Iterator[TimedReach]:
        for leg in self.trajectory.legs:
            area = reach_between(leg.start, leg.end)
            if area is not None:
                name = self.around.translator.text("compose.reach_name", case=self.name)
                outline = Footprint(
                    leg_key(self.trajectory.case_id, leg), area, symbology.REACH, name
                )
                yield TimedReach(outline, days_between(leg))

    def _marks(self) -> Iterator[TimedMark]:
        stays = find_stays(self.trajectory.steps, self.ended_on)
        by_place: dict[tuple[float, float], list[Step]] = {}
        for step in self.trajectory.steps:
            if step.is_known_place and not step.is_return:
                by_place.setdefault(step.point, []).append(step)
        for steps in by_place.values():
            yield TimedMark(
                self._mark(steps),
                days=tuple(_days_of(step) for step in steps),
                stays=tuple(stay for stay in stays if stay.step in steps),
            )

    def _mark(self, steps: list[Step]) -> StepMark:
        numbers = [step.number for step in steps]
        longitude, latitude = steps[0].point
        return StepMark(
            key=self._key("steps", *numbers),
            longitude=longitude,
            latitude=latitude,
            numbers=number_words(numbers),
            color=symbology.PATH_COLOR,
            hollow=min(step.geo_precision for step in steps) > GeoPrecision.PLACE,
            faint=False,
            name=self.around.translator.count(
                "compose.step_name",
                len(numbers),
                case=self.name,
                numbers=number_words(numbers),
                place=self._location(steps[0]),
            ),
        )

    def _tail(self, tail: Tail) -> Timed[PathTail]:
        line = PathTail(
            key=self._key("tail", tail.start.number, tail.end.number),
            points=(tail.start.point, tail.end.point),
            style=symbology.TAIL,
            faint=False,
            name=self.around.translator.text(
                "compose.tail_name", case=self.name, place=self._location(tail.end)
            ),
        )
        return Timed(line, _days_of(tail.start, tail.end))

    def _fade(self, fade: Fade) -> tuple[Timed[PathFade] | None, Footprint | None]:
        row = self.around.rows[fade.into.event_id]
        country, names = str(row["country"]), str(row["admin1"])
        area = self.around.areas.undisclosed(country, names)
        words = somewhere_words(country, names, self.around.translator, self.around.areas)
        name = self.around.translator.text("compose.fade_name", case=self.name, words=words)
        key = self._key("fade", fade.into.number)
        if area is None:
            return None, None
        footprint = Footprint(key=key, area=area, style=symbology.FOOTPRINT, name=name)
        if fade.start is None:
            return None, footprint
        drawn = PathFade(
            key=key,
            points=(fade.start.point, fade_end(fade.start.point, area)),
            color=symbology.PATH_COLOR,
            faint=False,
            words=words,
        )
        return Timed(drawn, _days_of(fade.into)), footprint

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
                    case=self.name,
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


def leg_key(case_id: str, leg: Leg) -> str:
    """Name a leg by the numbers of its steps: `leg:<case>:<first,through,last>`."""
    numbers = (leg.start.number, *(step.number for step in leg.through), leg.end.number)
    return f"leg:{case_id}:{','.join(map(str, numbers))}"


def days_between(leg: Leg) -> Period:
    """Give the days from the one after a leg's first report to the last day of its second."""
    end = leg.end.last_day.date()
    return Period(min(leg.start.last_day.date() + timedelta(days=1), end), end)


def leg_words(leg: Leg, translator: Translator) -> str:
    """Say how long and how far a leg is: '8–10 days between reports, 640 km in a straight line'."""
    kilometres = translator.number(round_km(leg.length_km))
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


def round_km(length_km: float) -> int:
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
