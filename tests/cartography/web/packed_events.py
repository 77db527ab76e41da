"""Made events for packing, and a reader of packs that shares nothing with what writes them."""

import json
import struct

import numpy as np
import pandas as pd

from sahel_geo.model.places import number_places
from sahel_geo.model.vocabulary import EventType

KINDS = tuple(str(kind) for kind in EventType)
STAGES = ("", "", "", "", "abducted", "held", "moved", "released")
REPORTS = ("moved", "handed_over", "held", "proof_of_life", "returned")
COUNTRIES = ("MLI", "NER", "TCD")
FORMATS = {"u8": ("B", 1), "u16": ("H", 2), "u32": ("I", 4), "i32": ("i", 4)}


def make_table(random, count, *, places=40, days=("2011-01-01", "2012-12-31"), intervals=0.3):
    """Make events with what packing reads; `intervals` is the share of inexact days."""
    at = random.integers(places, size=count)
    towns = random.uniform((-17.5, -4.0), (24.0, 27.0), size=(places, 2)).round(4)
    first = pd.Timestamp(days[0])
    offsets = random.integers((pd.Timestamp(days[1]) - first).days + 1, size=count)
    lengths = np.where(random.random(count) < intervals, random.integers(1, 400, size=count), 0)
    first_day = (first + pd.to_timedelta(offsets, unit="D")).astype("datetime64[us]")
    events = pd.DataFrame(
        {
            "longitude": towns[at, 0],
            "latitude": towns[at, 1],
            "geo_precision": (at % 4 + 1).astype("int64"),
            "country": random.choice(COUNTRIES, count),
            "admin1": "Gao",
            "location": "",
            "event_type": random.choice(KINDS, count),
            "hostage_stage": random.choice(STAGES, count),
            "first_day": first_day,
            "last_day": first_day + pd.to_timedelta(lengths, unit="D"),
        }
    )
    return events.assign(place=number_places(events))


def make_one_row(**changes):
    """Make a table of one battle at a town on a day."""
    row = {
        "longitude": 7.39,
        "latitude": 18.74,
        "geo_precision": 1,
        "event_type": "Battles",
        "hostage_stage": "",
        "first_day": pd.Timestamp("2012-06-15"),
        "last_day": pd.Timestamp("2012-06-15"),
        "place": 0,
    }
    return pd.DataFrame([row | changes])


def read_pack(content):
    """Read a pack as its format is described: the header and each section as a list."""
    magic, length = struct.unpack_from("<4sI", content)
    assert magic == b"SAE1"
    header = json.loads(content[8 : 8 + length].decode("utf-8"))
    sections = {}
    for name, (dtype, offset, count) in header["sections"].items():
        code, size = FORMATS[dtype]
        assert offset % 8 == 0
        assert offset >= 8 + length
        assert offset + count * size <= len(content)
        sections[name] = list(struct.unpack_from(f"<{count}{code}", content, offset))
    return header, sections


def read_bits(mask, count):
    return [bool(mask[index // 8] >> (index % 8) & 1) for index in range(count)]


def day_number(day):
    return (pd.Timestamp(day) - pd.Timestamp("1970-01-01")).days
