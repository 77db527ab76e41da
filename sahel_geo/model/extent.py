"""A rectangle of longitudes and latitudes, always west, south, east, north (WGS84, degrees)."""

from dataclasses import dataclass

from pyproj import Geod

WGS84 = "EPSG:4326"
"""Every frame of the dashboard is on WGS84; the order is (longitude, latitude)."""

ELLIPSOID = Geod(ellps="WGS84")
"""What distances and directions are measured on."""


@dataclass(frozen=True)
class Extent:
    """A part of the Earth between two meridians and two parallels, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        """Refuse an extent without area or beyond the poles."""
        if not (self.west < self.east and -90 <= self.south < self.north <= 90):  # noqa: PLR2004 - degrees
            msg = f"An extent goes west < east, south < north, got {self.as_tuple()}."
            raise ValueError(msg)

    def as_tuple(self) -> tuple[float, float, float, float]:
        """Give (west, south, east, north)."""
        return self.west, self.south, self.east, self.north

    def contains(self, longitude: float, latitude: float) -> bool:
        """Tell whether a point lies inside or on the edge."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north

    def cut(self, other: "Extent") -> "Extent | None":
        """Give the rectangle both extents share; None when it has no area."""
        west, south = max(self.west, other.west), max(self.south, other.south)
        east, north = min(self.east, other.east), min(self.north, other.north)
        return Extent(west, south, east, north) if west < east and south < north else None

    @property
    def centre(self) -> tuple[float, float]:
        """(longitude, latitude) halfway between the edges."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2


WINDOW = Extent(-18.0, 4.0, 25.0, 38.0)
"""The part of the world the base layers cover; a row outside it is refused."""

SAHEL = Extent(-13.5, 9.5, 17.0, 29.5)
"""What a fresh page and a snapshot without choices show."""
