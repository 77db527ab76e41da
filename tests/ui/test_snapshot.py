"""The one-click snapshot."""

from datetime import date

from sahel_geo.export.request import export_map, request_of
from sahel_geo.export.stampfiles import find_stamp
from sahel_geo.model.extent import Extent
from sahel_geo.model.period import Period
from sahel_geo.model.selection import MapSelection
from sahel_geo.ui.widgets.snapshot_button import draw_snapshot

AUTUMN = Period(date(2010, 9, 1), date(2010, 10, 31))
AIR = Extent(0.0, 14.0, 12.0, 22.0)


def test_a_snapshot_can_be_made_again_from_itself(shipped, tmp_path):
    selection = MapSelection(period=AUTUMN, cases=("arlit-2010",))
    snapshot = draw_snapshot(shipped, selection, AIR)
    assert snapshot.file_name == "sahel_2010-09-01_2010-10-31.png"
    file = tmp_path / snapshot.file_name
    file.write_bytes(snapshot.content)
    request, dropped = request_of(find_stamp(file), shipped)
    assert dropped == ()
    assert (request.selection, request.extent) == (selection, AIR)
    assert export_map(shipped, request).content == snapshot.content
