"""What an export looks like around its map: the choices of whoever makes a slide."""

from dataclasses import dataclass, field

from sahel_geo.model.vocabulary import Furniture, PaperName, ThemeName

MOST_TITLE = 300
"""Characters of a title or subtitle; a longer one is refused, not cut."""
MOST_NAME = 120
"""Characters of an organisation's name or of a marking line."""

USUAL_FURNITURE = frozenset(Furniture) - {Furniture.CHART, Furniture.TABLE}


@dataclass(frozen=True)
class PageDesign:
    """
    The page of an export.

    `title` and `subtitle` None take the map's own words (place and subject; dates and filters);
    an empty text leaves the line out. `marking` is a handling line such as TLP:AMBER, shown at the
    top and the bottom. `logo` is a validated PNG (see `export.logo`). Where sources or disclaimer
    are left out, the stamp line (filters, version of the data, day made) stays: an export must
    always say what it was made of.
    """

    paper: PaperName = PaperName.WIDE
    theme: ThemeName = ThemeName.SCREEN
    furniture: frozenset[Furniture] = field(default=USUAL_FURNITURE)
    title: str | None = None
    subtitle: str | None = None
    organisation: str = ""
    marking: str = ""
    logo: bytes | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Write texts on one line, without the white space around them."""
        for name in ("title", "subtitle", "organisation", "marking"):
            text = getattr(self, name)
            if text is not None:
                object.__setattr__(self, name, " ".join(text.split()))
