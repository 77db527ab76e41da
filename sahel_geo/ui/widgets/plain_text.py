"""Texts of the data in labels that Streamlit reads as Markdown."""

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$&^=])")


def as_plain(text: str) -> str:
    """Write a text so that Markdown shows its signs as they are, on one line."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
