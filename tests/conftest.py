"""What many tests share: the shipped data, read once, and properties that repeat exactly."""

import pytest
from browser_tools import open_browser
from hypothesis import settings
from makers import make_document

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import Language
from sahel_geo.sources.catalog import SHIPPED_DATA, Catalog
from sahel_geo.sources.loading import load_dataset

settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=40)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def shipped():
    dataset, _ = load_dataset(Catalog.in_folder(SHIPPED_DATA))
    return dataset


@pytest.fixture(scope="session")
def english(shipped):
    return Translator(Language.ENGLISH, shipped.terms)


@pytest.fixture(scope="session")
def french(shipped):
    return Translator(Language.FRENCH, shipped.terms)


@pytest.fixture(scope="session")
def shipped_map(shipped):
    return make_document(shipped)


@pytest.fixture(scope="session")
def shipped_map_in_french(shipped):
    return make_document(shipped, MapSelection(language=Language.FRENCH))


@pytest.fixture(scope="session")
def browser():
    """One real Chromium for all browser tests: Playwright starts once in a process."""
    with open_browser() as chromium:
        yield chromium
