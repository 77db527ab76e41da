"""What is told beside the rows of datasets that were brought in: how to cite them, and duties."""

import geopandas as gpd

from sahel_geo.cartography.cards.licences import citation_of, duties_of
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.datasets import DATASET


def cite_rows(
    events: gpd.GeoDataFrame, dataset: Dataset, translator: Translator
) -> gpd.GeoDataFrame:
    """Say beside each row of a dataset that was brought in how it is to be cited."""
    if not dataset.datasets:
        return events
    citations = {info.dataset_id: citation_of(info, translator) for info in dataset.datasets}
    return events.assign(citation=events[DATASET].map(citations).fillna("").astype("str"))


def duties_words(dataset: Dataset, translator: Translator) -> str:
    """Write what the makers of the datasets ask of whoever uses the rows."""
    return " ".join(
        f"{info.name}: {' '.join(duties_of(info, translator))}" for info in dataset.datasets
    )
