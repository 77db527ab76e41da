"""The page's icon, drawn here: an icon by name would be asked of an outside address."""

from functools import cache

from PIL import Image, ImageDraw

from sahel_geo.cartography.symbology import EVENT_COLORS, LAND, PATH_COLOR, SEA
from sahel_geo.model.vocabulary import EventType

SIZE_PX = 64


@cache
def page_icon() -> Image.Image:
    """Draw a path from one place to another over land and sea."""
    icon = Image.new("RGB", (SIZE_PX, SIZE_PX), SEA)
    pen = ImageDraw.Draw(icon)
    pen.rectangle((0, 14, SIZE_PX, SIZE_PX), fill=LAND)
    pen.line((46, 48, 20, 28), fill=PATH_COLOR, width=7)
    pen.ellipse((36, 38, 58, 60), fill=EVENT_COLORS[EventType.BATTLES])
    pen.ellipse((9, 17, 31, 39), fill=PATH_COLOR)
    return icon
