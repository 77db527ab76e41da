"""Stop a writing process by SIGKILL at many moments, and say what can be read afterwards.

A program: `python workspace_crash.py FOLDER points|times`. It writes a dataset `old`, then lets
children of its own write `new` in its place: with `points` each is killed before another call of
the system (files and folders opened, closed, made, moved, removed or synced), with `times` after
another delay. For each it prints a line: where it was killed, how it ended, which dataset could
then be read (`old`, `new` or what is wrong), and which after it was written once more.
"""

import os
import shutil
import signal
import sys
import time
from datetime import date
from pathlib import Path

from import_samples import ACLED, ACLED_COLUMNS, make_csv

from sahel_geo.model.datasets import DatasetInfo, DatasetKind
from sahel_geo.sources.importing import import_events
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.sources.setinfo import describe_events
from sahel_geo.sources.workspace import list_sets, read_set, write_set

CALLS = ("fsync", "replace", "mkdir", "unlink", "rmdir", "open", "close")
NAMES = {"old": 3, "new": 4}
"""What the dataset is called, and how many died in its event."""
ID = "acled-sample"
MOST_CALLS = 100
"""Of one writing; it takes about a quarter of them."""
DELAYS = 20


def import_sample(name, rows=1):
    changes = [{"event_id_cnty": f"X{i}", "fatalities": str(NAMES[name])} for i in range(rows)]
    imported = import_events(f"{name}.csv", make_csv(ACLED_COLUMNS, ACLED, *changes), Limits())
    info = DatasetInfo(ID, name, DatasetKind.ACLED, "#0072b2", date(2026, 1, 1), 0, "")
    return describe_events(imported, info), imported.frame


def kill_before(number):
    """Let the process kill itself before the so many-th call of the system."""
    calls = [0]

    def watched(original):
        def call(*given, **named):
            calls[0] += 1
            if calls[0] == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return original(*given, **named)

        return call

    for name in CALLS:
        setattr(os, name, watched(getattr(os, name)))


def in_child(work, *, delay=None):
    """Do some work in a child, killed after a delay if one is given; tell whether it ended so."""
    child = os.fork()
    if not child:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    if delay is not None:
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def look(workspace):
    """Say which dataset can be read whole."""
    listing = list_sets(workspace)
    if listing.problems:
        return f"listed as broken: {listing.problems}"
    stored, frame = read_set(workspace, ID)
    if list(listing.sets) != [stored]:
        return "listed and read differ"
    if set(frame["fatalities"]) != {NAMES[stored.info.name]} or len(frame) != stored.info.row_count:
        return f"half {stored.info.name}"
    return stored.info.name


def look_and_mend(workspace, new):
    """Say what can be read, and what after writing once more; what is left must hinder nobody."""
    first = look(workspace)
    write_set(workspace, *new)
    left = sorted(path.name for path in (workspace / ID).iterdir())
    return f"{first}\t{look(workspace)}" + ("" if len(left) == len(NAMES) else f" beside {left}")


def tell_of(work):
    """Give what some work says, done in a child: the parent stays without threads of its own."""
    reading, writing = os.pipe()

    def tell():
        try:
            words = work()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shall see it
            words = f"{type(error).__name__}: {error}"
        os.write(writing, words.encode())

    in_child(tell)
    os.close(writing)
    words = os.read(reading, 10_000).decode()
    os.close(reading)
    return words


def main(folder, how):
    workspace, backup = Path(folder) / "workspace", Path(folder) / "backup"
    old = import_sample("old")
    new = import_sample("new", rows=1 if how == "points" else 20_000)
    in_child(lambda: write_set(workspace, *old))
    shutil.copytree(workspace, backup)

    def write():
        write_set(workspace, *new)

    def restore():
        shutil.rmtree(workspace)
        shutil.copytree(backup, workspace)

    def try_once(where, work, delay=None):
        status = in_child(work, delay=delay)
        ending = "killed" if status == -signal.SIGKILL else str(status)
        told = tell_of(lambda: look_and_mend(workspace, new))
        sys.stdout.write(f"{where}\t{ending}\t{told}\n")
        restore()
        return ending

    def write_watched(number):
        kill_before(number)
        write()

    if how == "times":
        start = time.perf_counter()
        in_child(write)
        whole = time.perf_counter() - start
        restore()
        for at in range(1, DELAYS + 1):
            try_once(f"after {at}/{DELAYS}", write, whole * at / DELAYS)
        return
    for number in range(1, MOST_CALLS):
        if try_once(f"before {number}", lambda n=number: write_watched(n)) != "killed":
            return


if __name__ == "__main__":
    main(*sys.argv[1:3])
