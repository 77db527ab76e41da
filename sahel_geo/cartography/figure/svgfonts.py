"""The letters of a picture as fonts inside an SVG, so that it looks the same on every machine."""

import base64
import io
from collections.abc import Collection, Mapping
from functools import lru_cache

from fontTools import subset
from fontTools.ttLib import TTFont

MOST_SUBSETS = 64
ALWAYS = frozenset(" ?…")


def font_faces(letters: Mapping[str, Collection[str]]) -> str:
    """
    Write `@font-face` rules with the letters used.

    Parameters
    ----------
    letters
        What is written, by font file.

    Returns
    -------
    css
        One rule a font, with the font as WOFF in a `data:` address; the same for the same letters.
    """
    faces = (
        _font_face(file, "".join(sorted(ALWAYS.union(used))))
        for file, used in sorted(letters.items())
    )
    return "\n".join(faces)


@lru_cache(maxsize=MOST_SUBSETS)
def _font_face(file: str, letters: str) -> str:
    options = subset.Options()
    options.flavor = "woff"
    options.layout_features = ["*"]  # letters of Arabic join by them
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = []
    options.drop_tables = [*options.drop_tables, "FFTM"]  # FontForge's own times
    with TTFont(file, recalcTimestamp=False, lazy=True) as font, io.BytesIO() as content:
        family = font["name"].getDebugName(1)
        face = (font["name"].getDebugName(2) or "").lower()
        style = "oblique" if "oblique" in face or "italic" in face else "normal"
        weight = 700 if "bold" in face else 400
        cutter = subset.Subsetter(options)
        cutter.populate(text=letters)
        cutter.subset(font)
        font.flavor = "woff"
        font.save(content)
        data = base64.b64encode(content.getvalue()).decode("ascii")
    return (
        f"@font-face{{font-family:'{family}';font-style:{style};font-weight:{weight};"
        f"src:url(data:font/woff;base64,{data}) format('woff')}}"
    )
