"""A logo is a small picture, whatever was sent."""

import struct
import zlib
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from sahel_geo.export.logo import MOST_LOGO_BYTES, read_logo
from sahel_geo.model.errors import SahelGeoError


def encode(picture, kind="PNG", **options):
    with BytesIO() as file:
        picture.save(file, format=kind, **options)
        return file.getvalue()


def make_bomb(width, height):
    """Make a PNG that promises many pixels in few bytes."""

    def chunk(name, content):
        checked = name + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    body = chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_becomes_a_small_png_with_transparency(kind):
    logo = read_logo(encode(Image.new("RGB", (1200, 300), "#800000"), kind))
    with Image.open(BytesIO(logo)) as picture:
        assert (picture.format, picture.mode, picture.size) == ("PNG", "RGBA", (600, 150))


def test_a_logo_read_again_stays_as_it_is():
    logo = read_logo(encode(Image.new("P", (50, 20))))
    assert read_logo(logo) == logo


def test_nothing_but_pixels_is_kept():
    content = encode(Image.new("RGBA", (20, 20)), dpi=(300, 300), icc_profile=b"secret")
    logo = read_logo(content)
    assert b"secret" not in logo
    with Image.open(BytesIO(logo)) as picture:
        assert picture.info == {}


def test_a_photograph_is_shrunk_until_it_fits_a_stamp():
    grain = np.random.default_rng(1).integers(0, 256, (600, 600, 3), dtype=np.uint8)
    logo = read_logo(encode(Image.fromarray(grain)))
    assert len(logo) <= MOST_LOGO_BYTES


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "logo_not_image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo_not_image"),
        (encode(Image.new("RGB", (9, 9)), "GIF"), "logo_not_image"),
        (encode(Image.new("RGB", (99, 99)))[:60], "logo_not_image"),
        (make_bomb(100, 100), "logo_not_image"),
        (make_bomb(10_000, 6_000), "logo_too_many_pixels"),
        (make_bomb(10_000, 12_000), "logo_too_many_pixels"),
        (make_bomb(60_000, 60_000), "logo_too_many_pixels"),
        (bytes(5_000_001), "logo_too_large"),
    ],
    ids=["nothing", "svg", "gif", "cut", "lying", "60 MP", "120 MP", "3600 MP", "6 MB"],
)
def test_what_is_no_logo_is_refused(content, rule):
    with pytest.raises(SahelGeoError) as caught:
        read_logo(content)
    assert caught.value.rule == rule
