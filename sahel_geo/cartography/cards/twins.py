"""The datasets that tell an event, and how the others tell it than the one that stands for it."""

from dataclasses import replace

import pandas as pd

from sahel_geo.analysis.combining import Deaths, joined_deaths
from sahel_geo.cartography.cards.card import CardItem, Chip, Twin
from sahel_geo.cartography.cards.event_items import EventItemWriter
from sahel_geo.cartography.cards.facts import Row, date_words
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.datasets import DATASET


class TwinWriter:
    """Adds chips and other tellings to events; nothing where only one dataset is shown."""

    def __init__(self, shown: Dataset, writer: EventItemWriter) -> None:
        self._writer, self._translator = writer, writer.translator
        self._infos = {info.dataset_id: info for info in shown.datasets}

    def deaths_of(self, row: Row, joint: pd.DataFrame) -> Deaths | None:
        """Tell the deaths of an event by all its rows; None where there is one dataset only."""
        if not self._infos:
            return None
        return joined_deaths(_rows_of(row, joint))

    def add_to(self, item: CardItem, row: Row, joint: pd.DataFrame) -> CardItem:
        """
        Add the datasets that tell an event.

        Parameters
        ----------
        item
            The event as its row tells it.
        row
            The row that stands for it.
        joint
            Rows of joint events, those of this one among them.

        Returns
        -------
        item
            With its chips and twins; as it is where only one dataset is shown.
        """
        if not self._infos:
            return item
        rows = _rows_of(row, joint)
        others = rows.loc[rows["event_id"] != row["event_id"]]
        names = dict.fromkeys([row[DATASET], *others[DATASET]])
        return replace(
            item,
            chips=tuple(self._chip(name) for name in names),
            event_id=str(row["event_id"]),
            twins=tuple(self._twin(other) for _, other in others.iterrows()),
        )

    def _chip(self, dataset_id: str) -> Chip:
        info = self._infos.get(dataset_id)
        if info is None:
            return Chip(self._translator.text("sets.shipped"))
        return Chip(info.name, info.color)

    def _twin(self, row: Row) -> Twin:
        deaths = self._writer.deaths_words(row["fatalities"], None)
        return Twin(
            event_id=str(row["event_id"]),
            chip=self._chip(row[DATASET]),
            title=self._translator.data_text(row, "title"),
            when=date_words(row, self._translator),
            deaths=self._translator.text("sets.deaths", number=deaths),
        )


def _rows_of(row: Row, joint: pd.DataFrame) -> pd.DataFrame:
    """Give all rows of an event, of one that stands alone its own."""
    same = pd.DataFrame(joint.loc[joint["joint_id"] == row["joint_id"]])
    is_alone = not row["joint_id"] or same.empty
    return pd.DataFrame([row]) if is_alone else same
