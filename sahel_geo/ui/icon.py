"""The page's icon, drawn here: an icon by name would be asked of an outside address."""

from functools import cache

from sahel_geo.cartography.symbology import EVENT_COLORS, LAND, PATH_COLOR, SEA
from sahel_geo.model.vocabulary import EventType


@cache
def page_icon() -> str:
    """
    Draw a path from one place to another over land and sea.

    As SVG it goes along with the page's settings; a picture in pixels would be made and fetched
    anew with every run of the page.
    """
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<rect width="64" height="64" fill="{SEA}"/>'
        f'<rect y="14" width="64" height="50" fill="{LAND}"/>'
        f'<path d="M46 48 20 28" stroke="{PATH_COLOR}" stroke-width="7"/>'
        f'<circle cx="47" cy="49" r="11" fill="{EVENT_COLORS[EventType.BATTLES]}"/>'
        f'<circle cx="20" cy="28" r="11" fill="{PATH_COLOR}"/>'
        "</svg>"
    )
