import pytest
from matplotlib.figure import Figure

from sahel_geo.cartography import symbology
from sahel_geo.cartography.document import LegendEntry, LegendGroup, SampleKind
from sahel_geo.cartography.figure import Page, to_figure
from sahel_geo.cartography.figure.legend import lay_out_legend
from sahel_geo.cartography.figure.lettering import MIN_SIZE_PX, measure
from sahel_geo.cartography.figure.samples import draw_sample, sample_size
from tests.cartography.figure.handmade_document import (
    LEGEND,
    axes_of,
    make_document,
    text_boxes,
    words_of,
)


def make_groups(count, words="Line {number}", kind=SampleKind.EVENT):
    entries = tuple(
        LegendEntry(kind, words.format(number=number), color="#c2340a") for number in range(count)
    )
    return (LegendGroup("Heading", entries),)


def entries_of(layout):
    cells = [cell for column in layout.columns for row in column for cell in row.cells]
    return [cell.entry for cell in cells if cell.entry is not None]


STYLES = {
    SampleKind.LINE: symbology.RIVER,
    SampleKind.AREA: symbology.LAKE,
    SampleKind.MARKER: symbology.COMMODITIES["uranium"],
}


def make_entry(kind):
    return LegendEntry(
        kind, f"words of {kind}", style=STYLES.get(kind), color="#8a0f3c", sizes=(1, 5, 10)
    )


def test_the_legend_lists_exactly_the_lines_of_the_document(figure):
    lines = [entry.words for group in LEGEND for entry in group.entries]
    headings = [group.title for group in LEGEND]
    counts = ["1", "5", "10"]
    assert sorted(words_of(figure, "legend")) == sorted([*headings, *lines, *counts])


@pytest.mark.parametrize("kind", [kind for kind in SampleKind if kind is not SampleKind.TEXT])
def test_every_kind_of_line_has_a_sample_within_its_place(kind):
    axes = Figure().add_axes((0, 0, 1, 1))
    entry = make_entry(kind)
    draw_sample(axes, entry, (100, 50))
    width, height = sample_size(entry)
    assert axes.collections
    for artist in axes.collections:
        for path in artist.get_paths():
            extent = path.get_extents()
            assert abs(extent.x0 - 100) <= width / 2 + 1
            assert abs(extent.x1 - 100) <= width / 2 + 1
            assert max(abs(extent.y0 - 50), abs(extent.y1 - 50)) <= height / 2 + 2


def test_a_line_of_mere_words_has_no_sample():
    axes = Figure().add_axes((0, 0, 1, 1))
    draw_sample(axes, make_entry(SampleKind.TEXT), (100, 50))
    assert not axes.collections
    assert sample_size(make_entry(SampleKind.TEXT)) == (0, 0)


def test_the_sample_of_a_fade_and_of_a_step_are_those_of_the_map():
    axes = Figure().add_axes((0, 0, 1, 1))
    draw_sample(axes, make_entry(SampleKind.FADE), (0, 0))
    draw_sample(axes, make_entry(SampleKind.LEG), (0, 50))
    labels = {artist.get_label() for artist in axes.collections}
    assert {"fades", "legs", "arrows"} <= labels


@pytest.mark.parametrize("count", [1, 12, 40, 80, 160])
def test_a_long_legend_shrinks_then_takes_more_columns_and_loses_nothing(count):
    groups = make_groups(count)
    layout = lay_out_legend(groups, 600)
    assert layout.height <= 600
    assert entries_of(layout) == list(groups[0].entries)
    sizes = {
        cell.words.style.size_px
        for column in layout.columns
        for row in column
        for cell in row.cells
    }
    assert min(sizes) >= MIN_SIZE_PX


def test_long_words_are_wrapped_within_their_column():
    layout = lay_out_legend(make_groups(10, "A very long line of the legend " * 4), 600)
    for column in layout.columns:
        for row in column:
            for cell in row.cells:
                widest = max(measure(line, cell.words.style) for line in cell.words.lines)
                assert cell.left + cell.indent + widest <= layout.column_width


def test_a_heading_is_not_left_alone_at_the_foot_of_a_column():
    groups = tuple(group for _ in range(12) for group in make_groups(9))
    for column in lay_out_legend(groups, 500).columns:
        assert not column[-1].is_heading


def test_many_short_lines_of_markers_are_set_two_by_two():
    entries = tuple(
        LegendEntry(SampleKind.MARKER, word, style=style)
        for word, style in zip(
            ("Gold", "Oil", "Gas", "Iron", "Salt"), symbology.COMMODITIES.values(), strict=False
        )
    )
    layout = lay_out_legend((LegendGroup("Mines", entries),), 600)
    assert [len(row.cells) for row in layout.columns[0]] == [1, 2, 2, 1]
    assert entries_of(layout) == list(entries)


def test_a_legend_of_the_document_stays_on_the_page(translator):
    groups = tuple(group for _ in range(6) for group in make_groups(9, "A long line {number} " * 3))
    figure = to_figure(make_document(legend=groups), Page(), translator)
    legend = axes_of(figure, "legend").get_window_extent()
    for extent in text_boxes(figure, "legend"):
        assert legend.x0 <= extent.x0
        assert extent.x1 <= legend.x1
        assert legend.y0 - 1 <= extent.y0
        assert extent.y1 <= legend.y1 + 3
