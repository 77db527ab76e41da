"""Make large files in the forms of ACLED and GTD; nothing in them is a fact.

The columns are those of the published codebooks (see `sahel_geo.sources.adapters`); events come
from `generator.py`, texts say that they are made.
"""

import csv
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from generator import make_events
from openpyxl.utils import get_column_letter

COUNTRIES = {
    "MLI": "Mali", "NER": "Niger", "BFA": "Burkina Faso", "TCD": "Chad", "MRT": "Mauritania",
    "DZA": "Algeria", "LBY": "Libya", "SDN": "Sudan", "NGA": "Nigeria",
}  # fmt: skip

NOTE = "On a made day made people met at a made place, and a made source told of it. "

ACLED_COLUMNS = (  # noqa: SIM905 - as the header of a file is written
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
).split(",")


def write_acled(file: Path, count: int, places: int) -> Path:
    """Write a CSV of ACLED's 31 columns: so many events at so many places, of 500 bytes each."""
    made = make_events(count, places)
    number = np.arange(count).astype(str)
    rows = made.assign(
        event_id_cnty=np.char.add("MAD", number),
        year=made["event_date"].dt.year,
        event_date=made["event_date"].dt.strftime("%Y-%m-%d"),
        disorder_type="Political violence",
        inter1="Rebel group",
        inter2="State forces",
        interaction="State forces-Rebel group",
        region="Western Africa",
        country=made["country"].replace(COUNTRIES),
        admin2=made["admin1"],
        geo_precision=made["geo_precision"].clip(upper=3),
        source="Made Radio; Made Agency",
        source_scale="National",
        notes=[f"Made event {n}. {NOTE * 4}" for n in number],
        fatalities=made["fatalities"].fillna(0),
        timestamp=1_700_000_000 + np.arange(count),
    )
    rows.reindex(columns=ACLED_COLUMNS).to_csv(file, index=False, quoting=csv.QUOTE_MINIMAL)
    return file


def _with_parts(stems: Sequence[str]) -> list[str]:
    return [name for stem in stems for name in (stem, f"{stem}_txt")]


GTD_COLUMNS = [
    "eventid", "iyear", "imonth", "iday", "approxdate", "extended", "resolution",
    *_with_parts(["country", "region"]), "provstate", "city", "latitude", "longitude",
    "specificity", "vicinity", "location", "summary", "crit1", "crit2", "crit3", "doubtterr",
    *_with_parts(["alternative"]), "multiple", "success", "suicide",
    *_with_parts(["attacktype1", "attacktype2", "attacktype3"]),
    *[
        name
        for n in (1, 2, 3)
        for name in (
            *_with_parts([f"targtype{n}", f"targsubtype{n}"]), f"corp{n}", f"target{n}",
            *_with_parts([f"natlty{n}"]),
        )
    ],
    "gname", "gsubname", "gname2", "gsubname2", "gname3", "gsubname3", "motive", "guncertain1",
    "guncertain2", "guncertain3", "individual", "nperps", "nperpcap", "claimed",
    *_with_parts(["claimmode"]), "claim2", *_with_parts(["claimmode2"]), "claim3",
    *_with_parts(["claimmode3"]), "compclaim",
    *[name for n in (1, 2, 3, 4) for name in _with_parts([f"weaptype{n}", f"weapsubtype{n}"])],
    "weapdetail", "nkill", "nkillus", "nkillter", "nwound", "nwoundus", "nwoundte", "property",
    *_with_parts(["propextent"]), "propvalue", "propcomment", "ishostkid", "nhostkid",
    "nhostkidus", "nhours", "ndays", "divert", "kidhijcountry", "ransom", "ransomamt",
    "ransomamtus", "ransompaid", "ransompaidus", "ransomnote", *_with_parts(["hostkidoutcome"]),
    "nreleased", "addnotes", "scite1", "scite2", "scite3", "dbsource", "INT_LOG", "INT_IDEO",
    "INT_MISC", "INT_ANY", "related",
]  # fmt: skip
"""All 135."""

OFTEN_TOLD = (
    "corp1", "target1", "natlty1_txt", "targsubtype1_txt", "weapsubtype1_txt", "weapdetail",
    "motive", "region_txt", "scite2", "location", "related",
)  # fmt: skip
"""Columns of text that more than half of the rows fill."""

CODES = (
    "extended", "crit1", "crit2", "crit3", "doubtterr", "multiple", "success", "country", "region",
    "natlty1", "targsubtype1", "guncertain1", "individual", "nperps", "nperpcap", "claimed",
    "weaptype1", "weapsubtype1", "nkillus", "nkillter", "nwound", "nwoundus", "nwoundte",
    "property", "INT_LOG", "INT_IDEO", "INT_MISC", "INT_ANY",
)  # fmt: skip
"""Columns of numbers that most rows fill."""

ELSEWHERE = {
    "Iraq": (33.3, 44.4), "Pakistan": (30.2, 67.0), "India": (22.0, 79.0), "Colombia": (4.6, -74.1),
}  # fmt: skip
IN_THE_SAHEL = 0.15
"""GTD is of the whole world: most of it lies off the map."""


def write_gtd(file: Path, count: int) -> Path:
    """Write a workbook of GTD's 135 columns as a spreadsheet program does: shared strings."""
    rows = _make_gtd(count)
    strings: dict[str, int] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in PARTS.items():
            book.writestr(name, HEAD + text)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for line in _write_rows(rows, strings):
                sheet.write(line.encode())
            sheet.write(b"</sheetData></worksheet>")
        with book.open("xl/sharedStrings.xml", "w", force_zip64=True) as shared:
            shared.write(f'{HEAD}<sst xmlns="{MAIN}">'.encode())
            shared.write("".join(f"<si><t>{text}</t></si>" for text in strings).encode())
            shared.write(b"</sst>")
    return file


def _make_gtd(count: int) -> pd.DataFrame:
    random = np.random.default_rng(1970)
    here = round(count * IN_THE_SAHEL)
    made = make_events(here, here // 10)
    names = list(ELSEWHERE)
    at = random.integers(len(names), size=count)
    points = np.array([ELSEWHERE[name] for name in names])[at] + random.normal(0, 2, (count, 2))
    points[:here] = made[["latitude", "longitude"]]
    countries = np.array(names, dtype=object)[at]
    countries[:here] = made["country"].replace(COUNTRIES)
    number = np.arange(count)
    texts = {name: [f"Made {name} {n % 4000}" for n in number] for name in OFTEN_TOLD}
    return pd.DataFrame(
        {
            **texts,
            **{name: random.integers(2, size=count) for name in CODES},
            "eventid": 197001010000 + number,
            "iyear": 1970 + number * 51 // count,
            "imonth": random.integers(13, size=count),
            "iday": random.integers(29, size=count),
            "country_txt": countries,
            "provstate": [f"Made province {n % 2500}" for n in number],
            "city": [f"Made town {n % 30_000}" for n in number],
            "latitude": points[:, 0].round(6),
            "longitude": points[:, 1].round(6),
            "specificity": random.integers(1, 6, size=count),
            "vicinity": 0,
            "summary": [f"Made attack {n}. {NOTE * 4}" for n in number],
            "suicide": 0,
            "attacktype1": random.integers(1, 10, size=count),
            "attacktype1_txt": "Made attack type",
            "targtype1": random.integers(1, 23, size=count),
            "targtype1_txt": "Made target type",
            "gname": [f"Made group {n % 3500}" for n in number],
            "weaptype1_txt": "Made weapon",
            "nkill": random.integers(9, size=count),
            "ishostkid": 0,
            "addnotes": [f"Made note {n}. {NOTE}" for n in number],
            "scite1": [f"Made citation {n}, Made Agency, {n % 28 + 1} May" for n in number],
            "dbsource": "Made collection",
        }
    ).reindex(columns=GTD_COLUMNS)


def _write_rows(rows: pd.DataFrame, strings: dict[str, int]) -> Iterator[str]:
    letters = [get_column_letter(at) for at in range(1, len(rows.columns) + 1)]
    filled = [
        (letter, rows[name].tolist())
        for letter, name in zip(letters, rows.columns, strict=True)
        if rows[name].notna().any()
    ]
    header = [(letter, [name]) for letter, name in zip(letters, rows.columns, strict=True)]
    for first, columns, count in ((1, header, 1), (2, filled, len(rows))):
        for at in range(count):
            row = first + at
            cells = "".join(_cell(letter, row, values[at], strings) for letter, values in columns)
            yield f'<row r="{row}">{cells}</row>'


def _cell(letter: str, row: int, value: object, strings: dict[str, int]) -> str:
    if isinstance(value, str):
        number = strings.setdefault(value, len(strings))
        return f'<c r="{letter}{row}" t="s"><v>{number}</v></c>'
    return f'<c r="{letter}{row}"><v>{value}</v></c>'


HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"

PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SPREADSHEET}.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    f'ContentType="{SPREADSHEET}.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" '
    f'ContentType="{SPREADSHEET}.sharedStrings+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>",
}
"""What a workbook of one sheet has besides its cells."""
