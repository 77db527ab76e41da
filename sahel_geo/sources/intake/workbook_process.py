"""The program that reads a workbook in a process of its own, with little memory allowed.

A workbook of a few kilobytes can name a million rows that share one long text; a reader that holds
the whole sheet would take all memory. Here only this process ends. It is started with the file
(or `-`: standard input), megabytes of memory, the longest cell and the sheet wanted (or nothing).
It writes a line of JSON (`sheets`, `sheet`, `rows`, or `error`), then the rows as CSV, each with
its number in front. It must not import the package: that would take longer than the reading.
"""

import csv
import io
import json
import runpy
import sys
from pathlib import Path

import python_calamine as calamine

try:
    import resource
except ImportError:  # not on Windows, where there is no such limit
    resource = None  # type: ignore[assignment]

MEGABYTE = 1_000_000
to_text = runpy.run_path(str(Path(__file__).with_name("texts.py")))["to_text"]


def main(file: str, most_memory_mb: str, most_cell: str, sheet: str) -> None:
    """Read the file and write its rows to standard output."""
    if resource is not None:
        allowed = int(most_memory_mb) * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace", newline="")
    try:
        source = io.BytesIO(sys.stdin.buffer.read()) if file == "-" else file
        workbook = calamine.CalamineWorkbook.from_object(source)
        names = _visible_names(workbook)
        wanted = sheet if sheet in workbook.sheet_names else ""
        name, rows = _choose_sheet(workbook, [wanted] if wanted else names)
    except MemoryError:
        out.write(json.dumps({"error": "memory"}) + "\n")
        out.flush()
        return
    except Exception as error:  # noqa: BLE001 - the reason goes to the process that waits for it
        out.write(json.dumps({"error": type(error).__name__, "reason": str(error)}) + "\n")
        out.flush()
        return
    # a line of JSON holds no line end, whatever a sheet is called
    told = {"sheets": names, "sheet": name, "rows": rows.total_height if rows else 0}
    out.write(json.dumps(told) + "\n")
    _write_rows(rows, out, int(most_cell))
    out.flush()


def _visible_names(workbook: calamine.CalamineWorkbook) -> list[str]:
    sheets = [
        sheet for sheet in workbook.sheets_metadata if sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    visible = [s.name for s in sheets if s.visible == calamine.SheetVisibleEnum.Visible]
    return visible or [sheet.name for sheet in sheets]


def _choose_sheet(
    workbook: calamine.CalamineWorkbook, names: list[str]
) -> tuple[str, calamine.CalamineSheet | None]:
    """Take the sheet with most rows; the first of several."""
    best: calamine.CalamineSheet | None = None
    for name in names:
        sheet = workbook.get_sheet_by_name(name)
        if best is None or sheet.height > best.height:
            best = sheet
    return (best.name if best is not None else ""), best


def _write_rows(sheet: calamine.CalamineSheet | None, out: io.TextIOWrapper, longest: int) -> None:
    if sheet is None or not sheet.height:
        return
    writer = csv.writer(out)
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        # one sign too many is enough to be set aside
        writer.writerow([number, *[to_text(cell)[: longest + 1] for cell in cells]])


if __name__ == "__main__":
    main(*sys.argv[1:5])
