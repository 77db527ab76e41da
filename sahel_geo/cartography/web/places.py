"""Write what the places of a dataset are called, and where the vague ones may be."""

from typing import Any

import pandas as pd

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.ownership import owners_of_places
from sahel_geo.cartography.composition.incidents import (
    area_keys,
    area_of,
    describe_places,
    region_words,
    tray_key,
    tray_words,
)
from sahel_geo.cartography.web.jsontext import to_json_bytes
from sahel_geo.cartography.web.shapes import AreaTable
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.vocabulary import GeoPrecision


def write_places(dataset: Dataset, translator: Translator, areas: AreaFinder) -> bytes:
    """
    Write what the places of a dataset are called, by their number.

    Parameters
    ----------
    dataset
        Everything there is.
    translator
        The language of the names.
    areas
        Where regions lie.

    Returns
    -------
    content
        JSON: `names` of all places; `regions`, the areas of places known to the region only, each
        with its places; `trays`, what has no location;
        `rings`, where datasets stand side by side, whose each place mostly is.
    """
    towns = describe_places(dataset.events)
    rows: list[dict[str, Any]] = towns.to_dict("records")  # type: ignore[assignment]
    names = [translator.data_text(town, "location").text for town in rows]
    regional = towns.loc[towns["geo_precision"] == GeoPrecision.REGION]
    undisclosed = [row for row in rows if row["geo_precision"] == GeoPrecision.UNDISCLOSED]
    table = AreaTable()
    regions = [
        _write_region(str(key), towns.loc[list(numbers)], translator, areas, table)
        for key, numbers in regional.groupby(area_keys(regional, areas), sort=False).groups.items()
    ]
    return to_json_bytes(
        {
            "version": dataset.version,
            "names": names,
            "near": translator.template("compose.near"),
            "rings": _write_rings(dataset),
            "regions": [region for region in regions if region is not None],
            "areas": table.written,
            "trays": [
                {
                    "place": town["place"],
                    "key": tray_key(town),
                    "words": tray_words(tray_key(town), "{n}", translator),
                }
                for town in sorted(undisclosed, key=tray_key)
            ],
        }
    )


def _write_rings(dataset: Dataset) -> dict[str, Any] | None:
    """Write which dataset that was brought in has most of each place; None where none was."""
    if not dataset.datasets:
        return None
    return {
        "ids": [info.dataset_id for info in dataset.datasets],
        "colors": [info.color for info in dataset.datasets],
        "of": owners_of_places(dataset).tolist(),
    }


def _write_region(
    key: str, towns: pd.DataFrame, translator: Translator, areas: AreaFinder, table: "AreaTable"
) -> dict[str, Any] | None:
    area = area_of(towns.iloc[0], areas)
    if area is None:
        return None
    return {
        "key": key,
        "area": table.add(area),
        "words": region_words(towns.iloc[0], translator, areas),
        "places": towns["place"].tolist(),
    }
