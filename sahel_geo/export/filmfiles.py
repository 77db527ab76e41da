"""Write pictures as a film: GIF with Pillow, MP4 with the encoder that imageio-ffmpeg ships.

Nothing is left on the disk: what is written lies in a folder of its own, which goes when the work
ends, however it ends.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import IO

import imageio_ffmpeg
from PIL import Image

from sahel_geo.model.errors import SahelGeoError

LAST_SECONDS = 2.0
"""How long the last picture stands, before a film ends or begins again."""

PALETTE_COLORS = 255
"""Of a GIF, one less than there can be: Pillow uses one for what does not change."""

EXACT_COLORS = 80
"""Of those, how many are the sample's most frequent ones: paper, sea, land, ink, symbols."""

QUALITY = 20
"""x264's constant rate factor: lettering stays sharp, a film of 120 pictures has 1 to 3 MB."""

MOST_SAID = 300


def write_gif(
    pictures: Iterator[Image.Image], sample: Image.Image, *, rate: int, stamp: str
) -> bytes:
    """
    Write pictures as a GIF that plays for ever.

    Parameters
    ----------
    pictures
        RGB, all of one size.
    sample
        A picture with every colour that the others have.
    rate
        Pictures a second.
    stamp
        The comment of the file.

    Returns
    -------
    content
        With one palette for all pictures, made from the sample. Of each picture only what differs
        from the one before is written.
    """
    palette = _make_palette(sample)
    drawn = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures]
    stand = round(1000 / rate)
    stands = [stand] * (len(drawn) - 1) + [round(LAST_SECONDS * 1000)]
    with BytesIO() as file:
        drawn[0].save(
            file,
            format="GIF",
            save_all=True,
            append_images=drawn[1:],
            duration=stands,
            loop=0,
            optimize=True,  # what stays is left out
            comment=stamp.encode("ascii"),
        )
        return file.getvalue()


def _make_palette(sample: Image.Image) -> Image.Image:
    """Choose colours: those of the even areas as they are, and others from light to bright."""
    counted = sample.getcolors(sample.width * sample.height) or []
    often = sorted(counted, key=lambda pair: (-pair[0], pair[1]))[:EXACT_COLORS]
    exact = [channel for _, color in often if isinstance(color, tuple) for channel in color]
    spread = sample.quantize(PALETTE_COLORS - EXACT_COLORS, method=Image.Quantize.MAXCOVERAGE)
    others = spread.getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*exact, *others][: 3 * PALETTE_COLORS])
    return palette


def write_mp4(
    pictures: Iterator[Image.Image], size: tuple[int, int], *, rate: int, stamp: str
) -> bytes:
    """
    Write pictures as an MP4 (H.264, yuv420p) that every player shows.

    Parameters
    ----------
    pictures
        RGB, all of one size.
    size
        Of a picture, in pixels; both even.
    rate
        Pictures a second.
    stamp
        The comment of the file.

    Returns
    -------
    content
        What is told of the film stands before its pictures, so that it plays while it loads.

    Raises
    ------
    SahelGeoError
        `film_failed`, with what the encoder said.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "about.txt").write_text(_tell(stamp), encoding="utf-8")
        with _encoder(folder, size, rate) as stream:
            picture = None
            for picture in pictures:
                stream.write(picture.tobytes())
            if picture is not None:
                stream.write(picture.tobytes() * round(LAST_SECONDS * rate))
        return (folder / "film.mp4").read_bytes()


def _tell(stamp: str) -> str:
    """Write the comment as FFmpeg reads it from a file: a command line has no room for a logo."""
    for sign in "\\=;#":
        stamp = stamp.replace(sign, f"\\{sign}")
    return f";FFMETADATA1\ncomment={stamp}\n"


@contextmanager
def _encoder(folder: Path, size: tuple[int, int], rate: int) -> Iterator[IO[bytes]]:
    """Start the encoder in a folder; end it whatever happens, and tell what it said if it fails."""
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", "-nostdin",
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{size[0]}x{size[1]}", "-r", str(rate),
        "-i", "pipe:0", "-f", "ffmetadata", "-i", "about.txt",
        "-map", "0:v", "-map_metadata", "1", "-an",
        "-c:v", "libx264", "-preset", "veryfast", "-crf", str(QUALITY), "-pix_fmt", "yuv420p",
        "-vf", "scale=out_color_matrix=bt709:out_range=tv", "-colorspace", "bt709",
        "-color_primaries", "bt709", "-color_trc", "bt709",
        "-fflags", "+bitexact", "-flags:v", "+bitexact", "-movflags", "+faststart", "film.mp4",
    ]  # fmt: skip
    with (folder / "said.txt").open("wb") as said:
        encoder = subprocess.Popen(  # noqa: S603 - a command of our own, without a shell
            command,
            cwd=folder,
            stdin=subprocess.PIPE,
            stderr=said,
            start_new_session=True,  # Ctrl-C is for us: we end it ourselves
        )
    assert encoder.stdin is not None, "it was asked for"
    try:
        yield encoder.stdin
        encoder.stdin.close()
        failed = encoder.wait() != 0
    except BrokenPipeError:  # it ended early, and has said why
        failed = True
    finally:
        encoder.kill()
        encoder.wait()
        with suppress(OSError):  # what is left in the pipe cannot be written any more
            encoder.stdin.close()
    if failed:
        words = (folder / "said.txt").read_text(encoding="utf-8", errors="replace").split()
        rule = "film_failed"
        raise SahelGeoError(rule, reason=" ".join(words)[:MOST_SAID])
