"""The files of a map, written as the page writes them for a dataset and a selection."""

from dataclasses import dataclass
from datetime import date

from sahel_geo.analysis.areas import AreaFinder
from sahel_geo.analysis.filtering import filter_dataset, passes_choices, stand_for_incidents
from sahel_geo.cartography.composition import compose_screen
from sahel_geo.cartography.composition.paths import compose_cases
from sahel_geo.cartography.moving import MovingCase
from sahel_geo.cartography.web.cases import write_cases
from sahel_geo.cartography.web.context import write_context
from sahel_geo.cartography.web.packing import pack_events, pack_mask
from sahel_geo.cartography.web.places import write_places
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.selection import MapSelection

MADE_ON = date(2026, 7, 1)


@dataclass(frozen=True)
class WrittenMap:
    """The content of each file a map asks for."""

    context: bytes
    places: bytes
    packed: bytes
    mask: bytes
    cases: bytes


def moving_cases(dataset: Dataset, selection: MapSelection) -> tuple[MovingCase, ...]:
    """Compose the cases of a selection at all times."""
    timeless = filter_dataset(dataset, selection.timeless)
    translator = Translator(selection.language, dataset.terms)
    return compose_cases(timeless, selection.cases, translator, AreaFinder.of(dataset))


def write_map(dataset: Dataset, selection: MapSelection | None = None) -> WrittenMap:
    """Write every file of a map, the mask included."""
    selection = selection or MapSelection()
    translator = Translator(selection.language, dataset.terms)
    packed = pack_events(dataset.events)
    passes = passes_choices(dataset, selection)
    screen = compose_screen(dataset, selection, translator, made_on=MADE_ON)
    return WrittenMap(
        context=write_context(screen, translator),
        places=write_places(dataset, translator, AreaFinder.of(dataset)),
        packed=packed.content,
        mask=pack_mask(packed, passes, stand_for_incidents(dataset.events, passes)),
        cases=write_cases(moving_cases(dataset, selection)),
    )
