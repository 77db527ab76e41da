"""A picture of the map to download: PNG, SVG or PDF, the same bytes for the same document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

from sahel_geo.cartography.document import MapDocument
from sahel_geo.cartography.extras import Extras
from sahel_geo.cartography.figure import Page, to_figure
from sahel_geo.cartography.figure.plan import dress
from sahel_geo.cartography.figure.saving import FileWords, save_pdf, save_png, save_svg
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.design import PageDesign
from sahel_geo.model.vocabulary import ExportFormat

PNG = "image/png"
PREVIEW_WIDTH_PX = 640
USUAL_DESIGN, NO_EXTRAS = PageDesign(), Extras()
Save = Callable[..., None]
"""Takes a figure, a file open for writing bytes, and `FileWords`."""
KINDS: Mapping[ExportFormat, tuple[str, Save]] = {
    ExportFormat.PNG: (PNG, save_png),
    ExportFormat.SVG: ("image/svg+xml", save_svg),
    ExportFormat.PDF: ("application/pdf", save_pdf),
}
"""Media type of each kind of picture, and what writes it."""


@dataclass(frozen=True)
class Snapshot:
    """A file to download."""

    content: bytes
    media_type: str
    file_name: str


def export_picture(  # noqa: PLR0913, PLR0917 - what a page is made of, and what its file is called
    document: MapDocument,
    page: Page,
    translator: Translator,
    design: PageDesign = USUAL_DESIGN,
    extras: Extras = NO_EXTRAS,
    kind: ExportFormat = ExportFormat.PNG,
    stamp_text: str = "",
    name: str = "sahel",
) -> Snapshot:
    """
    Export a map document as a picture.

    Parameters
    ----------
    document, page, translator, design, extras
        As `plan_page` takes them.
    kind
        PNG, SVG or PDF.
    stamp_text
        How the export was made, as `stamp.write_stamp` writes it; empty for none.
    name
        File name without its ending, such as `sahel_2010-09-01_2010-10-31`.

    Returns
    -------
    snapshot
        With the words around the map and the stamp in its metadata, even where the page itself
        leaves sources or disclaimer out.
    """
    media_type, save = KINDS[kind]
    words = words_of(dress(document, design), stamp_text)
    with BytesIO() as file:
        save(to_figure(document, page, translator, design, extras), file, words)
        return Snapshot(file.getvalue(), media_type, f"{name}.{kind}")


def render_preview(
    document: MapDocument,
    page: Page,
    translator: Translator,
    design: PageDesign,
    extras: Extras,
) -> bytes:
    """
    Draw a small PNG of an export.

    Parameters
    ----------
    document, page, translator, design, extras
        As for the export itself.

    Returns
    -------
    png
        The same page, everything in its place, about `PREVIEW_WIDTH_PX` wide.
    """
    width = min(PREVIEW_WIDTH_PX, page.width_px)
    share = width / page.width_px
    small = Page(width, max(round(page.height_px * share), 1), page.dpi * share)
    with BytesIO() as file:
        save_png(to_figure(document, small, translator, design, extras), file, FileWords())
        return file.getvalue()


def words_of(document: MapDocument, stamp_text: str = "") -> FileWords:
    """Gather the words of a map for the metadata of its file."""
    texts = document.texts
    description = (texts.subtitle, texts.counts, texts.chosen, texts.data_date, texts.made_on)
    return FileWords(
        title=texts.title,
        description="\n".join(words for words in description if words),
        source=" ".join(words for words in (texts.sources, texts.citations) if words),
        disclaimer=texts.disclaimer,
        stamp=stamp_text,
    )
