"""A full document, drawn once, for the tests that only look at it."""

import pytest

from sahel_geo.cartography.figure import Page, to_figure
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import Language
from tests.cartography.figure.handmade_document import make_full_document


@pytest.fixture(scope="session")
def translator():
    return Translator(Language.ENGLISH)


@pytest.fixture(scope="session")
def document(tmp_path_factory):
    return make_full_document(tmp_path_factory.mktemp("relief"))


@pytest.fixture(scope="session")
def figure(document, translator):
    return to_figure(document, Page(), translator)
