"""The countries of the window: code, names in both languages, the part they play, their status."""

from dataclasses import dataclass

FOCUS, CONTEXT, BACKGROUND = "focus", "context", "background"
STATE, NON_SELF_GOVERNING = "state", "non_self_governing"


@dataclass(frozen=True)
class Country:
    """A country or territory; `code` is ISO 3166-1 alpha-3, `iso2` alpha-2."""

    code: str
    iso2: str
    name: str
    name_fr: str
    role: str
    # The two territories here that are on the United Nations list carry the other code.
    status: str = STATE
    # (longitude, latitude) of the name, where the middle of the country is crowded.
    label: tuple[float, float] | None = None


_ALL = (
    Country("MLI", "ML", "Mali", "Mali", FOCUS, label=(-4.6, 20.4)),
    Country("NER", "NE", "Niger", "Niger", FOCUS, label=(10.9, 16.1)),
    Country("MRT", "MR", "Mauritania", "Mauritanie", FOCUS),
    Country("DZA", "DZ", "Algeria", "Algérie", FOCUS, label=(5.2, 29.4)),
    Country("BFA", "BF", "Burkina Faso", "Burkina Faso", FOCUS),
    Country("TCD", "TD", "Chad", "Tchad", FOCUS),
    Country("LBY", "LY", "Libya", "Libye", FOCUS),
    Country("SEN", "SN", "Senegal", "Sénégal", CONTEXT),
    Country("GMB", "GM", "Gambia", "Gambie", CONTEXT),
    Country("GNB", "GW", "Guinea-Bissau", "Guinée-Bissau", CONTEXT),
    Country("NGA", "NG", "Nigeria", "Nigeria", CONTEXT),
    Country("BEN", "BJ", "Benin", "Bénin", CONTEXT),
    Country("TGO", "TG", "Togo", "Togo", CONTEXT),
    Country("GHA", "GH", "Ghana", "Ghana", CONTEXT),
    Country("CIV", "CI", "Côte d'Ivoire", "Côte d'Ivoire", CONTEXT),
    Country("GIN", "GN", "Guinea", "Guinée", CONTEXT),
    Country("ESH", "EH", "Western Sahara", "Sahara occidental", CONTEXT, NON_SELF_GOVERNING),
    Country("MAR", "MA", "Morocco", "Maroc", CONTEXT),
    Country("TUN", "TN", "Tunisia", "Tunisie", CONTEXT),
    Country("SDN", "SD", "Sudan", "Soudan", CONTEXT),
    Country("CMR", "CM", "Cameroon", "Cameroun", CONTEXT),
    Country("CAF", "CF", "Central African Republic", "République centrafricaine", CONTEXT),
    Country("SSD", "SS", "South Sudan", "Soudan du Sud", BACKGROUND),
    Country("COD", "CD", "DR Congo", "RD Congo", BACKGROUND),
    Country("EGY", "EG", "Egypt", "Égypte", BACKGROUND),
    Country("SLE", "SL", "Sierra Leone", "Sierra Leone", BACKGROUND),
    Country("LBR", "LR", "Liberia", "Liberia", BACKGROUND),
    Country("ESP", "ES", "Spain", "Espagne", BACKGROUND),
    Country("PRT", "PT", "Portugal", "Portugal", BACKGROUND),
    Country("ITA", "IT", "Italy", "Italie", BACKGROUND),
    Country("GRC", "GR", "Greece", "Grèce", BACKGROUND),
    Country("MLT", "MT", "Malta", "Malte", BACKGROUND),
    Country("GIB", "GI", "Gibraltar", "Gibraltar", BACKGROUND, NON_SELF_GOVERNING),
)
COUNTRIES = {country.code: country for country in _ALL}
# Natural Earth's codes that are not those of ISO 3166-1.
FOREIGN_CODES = {"SAH": "ESH", "SDS": "SSD"}


def has_admin1(code: str) -> bool:
    """Tell whether a country is shown with its admin-1 units; background countries are not."""
    return COUNTRIES[code].role != BACKGROUND
