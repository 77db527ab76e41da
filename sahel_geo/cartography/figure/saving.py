"""Write a figure as a file that repeats byte for byte."""

from collections.abc import Mapping
from typing import BinaryIO

from matplotlib.figure import Figure

COMPRESSION = 2
"""zlib's level: 6, the usual one, takes three times as long for a file 8 per cent smaller."""


def save_png(figure: Figure, file: BinaryIO, metadata: Mapping[str, str]) -> None:
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
    texts: dict[str, str | None] = {word: text for word, text in metadata.items() if text}
    figure.savefig(
        file,
        format="png",
        dpi=figure.dpi,
        metadata={**texts, "Software": None},
        pil_kwargs={"compress_level": COMPRESSION},
    )
