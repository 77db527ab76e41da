"""The words around the map: title, what was chosen, counts, sources, disclaimer."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from sahel_geo.analysis.summary import Counts
from sahel_geo.cartography.cards.licences import changes_told, citation_of
from sahel_geo.cartography.document import (
    Imprint,
    Layer,
    MapTexts,
    MarkerLayer,
    ReliefLayer,
)
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import LayerFile

TITLE_CASES = 3
"""With more cases picked than this the title counts them."""

TITLE_COUNTRIES = 4


def compose_texts(
    shown: Dataset,
    selection: MapSelection,
    layers: Iterable[Layer],
    counts: Counts,
    translator: Translator,
    *,
    made_on: date,
) -> MapTexts:
    """
    Write the words around the map.

    Parameters
    ----------
    shown
        For names of cases, the data's period and version.
    selection
        What the reader chose.
    layers
        What is drawn, for its attribution.
    counts
        The figures of the selection.
    translator
        The language.
    made_on
        The day to print.

    Returns
    -------
    texts
        Plain text; the counts equal those above the screen's map.
    """
    return MapTexts(
        title=_title(shown, selection, translator),
        subtitle=_subtitle(shown, selection, translator),
        counts=count_words(counts, translator),
        **asdict(compose_imprint(shown, layers, translator, made_on=made_on)),
    )


def compose_imprint(
    dataset: Dataset, layers: Iterable[Layer], translator: Translator, *, made_on: date
) -> Imprint:
    """Write whose work a map of these layers is, what it does not claim, and of when it is."""
    return Imprint(
        sources=_sources(layers, translator),
        disclaimer=translator.text("texts.disclaimer"),
        data_date=translator.text(
            "texts.data_date", day=translator.day(dataset.latest_day), version=dataset.version
        ),
        made_on=translator.text("texts.made_on", day=translator.day(made_on)),
        citations=_citations(dataset, translator),
    )


def _citations(dataset: Dataset, translator: Translator) -> str:
    """Cite the datasets and layers that stand beside the data folder's, and tell of changes."""
    cited = [citation_of(info, translator) for info in dataset.datasets]
    changed = [changes_told(info, translator) for info in dataset.datasets]
    layers = [
        translator.text("sets.layer_source", name=layer.name, source=layer.source)
        for layer in dataset.own_layers
        if layer.source
    ]
    return " ".join(words for words in (*cited, *changed, *layers) if words)


def count_words(counts: Counts, translator: Translator) -> str:
    """Write the counts in one line: '412 incidents (37 more possible) · 80 deaths known · …'."""
    parts = [translator.count("texts.incidents", counts.incidents_certain)]
    if counts.incidents_possible:
        parts[0] += translator.count("texts.more_possible", counts.incidents_possible)
    parts.append(fatality_words(counts, translator))
    parts.append(held_words(counts, translator))
    return " · ".join(parts)


def fatality_words(counts: Counts, translator: Translator) -> str:
    """Write the deaths known, and for how many incidents no number is: 'none' is never implied."""
    unknown = counts.fatalities_unknown
    if not unknown:
        return translator.count("texts.fatalities", counts.fatalities)
    if unknown == counts.incidents:
        return translator.text("texts.fatalities_unknown")
    known = translator.count("texts.fatalities", counts.fatalities)
    return known + translator.count("texts.without_toll", unknown)


def held_words(counts: Counts, translator: Translator) -> str:
    """Write how many people are held on the last day, as a range when an end's day is uncertain."""
    if counts.held_least == counts.held_most:
        return translator.count("texts.held", counts.held_most)
    return translator.text(
        "texts.held_range",
        least=translator.number(counts.held_least),
        most=translator.number(counts.held_most),
    )


def period_words(shown: Dataset, selection: MapSelection, translator: Translator) -> str:
    """Write the days that a selection shows: its window, its period, or those of the data."""
    days = selection.days(shown.period)
    return translator.days(days.start, days.end)


def _title(shown: Dataset, selection: MapSelection, translator: Translator) -> str:
    cases = [shown.case(case_id) for case_id in selection.cases]
    known = [case for case in cases if case is not None]
    if known and len(known) <= TITLE_CASES:
        names = [translator.data_text(case, "name").text for case in known]
        return translator.text("texts.title_cases", cases=translator.listing(names))
    if selection.countries and len(selection.countries) <= TITLE_COUNTRIES:
        names = [translator.term("country", country) for country in selection.countries]
        return translator.text("texts.title_countries", countries=translator.listing(names))
    return translator.text("texts.title")


def _subtitle(shown: Dataset, selection: MapSelection, translator: Translator) -> str:
    parts = [period_words(shown, selection, translator)]
    if len(selection.countries) > TITLE_COUNTRIES or (selection.countries and selection.cases):
        parts.append(
            translator.listing([translator.term("country", code) for code in selection.countries])
        )
    lists = (
        ("event_type", selection.event_types),
        ("actor", selection.actors),
        ("confidence", selection.confidence),
    )
    for kind, codes in lists:
        if codes:
            parts.append(translator.listing([translator.term(kind, code) for code in codes]))
    if len(selection.cases) > TITLE_CASES:
        parts.append(translator.count("texts.cases_picked", len(selection.cases)))
    if selection.hostage_only:
        parts.append(translator.text("texts.hostage_only"))
    if selection.text:
        parts.append(translator.text("texts.search", text=selection.text))
    return " · ".join(parts)


def _sources(layers: Iterable[Layer], translator: Translator) -> str:
    layers = tuple(layers)
    files = {layer.file for layer in layers if not isinstance(layer, ReliefLayer)}
    parts = ["texts.source_events", "texts.source_base"]
    if any(isinstance(layer, ReliefLayer) for layer in layers):
        parts.append("texts.source_relief")
    if any(
        isinstance(layer, MarkerLayer) and layer.file == LayerFile.MINING_SITES for layer in layers
    ):
        parts.append("texts.source_sites")
    if files & {LayerFile.TUAREG_REGIONS, LayerFile.ROUTES}:
        parts.append("texts.source_themes")
    return " ".join(translator.text(part) for part in parts)
