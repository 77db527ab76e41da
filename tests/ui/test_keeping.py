"""What is made of an upload is kept in its session, and of the operator's data for everybody."""

from dataclasses import replace

import pytest
from streamlit.runtime.caching import cache_resource_api

from sahel_geo.ui.keeping import keep
from tests.makers import make_dataset

SHARED = make_dataset()
PRIVATE = replace(SHARED, is_private=True)


@pytest.fixture
def visit(monkeypatch):
    """Let a session be the one that runs; each test has sessions of its own."""

    def visit(name):
        monkeypatch.setattr(cache_resource_api, "get_session_id_or_throw", lambda: name)

    yield visit
    for name in ("mine", "other"):
        cache_resource_api.clear_session_cache(name)


@pytest.fixture
def probe():
    """Give something that is kept; it tells how often it was made."""
    made = []

    @keep(2)
    def make(_dataset, version):
        made.append(version)
        return len(made)

    return make


def test_what_is_made_of_the_operators_data_is_made_once_for_all_sessions(visit, probe):
    for name in ("mine", "other"):
        visit(name)
        assert probe(SHARED, "shared data") == 1


def test_what_is_made_of_an_upload_is_made_again_for_another_session(visit, probe):
    visit("mine")
    assert (probe(PRIVATE, "upload"), probe(PRIVATE, "upload")) == (1, 1)
    visit("other")
    assert probe(PRIVATE, "upload") == 2


def test_what_is_made_of_an_upload_is_not_what_everybody_gets(visit, probe):
    visit("mine")
    assert probe(PRIVATE, "one version") == 1
    assert probe(SHARED, "one version") == 2


def test_what_was_made_of_an_upload_goes_with_its_session(visit, probe):
    visit("mine")
    assert probe(PRIVATE, "upload") == 1
    cache_resource_api.clear_session_cache("mine")
    assert probe(PRIVATE, "upload") == 2
