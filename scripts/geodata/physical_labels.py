"""Names of natural landscapes and seas, placed by hand; massifs have their own layer."""

from dataclasses import dataclass

from shapely import Point

from geodata.geojson import Feature


@dataclass(frozen=True)
class PhysicalLabel:
    """
    A name to write across a landscape.

    `angle_deg` turns it counter-clockwise; `rank` 1 is for a large landscape, 3 for a small one.
    """

    name: str
    name_fr: str
    longitude: float
    latitude: float
    kind: str
    rank: int
    angle_deg: int = 0


PHYSICAL_LABELS = (
    PhysicalLabel("Ténéré", "Ténéré", 10.9, 19.5, "desert", 1, 62),
    PhysicalLabel("Tanezrouft", "Tanezrouft", -0.3, 23.6, "desert", 1),
    PhysicalLabel("Azawagh", "Azawagh", 4.6, 16.9, "plain", 2, -8),
    PhysicalLabel("Erg Chech", "Erg Chech", -2.6, 25.3, "erg", 2, 35),
    PhysicalLabel("Erg Iguidi", "Erg Iguidi", -6.4, 26.7, "erg", 2, 35),
    PhysicalLabel("El Djouf", "El Djouf", -7.8, 21.2, "erg", 1, 30),
    PhysicalLabel("Grand Erg Oriental", "Grand Erg oriental", 7.3, 30.6, "erg", 2),
    PhysicalLabel("Grand Erg Occidental", "Grand Erg occidental", 0.6, 30.6, "erg", 2, 12),
    PhysicalLabel("Murzuq Sand Sea", "Edeyen de Mourzouk", 13.0, 24.9, "erg", 2),
    PhysicalLabel("Ubari Sand Sea", "Edeyen d'Oubari", 12.0, 27.5, "erg", 2, 15),
    PhysicalLabel("Tademaït Plateau", "Plateau du Tademaït", 2.6, 28.6, "plateau", 2),
    PhysicalLabel("Talak", "Talak", 6.0, 19.3, "plain", 3),
    PhysicalLabel("Bodélé Depression", "Dépression du Bodélé", 17.4, 16.9, "basin", 3),
    PhysicalLabel("Grand Erg of Bilma", "Grand Erg de Bilma", 13.6, 17.6, "erg", 2, 20),
    PhysicalLabel("Tagant", "Tagant", -11.3, 18.0, "plateau", 2),
    PhysicalLabel("Adrar", "Adrar", -12.6, 20.9, "plateau", 2, 30),
    PhysicalLabel("Hodh", "Hodh", -8.6, 16.2, "basin", 2),
    PhysicalLabel("Azawad", "Azawad", -2.3, 18.3, "plain", 1),
    PhysicalLabel("Gourma", "Gourma", -1.9, 15.8, "plain", 2),
    PhysicalLabel("Liptako", "Liptako", 0.6, 13.7, "plain", 3),
    PhysicalLabel("Inner Niger Delta", "Delta intérieur du Niger", -4.6, 15.0, "wetland", 2, 45),
    PhysicalLabel("Fezzan", "Fezzan", 14.2, 26.4, "region", 1),
    PhysicalLabel("Hamada du Draa", "Hamada du Draa", -7.5, 28.9, "plateau", 3, 10),
    PhysicalLabel("Atlas Mountains", "Atlas", -4.6, 32.3, "range", 2, 30),
    PhysicalLabel("Borkou", "Borkou", 18.6, 18.3, "region", 2),
    PhysicalLabel("Kaouar", "Kaouar", 13.0, 19.2, "oases", 3, 80),
    PhysicalLabel("Tassili n'Ahaggar", "Tassili n'Ahaggar", 5.6, 21.2, "plateau", 3, 10),
    PhysicalLabel("Hamada of Tinghert", "Hamada de Tinghert", 9.2, 28.5, "plateau", 3),
    PhysicalLabel("Hamada al-Hamra", "Hamada el-Hamra", 12.3, 29.6, "plateau", 2),
    PhysicalLabel("Atlantic Ocean", "Océan Atlantique", -16.3, 6.6, "sea", 1, -25),
    PhysicalLabel("Gulf of Guinea", "Golfe de Guinée", -0.2, 4.6, "sea", 1),
    PhysicalLabel("Mediterranean Sea", "Mer Méditerranée", 17.6, 34.9, "sea", 1),
    PhysicalLabel("Gulf of Sidra", "Golfe de Syrte", 18.4, 31.6, "sea", 3),
)


def build_physical_labels() -> list[Feature]:
    """Build the labels as points, in the table's order."""
    return [
        Feature(
            {
                "name": label.name,
                "name_fr": label.name_fr,
                "kind": label.kind,
                "angle": label.angle_deg,
                "rank": label.rank,
            },
            Point(label.longitude, label.latitude),
        )
        for label in PHYSICAL_LABELS
    ]
