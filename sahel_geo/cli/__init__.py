"""The second shell: check the data, export a map, take a case along, from a command line.

Frames, projections and drawing are imported inside the commands, so that help comes at once.
"""

import typer

from sahel_geo.cli.cases import case
from sahel_geo.cli.checks import validate
from sahel_geo.cli.decks import deck
from sahel_geo.cli.files import write_file
from sahel_geo.cli.films import animate
from sahel_geo.cli.imports import import_file
from sahel_geo.cli.pictures import snapshot
from sahel_geo.cli.workspaces import workspace

__all__ = ["app", "write_file"]

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Insecurity in the Sahel on a map: check the data, export a map, take a case along.",
)
for command in (validate, snapshot, deck, animate, case):
    app.command()(command)
app.command("import")(import_file)
app.command()(workspace)
