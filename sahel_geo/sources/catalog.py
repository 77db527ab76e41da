"""Which files a data folder has, and where: tables, layers and pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sahel_geo.model.schema import TableFile
from sahel_geo.model.vocabulary import LayerFile, RasterFile

SHIPPED_DATA = Path(__file__).parents[2] / "data"
"""The data folder of the repository."""

Input = TableFile | LayerFile | RasterFile

INPUTS: tuple[Input, ...] = (*TableFile, *LayerFile, *RasterFile)
"""Everything a data folder should have, in the order in which it is reported."""

PICTURE_SUFFIXES = (".jpg", ".png", ".webp")


@dataclass(frozen=True)
class Catalog:
    """
    The files of a data folder.

    Attributes
    ----------
    folder
        Where the tables are; layers and pictures are in its folder `geo`.
    replacements
        Files elsewhere that stand in for those of the folder.
    """

    folder: Path
    replacements: Mapping[Input, Path] = field(default_factory=dict)

    @classmethod
    def in_folder(cls, folder: Path | str) -> "Catalog":
        """Take the files of a folder by their names; whether they are there shows on reading."""
        return cls(Path(folder))

    def with_file(self, wanted: Input, file: Path) -> "Catalog":
        """Give the same catalogue with one file in the place of the folder's own."""
        return replace(self, replacements={**self.replacements, wanted: file})

    def path(self, wanted: Input) -> Path:
        """Give where a file should be; a picture may have any of three suffixes."""
        if wanted in self.replacements:
            return self.replacements[wanted]
        if isinstance(wanted, TableFile):
            return self.folder / f"{wanted}.csv"
        if isinstance(wanted, LayerFile):
            return self.folder / "geo" / f"{wanted}.geojson"
        pictures = [self.folder / "geo" / f"{wanted}{suffix}" for suffix in PICTURE_SUFFIXES]
        return next((picture for picture in pictures if picture.exists()), pictures[0])
