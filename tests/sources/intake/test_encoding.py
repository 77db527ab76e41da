"""How a text is written as bytes is found out, and told."""

import pytest

from sahel_geo.sources.intake.encoding import find_encoding, tell_encoding

TEXT = "date,lieu\n2020-01-01,Kidal – “près de l’école”\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"date,place\n", "utf-8"),
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32"),
        (TEXT.encode("cp1252"), "cp1252"),
        ("date,lieu\n2020-01-01,Ménaka\n".encode("latin-1"), "latin-1"),
        ("lieu\nMénaka\n".encode("latin-1") + b"\x81", "latin-1"),
    ],
)
def test_an_encoding_is_found(content, encoding):
    assert find_encoding(content) == encoding


def test_one_sign_late_in_a_file_decides():
    assert find_encoding(b"a" * 5_000_000 + "é".encode("cp1252")) == "latin-1"


def test_a_sign_between_two_pieces_is_one_sign():
    assert find_encoding(b"a" * ((1 << 22) - 1) + "é".encode()) == "utf-8"


def test_utf8_with_a_broken_sign_stays_utf8():
    assert find_encoding("é\n".encode() * 30 + b"\xff\n") == "utf-8"


def test_utf8_is_not_worth_telling_and_a_guess_is():
    assert tell_encoding("utf-8") == tell_encoding("utf-8-sig") == ()
    assert dict(tell_encoding("cp1252")[0].values) == {"encoding": "Windows-1252"}
