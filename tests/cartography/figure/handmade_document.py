"""Small map documents with two square countries, for tests of the print renderer."""

import io
from datetime import date

import geopandas as gpd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image
from shapely.geometry import LineString, box

from sahel_geo.cartography import symbology
from sahel_geo.cartography.document import (
    AreaLayer,
    CasePath,
    Footprint,
    Label,
    LegendEntry,
    LegendGroup,
    LineLayer,
    MapDocument,
    MapTexts,
    PathFade,
    PathLeg,
    PathTail,
    PlaceSymbol,
    ReliefLayer,
    SampleKind,
    StepMark,
    TrayEntry,
)
from sahel_geo.cartography.symbology import LabelKind
from sahel_geo.model.extent import WINDOW, Extent
from sahel_geo.model.vocabulary import (
    EventType,
    Language,
    LayerFile,
    RasterFile,
)

TEXTS = MapTexts(
    title="Security events: Mali and Niger",
    subtitle="1 September to 31 October 2010",
    counts="10 incidents · 22 deaths known",
    sources="Base map: Natural Earth.",
    disclaimer="Boundaries imply no opinion.",
    data_date="Data to 6 February 2026, version 0a1b2c3d4e5f",
    made_on="Made on 1 July 2026",
)
LEGEND = (
    LegendGroup(
        "Incidents",
        (
            LegendEntry(SampleKind.EVENT, "Battles", color="#c2340a"),
            LegendEntry(SampleKind.EVENT_SIZES, "Incidents at one place", sizes=(1, 5, 10)),
        ),
    ),
    LegendGroup(
        "Base map",
        (
            LegendEntry(SampleKind.LINE, "Border", style=symbology.RIVER),
            LegendEntry(SampleKind.RELIEF, "Relief"),
        ),
    ),
)


def make_countries() -> AreaLayer:
    frame = gpd.GeoDataFrame(
        {"role": ["focus", "context"]},
        geometry=[box(-12, 5, 4.2, 30), box(4.2, 5, 20, 30)],
        crs="EPSG:4326",
    )
    styles = {
        "focus": symbology.AreaStyle(symbology.LAND, 1.0),
        "context": symbology.AreaStyle(symbology.LAND_BACKGROUND, 1.0),
    }
    return AreaLayer(LayerFile.COUNTRIES, frame, styles, "role")


def make_borders() -> LineLayer:
    lines = [LineString([(4.2, 5), (4.2, 30)]), LineString([(-12, 27.7), (20, 27.7)])]
    frame = gpd.GeoDataFrame(
        {"kind": ["international", "disputed"]}, geometry=lines, crs="EPSG:4326"
    )
    styles = {str(kind): style for kind, style in symbology.BORDERS.items()}
    return LineLayer(LayerFile.BORDERS, frame, styles, "kind")


def make_relief(folder) -> ReliefLayer:
    """A relief that shadows the southern half of the window, sea included."""
    picture = Image.new("L", (86, 68), 255)
    picture.paste(128, (0, 34, 86, 68))
    file = folder / "relief.png"
    picture.save(file)
    assert (WINDOW.east - WINDOW.west) / (WINDOW.north - WINDOW.south) == 86 / 68
    return ReliefLayer({RasterFile.RELIEF_PRINT: file})


def make_label(text="Gao", longitude=0.0, latitude=16.3, **changes) -> Label:
    values = {"kind": LabelKind.TOWN, "rank": 3, "min_zoom": 3.0, "dot": True} | changes
    return Label(text, longitude, latitude, **values)


def make_symbol(longitude=0.0, latitude=16.3, **changes) -> PlaceSymbol:
    counts = changes.pop("counts", ((EventType.BATTLES, 3), (EventType.RIOTS, 1)))
    radius = symbology.symbol_radius_px(sum(count for _, count in counts))
    values = {"radius_px": radius, "hollow": False, "possible_only": False} | changes
    return PlaceSymbol("place:0", longitude, latitude, counts, name="Gao", **values)


def make_leg(start, end, **changes) -> PathLeg:
    values = {"certain": True, "words": ""} | changes
    return PathLeg("leg:0", (start, end), symbology.PATH_COLOR, **values)


def make_step(longitude=0.0, latitude=16.3, numbers="1", **changes) -> StepMark:
    values = {"color": symbology.PATH_COLOR, "hollow": False, "faint": False, "name": ""} | changes
    return StepMark("step:0", longitude, latitude, numbers, **values)


def make_fade(start, end, words="somewhere in northern Mali") -> PathFade:
    return PathFade("fade:0", (start, end), symbology.PATH_COLOR, faint=False, words=words)


def make_tail(start, end) -> PathTail:
    return PathTail("tail:0", (start, end), symbology.TAIL, faint=False, name="way home")


def make_path(**parts) -> CasePath:
    values = {"legs": (), "steps": (), "tails": (), "fades": (), "footprints": ()} | parts
    return CasePath("arlit-2010", "Arlit seven", symbology.PATH_COLOR, **values)


def make_footprint(area) -> Footprint:
    return Footprint("area:0", area, symbology.FOOTPRINT, "Kidal")


def make_document(**changes) -> MapDocument:
    values = {
        "language": Language.ENGLISH,
        "extent": Extent(-6.0, 12.0, 9.0, 22.0),
        "layers": (make_countries(), make_borders()),
        "footprints": (),
        "paths": (),
        "symbols": (),
        "labels": (),
        "tray": (),
        "legend": LEGEND,
        "texts": TEXTS,
        "made_on": date(2026, 7, 1),
        "data_version": "0a1b2c3d4e5f",
    } | changes
    return MapDocument(**values)


def make_full_document(folder) -> MapDocument:
    """A document with something of every kind."""
    arlit, timetrine, tamanrasset = (7.4, 18.7), (0.5, 19.5), (5.5, 22.8)
    path = make_path(
        legs=(
            make_leg(arlit, timetrine, words="3 to 5 days, 720 km"),
            make_leg(timetrine, (1.4, 18.4), certain=False),
            make_leg((1.4, 18.4), timetrine, certain=False, part=None),
        ),
        steps=(
            make_step(*arlit, "1"),
            make_step(*timetrine, "2, 4", hollow=True),
            make_step(1.4, 18.4, "3", faint=True),
            make_step(2.5, 18.4, "", is_last_known=True),
        ),
        tails=(make_tail((1.4, 18.4), (2.1, 13.5)),),
        fades=(make_fade(timetrine, (-2.5, 20.5)),),
        footprints=(make_footprint(box(-1, 18, 3, 21)),),
    )
    return make_document(
        layers=(make_relief(folder), make_countries(), make_borders()),
        footprints=(make_footprint(box(-1, 18, 3, 21)), make_footprint(box(0, 19, 4, 22))),
        paths=(path,),
        symbols=(
            make_symbol(),
            make_symbol(2.1, 13.5, possible_only=True),
            make_symbol(*tamanrasset, hollow=True),
        ),
        labels=(
            make_label("Mali", -2.0, 17.0, kind=LabelKind.COUNTRY, rank=1, dot=False),
            make_label(),
            make_label("Niamey", 2.1, 13.5, kind=LabelKind.CAPITAL, rank=1),
            make_label("Ténéré", 8.0, 17.0, kind=LabelKind.LANDFORM, angle=62.0, dot=False),
        ),
        tray=(TrayEntry("tray:MLI", "somewhere in Mali: 12", 12),),
    )


def axes_of(figure: Figure, label: str):
    return next(axes for axes in figure.axes if axes.get_label() == label)


def has_axes(figure: Figure, label: str) -> bool:
    return any(axes.get_label() == label for axes in figure.axes)


def words_of(figure: Figure, label: str) -> list[str]:
    """The lines written on the axes, without the hair spaces that space letters out."""
    return [text.get_text().replace("\u200a", "") for text in axes_of(figure, label).texts]


def artists_of(figure: Figure, label: str, axes: str = "map") -> list:
    return [artist for artist in axes_of(figure, axes).collections if artist.get_label() == label]


def text_boxes(figure: Figure, label: str, gid: str | None = None) -> list:
    """What the texts of the axes cover, in device pixels."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    texts = axes_of(figure, label).texts
    return [
        text.get_window_extent(renderer) for text in texts if gid is None or text.get_gid() == gid
    ]


def picture_of(figure: Figure) -> Image.Image:
    file = io.BytesIO()
    figure.savefig(file, format="png")
    return Image.open(file).convert("RGB")
