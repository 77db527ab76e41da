"""The page under Streamlit's own test runner, on the shipped data."""

import csv
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "sahel_geo" / "ui" / "script.py"


@pytest.fixture
def open_page(monkeypatch):
    def open_it(data_folder=None, query=None):
        if data_folder is not None:
            monkeypatch.setenv("SAHEL_GEO_DATA", str(data_folder))
        page = AppTest.from_file(str(SCRIPT), default_timeout=60)
        for name, values in (query or {}).items():
            page.query_params[name] = values
        return page.run()

    return open_it


@pytest.fixture(scope="session")
def shipped_rows():
    with (ROOT / "data" / "events.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
