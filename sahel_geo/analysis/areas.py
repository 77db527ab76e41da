"""Find the area an imprecise place may lie in.

Regions are joined by (country, English or French name), because names repeat between countries.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
from shapely import Geometry, Point, Polygon, union_all

from sahel_geo.analysis.geodesy import destination
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.vocabulary import UNSPECIFIED_REGION, Language, LayerFile

NEAR_RADIUS_KM = 25.0
"""A place of precision 2 is somewhere within this distance of its point."""


@dataclass(frozen=True, eq=False)
class AreaFinder:
    """The regions and countries of the base map, by name."""

    regions: Mapping[tuple[str, str], Geometry]
    countries: Mapping[str, Geometry]
    admin1: gpd.GeoDataFrame | None
    english_names: Mapping[tuple[str, str], str]
    french_names: Mapping[tuple[str, str], str]
    """Names of regions by (country, either name)."""

    @classmethod
    def of(cls, dataset: Dataset) -> "AreaFinder":
        """Index the layers of a dataset; a missing layer leaves its part empty."""
        admin1 = dataset.layers.get(LayerFile.ADMIN1)
        countries = dataset.layers.get(LayerFile.COUNTRIES)
        regions: dict[tuple[str, str], Geometry] = {}
        english: dict[tuple[str, str], str] = {}
        french: dict[tuple[str, str], str] = {}
        if admin1 is not None:
            for column in ("name_fr", "name"):
                keys = list(zip(admin1["country"], admin1[column], strict=True))
                regions.update(zip(keys, admin1.geometry, strict=True))
                english.update(zip(keys, admin1["name"], strict=True))
                french.update(zip(keys, admin1["name_fr"], strict=True))
        by_country = (
            {}
            if countries is None
            else dict(zip(countries["country"], countries.geometry, strict=True))
        )
        return cls(regions, by_country, admin1, english, french)

    def named(self, country: str, names: str) -> Geometry | None:
        """
        Give the union of the regions named, parted by `|`.

        Parameters
        ----------
        country
            ISO 3166-1 alpha-3 code.
        names
            English or French names of admin-1 regions.

        Returns
        -------
        area
            In WGS84, or None when no name is known.
        """
        found = [self.regions.get((country, name)) for name in names.split("|")]
        parts = [area for area in found if area is not None]
        return union_all(parts) if parts else None

    def region_names(self, country: str, names: str, language: Language) -> list[str]:
        """
        Name regions in a language.

        Parameters
        ----------
        country
            ISO 3166-1 alpha-3 code.
        names
            English or French names, parted by `|`.
        language
            The reader's; a region the base map lacks keeps the name given.

        Returns
        -------
        names
            In their order; none when the region is not specified.
        """
        known = self.french_names if language is Language.FRENCH else self.english_names
        given = [name for name in names.split("|") if name and name != UNSPECIFIED_REGION]
        return [known.get((country, name), name) for name in given]

    def region_of(
        self, country: str, names: str, longitude: float, latitude: float
    ) -> Geometry | None:
        """Give the regions named, else the region under the point, else None."""
        named = self.named(country, names)
        if named is not None:
            return named
        under = self._region_under(longitude, latitude)
        return None if under is None else self._admin1_areas[under]

    def region_key(self, country: str, names: str, longitude: float, latitude: float) -> str:
        """
        Name the area that `region_of` gives: places of one area have the same key.

        Parameters
        ----------
        country
            ISO 3166-1 alpha-3 code.
        names
            English or French names of regions, parted by `|`.
        longitude, latitude
            The point, WGS84 degrees; it only matters when no name is known.

        Returns
        -------
        key
            `MLI:Kidal`; `MLI:Unspecified:MLI-8` with the region under the point, if there is one.
        """
        key = f"{country}:{names}"
        if any((country, name) in self.regions for name in names.split("|")):
            return key
        under = self._region_under(longitude, latitude)
        return key if under is None else f"{key}:{self._admin1_ids[under]}"

    def _region_under(self, longitude: float, latitude: float) -> int | None:
        """Give the number of the region that a point lies in, the first where two meet."""
        if self.admin1 is None:
            return None
        under = self.admin1.sindex.query(Point(longitude, latitude), predicate="intersects")
        return int(under[0]) if len(under) else None

    # plain lists: thousands of places ask, and taking a row out of a frame takes half a millisecond

    @cached_property
    def _admin1_areas(self) -> list[Geometry]:
        return [] if self.admin1 is None else list(self.admin1.geometry)

    @cached_property
    def _admin1_ids(self) -> list[str]:
        return [] if self.admin1 is None else list(self.admin1["admin1_id"])

    def undisclosed(self, country: str, names: str) -> Geometry | None:
        """Give the regions named, else the whole country, else None."""
        named = self.named(country, names)
        return named if named is not None else self.countries.get(country)


def disc(longitude: float, latitude: float, radius_km: float = NEAR_RADIUS_KM) -> Polygon:
    """
    Draw a circle of a true radius on the ellipsoid.

    Parameters
    ----------
    longitude, latitude
        The centre, WGS84 degrees.
    radius_km
        Geodesic radius in kilometres.

    Returns
    -------
    circle
        A polygon of 48 corners in WGS84.
    """
    azimuths = np.linspace(0, 360, 48, endpoint=False)
    return Polygon([destination((longitude, latitude), a, radius_km) for a in azimuths])
