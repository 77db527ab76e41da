"""What imported events are held against: the countries of the base map and the words for codes."""

from dataclasses import dataclass, field
from functools import cache

import geopandas as gpd
import pandas as pd

from sahel_geo.model.extent import WGS84
from sahel_geo.model.schema import CONTRACTS, TableFile
from sahel_geo.model.terms import Terms
from sahel_geo.model.vocabulary import LayerFile
from sahel_geo.sources.catalog import SHIPPED_DATA, Catalog
from sahel_geo.sources.contracts import accept_rows
from sahel_geo.sources.files import UnreadableFileError
from sahel_geo.sources.layers import read_layer
from sahel_geo.sources.loading import build_terms
from sahel_geo.sources.tables import read_table

COLUMNS = ("country", "name", "name_fr", "label_lon", "label_lat")


def _no_countries() -> gpd.GeoDataFrame:
    empty = pd.DataFrame({name: [] for name in COLUMNS})
    return gpd.GeoDataFrame(empty, geometry=gpd.GeoSeries([], crs=WGS84))


@dataclass(frozen=True, eq=False)
class Reference:
    """
    What imported events are held against.

    Attributes
    ----------
    countries
        Areas as `schema.COUNTRIES` says; without any no place is checked.
    terms
        Words for kinds in both languages.
    """

    countries: gpd.GeoDataFrame = field(default_factory=_no_countries)
    terms: Terms = field(default_factory=Terms)


def read_reference(catalog: Catalog) -> Reference:
    """Read what there is of it in a data folder; a file that cannot be read is left out."""
    countries, terms = _no_countries(), Terms()
    try:
        contract = CONTRACTS[LayerFile.COUNTRIES]
        path = catalog.path(LayerFile.COUNTRIES)
        frame = accept_rows(read_layer(path, contract.metadata["geometry"]), contract).frame
        countries = gpd.GeoDataFrame(frame).reset_index(drop=True)
    except UnreadableFileError:
        pass
    try:
        path = catalog.path(TableFile.VOCABULARY)
        rows = accept_rows(read_table(path), CONTRACTS[TableFile.VOCABULARY])
        terms = build_terms({TableFile.VOCABULARY: rows})
    except UnreadableFileError:
        pass
    return Reference(countries, terms)


@cache
def shipped_reference() -> Reference:
    """Give that of the shipped data, read once; it is never changed."""
    return read_reference(Catalog.in_folder(SHIPPED_DATA))
