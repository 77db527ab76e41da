"""Start the command line: `python -m sahel_geo`."""

from sahel_geo.cli import app


def main() -> None:
    """Run the command that was asked for."""
    app(prog_name="sahel-geo")


if __name__ == "__main__":
    main()
