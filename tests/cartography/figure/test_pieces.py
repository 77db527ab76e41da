import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.path import Path

from sahel_geo.cartography.figure.canvas import add_sheet, make_figure
from sahel_geo.cartography.figure.page import Box, Page
from sahel_geo.cartography.figure.piecereader import PieceReader
from sahel_geo.cartography.theme import paper_colors
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.vocabulary import Language, ThemeName

BOX = Box(100.0, 100.0, 500.0, 400.0)
SQUARE = np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)], float)
CODES = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]


def read(corner, side, **look):
    """Draw a square on a sheet, in CSS pixels of the page, and read it."""
    page = Page()
    figure = make_figure(page, paper_colors(ThemeName.SCREEN, Translator(Language.ENGLISH)))
    sheet = add_sheet(figure, page, BOX, "map", 0)
    reader = PieceReader(figure, sheet)
    points = SQUARE * side + corner
    sheet.add_collection(PathCollection([Path(points, CODES)], transform=sheet.transData, **look))
    return reader.read_new()


def test_an_area_that_its_sheet_cuts_is_read_as_its_fill_and_its_own_edge():
    fill, edge = read((50, 200), 150, facecolors="#112233", edgecolors="#445566", linewidths=1)
    assert (fill.fill[0], fill.edge_px) == ("#112233", 0.0)
    assert (edge.fill[1], edge.edge[0]) == (0.0, "#445566")
    assert fill.points[:, 0].min() == pytest.approx(100, abs=0.5)
    (line,) = edge.lines
    assert len(line) == 4


def test_an_area_on_its_sheet_is_read_as_one_piece():
    (piece,) = read((150, 200), 100, facecolors="#112233", edgecolors="#445566", linewidths=1)
    assert piece.fill[1] == piece.edge[1] == 1.0


def test_an_area_without_fill_that_its_sheet_cuts_is_read_as_lines():
    (edge,) = read((50, 200), 150, facecolors="none", edgecolors="#445566", linewidths=1)
    assert len(edge.lines) == 1
    assert Path.CLOSEPOLY not in edge.codes


def test_an_area_that_covers_its_sheet_has_no_edge():
    pieces = read((0, 0), 900, facecolors="#112233", edgecolors="#445566", linewidths=1)
    assert [piece.edge_px for piece in pieces] == [0.0]
