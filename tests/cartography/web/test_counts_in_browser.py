"""The scripts that unpack, count and join give Python's answers, in a real Chromium."""

import base64
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Error

from sahel_geo.analysis.filtering import sort_by_period
from sahel_geo.cartography import symbology
from sahel_geo.cartography.composition.merging import merge_places, stand_aside
from sahel_geo.cartography.web import packing
from sahel_geo.cartography.web.packing import pack_events, pack_mask
from sahel_geo.model.period import Period
from tests.cartography.web.packed_events import (
    KINDS,
    REPORTS,
    day_number,
    make_table,
    read_bits,
    read_pack,
)

pytestmark = pytest.mark.browser

SCRIPTS = ("packed.js", "tally.js", "merging.js")
TYPE_COUNT = 7


def sizes_capped_at(count):
    """Give what the scripts are told of sizes."""
    grown_px2 = symbology.SYMBOL_AREA_PER_EVENT_PX2 * symbology.LEAST_CAP
    return {
        "area_per_event_px2": grown_px2 / count,
        "min_radius_px": symbology.SYMBOL_MIN_RADIUS_PX,
        "max_radius_px": symbology.SYMBOL_MAX_RADIUS_PX,
    }


SIZES = sizes_capped_at(symbology.LEAST_CAP)

READ = """() => {
    window.toBuffer = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer;
    window.lists = (columns) => Object.fromEntries(Object.entries(columns).map(([name, value]) =>
        [name, ArrayBuffer.isView(value) ? Array.from(value) : value]));
}"""

COUNT = """([content, mask, groupOfPlace, groupCount, windows]) => {
    const pack = sahelAtlas.unpackEvents(toBuffer(content));
    const bits = mask === null ? null : sahelAtlas.readMask(toBuffer(mask), pack.count);
    const tally = new sahelAtlas.Tally(pack, bits, Int32Array.from(groupOfPlace), groupCount);
    return windows.map(([first, last]) => lists(tally.count(first, last)));
}"""

MERGE = """([x, y, count, hollow, sizes, spacing]) => lists(sahelAtlas.mergePlaces({
    x: Float64Array.from(x), y: Float64Array.from(y), count: Int32Array.from(count),
    hollow: Uint8Array.from(hollow),
}, sizes, spacing))"""

CASES = {
    "some": {"count": 400},
    "one": {"count": 1},
    "none": {"count": 0},
    "one day": {"count": 200, "days": ("2013-01-16", "2013-01-16"), "intervals": 0},
    "one town": {"count": 500, "places": 1},
    "two centuries": {"count": 300, "days": ("1903-01-01", "2099-01-01")},
    "intervals only": {"count": 400, "intervals": 1.0},
    "two ends": {"count": 2, "days": ("1903-01-01", "2099-01-01")},
}
random_cases = pytest.mark.parametrize("seed", range(3))
cases = pytest.mark.parametrize("case", CASES)


@pytest.fixture(scope="module")
def page(browser):
    folder = Path(packing.__file__).parent
    page = browser.new_page()
    for name in SCRIPTS:
        page.add_script_tag(content=(folder / name).read_text(encoding="utf-8"))
    page.evaluate(READ)
    yield page
    page.close()


def encode(content):
    return base64.b64encode(content).decode("ascii")


def make_windows(random, events, number=12):
    """Make windows inside, across and beyond the days of events, the whole of them among these."""
    least = events["first_day"].min().date() if len(events) else date(2012, 1, 1)
    most = events["last_day"].max().date() if len(events) else date(2012, 12, 31)
    span = (most - least).days
    drawn = np.sort(random.integers(-30, span + 31, size=(number, 2)), axis=1)
    ends = [(0, span), (0, 0), (span, span), (-9, -1), (span + 1, span + 9), *drawn.tolist()]
    return [Period(least + timedelta(days=a), least + timedelta(days=b)) for a, b in ends]


def count_in_python(events, groups, group_count, period):
    """Count by group and type with the words that the page's own filter gives."""
    certainty = sort_by_period(events, period)
    is_report = events["hostage_stage"].isin(REPORTS)
    kinds = events["event_type"].map({kind: index for index, kind in enumerate(KINDS)})
    buckets = groups * TYPE_COUNT + kinds.where(~is_report, 6).to_numpy(dtype=np.int64)
    return {
        word: np.bincount(
            buckets[(certainty == word) & (groups >= 0)], minlength=group_count * TYPE_COUNT
        ).tolist()
        for word in ("certain", "possible")
    }


def choose_rows(random, events, packed):
    """Choose some events; gives the mask and the events that it lets pass."""
    passes, stands = random.random((2, len(events))) < 0.7
    mask = pack_mask(packed, passes, stands)
    return mask, events.iloc[packed.rows[read_bits(mask, len(packed.rows))]]


@random_cases
@cases
def test_the_browser_unpacks_what_was_packed(page, case, seed):
    packed = pack_events(make_table(np.random.default_rng(seed), **CASES[case]))
    header, sections = read_pack(packed.content)
    unpacked = page.evaluate(
        "(content) => lists(sahelAtlas.unpackEvents(toBuffer(content)))", encode(packed.content)
    )
    assert (unpacked["count"], unpacked["placeCount"]) == (header["events"], header["places"])
    assert unpacked["types"] == header["types"]
    for name in ("type", "first", "last"):
        assert unpacked[name] == sections[name]
    assert unpacked["start"] == sections["place_start"]
    assert unpacked["precision"] == sections["place_precision"]
    for name in ("longitude", "latitude"):
        assert unpacked[name] == [step / 10_000 for step in sections[f"place_{name}"]]
    per_place = np.diff(sections["place_start"])
    assert unpacked["place"] == np.repeat(np.arange(header["places"]), per_place).tolist()


@random_cases
@cases
def test_the_browser_reads_the_mask_that_was_written(page, case, seed):
    random = np.random.default_rng(seed)
    events = make_table(random, **CASES[case])
    packed = pack_events(events)
    mask, _ = choose_rows(random, events, packed)
    read = page.evaluate(
        "([mask, count]) => Array.from(sahelAtlas.readMask(toBuffer(mask), count))",
        [encode(mask), len(packed.rows)],
    )
    assert [bool(bit) for bit in read] == read_bits(mask, len(packed.rows))


@random_cases
@cases
def test_the_browser_counts_by_place_and_type_what_python_counts(page, case, seed):
    random = np.random.default_rng(seed)
    events = make_table(random, **CASES[case])
    packed = pack_events(events)
    mask, passing = choose_rows(random, events, packed)
    place_count = read_pack(packed.content)[0]["places"]
    windows = make_windows(random, events)
    days = [[day_number(window.start), day_number(window.end)] for window in windows]
    order = [encode(packed.content), encode(mask), list(range(place_count)), place_count, days]
    counted = page.evaluate(COUNT, order)
    places = passing["place"].to_numpy()
    for window, counts in zip(windows, counted, strict=True):
        assert counts == count_in_python(passing, places, place_count, window), window


@random_cases
@cases
def test_the_browser_counts_merged_places_and_leaves_out_those_without_a_group(page, case, seed):
    random = np.random.default_rng(seed)
    events = make_table(random, **CASES[case])
    packed = pack_events(events)
    group_of = random.integers(-1, 5, size=read_pack(packed.content)[0]["places"])
    windows = make_windows(random, events)
    days = [[day_number(window.start), day_number(window.end)] for window in windows]
    counted = page.evaluate(COUNT, [encode(packed.content), None, group_of.tolist(), 5, days])
    rows = events.iloc[packed.rows]
    groups = group_of[rows["place"].to_numpy()]
    for window, counts in zip(windows, counted, strict=True):
        assert counts == count_in_python(rows, groups, 5, window), window


def test_a_tally_of_one_pack_does_not_spoil_the_next(page):
    events = make_table(np.random.default_rng(5), 300)
    packed = pack_events(events)
    days = [[day_number("2011-03-01"), day_number("2011-09-30")]]
    totals = page.evaluate(
        """([content, [[first, last]]]) => {
            const pack = sahelAtlas.unpackEvents(toBuffer(content));
            const all = new Int32Array(pack.placeCount);
            const half = Uint8Array.from({ length: pack.count }, (_, event) => event % 2);
            const rest = half.map((bit) => 1 - bit);
            return [null, half, rest, null].map((mask) => {
                const tally = new sahelAtlas.Tally(pack, mask, all, 1);
                tally.count(-30000, 50000);
                const { certain, possible } = tally.count(first, last);
                return [...certain, ...possible];
            });
        }""",
        [encode(packed.content), days],
    )
    assert totals[0] == totals[3]
    assert np.add(totals[1], totals[2]).tolist() == totals[0]
    assert sum(totals[0]) > 50


def test_days_further_apart_than_two_bytes_hold_are_counted_in_order(page):
    days = [-2_000_000_000, -70_000, -1, 0, 1, 65_535, 65_536, 140_000, 2_000_000_000]
    counts = page.evaluate(
        """(days) => {
            const first = Int32Array.from([...days].reverse());
            const zeros = new Uint8Array(days.length);
            const place = new Int32Array(days.length);
            const pack = { count: days.length, place, type: zeros, first, last: first,
                           types: ["a"] };
            const tally = new sahelAtlas.Tally(pack, null, Int32Array.of(0), 1);
            return days.map((day) => [tally.count(days[0], day).certain[0],
                                      tally.count(day, day).certain[0]]);
        }""",
        days,
    )
    assert counts == [[number + 1, 1] for number in range(len(days))]


def test_a_window_that_ends_before_it_begins_holds_nothing(page):
    packed = pack_events(make_table(np.random.default_rng(5), 100, intervals=1.0))
    places = read_pack(packed.content)[0]["places"]
    order = [encode(packed.content), None, [0] * places, 1, [[15_400, 15_000]]]
    assert page.evaluate(COUNT, order) == [{"certain": [0] * 7, "possible": [0] * 7}]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda content: content[:0], "must begin with SAE1"),
        (lambda content: b"PK\x03\x04" + content[4:], "must begin with SAE1"),
        (lambda content: content[:6], "end in the header"),
        (lambda content: content[:500], "the header has 1016 bytes"),
        (lambda content: content[:1100], "has only 1100"),
        (lambda content: content[:8] + b"?" * 1016 + content[1024:], "the header is no JSON"),
        (lambda content: content.replace(b'"last"', b'"lost"'), "there is no section last"),
        (lambda content: content.replace(b'"events":50', b'"events":49'), "must have 49 numbers"),
        (lambda content: content.replace(b'["u8"', b'["f8"'), "unknown type, f8"),
    ],
)
def test_a_pack_that_is_cut_short_or_no_pack_is_refused_with_the_reason(page, spoil, words):
    events = make_table(np.random.default_rng(5), 50).assign(hostage_stage="")
    content = pack_events(events).content
    with pytest.raises(Error, match=words):
        page.evaluate("(it) => sahelAtlas.unpackEvents(toBuffer(it)).count", encode(spoil(content)))


def test_a_mask_of_another_pack_is_refused_with_both_lengths(page):
    with pytest.raises(Error, match="A mask over 17 events must have 3 bytes, got 2"):
        page.evaluate("() => sahelAtlas.readMask(new ArrayBuffer(2), 17)")


@pytest.mark.parametrize("cap", [24, 50, 2500])
def test_symbols_have_the_radius_that_print_gives_them(page, cap):
    counts = [1, 2, 3, 10, 23, 24, 25, 40_000]
    radii = page.evaluate(
        "([counts, sizes]) => counts.map((count) => sahelAtlas.symbolRadius(count, sizes))",
        [counts, sizes_capped_at(cap)],
    )
    assert radii == [symbology.symbol_radius_px(count, cap) for count in counts]


def make_places(random, size, width, most):
    x, y = random.uniform(-width / 2, width / 2, size=(2, size))
    if size:
        same = random.integers(size, size=size // 5)  # some stand at the very point of others
        x[same], y[same] = x[same[::-1]], y[same[::-1]]
    if random.random() < 0.3:
        x, y = x.round(-1), y.round(-1)  # equal distances
    return x, y, random.integers(0, most + 1, size), random.random(size) < 0.4


@pytest.mark.parametrize("size", [0, 1, 2, 20, 200, 1500])
@pytest.mark.parametrize(("width", "most"), [(1, 8), (120, 1), (900, 1), (900, 8), (7e6, 500)])
def test_the_browser_joins_the_same_places_as_python(page, size, width, most):
    random = np.random.default_rng([size, int(width), most])
    places = make_places(random, size, width, most)
    spacing = random.choice([1.0, 1.3, 1.3**5])
    cap = int(random.choice([symbology.LEAST_CAP, 100, 2500]))
    merged = merge_places(*places, spacing=spacing, capped_at=cap)
    order = [*(column.tolist() for column in places), sizes_capped_at(cap), spacing]
    joined = page.evaluate(MERGE, order)
    assert joined["groupOfPlace"] == merged.group_of.tolist()
    assert joined["anchors"] == merged.anchors.tolist()
    assert joined["offsetX"] == pytest.approx(merged.offsets[:, 0].tolist(), abs=1e-6)
    assert joined["offsetY"] == pytest.approx(merged.offsets[:, 1].tolist(), abs=1e-6)


def test_the_browser_moves_hollow_groups_aside_as_python_does(page):
    random = np.random.default_rng(5)
    x, y, count, _ = make_places(random, 300, 250.0, 40)
    places = (x, y, count, random.random(300) < 0.9)  # not joined: many hollow at each filled one
    offsets = stand_aside(*places)
    moved = page.evaluate(
        """([x, y, count, hollow, sizes]) =>
            lists(sahelAtlas.standAside({ x, y, count, hollow }, sizes))""",
        [*(column.tolist() for column in places), SIZES],
    )
    assert moved["offsetX"] == pytest.approx(offsets[:, 0].tolist(), abs=1e-6)
    assert moved["offsetY"] == pytest.approx(offsets[:, 1].tolist(), abs=1e-6)
    assert (offsets != 0).any(axis=1).sum() > 100


MERGE_FOR_SCREEN = """([x, y, count, hollow, sizes, limit, box, spacing]) => lists(
    sahelAtlas.mergeForScreen({ x, y, count, hollow }, sizes, limit, box, spacing))"""


def test_a_screen_never_has_more_groups_than_it_may_and_panning_parts_none(page):
    places = make_places(np.random.default_rng(5), 1500, 2000.0, 3)
    columns = [column.tolist() for column in places]
    box = [-600, -400, 600, 400]
    merged = page.evaluate(MERGE_FOR_SCREEN, [*columns, SIZES, 60, box, 1])
    x, y = (column[merged["anchors"]] for column in places[:2])
    assert ((abs(x) <= 600) & (abs(y) <= 400)).sum() <= 60
    steps = np.log(merged["spacing"]) / np.log(1.3)
    assert steps == pytest.approx(round(steps))
    assert steps > 1
    expected = merge_places(*places, spacing=merged["spacing"])
    assert merged["groupOfPlace"] == expected.group_of.tolist()
    aside = [2000, 2000, 3000, 3000]
    panned = page.evaluate(MERGE_FOR_SCREEN, [*columns, SIZES, 60, aside, merged["spacing"]])
    assert panned["spacing"] == merged["spacing"]
    assert panned["groupOfPlace"] == merged["groupOfPlace"]


def test_a_screen_with_room_merges_nothing_more_than_what_overlaps(page):
    places = make_places(np.random.default_rng(5), 200, 900.0, 3)
    columns = [column.tolist() for column in places]
    merged = page.evaluate(MERGE_FOR_SCREEN, [*columns, SIZES, 3000, [-450, -450, 450, 450], 1])
    assert merged["spacing"] == 1
    assert merged["groupOfPlace"] == merge_places(*places).group_of.tolist()


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_a_limit_that_cannot_be_kept_ends_with_one_group_of_each_kind(page, limit):
    places = make_places(np.random.default_rng(5), 200, 900.0, 3)
    columns = [column.tolist() for column in places]
    merged = page.evaluate(MERGE_FOR_SCREEN, [*columns, SIZES, limit, [-450, -450, 450, 450], 1])
    assert len(merged["anchors"]) == 2
