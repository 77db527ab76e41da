"""Make the base layers of `data/geo/` from the packages named in `packages`."""
