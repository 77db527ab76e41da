"""The ways along the outlines and lines of a slide's shapes, as DrawingML writes them."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

MOVE, LINE, QUADRATIC, CUBIC, CLOSE = 1, 2, 3, 4, 79
"""What leads to a point of an outline, numbered as Matplotlib numbers them."""
CURVES = {QUADRATIC: ("quadBezTo", 2), CUBIC: ("cubicBezTo", 3)}


def straight_way(points: npt.NDArray[np.int64], *, closed: bool) -> str:
    """Write the way along points, and back to the first if it is closed."""
    (x, y), *others = points.tolist()
    start = f'<a:moveTo><a:pt x="{x}" y="{y}"/></a:moveTo>'
    on = "".join(f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in others)
    return start + on + "<a:close/>" * closed


def curved_way(points: npt.NDArray[np.int64], codes: Sequence[int]) -> str:
    """Write the way along points, of which curves take two or three at a time."""
    commands: list[str] = []
    number = 0
    places = [f'<a:pt x="{x}" y="{y}"/>' for x, y in points.tolist()]
    while number < len(places):
        code = codes[number]
        if code in CURVES:
            word, count = CURVES[code]
            commands.append(f"<a:{word}>{''.join(places[number : number + count])}</a:{word}>")
            number += count
            continue
        if code == CLOSE:
            commands.append("<a:close/>")
        else:
            word = "moveTo" if code == MOVE else "lnTo"
            commands.append(f"<a:{word}>{places[number]}</a:{word}>")
        number += 1
    return "".join(commands)
