import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import Point, box

from sahel_geo.cartography.document import AreaLayer
from sahel_geo.cartography.figure.page import Box
from sahel_geo.cartography.figure.projection import fit_frame
from sahel_geo.cartography.symbology import AreaStyle, LineStyle
from sahel_geo.export.slideground import lay_out_ground
from sahel_geo.model.extent import Extent
from sahel_geo.model.vocabulary import Language, LayerFile

FRAME = fit_frame(Extent(-4.0, 12.0, 4.0, 18.0), Box(40.0, 60.0, 640.0, 510.0))
EDGED = AreaStyle("#8899aa", 0.3, LineStyle("#334455", 1.0, (4.0, 2.0)))
PLAIN = AreaStyle("#8899aa", 1.0)


def lay_out(area, style):
    features = gpd.GeoDataFrame({"name": ["Kel Aïr"]}, geometry=[area], crs="EPSG:4326")
    layer = AreaLayer(LayerFile.TUAREG_REGIONS, features, {"": style})
    (shape,) = lay_out_ground(FRAME, [layer], Language.ENGLISH, most_points=1000)
    return shape


def along_frame(run):
    """Tell whether each stretch of a line runs along an edge of the map."""
    edges = [(0, FRAME.box.left), (0, FRAME.box.right), (1, FRAME.box.top), (1, FRAME.box.bottom)]
    near = [np.abs(run[:, axis] - value) < 0.2 for axis, value in edges]
    return np.any([one[:-1] & one[1:] for one in near], axis=0)


@pytest.mark.parametrize(
    "area",
    [
        Point(4.0, 18.0).buffer(3.0),
        box(-30.0, 15.0, 30.0, 40.0),
        box(-2.0, 5.0, 2.0, 30.0),
        Point(0.0, 15.0).buffer(20.0).difference(Point(0.0, 15.0).buffer(1.0)),
    ],
)
def test_the_edge_of_an_area_does_not_run_along_the_frame_that_cuts_it(area):
    shape = lay_out(area, EDGED)
    assert any(along_frame(run).any() for run in shape.runs)
    assert shape.edges
    assert not any(along_frame(run).any() for run in shape.edges)
    for run in shape.edges:
        assert (run >= (FRAME.box.left, FRAME.box.top)).all()
        assert (run <= (FRAME.box.right, FRAME.box.bottom)).all()


def test_an_area_wholly_on_the_map_keeps_its_edge_on_the_shape():
    assert lay_out(Point(0.0, 15.0).buffer(1.0), EDGED).edges is None


def test_an_area_that_fills_the_map_has_no_edge():
    assert lay_out(box(-30.0, 0.0, 30.0, 40.0), EDGED).edges == ()


def test_an_area_without_an_edge_is_one_shape():
    assert lay_out(box(-30.0, 15.0, 30.0, 40.0), PLAIN).edges is None
