"""Write a figure as a file that repeats byte for byte: PNG, SVG with its fonts, PDF.

Matplotlib reads some settings of a format from one place for the whole process while it draws.
They are set once, when this module is loaded, and never again: changing them around a drawing
would change them for other threads as well.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from typing import BinaryIO

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.text import Text

STAMP_KEY = "SahelGeo"
"""The keyword of a stamp in a PNG; in an SVG and a PDF it stands among the keywords."""
COMPRESSION = 2
"""zlib's level: 6, the usual one, takes three times as long for a file 8 per cent smaller."""
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LEAST_VECTOR_DPI = 96
"""Resolution of the relief, the one picture in a vector file, at the least."""

mpl.rcParams.update(
    {
        "svg.hashsalt": "sahel_geo",
        "svg.fonttype": "none",
        "pdf.fonttype": 42,
        "pdf.compression": 6,
    }
)


@dataclass(frozen=True)
class FileWords:
    """What a file tells about itself besides the picture."""

    title: str = ""
    description: str = ""
    source: str = ""
    disclaimer: str = ""
    stamp: str = ""
    """How the export was made, for `--from-export`: one text without line ends, in ASCII."""


def save_png(figure: Figure, file: BinaryIO, metadata: FileWords | Mapping[str, str]) -> None:
    """
    Write a figure as PNG, in its own size.

    Parameters
    ----------
    figure
        As `to_figure` gives it.
    file
        Open for writing bytes.
    metadata
        Texts by keyword; written as UTF-8. Neither program nor time is added.
    """
    if isinstance(metadata, FileWords):
        metadata = {
            "Title": metadata.title,
            "Description": metadata.description,
            "Source": metadata.source,
            "Disclaimer": metadata.disclaimer,
            STAMP_KEY: metadata.stamp,
        }
    texts: dict[str, str | None] = {word: text for word, text in metadata.items() if text}
    figure.savefig(
        file,
        format="png",
        dpi=figure.dpi,
        metadata={**texts, "Software": None},
        pil_kwargs={"compress_level": COMPRESSION},
    )


def save_svg(figure: Figure, file: BinaryIO, words: FileWords) -> None:
    """
    Write a figure as SVG: text stays text, and the letters used come along as fonts.

    Parameters
    ----------
    figure
        As `to_figure` gives it.
    file
        Open for writing bytes.
    words
        Written as title and Dublin Core metadata; no time.
    """
    # loaded with the page, it would open later
    from sahel_geo.cartography.figure.svgfonts import font_faces  # noqa: PLC0415

    told = {
        "Title": words.title,
        "Description": words.description,
        "Source": words.source,
        "Rights": [words.disclaimer] if words.disclaimer else None,
        "Keywords": [words.stamp] if words.stamp else None,
    }
    metadata = {key: _as_xml(value) for key, value in told.items() if value}
    with BytesIO() as buffer, TextIOWrapper(buffer, encoding="utf-8", newline="\n") as text:
        figure.savefig(
            text,
            format="svg",
            dpi=_vector_dpi(figure),
            metadata={**metadata, "Creator": None, "Date": None},
        )
        text.flush()
        content = buffer.getvalue().decode("utf-8")
    fonts = font_faces(_letters_by_font(figure))
    file.write(content.replace("</style>", f"{fonts}</style>", 1).encode("utf-8"))


def save_pdf(figure: Figure, file: BinaryIO, words: FileWords) -> None:
    """
    Write a figure as PDF: vectors, with the letters used as TrueType fonts (type 42).

    Parameters
    ----------
    figure
        As `to_figure` gives it.
    file
        Open for writing bytes.
    words
        Written as the document's information; neither program nor time is added.
    """
    figure.savefig(file, format="pdf", dpi=_vector_dpi(figure), metadata=_pdf_words(words))


def save_pdf_pages(figures: Sequence[Figure] | Iterator[Figure], file: BinaryIO,
                   words: FileWords) -> None:  # fmt: skip
    """
    Write figures as the pages of one PDF, as `save_pdf` writes one.

    Parameters
    ----------
    figures
        One after the other; an iterator may make each when its turn comes.
    file
        Open for writing bytes.
    words
        About the whole document.
    """
    # loaded with the page, it would open later
    from matplotlib.backends.backend_pdf import PdfPages  # noqa: PLC0415

    with PdfPages(file, metadata=_pdf_words(words)) as pages:
        for figure in figures:
            pages.savefig(figure, dpi=_vector_dpi(figure))


def _pdf_words(words: FileWords) -> dict[str, str | None]:
    told: dict[str, str | None] = {
        "Title": words.title,
        "Subject": "\n".join(
            text for text in (words.description, words.source, words.disclaimer) if text
        ),
        "Keywords": words.stamp,
    }
    kept = {key: text for key, text in told.items() if text}
    return {**kept, "Creator": None, "Producer": None, "CreationDate": None}


def _vector_dpi(figure: Figure) -> float:
    return float(max(figure.dpi, LEAST_VECTOR_DPI))


def _as_xml(value: str | list[str]) -> str | list[str]:
    """Leave out what no XML file may hold."""
    if isinstance(value, list):
        return [NO_XML.sub("", text) for text in value]
    return NO_XML.sub("", value)


def _letters_by_font(figure: Figure) -> dict[str, set[str]]:
    """Gather the letters that each font file is needed for."""
    letters: dict[str, set[str]] = {}
    for text in figure.findobj(Text):
        assert isinstance(text, Text)
        if text.get_text() and text.get_visible():
            name = text.get_fontproperties().get_file()
            if isinstance(name, str):
                letters.setdefault(name, set()).update(text.get_text())
    return letters
