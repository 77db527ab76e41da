"""Rows of made-up files that tests of the page of the reader's data bring."""

import csv
import io
from datetime import date, timedelta

HOSTILE = "=1+1 <img src=x onerror=alert(1)> **bold** [link](javascript:alert(1))"


def write_csv(rows, delimiter=","):
    with io.StringIO(newline="") as text:
        writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
        return text.getvalue().encode()


def make_acled(count, **changes):
    """Make rows of ACLED's form; `changes` are of the first row."""
    rows = [
        {
            "event_id_cnty": f"MLI{number}",
            "event_date": (date(2013, 1, 1) + timedelta(days=number)).isoformat(),
            "year": "2013",
            "time_precision": "1",
            "disorder_type": "Political violence",
            "event_type": "Battles",
            "sub_event_type": "Armed clash",
            "actor1": "Sample group",
            "assoc_actor_1": "",
            "inter1": "3",
            "actor2": "",
            "inter2": "0",
            "interaction": "30",
            "iso": "466",
            "region": "Western Africa",
            "country": "Mali",
            "admin1": "Gao",
            "admin2": "Gao",
            "admin3": "Gao",
            "location": "Gao",
            "latitude": "16.27",
            "longitude": "-0.04",
            "geo_precision": "1",
            "source": "Sample source",
            "source_scale": "National",
            "notes": f"Sample event {number}",
            "fatalities": "3",
            "timestamp": "1700000000",
        }
        for number in range(count)
    ]
    rows[0] |= changes
    return rows


def make_own(count, **changes):
    rows = [
        {
            "Date de l'incident": f"{20 + number % 8}/01/2021",
            "Lat": "16,27",
            "Long": "-0,04",
            "Nature": "Attaque",
            "Tués": "2",
            "Commentaire": f"Exemple {number}",
        }
        for number in range(count)
    ]
    rows[0] |= changes
    return rows
