"""How much speaks for two events being one: time, place, kind, actors, deaths and words.

Each gives points for or against. They are judgements, made by hand and tried on made-up pairs
(`tests/analysis/pairs.csv`); what is unknown to either dataset speaks neither way.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from sahel_geo.analysis.actornames import overlap, read_sides
from sahel_geo.analysis.candidates import Candidates, uncertainty_km
from sahel_geo.model.columns import SEPARATOR
from sahel_geo.model.searchtext import fold
from sahel_geo.model.vocabulary import EventType, GeoPrecision, SubEventType

Numbers: TypeAlias = npt.NDArray[np.float64]
Pairs: TypeAlias = tuple[pd.DataFrame, pd.DataFrame]

VIOLENT = (EventType.BATTLES, EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS)
CROWDS = (EventType.PROTESTS, EventType.RIOTS)

PLACE_WORDS = re.compile(
    r"\b(?:region|commune|district|near|town|village|camp|area|undisclosed|of|the|de|du|la|le"
    r"|pres|road|forest|island|north|south|east|west|\d+ ?km)\b"
)
"""Words of a location that are no name."""

OWN_WORD = re.compile(r"[^\W\d_]{4,}")

MOST_WORD_POINTS = 1.5

COUNTRY_KM = 600.0
"""How far apart two places in one country may be where one of them was not told."""

SAMPLE = 20_000
"""Of so many events of a dataset words are counted, to know which are rare."""


def score_pairs(left: pd.DataFrame, right: pd.DataFrame, candidates: Candidates) -> Numbers:
    """
    Weigh what speaks for each pair being one event.

    Parameters
    ----------
    left, right
        Events of two datasets, as `Dataset.events` has them.
    candidates
        Pairs of their rows.

    Returns
    -------
    points
        One number a pair: the more, the likelier; see `matching.LEAST_POINTS`.
    """
    pairs = left.iloc[candidates.left], right.iloc[candidates.right]
    words = weigh_words(left, right)
    return (
        weigh_time(pairs, candidates.gap_days)
        + weigh_place(pairs, candidates.distance_km)
        + weigh_kind(pairs)
        + weigh_actors(pairs)
        + weigh_deaths(pairs)
        + words(candidates)
    )


def weigh_time(pairs: Pairs, gap_days: Numbers) -> Numbers:
    """Give 2 points to one exact day; fewer the longer the interval and the wider the gap."""
    longest: Numbers = np.maximum(*(_days(events) for events in pairs))
    return np.asarray(2.0 - 0.5 * np.log2(longest) - 1.25 * gap_days, dtype=np.float64)


def _days(events: pd.DataFrame) -> Numbers:
    spans = (events["last_day"] - events["first_day"]).dt.days
    return np.asarray(spans.to_numpy(dtype=np.float64) + 1, dtype=np.float64)


def weigh_place(pairs: Pairs, distance_km: Numbers) -> Numbers:
    """Give points to places near each other for how precise they are, and to one name."""
    left, right = pairs
    reach = np.add(*(uncertainty_km(events["geo_precision"].to_numpy()) for events in pairs))
    is_hidden = np.isnan(distance_km)
    reach = np.where(is_hidden, COUNTRY_KM, reach)
    beyond = np.where(is_hidden, 0.0, np.maximum(distance_km - reach, 0.0))
    points = 2.0 - 0.5 * np.log2(1 + reach / 10) - beyond / 10
    points += 1.5 * _compare(left["location"], right["location"], _alike_names)
    regional = np.maximum(*(events["geo_precision"].to_numpy() for events in pairs))
    is_regional = regional >= GeoPrecision.REGION
    points += np.where(is_regional, _compare(left["admin1"], right["admin1"], _alike_regions), 0.0)
    is_abroad = left["country"].to_numpy(dtype=object) != right["country"].to_numpy(dtype=object)
    return np.asarray(points - 2.0 * is_abroad, dtype=np.float64)


def _alike_names(one: str, other: str) -> float:
    """Tell how alike two names of places are, 0 to 1; less than half counts for nothing."""
    pairs_one, pairs_other = _letter_pairs(one), _letter_pairs(other)
    if not pairs_one or not pairs_other:
        return 0.0
    shared = len(pairs_one & pairs_other)
    alike = max(
        2 * shared / (len(pairs_one) + len(pairs_other)),
        0.9 * shared / min(len(pairs_one), len(pairs_other)),
    )
    return alike if alike >= 0.5 else 0.0  # noqa: PLR2004 - half


@lru_cache(maxsize=50_000)
def _letter_pairs(name: str) -> frozenset[str]:
    letters = re.sub(r"[^a-z]", "", PLACE_WORDS.sub("", fold(name)))
    return frozenset(letters[at : at + 2] for at in range(len(letters) - 1))


def _alike_regions(one: str, other: str) -> float:
    """Give a point to a region in common, take one where both are known and none is."""
    regions = [{fold(name) for name in cell.split(SEPARATOR) if name} for cell in (one, other)]
    if not all(regions):
        return 0.0
    return 1.0 if regions[0] & regions[1] else -1.0


def weigh_kind(pairs: Pairs) -> Numbers:
    """Give points to one kind of event; datasets part violence differently, not much else."""
    left, right = ([str(kind) for kind in events["event_type"]] for events in pairs)
    finer_left, finer_right = (list(events["sub_event_type"]) for events in pairs)
    known: dict[tuple[str, str, str, str], float] = {}
    return np.fromiter(
        (
            known[key] if key in known else known.setdefault(key, _alike_kinds(*key))
            for key in zip(left, right, finer_left, finer_right, strict=True)
        ),
        dtype=np.float64,
        count=len(left),
    )


def _alike_kinds(left: str, right: str, finer_left: str, finer_right: str) -> float:
    abduction = str(SubEventType.ABDUCTION)
    is_told = bool(finer_left and finer_right)  # UCDP tells no finer kind
    if is_told and (finer_left == abduction) != (finer_right == abduction):
        return -2.5
    if left == right:
        return 1.0 if is_told and finer_left == finer_right else 0.5
    if all(kind in VIOLENT for kind in (left, right)):
        return 0.0
    if all(kind in CROWDS for kind in (left, right)):
        return -0.5
    is_crowd = [kind in CROWDS for kind in (left, right)]
    return -2.5 if any(is_crowd) else -1.5


def weigh_actors(pairs: Pairs) -> Numbers:
    """Give points to a group and a role in common, take them where both are known and none is."""
    left, right = (events["actor1"] + "\n" + events["actor2"] for events in pairs)
    return _compare(left, right, _alike_sides)


def _alike_sides(one: str, other: str) -> float:
    sides = [read_sides(*cells.split("\n")) for cells in (one, other)]
    groups = overlap(sides[0].groups, sides[1].groups)
    roles = overlap(sides[0].roles, sides[1].roles)
    points = 0.0
    if groups is not None:
        points += 1.5 * groups if groups else -2.5
    if roles is not None:
        points += 0.5 if roles else -1.0
    return points


def weigh_deaths(pairs: Pairs) -> Numbers:
    """Give points to one toll, the more the higher it is, and take them for tolls far apart."""
    left, right = (
        events["fatalities"].to_numpy(dtype=np.float64, na_value=np.nan) for events in pairs
    )
    apart = np.abs(np.log2((left + 1) / (right + 1)))
    least = np.fmin(left, right)
    same = np.minimum(0.3 + 0.5 * np.log2(1 + least), 2.0)
    points = np.where(left == right, same, np.clip(1.0 - apart, -2.5, 1.0))
    return np.where(np.isnan(points), 0.0, points)


def weigh_words(left: pd.DataFrame, right: pd.DataFrame) -> Callable[[Candidates], Numbers]:
    """Prepare giving points to rare words in common, in titles and summaries of one language."""
    texts = [_texts_of(events) for events in (left, right)]
    rarity = _Rarity.of_texts(texts[0], texts[1])

    def weigh(candidates: Candidates) -> Numbers:
        used = [np.unique(rows) for rows in (candidates.left, candidates.right)]
        words = [
            dict(zip(rows.tolist(), map(rarity.words, some.iloc[rows]), strict=True))
            for rows, some in zip(used, texts, strict=True)
        ]
        pairs = zip(candidates.left.tolist(), candidates.right.tolist(), strict=True)
        shared = (rarity.points(words[0][one] & words[1][other]) for one, other in pairs)
        return np.fromiter(shared, dtype=np.float64, count=len(candidates.left))

    return weigh


def _texts_of(events: pd.DataFrame) -> "pd.Series[str]":
    return events["title"] + " " + events["summary"]


@dataclass(frozen=True)
class _Rarity:
    """How rare words are among the events of both datasets: 0 for one in all, 1 for one in two."""

    weights: dict[str, float]

    @classmethod
    def of_texts(cls, *texts: "pd.Series[str]") -> "_Rarity":
        """Count in how many texts words stand, of at most `SAMPLE` a dataset."""
        seen: dict[str, int] = {}
        number = 0
        for some in texts:
            sample = some if len(some) <= SAMPLE else some.iloc[:: len(some) // SAMPLE + 1]
            number += len(sample)
            for text in sample:
                for word in set(OWN_WORD.findall(fold(text))):
                    seen[word] = seen.get(word, 0) + 1
        most = np.log(max(number, 2))
        weights = {word: float(np.log(number / count) / most) for word, count in seen.items()}
        return cls(weights)

    def words(self, text: str) -> frozenset[str]:
        """Give the words of a text that are long enough to tell something."""
        return frozenset(OWN_WORD.findall(fold(text)))

    def points(self, words: frozenset[str]) -> float:
        """Add up what words in common are worth."""
        if not words:
            return 0.0
        worth = 0.5 * sum(self.weights.get(word, 1.0) ** 2 for word in words)
        return min(worth, MOST_WORD_POINTS)


def _compare(
    left: "pd.Series[str]", right: "pd.Series[str]", alike: Callable[[str, str], float]
) -> Numbers:
    """Compare cells pair by pair, each pair of texts once."""
    codes_left, texts_left = pd.factorize(left)
    codes_right, texts_right = pd.factorize(right)
    keys, places = np.unique(
        codes_left.astype(np.int64) * len(texts_right) + codes_right, return_inverse=True
    )
    one, other = np.divmod(keys, max(len(texts_right), 1))
    compared = (
        alike(texts_left[a], texts_right[b])
        for a, b in zip(one.tolist(), other.tolist(), strict=True)
    )
    return np.fromiter(compared, dtype=np.float64, count=len(keys))[places]
