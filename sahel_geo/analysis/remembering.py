"""Keep what was worked out of a dataset for as long as the dataset is there, and no longer."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from sahel_geo.model.dataset import Dataset

Answer = TypeVar("Answer")
Asked = ParamSpec("Asked")


def remember(
    most: int,
) -> Callable[
    [Callable[Concatenate[Dataset, Asked], Answer]], Callable[Concatenate[Dataset, Asked], Answer]
]:
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
        For a function of a dataset and of values that tell its answers apart, given by place;
        an answer is never None, is never changed, and does not hold the dataset.
    """

    def decorate(
        ask: Callable[Concatenate[Dataset, Asked], Answer],
    ) -> Callable[Concatenate[Dataset, Asked], Answer]:
        answers: WeakKeyDictionary[Dataset, dict[tuple[object, ...], Answer]] = WeakKeyDictionary()

        @wraps(ask)
        def answer(dataset: Dataset, /, *asked: Asked.args, **named: Asked.kwargs) -> Answer:
            kept = answers.setdefault(dataset, {})
            question = (*asked, *named.items())
            found = kept.get(question)  # at once: another visitor may drop it meanwhile
            if found is None:
                found = kept[question] = ask(dataset, *asked, **named)
            while len(kept) > most:
                kept.pop(next(iter(kept)), None)
            return found

        return answer

    return decorate
