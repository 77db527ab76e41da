"""A film shows every window of the timeline with its dates, and plays everywhere."""

import subprocess
import tempfile
from datetime import date
from io import BytesIO
from itertools import pairwise

import imageio_ffmpeg
import numpy as np
import pytest
from makers import make_dataset, make_events
from PIL import Image

from sahel_geo.analysis.timebins import TimeUnit
from sahel_geo.export import filmfiles
from sahel_geo.export.filmfiles import write_gif, write_mp4
from sahel_geo.export.filmstyle import FilmStyle
from sahel_geo.export.request import ExportRequest, export_map
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import ExportFormat


@pytest.fixture(scope="module")
def dataset():
    days = ("2012-01-10", "2012-02-20", "2012-03-15")
    return make_dataset(events=make_events(*({"event_date": day} for day in days)))


def make_request(kind, unit=TimeUnit.MONTH, **changes):
    selection = MapSelection(period=Period(date(2012, 1, 1), date(2012, 4, 30)), **changes)
    film = FilmStyle(unit, units_shown=1, frames_per_second=2)
    return ExportRequest(selection, kind, film=film, made_on=date(2026, 11, 22))


def probe(content, *words):
    """Ask FFmpeg about a film."""
    with tempfile.NamedTemporaryFile(suffix=".mp4") as file:
        file.write(content)
        file.flush()
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-i", file.name, *words]
        return subprocess.run(command, capture_output=True, check=False)


def frames_of(content):
    done = probe(content, "-f", "rawvideo", "-pix_fmt", "rgb24", "-fps_mode", "passthrough", "-")
    return np.frombuffer(done.stdout, np.uint8).reshape(-1, 720, 1280, 3)


def test_an_mp4_has_a_picture_for_each_month_and_holds_the_last(dataset):
    content = export_map(dataset, make_request(ExportFormat.MP4)).content
    said = probe(content).stderr.decode()
    assert "h264" in said
    assert "yuv420p" in said
    assert "1280x720" in said
    assert "2 fps" in said
    frames = frames_of(content)
    assert len(frames) == 4 + 4
    assert content.index(b"moov") < content.index(b"mdat")
    differ = [np.abs(a.astype(int) - b).max() > 60 for a, b in pairwise(frames)]
    assert differ == [True, True, True, False, False, False, False]


def test_a_gif_plays_for_ever_with_one_palette(dataset):
    content = export_map(dataset, make_request(ExportFormat.GIF)).content
    with Image.open(BytesIO(content)) as film:
        assert (film.n_frames, film.size, film.info["loop"]) == (4, (1280, 720), 0)
        stands = []
        for number in range(4):
            film.seek(number)
            stands.append(film.info["duration"])
        assert stands == [500, 500, 500, 2000]


@pytest.mark.parametrize("kind", [ExportFormat.GIF, ExportFormat.MP4])
def test_the_same_film_has_the_same_bytes(dataset, kind):
    request = make_request(kind, TimeUnit.QUARTER)
    assert export_map(dataset, request).content == export_map(dataset, request).content


def test_a_film_of_too_many_pictures_is_refused_before_any_is_drawn(dataset):
    selection = MapSelection(period=Period(date(2000, 1, 1), date(2020, 1, 1)))
    request = ExportRequest(selection, ExportFormat.MP4, film=FilmStyle(TimeUnit.DAY))
    with pytest.raises(SahelGeoError) as caught:
        export_map(dataset, request)
    assert caught.value.rule == "film_too_long"


def make_pictures(count, size=(64, 48)):
    for number in range(count):
        yield Image.new("RGB", size, (number * 20, 100, 50))


def test_a_stamp_with_a_large_logo_fits_into_an_mp4():
    stamp = "{" + "x=;#\\" * 60_000 + "}"
    content = write_mp4(make_pictures(3), (64, 48), rate=5, stamp=stamp)
    assert stamp.encode() in content


def test_a_film_that_is_cancelled_leaves_no_file_and_no_encoder(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    started = []
    start = subprocess.Popen
    monkeypatch.setattr(
        filmfiles.subprocess, "Popen", lambda *a, **k: started.append(start(*a, **k)) or started[0]
    )

    def pictures():
        yield from make_pictures(3)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_mp4(pictures(), (64, 48), rate=5, stamp="x")
    assert list(tmp_path.iterdir()) == []
    assert started[0].poll() is not None


def test_what_the_encoder_says_is_told():
    with pytest.raises(SahelGeoError) as caught:
        write_mp4(make_pictures(2, (63, 47)), (63, 47), rate=5, stamp="x")
    assert caught.value.rule == "film_failed"
    assert "divisible by 2" in caught.value.values["reason"]


def test_a_gif_keeps_bright_small_things_and_even_areas():
    picture = Image.new("RGB", (200, 200), "#f4efe6")
    picture.paste((176, 28, 40), (10, 10, 14, 14))
    content = write_gif(iter([picture]), picture, rate=4, stamp="x")
    with Image.open(BytesIO(content)) as film:
        shown = film.convert("RGB")
    assert shown.getpixel((12, 12)) == (176, 28, 40)
    assert shown.getpixel((100, 100)) == (244, 239, 230)
