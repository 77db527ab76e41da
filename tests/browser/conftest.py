"""The whole page in a real Chromium, served as the README says, outside requests blocked."""

from pathlib import Path

import pytest
from browser_tools import block_outside, serve_dashboard

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def address():
    with serve_dashboard(ROOT) as served:
        yield served


@pytest.fixture
def open_dashboard(browser):
    """Open an address in a window of its own; at the end no outside address may have been tried."""
    contexts = []

    def open_it(url, width=1400, height=900):
        context = browser.new_context(
            viewport={"width": width, "height": height}, accept_downloads=True
        )
        attempts = block_outside(context)
        contexts.append((context, attempts))
        page = context.new_page()
        page.set_default_timeout(40_000)
        page.goto(url)
        return page

    yield open_it
    tried = [url for _, attempts in contexts for url in attempts]
    for context, _ in contexts:
        context.close()
    assert tried == []
