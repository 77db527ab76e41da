"""Files in, valid frames out."""

from sahel_geo.sources.catalog import SHIPPED_DATA, Catalog
from sahel_geo.sources.loading import load_dataset
from sahel_geo.sources.validation import validate_files

__all__ = ["SHIPPED_DATA", "Catalog", "load_dataset", "validate_files"]
