"""Make the tables and thematic layers of `data/` from a folder of researched rows."""

from pathlib import Path
from typing import Annotated

import typer
from datatables.events import EVENT_COLUMNS, check_unique, join_events
from datatables.rows import TableError, read_rows, to_csv
from datatables.thematic import DECIMALS, read_features, to_points
from datatables.vocabulary import VOCABULARY_COLUMNS, complete_vocabulary
from geodata.geojson import to_geojson


def build_tables(facts: Path) -> dict[str, str]:
    """
    Make every file of `data/` that comes from researched rows.

    Parameters
    ----------
    facts
        The folder of researched rows.

    Returns
    -------
    files
        Text by name, relative to `data/`.
    """
    steps = read_rows(facts / "hostage_events.csv", columns=EVENT_COLUMNS)
    incidents = read_rows(facts / "security_events.csv", columns=EVENT_COLUMNS)
    cases = read_rows(facts / "hostage_cases.csv")
    check_unique(cases, "case_id")
    actors = read_rows(facts / "actors_fr.csv", columns=("actor", "actor_fr"))
    check_unique(actors, "actor")
    words = read_rows(facts / "vocabulary_fr.csv", columns=VOCABULARY_COLUMNS)
    return {
        "events.csv": to_csv(join_events(steps, incidents), EVENT_COLUMNS),
        "hostage_cases.csv": to_csv(cases, list(cases[0])),
        "actors.csv": to_csv(actors, list(actors[0])),
        "vocabulary.csv": to_csv(complete_vocabulary(words), VOCABULARY_COLUMNS),
        **_build_layers(facts),
    }


def _build_layers(facts: Path) -> dict[str, str]:
    layers = {
        "places": to_points(read_rows(facts / "places.csv")),
        "mining_sites": to_points(read_rows(facts / "mining_sites.csv")),
        "routes": read_features(facts / "routes.geojson"),
        "tuareg_regions": read_features(facts / "tuareg_regions.geojson"),
    }
    return {
        f"geo/{name}.geojson": to_geojson(name, features, DECIMALS)
        for name, features in layers.items()
    }


def main(
    facts: Annotated[Path, typer.Option(help="Folder of researched rows.", exists=True)],
    out: Annotated[Path, typer.Option(help="The data folder to write.")] = Path("data"),
) -> None:
    """Write events, cases, actors, vocabulary and the thematic layers."""
    try:
        files = build_tables(facts)
    except TableError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    for name, text in files.items():
        file = out / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        typer.echo(f"{name}: {len(text.encode()):,} bytes")


if __name__ == "__main__":
    typer.run(main)
