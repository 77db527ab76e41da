"""A small document made by hand: one of everything the map can draw."""

from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
from shapely import Point, Polygon, box

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
    Marker,
    MarkerLayer,
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
from sahel_geo.model.extent import SAHEL
from sahel_geo.model.vocabulary import (
    BorderKind,
    Commodity,
    EventType,
    Language,
    LayerFile,
    RasterFile,
    RegionClass,
    RouteKind,
)

DATA_FOLDER = Path(__file__).parents[3] / "data"

NIAMEY, ARLIT, TIMETRINE = (2.1098, 13.5137), (7.3853, 18.7369), (0.4, 19.4)
HOSTILE = "</script><b>bold</b>\u2028{{'x'}}"


def make_features(**columns: Any) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns, crs="EPSG:4326")


def make_layers() -> tuple[Any, ...]:
    land = symbology.AreaStyle(symbology.LAND, 1.0)
    geo = DATA_FOLDER / "geo"
    square = box(5, 15, 8, 18)
    return (
        AreaLayer(
            LayerFile.COUNTRIES,
            make_features(role=["focus"], geometry=[box(-10, 10, 10, 25)]),
            {"focus": land, "context": land, "background": land},
            "role",
        ),
        ReliefLayer({RasterFile.RELIEF_WEB: geo / "relief_3857.jpg"}),
        LineLayer(
            LayerFile.BORDERS,
            make_features(kind=["coast"], geometry=[square.exterior]),
            {kind.value: style for kind, style in symbology.BORDERS.items()},
            "kind",
        ),
        AreaLayer(
            LayerFile.TUAREG_REGIONS,
            make_features(
                region_id=["kel_ahaggar"],
                feature_class=["tuareg_area"],
                name=["Kel Ahaggar"],
                name_fr=["Kel Ahaggar (fr)"],
                geometry=[square],
            ),
            {kind.value: symbology.REGIONS[kind] for kind in RegionClass},
            "feature_class",
            "region",
        ),
        LineLayer(
            LayerFile.ROUTES,
            make_features(
                route_id=["tsh_tam_agadez"],
                kind=["road"],
                name=["Trans-Sahara Highway"],
                name_fr=["Transsaharienne"],
                geometry=[square.exterior],
            ),
            {kind.value: symbology.ROUTES[kind] for kind in RouteKind},
            "kind",
            "route",
        ),
        MarkerLayer(
            LayerFile.MINING_SITES,
            (
                Marker(
                    "site:somair",
                    7.3,
                    18.9,
                    symbology.COMMODITIES[Commodity.URANIUM],
                    hollow=False,
                    faded=True,
                    name="SOMAÏR (uranium)",
                ),
            ),
        ),
    )


def make_path(name: str = "Arlit seven") -> CasePath:
    color = symbology.PATH_COLOR
    area = Polygon([(-2, 19), (2, 19), (2, 22), (-2, 22)])
    return CasePath(
        case_id="arlit-2010",
        name=name,
        color=color,
        legs=(PathLeg("leg:1", (ARLIT, TIMETRINE), color, True, False, "3 to 5 days, 760 km"),),
        steps=(
            StepMark("step:1", *ARLIT, "1", color, False, False, "step 1: Arlit"),
            StepMark(
                "step:2", *TIMETRINE, "2\u20134", color, True, False, "steps 2\u20134: Timétrine"
            ),
        ),
        tails=(PathTail("tail:1", (TIMETRINE, NIAMEY), symbology.TAIL, True, "way home"),),
        fades=(
            PathFade(
                "fade:1", (TIMETRINE, (-1.5, 21.0)), color, False, "somewhere in northern Mali"
            ),
        ),
        footprints=(Footprint("foot:1", area, symbology.FOOTPRINT, "northern Mali"),),
    )


def make_document(language: Language = Language.ENGLISH, **changes: Any) -> MapDocument:
    """Give a document; `changes` replace its fields."""
    disc = Point(3, 16).buffer(0.25)
    fields: dict[str, Any] = {
        "language": language,
        "extent": SAHEL,
        "layers": make_layers(),
        "footprints": (Footprint("foot:2", disc, symbology.FOOTPRINT, "near Ménaka"),),
        "paths": (make_path(),),
        "symbols": (
            make_symbol("place:niamey", NIAMEY, "Niamey: 12 incidents", 12),
            make_symbol("place:arlit", ARLIT, "Arlit: 2 incidents", 2),
            make_symbol("place:hollow", (3, 16), "near Ménaka", 1, hollow=True),
            make_symbol("place:possible", (5, 20), "In Guezzam", 1, possible_only=True),
        ),
        "labels": (
            Label("Niger", 9.4, 17.4, LabelKind.COUNTRY, 1, 3),
            Label("Niamey", *NIAMEY, LabelKind.CAPITAL, 1, 3, dot=True, key="town:niamey"),
            Label("Arlit", *ARLIT, LabelKind.TOWN, 2, 3, dot=True, key="town:arlit"),
            Label("Ténéré", 11, 18, LabelKind.LANDFORM, 2, 3, angle=62),
        ),
        "tray": (TrayEntry("tray:MLI", "somewhere in Mali: 12", 12),),
        "legend": make_legend(),
        "texts": MapTexts(
            "Insecurity in the Sahel",
            "September 2010",
            "16 incidents",
            "Natural Earth, GeoNames",
            "Borders imply no opinion",
            "Data to 6 February 2026",
            "Made on 1 March 2026",
        ),
        "made_on": date(2026, 3, 1),
        "data_version": "0a1b2c3d4e5f",
    }
    return MapDocument(**(fields | changes))


def make_symbol(
    key: str, point: tuple[float, float], name: str, count: int, **looks: bool
) -> PlaceSymbol:
    counts = ((EventType.BATTLES, count - count // 3),)
    if count // 3:
        counts += ((EventType.PROTESTS, count // 3),)
    looks = {"hollow": False, "possible_only": False} | looks
    return PlaceSymbol(key, *point, counts, symbology.symbol_radius_px(count), **looks, name=name)


def make_legend() -> tuple[LegendGroup, ...]:
    styles = {
        SampleKind.LINE: symbology.BORDERS[BorderKind.DISPUTED],
        SampleKind.AREA: symbology.FOOTPRINT,
        SampleKind.MARKER: symbology.COMMODITIES[Commodity.GOLD],
    }
    entries = tuple(
        LegendEntry(
            kind,
            f"Sample of {kind}",
            styles.get(kind),
            symbology.PATH_COLOR,
            (1, 5, 20) if kind is SampleKind.EVENT_SIZES else (),
        )
        for kind in SampleKind
    )
    return (LegendGroup("All samples", entries),)
