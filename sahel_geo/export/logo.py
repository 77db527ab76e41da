"""Take a logo for an export: a small picture that is what it says it is, as PNG.

The picture comes from outside. Its size is read from its header and checked before anything is
decoded, only three kinds are tried, and what goes on is drawn anew: nothing of the file but its
pixels reaches an export.
"""

from io import BytesIO

from PIL import Image

from sahel_geo.model.errors import SahelGeoError

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_FILE_BYTES = 5_000_000
MOST_PIXELS = 20_000_000
MOST_SIDE_PX = 600
MOST_LOGO_BYTES = 256_000
"""A logo after `read_logo`: it travels inside the stamp of every export."""

SHRINK = 0.8
TOO_LARGE, TOO_MANY_PIXELS, NOT_IMAGE = (
    "logo_too_large",
    "logo_too_many_pixels",
    "logo_not_image",
)


def read_logo(content: bytes) -> bytes:
    """
    Read a picture as the logo of an export.

    Parameters
    ----------
    content
        A PNG, JPEG or WebP file of at most 5 MB and 20 megapixels.

    Returns
    -------
    logo
        A PNG with transparency, at most 600 pixels wide and high and 256 kB; the same bytes for
        the same content. A logo given again comes out as it is.

    Raises
    ------
    SahelGeoError
        `logo_too_large` (the file), `logo_too_many_pixels`, `logo_not_image`.
    """
    if len(content) > MOST_FILE_BYTES:
        megabytes = f"{len(content) / 1e6:.1f}"
        raise SahelGeoError(TOO_LARGE, got=megabytes, most=MOST_FILE_BYTES // 1_000_000)
    picture = _open(content)
    if _is_logo(picture, content):
        return content
    picture = picture.convert("RGBA")
    picture.thumbnail((MOST_SIDE_PX, MOST_SIDE_PX), Image.Resampling.LANCZOS)
    logo = _to_png(picture)
    while len(logo) > MOST_LOGO_BYTES:  # a photograph: PNG keeps its grain
        size = (max(1, round(side * SHRINK)) for side in picture.size)
        picture = picture.resize(tuple(size), Image.Resampling.LANCZOS)  # type: ignore[arg-type]
        logo = _to_png(picture)
    return logo


def _open(content: bytes) -> Image.Image:
    """Open and decode a picture whose header promises not too many pixels."""
    try:
        picture = Image.open(BytesIO(content), formats=FORMATS)
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise SahelGeoError(TOO_MANY_PIXELS, most=MOST_PIXELS // 1_000_000)
        picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise SahelGeoError(TOO_MANY_PIXELS, most=MOST_PIXELS // 1_000_000) from error
    except (OSError, ValueError, SyntaxError, MemoryError) as error:
        raise SahelGeoError(NOT_IMAGE) from error
    return picture


def _is_logo(picture: Image.Image, content: bytes) -> bool:
    """Tell whether a picture already is as `read_logo` gives it back."""
    return (
        picture.format == "PNG"
        and picture.mode == "RGBA"
        and max(picture.size) <= MOST_SIDE_PX
        and len(content) <= MOST_LOGO_BYTES
        and not picture.info
    )


def _to_png(picture: Image.Image) -> bytes:
    with BytesIO() as file:
        plain = Image.new("RGBA", picture.size)
        plain.paste(picture)  # without the profile, resolution and comments of the file
        plain.save(file, format="PNG", optimize=True)
        return file.getvalue()
