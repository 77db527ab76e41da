"""A map saved as one HTML file, and its parts read again with Python's own parser."""

import base64
import json
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

from sahel_geo.export.webpage import export_webpage
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.design import PageDesign
from sahel_geo.model.selection import MapSelection

STAMP = '{"_sahel_geo":1,"kind":"html"}'
MADE_ON = date(2026, 7, 1)


def save_page(dataset, selection=None, design=None, *, extent=None, **options):
    """Export a map as HTML in the language of its selection."""
    selection = selection or MapSelection()
    translator = Translator(selection.language, dataset.terms)
    return export_webpage(
        dataset,
        selection,
        design or PageDesign(),
        extent,
        translator,
        STAMP,
        made_on=MADE_ON,
        **options,
    )


@dataclass
class SavedPage(HTMLParser):
    """What a parser finds in a page."""

    content: bytes
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    """What stands in each element, by its id, else its class, else its tag."""

    def __post_init__(self):
        super().__init__()
        self._open: list[str] = []
        self.feed(self.content.decode("utf-8"))

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        self.elements.append((tag, names))
        if tag not in {"meta", "img", "br"}:
            self._open.append(names.get("id") or names.get("class") or tag)

    def handle_endtag(self, _tag):
        self._open.pop()

    def handle_data(self, data):
        if self._open:
            self.texts[self._open[-1]] = self.texts.get(self._open[-1], "") + data

    def attributes(self, name):
        return [names[name] for _, names in self.elements if name in names]

    def json(self, name):
        return json.loads(self.texts[name])

    def file(self, name):
        return self.json(f"file:{name}")

    def bytes_of(self, name):
        return base64.b64decode(self.texts[f"file:{name}"])

    @property
    def files(self):
        return sorted(name.removeprefix("file:") for name in self.texts if name.startswith("file:"))
