"""The rows shown as a file, with what must be known of them: choices, dates, sources, licence."""

import geopandas as gpd

from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.analysis.summary import count_shown
from sahel_geo.cartography.composition.texts import compose_texts
from sahel_geo.export.citing import cite_rows, duties_words
from sahel_geo.export.geodata import export_csv, export_geojson, export_geopackage
from sahel_geo.export.image import Snapshot
from sahel_geo.export.request import ExportRequest, stamp_text
from sahel_geo.export.workbook import export_workbook
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.vocabulary import ExportFormat, GeoPrecision


def export_rows(
    dataset: Dataset, request: ExportRequest, translator: Translator, *, name: str
) -> Snapshot:
    """
    Write the events of a request.

    Parameters
    ----------
    dataset
        Everything there is.
    request
        Which events, and as which kind of rows.
    translator
        The language of what is told of the file; the names of columns and the codes stay English.
    name
        The file's name without its ending.

    Returns
    -------
    file
        The same bytes for the same request. CSV is a plain table: its stamp stands in a last
        column, and what else there is to tell is left to the other kinds.
    """
    events = cite_rows(filter_dataset(dataset, request.selection).events, dataset, translator)
    stamp = stamp_text(dataset, request)
    if request.format is ExportFormat.CSV:
        return export_csv(events, name=name, stamp=stamp)
    metadata = tell_of_rows(dataset, request, translator)
    if request.format is ExportFormat.GEOJSON:
        return export_geojson(events, name=name, metadata=metadata, stamp=stamp)
    if request.format is ExportFormat.GPKG:
        return export_geopackage(events, name=name, metadata=metadata, stamp=stamp)
    return export_workbook(
        events, translator, name=name, metadata=metadata, stamp=stamp, made_on=request.made_on
    )


def tell_of_rows(
    dataset: Dataset, request: ExportRequest, translator: Translator
) -> dict[str, str]:
    """
    Tell what rows are, as sentences of one language.

    Parameters
    ----------
    dataset
        Everything there is.
    request
        Which events.
    translator
        The language.

    Returns
    -------
    metadata
        Sentence by what it tells of, in reading order.
    """
    selection = request.selection
    shown = filter_dataset(dataset, selection)
    texts = compose_texts(
        shown,
        selection,
        (),
        count_shown(dataset, shown, selection),
        translator,
        made_on=request.made_on,
    )
    told = {
        "title": texts.title,
        "choices": texts.subtitle,
        "counts": texts.counts,
        "rows_label": translator.count("workbook.rows_told", len(shown.events)),
        "places": _tell_of_places(shown.events, translator),
        "data": texts.data_date,
        "made_on": texts.made_on,
        "sources": " ".join(
            words for words in (translator.text("texts.source_events"), texts.citations) if words
        ),
        "duties": duties_words(dataset, translator),
        "licence": translator.text("casefile.licence"),
        "disclaimer": texts.disclaimer,
    }
    return {translator.text(f"workbook.{name}"): words for name, words in told.items() if words}


def _tell_of_places(events: gpd.GeoDataFrame, translator: Translator) -> str:
    """Say how many rows have a place that is no point."""
    hidden = int((events["geo_precision"] == GeoPrecision.UNDISCLOSED).sum())
    return translator.count("workbook.places_told", hidden) if hidden else ""
