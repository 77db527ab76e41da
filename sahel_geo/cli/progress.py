"""Show how far long work is: a bar on a terminal, nothing where nobody looks."""
# ruff: noqa: PLC0415 - the imports inside functions that `sahel_geo.cli` speaks of

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def show_progress(words: str) -> Iterator[Callable[[float], None]]:
    """
    Show a bar on the error output while work goes on, if that is a terminal.

    Parameters
    ----------
    words
        What is being done.

    Yields
    ------
    tell
        To be told the share of the work that is done, from 0 to 1.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _tell_nobody
        return
    # markup would read brackets of a file's name as colours
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(words, total=1.0)
        yield lambda share: progress.update(task, completed=share)


def _tell_nobody(_share: float) -> None:
    """Take no notice."""
