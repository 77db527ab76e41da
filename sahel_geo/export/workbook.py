"""The events shown as a workbook: a sheet of rows and a sheet of what must be known of them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import geopandas as gpd
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from sahel_geo.export.geodata import defuse, plain_table
from sahel_geo.export.image import Snapshot
from sahel_geo.export.kml import NOT_IN_XML
from sahel_geo.export.stamp import STAMP_KEY
from sahel_geo.i18n.catalog import Translator

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_CELL = 32_767
"""Characters a cell holds."""
LEAST_WIDTH, MOST_WIDTH = 9, 48
"""Widths of columns in characters; what is longer is cut off at the next cell, not lost."""
ROWS_MEASURED = 200
DAY_COLUMNS = ("event_date", "end_date")
METADATA_WIDTHS = (26, 110)
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can tell: no file tells when it was written."""


def export_workbook(
    events: gpd.GeoDataFrame,
    translator: Translator,
    *,
    name: str,
    metadata: Mapping[str, str],
    stamp: str,
    made_on: date,
) -> Snapshot:
    """
    Write events as a workbook (XLSX).

    Parameters
    ----------
    events
        Events shown.
    translator
        The language of the names of the sheets; the names of columns and the codes stay English.
    name
        The file's name without its ending.
    metadata
        What is told of the rows, by name: the second sheet.
    stamp
        How the file was made: a property of the document.
    made_on
        The day that the document tells as its own.

    Returns
    -------
    file
        The rows have the columns of `events.csv` and `time_certainty`, days as days. Texts that a
        spreadsheet would take for a formula are quoted with an apostrophe. Rows of geo_precision 4
        keep the label point of the data: it is not a location.
    """
    book = Workbook(write_only=True)
    book.properties.creator = "sahel_geo"
    book.properties.title = NOT_IN_XML.sub("", next(iter(metadata.values()), name))
    book.custom_doc_props.append(StringProperty(name=STAMP_KEY, value=stamp))
    day = NamedStyle("day", number_format="yyyy-mm-dd")
    book.add_named_style(day)
    _write_rows(book.create_sheet(translator.text("workbook.rows")), events)
    _write_metadata(book.create_sheet(translator.text("workbook.metadata")), metadata)
    with BytesIO() as file:
        book.save(file)
        content = _settle(file.getvalue(), made_on)
    return Snapshot(content, MEDIA_TYPE, f"{name}.xlsx")


def _write_rows(sheet: WriteOnlyWorksheet, events: gpd.GeoDataFrame) -> None:
    table = plain_table(events)
    for column in DAY_COLUMNS:
        table[column] = events[column].dt.date.astype(object)
    table = table.astype(object).where(table.notna(), None)
    for number, width in enumerate(_widths(table), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table) + 1}"
    sheet.append([_bold(sheet, _plain(column)) for column in table.columns])
    for row in table.itertuples(index=False, name=None):
        sheet.append([_cell(sheet, value) for value in row])


def _widths(table: pd.DataFrame) -> Iterator[int]:
    """Give each column a width for its name and most of its first cells."""
    for column in table.columns:
        cells = table[column].iloc[:ROWS_MEASURED]
        lengths = [len(str(value)) for value in cells if value is not None]
        widest = max([len(str(column)) + 3, *lengths])  # the header has a button to filter by
        yield min(max(widest + 1, LEAST_WIDTH), MOST_WIDTH)


def _cell(sheet: WriteOnlyWorksheet, value: object) -> object:
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.style = "day"
        return cell
    return _plain(value)


def _plain(value: object) -> object:
    """Give what a cell can hold: text without signs that XML has no word for, never a formula."""
    if not isinstance(value, str):
        return value
    return str(defuse(NOT_IN_XML.sub("", value)))[:MOST_CELL]


def _bold(sheet: WriteOnlyWorksheet, value: object) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value)
    cell.font = Font(bold=True)
    return cell


def _write_metadata(sheet: WriteOnlyWorksheet, metadata: Mapping[str, str]) -> None:
    for letter, width in zip("AB", METADATA_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for name, words in metadata.items():
        cell = WriteOnlyCell(sheet, _plain(words))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([_bold(sheet, _plain(name)), cell])


def _settle(content: bytes, made_on: date) -> bytes:
    """Pack an archive anew without the time of writing, so that its bytes repeat."""
    moment = datetime(made_on.year, made_on.month, made_on.day).isoformat() + "Z"  # noqa: DTZ001
    with BytesIO() as file, ZipFile(BytesIO(content)) as archive:
        with ZipFile(file, "w", ZIP_DEFLATED) as settled:
            for member in archive.infolist():
                part = archive.read(member)
                if member.filename == "docProps/core.xml":
                    part = MOMENT.sub(rb"\g<1>" + moment.encode("ascii") + rb"\g<2>", part)
                settled.writestr(ZipInfo(member.filename, ZIP_TIME), part, ZIP_DEFLATED)
        return file.getvalue()


MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")
