"""A picture of the map to download: PNG, the same bytes for the same document."""

from dataclasses import dataclass
from io import BytesIO

from sahel_geo.cartography.document import MapDocument
from sahel_geo.cartography.figure import Page, save_png, to_figure
from sahel_geo.i18n.catalog import Translator

PNG = "image/png"


@dataclass(frozen=True)
class Snapshot:
    """A file to download."""

    content: bytes
    media_type: str
    file_name: str


def export_snapshot(
    document: MapDocument, page: Page, translator: Translator, *, name: str = "sahel"
) -> Snapshot:
    """
    Export a map document as a picture.

    Parameters
    ----------
    document
        What is drawn.
    page
        Size and resolution of the picture.
    translator
        For the renderer's own words.
    name
        File name without its ending, such as `sahel_2010-09-01_2010-10-31`.

    Returns
    -------
    snapshot
        A PNG. Its metadata carry the words around the map (what was filtered, the version of
        the data, the sources, the disclaimer) and no time of making but the document's own.
    """
    with BytesIO() as file:
        save_png(to_figure(document, page, translator), file, _metadata(document))
        return Snapshot(file.getvalue(), PNG, f"{name}.png")


def _metadata(document: MapDocument) -> dict[str, str]:
    """Gather the words of the map under the names that the PNG specification gives."""
    texts = document.texts
    description = (texts.subtitle, texts.counts, texts.data_date, texts.made_on)
    return {
        "Title": texts.title,
        "Description": "\n".join(words for words in description if words),
        "Source": texts.sources,
        "Disclaimer": texts.disclaimer,
    }
