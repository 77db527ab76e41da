"""The codes that tables may hold, and the names of what the map can show.

Words for these codes in English and French are data (`data/vocabulary.csv`), read into `Terms`.
"""

from enum import IntEnum, StrEnum


class Language(StrEnum):
    """A language of the page, the exports and the data texts."""

    ENGLISH = "en"
    FRENCH = "fr"


class EventType(StrEnum):
    """ACLED's six kinds of event, in the order of the legend."""

    BATTLES = "Battles"
    EXPLOSIONS = "Explosions/Remote violence"
    VIOLENCE_AGAINST_CIVILIANS = "Violence against civilians"
    PROTESTS = "Protests"
    RIOTS = "Riots"
    STRATEGIC_DEVELOPMENTS = "Strategic developments"


class SubEventType(StrEnum):
    """ACLED's twenty-five finer kinds of event."""

    ARMED_CLASH = "Armed clash"
    GOVERNMENT_REGAINS_TERRITORY = "Government regains territory"
    NON_STATE_ACTOR_OVERTAKES_TERRITORY = "Non-state actor overtakes territory"
    CHEMICAL_WEAPON = "Chemical weapon"
    AIR_DRONE_STRIKE = "Air/drone strike"
    SUICIDE_BOMB = "Suicide bomb"
    SHELLING = "Shelling/artillery/missile attack"
    REMOTE_EXPLOSIVE = "Remote explosive/landmine/IED"
    GRENADE = "Grenade"
    SEXUAL_VIOLENCE = "Sexual violence"
    ATTACK = "Attack"
    ABDUCTION = "Abduction/forced disappearance"
    PEACEFUL_PROTEST = "Peaceful protest"
    PROTEST_WITH_INTERVENTION = "Protest with intervention"
    EXCESSIVE_FORCE = "Excessive force against protesters"
    VIOLENT_DEMONSTRATION = "Violent demonstration"
    MOB_VIOLENCE = "Mob violence"
    AGREEMENT = "Agreement"
    ARRESTS = "Arrests"
    CHANGE_TO_GROUP = "Change to group/activity"
    DISRUPTED_WEAPONS_USE = "Disrupted weapons use"
    BASE_ESTABLISHED = "Headquarters or base established"
    LOOTING = "Looting/property destruction"
    NON_VIOLENT_TRANSFER = "Non-violent transfer of territory"
    OTHER = "Other"


class HostageStage(StrEnum):
    """What a step reports of the captives of a case."""

    ABDUCTED = "abducted"
    MOVED = "moved"
    HANDED_OVER = "handed_over"
    HELD = "held"
    PROOF_OF_LIFE = "proof_of_life"
    RESCUE_ATTEMPT = "rescue_attempt"
    RELEASED = "released"
    KILLED = "killed"
    DIED = "died"
    ESCAPED = "escaped"
    RESCUED = "rescued"
    RETURNED = "returned"


REPORT_STAGES = frozenset(
    {
        HostageStage.MOVED,
        HostageStage.HANDED_OVER,
        HostageStage.HELD,
        HostageStage.PROOF_OF_LIFE,
        HostageStage.RETURNED,
    }
)
"""Stages that report on captives without being an incident of their own."""

END_STAGES = frozenset(
    {
        HostageStage.RELEASED,
        HostageStage.KILLED,
        HostageStage.DIED,
        HostageStage.ESCAPED,
        HostageStage.RESCUED,
    }
)
"""Stages after which the people they concern are no longer held."""


UNSPECIFIED_REGION = "Unspecified"
"""What `admin1` says where no region is known."""


class Confidence(StrEnum):
    """How well a row is attested."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    CLAIMED = "claimed"
    DISPUTED = "disputed"


class GeoPrecision(IntEnum):
    """How precisely a place is known. Codes of data, 1 is the best."""

    PLACE = 1
    NEAR = 2
    REGION = 3
    UNDISCLOSED = 4


class TimePrecision(IntEnum):
    """How precisely a day is known. Codes of data, 1 is the best."""

    DAY = 1
    WEEK = 2
    MONTH = 3


class Sector(StrEnum):
    """The line of work of the people a case concerns."""

    TOURISM = "tourism"
    MINING = "mining"
    ENERGY = "energy"
    CONSTRUCTION = "construction"
    AID = "aid"
    DIPLOMACY = "diplomacy"
    JOURNALISM = "journalism"
    RELIGIOUS = "religious"
    LOCAL_GOVERNMENT = "local_government"
    SECURITY_FORCES = "security_forces"
    OTHER = "other"


class Outcome(StrEnum):
    """How a case ended."""

    RELEASED = "released"
    KILLED = "killed"
    DIED_IN_CAPTIVITY = "died_in_captivity"
    RESCUED = "rescued"
    ESCAPED = "escaped"
    MIXED = "mixed"
    UNRESOLVED = "unresolved"


class Commodity(StrEnum):
    """What a site yields."""

    GOLD = "gold"
    ARTISANAL_GOLD = "artisanal_gold"
    URANIUM = "uranium"
    OIL = "oil"
    GAS = "gas"
    IRON = "iron"
    PHOSPHATE = "phosphate"
    SALT = "salt"
    LITHIUM = "lithium"
    MANGANESE = "manganese"
    COAL = "coal"
    COPPER = "copper"
    ZINC = "zinc"


class SiteStatus(StrEnum):
    """Whether a site works."""

    OPERATING = "operating"
    ARTISANAL = "artisanal"
    PLANNED = "planned"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class PlaceKind(StrEnum):
    """What a place of the gazetteer is."""

    CAPITAL = "capital"
    TOWN = "town"
    VILLAGE = "village"
    BORDER_POST = "border_post"
    BASE = "base"
    HEADQUARTERS = "headquarters"
    MASSIF = "massif"
    PASS = "pass"  # noqa: S105 - a mountain pass
    WELL = "well"


class RouteKind(StrEnum):
    """What a trans-Saharan way is."""

    ROAD = "road"
    TRACK = "track"
    CARAVAN = "caravan"


class RegionClass(StrEnum):
    """Whether an area is one of living, or one that was claimed."""

    TUAREG_AREA = "tuareg_area"
    CLAIMED_TERRITORY = "claimed_territory"


class BorderKind(StrEnum):
    """What a boundary line parts."""

    INTERNATIONAL = "international"
    ADMIN1 = "admin1"
    COAST = "coast"
    DISPUTED = "disputed"
    BERM = "berm"


class PageName(StrEnum):
    """What the page shows: incidents on the map, hostage cases, or the reader's own data."""

    MAP = "map"
    CASES = "cases"
    DATA = "data"


class FlowLevel(StrEnum):
    """Between which areas the movements of captives are added up."""

    COUNTRY = "country"
    ADMIN1 = "admin1"


class OpenCases(StrEnum):
    """How precisely the places of hostage cases without an end date are shown."""

    COUNTRY = "country"
    AS_TOLD = "as_told"


class PaperName(StrEnum):
    """The format of an export's page."""

    WIDE = "16:9"
    STANDARD = "4:3"
    SQUARE = "square"
    A4_LANDSCAPE = "a4_landscape"
    A4_PORTRAIT = "a4_portrait"
    A3_LANDSCAPE = "a3_landscape"
    A3_PORTRAIT = "a3_portrait"


class ThemeName(StrEnum):
    """The colours of an export: the screen's, or those of a printer, a copier, a dark room."""

    SCREEN = "screen"
    PRINT = "print"
    GREY = "grey"
    DARK = "dark"


class Furniture(StrEnum):
    """What stands on and around an exported map besides its title, in reading order."""

    LEGEND = "legend"
    SCALE_BAR = "scale_bar"
    NORTH_ARROW = "north_arrow"
    GRATICULE = "graticule"
    INSET = "inset"
    CHART = "chart"
    TABLE = "table"
    SOURCES = "sources"
    DISCLAIMER = "disclaimer"


class ExportFormat(StrEnum):
    """What an export is: a picture, a slide, a page, a film or the rows shown."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"
    PPTX = "pptx"
    """A slide whose map is made of shapes that can be edited."""
    PPTX_PICTURE = "pptx_picture"
    """A slide whose map is one picture."""
    HTML = "html"
    GIF = "gif"
    MP4 = "mp4"
    GPKG = "gpkg"
    GEOJSON = "geojson"
    CSV = "csv"
    XLSX = "xlsx"

    @property
    def ending(self) -> str:
        """The ending of such a file's name, without its dot."""
        return "pptx" if self is ExportFormat.PPTX_PICTURE else self.value


class DeckParts(StrEnum):
    """What a deck has a slide for, besides its cases."""

    NONE = "none"
    COUNTRY = "country"
    MONTH = "month"


class LayerName(StrEnum):
    """What the reader can switch on and off, in drawing order."""

    RELIEF = "relief"
    WATER = "water"
    BORDERS = "borders"
    DISPUTED = "disputed"
    LANDFORMS = "landforms"
    ROUTES = "routes"
    TUAREG_REGIONS = "tuareg_regions"
    MINING_SITES = "mining_sites"
    PLACES = "places"
    PATHS = "paths"
    INCIDENTS = "incidents"


class LayerFile(StrEnum):
    """A GeoJSON file of `data/geo/`, by the name of the file."""

    COUNTRIES = "countries"
    ADMIN1 = "admin1"
    BORDERS = "borders"
    RIVERS = "rivers"
    LAKES = "lakes"
    TOWNS = "towns"
    MASSIFS = "massifs"
    PHYSICAL_LABELS = "physical_labels"
    TUAREG_REGIONS = "tuareg_regions"
    MINING_SITES = "mining_sites"
    ROUTES = "routes"
    PLACES = "places"


class RasterFile(StrEnum):
    """A picture of `data/geo/`, by the name of the file; both cover `WINDOW` exactly."""

    RELIEF_PRINT = "relief_4326"
    RELIEF_WEB = "relief_3857"
