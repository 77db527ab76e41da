"""Keep what is made of a dataset: for everybody, or for one session if a reader brought part of it.

What is made of an upload never lies in a cache that others share; it goes when the session ends.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st

from sahel_geo.model.dataset import Dataset

Given = ParamSpec("Given")
Made = TypeVar("Made")


def keep(
    entries: int,
) -> Callable[
    [Callable[Concatenate[Dataset, Given], Made]], Callable[Concatenate[Dataset, Given], Made]
]:
    """
    Keep what a function makes of a dataset, its first argument.

    Parameters
    ----------
    entries
        How many results are kept, for everybody and in each session; the oldest goes first.

    Returns
    -------
    decorate
        Of a function whose other arguments tell its results apart, the dataset's version among
        them; those whose names begin with an underscore do not count.
    """

    def decorate(
        make: Callable[Concatenate[Dataset, Given], Made],
    ) -> Callable[Concatenate[Dataset, Given], Made]:
        shared = st.cache_resource(show_spinner=False, max_entries=entries)(make)
        own = st.cache_resource(show_spinner=False, max_entries=entries, scope="session")(make)

        @wraps(make)
        def kept(dataset: Dataset, /, *args: Given.args, **kwargs: Given.kwargs) -> Made:
            return (own if dataset.is_private else shared)(dataset, *args, **kwargs)

        return kept

    return decorate
