"""The map as one HTML file that opens from a disk, without any server or network.

Scripts, style sheets and every file of the map lie inside: the scripts by their hash in a policy
that allows nothing else, the files as blocks of data that no browser runs. `standalone.js` puts
the page together with `textContent`.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from sahel_geo.cartography.web.assets import read_bundle, read_leaflet, read_own_file
from sahel_geo.cartography.web.jsontext import to_script_json
from sahel_geo.model.vocabulary import Language

OWN_SCRIPTS = ("carddrawing.js", "pagecards.js", "standalone.js")
OWN_STYLESHEETS = ("atlas.css", "timeline.css", "card.css", "standalone.css")
_FILE_IN_STYLES = re.compile(r"url\((?!['\"]?(?:data:|#))[^)]*\)")
_SCRIPT_END = re.compile(r"<(?=/?script|!--)", re.IGNORECASE)


@dataclass(frozen=True)
class PageHead:
    """What stands above and below the map. Every text is plain text."""

    language: Language
    title: str
    subtitle: str
    stamp_line: str
    """What the page was made of: dates, filters, version of the data, day."""
    needs_script: str
    """What a browser that runs no scripts says instead."""
    organisation: str = ""
    marking: str = ""
    logo: bytes | None = field(default=None, repr=False)
    """PNG."""
    looks: tuple[str, ...] = ()
    """Names of the style sheet: `theme-dark`, `without-legend`."""


@dataclass(frozen=True)
class PageData:
    """What the scripts of a page are told."""

    start: Mapping[str, object]
    """For `standalone.js`: the map's options, the message of `webmap.write_message`, switches,
    words and colours."""
    files: Mapping[str, bytes] = field(repr=False)
    """Content by the names the message gives: JSON, GeoJSON, and binary files."""
    blocks: Mapping[str, str] = field(default_factory=dict, repr=False)
    """JSON for other programs to read, by the id of its element."""


def write_page(head: PageHead, data: PageData) -> bytes:
    """
    Write the page.

    Parameters
    ----------
    head
        The words around the map.
    data
        The map.

    Returns
    -------
    content
        HTML in UTF-8. It names no address that a browser would ask for: the policy in its head
        forbids all of them, and any script but its own. The same input gives the same bytes.
    """
    styles = _read_styles()
    scripts = [_close_safely(code) for code in _read_scripts()]
    parts = [
        f'<!doctype html>\n<html lang="{head.language}">\n<head>\n<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(styles, scripts)}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        '<meta name="referrer" content="no-referrer">\n',
        f"<title>{escape(head.title)}</title>\n<style>{styles}</style>\n</head>\n",
        _write_body(head),
        *(_write_block(key, text) for key, text in sorted(data.blocks.items())),
        _write_block("page-start", to_script_json(data.start)),
        *(_write_file(name, content) for name, content in sorted(data.files.items())),
        *(f"<script>{code}</script>\n" for code in scripts),
        "</body>\n</html>\n",
    ]
    return "".join(parts).encode("utf-8")


def _read_styles() -> str:
    """Give all styles without the pictures that Leaflet's name: nothing here shows them."""
    styles = "\n".join([read_leaflet("leaflet.css"), *map(read_own_file, OWN_STYLESHEETS)])
    return _FILE_IN_STYLES.sub("none", styles).replace("\r\n", "\n")


def _read_scripts() -> list[str]:
    return [read_leaflet("leaflet.js"), read_bundle(), *map(read_own_file, OWN_SCRIPTS)]


def _close_safely(code: str) -> str:
    """Keep code from ending its element: it can only say so inside a text or a comment."""
    return _SCRIPT_END.sub(r"\\x3c", code.replace("\r\n", "\n"))


def _policy(styles: str, scripts: list[str]) -> str:
    """Allow our own scripts and styles, and pictures that lie in the file; nothing else."""
    allowed = " ".join(_hash(code) for code in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(styles)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(code: str) -> str:
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _write_body(head: PageHead) -> str:
    marking = escape(head.marking.upper().replace(" ", ""))
    line = _write_words("p", "page-marking", head.marking, f' data-marking="{marking}"')
    title = _write_words("h1", "page-title", head.title)
    subtitle = _write_words("p", "page-subtitle", head.subtitle)
    return "".join(
        [
            f'<body class="{escape(" ".join(["page", *head.looks]))}">\n{line}',
            f'<header class="page-head">\n{_write_logo(head)}',
            f'<div class="page-words">\n{title}{subtitle}</div>\n',
            _write_words("p", "page-organisation", head.organisation),
            f"</header>\n<noscript><p>{escape(head.needs_script)}</p></noscript>\n",
            '<main class="page-main"><div id="page-map"></div>',
            '<aside id="page-card" aria-live="polite"></aside></main>\n',
            f"{_write_words('footer', 'page-stamp', head.stamp_line)}{line}",
        ]
    )


def _write_words(tag: str, look: str, words: str, more: str = "") -> str:
    """Write a line of words, which may run from right to left; none when there are none."""
    return f'<{tag} class="{look}" dir="auto"{more}>{escape(words)}</{tag}>\n' if words else ""


def _write_logo(head: PageHead) -> str:
    if head.logo is None:
        return ""
    picture = base64.b64encode(head.logo).decode("ascii")
    name = escape(head.organisation)
    return f'<img class="page-logo" alt="{name}" src="data:image/png;base64,{picture}">\n'


def _write_block(key: str, text: str) -> str:
    """Write data as an element that is not run; `text` is JSON."""
    # "<" stands in JSON only inside texts, where the escape means the same
    return f'<script type="application/json" id="{escape(key)}">{_hide(text)}</script>\n'


def _hide(text: str) -> str:
    return text.replace("<", "\\u003c")


def _write_file(name: str, content: bytes) -> str:
    key = f"file:{name}"
    if _is_json(name):
        return _write_block(key, content.decode("utf-8"))
    text = base64.b64encode(content).decode("ascii")
    return f'<script type="application/base64" id="{escape(key)}">{text}</script>\n'


def _is_json(name: str) -> bool:
    return name.endswith((".json", ".geojson"))
