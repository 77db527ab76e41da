"""Keep what was worked out of a dataset for as long as the dataset is there, and no longer."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from sahel_geo.model.dataset import Dataset
from sahel_geo.model.selection import MapSelection

Answer = TypeVar("Answer")
Question = Callable[[Dataset, MapSelection], Answer]


def remember(most: int) -> Callable[[Question[Answer]], Question[Answer]]:
    """
    Keep a function's last answers for each dataset; they go with the dataset.

    An upload lives in its session: what was made of it must not outlive it, as it would in a
    cache that holds its arguments.

    Parameters
    ----------
    most
        Answers kept of each dataset; the oldest goes first.

    Returns
    -------
    decorate
        For a function of a dataset and a selection whose answer is never None, is never changed,
        and does not hold the dataset.
    """

    def decorate(ask: Question[Answer]) -> Question[Answer]:
        answers: WeakKeyDictionary[Dataset, dict[MapSelection, Answer]] = WeakKeyDictionary()

        @wraps(ask)
        def answer(dataset: Dataset, selection: MapSelection) -> Answer:
            kept = answers.setdefault(dataset, {})
            found = kept.get(selection)  # at once: another visitor may drop it meanwhile
            if found is None:
                found = kept[selection] = ask(dataset, selection)
            while len(kept) > most:
                kept.pop(next(iter(kept)), None)
            return found

        return answer

    return decorate
