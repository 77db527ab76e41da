"""Makes the benchmarks' modules importable, and one made data folder for all their tests."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

import generator

EVENTS, PLACES = 4000, 400


@pytest.fixture(scope="session")
def made_folder(tmp_path_factory):
    return generator.write_folder(tmp_path_factory.mktemp("made"), EVENTS, PLACES)
