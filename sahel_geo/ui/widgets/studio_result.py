"""The right side of the export dialog: the preview, or what is wrong, and the file."""

from functools import partial
from io import BytesIO

import streamlit as st

from sahel_geo.cartography.figure.paper import MM_PER_INCH
from sahel_geo.cartography.wording import translate_events
from sahel_geo.export.image import Snapshot
from sahel_geo.export.request import (
    ExportRequest,
    check_request,
    file_stem,
    page_of_request,
)
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.vocabulary import ExportFormat
from sahel_geo.ui import cache, session, studio_cache, studio_files
from sahel_geo.ui.studio import SLOW, Purpose, Studio

ROWS_SHOWN = 8
PAGES_SEEN, PAGES_HEIGHT_PX = 8, 230
"""How many titles of a deck are seen at once, and how high they are."""
PRINTED = frozenset({ExportFormat.PDF, ExportFormat.SVG})
"""Formats without pixels: their size is one of paper."""

LOOK_SECONDS = 0.7
"""How often the dialog looks how far a file is."""

MEGABYTE, KILOBYTE = 1_000_000, 1_000


def show_result(
    dataset: Dataset,
    request: ExportRequest,
    problem: SahelGeoError | None,
    translator: Translator,
) -> None:
    """
    Show what the export looks like and offer it, or say why it cannot be made.

    Parameters
    ----------
    dataset
        Everything there is.
    request
        What the controls ask for.
    problem
        What was found wrong already.
    translator
        The page's language.
    """
    try:
        if problem is not None:
            raise problem
        _check(dataset, request)
        _show_preview(dataset, request, translator)
        _show_file(dataset, request, translator)
    except SahelGeoError as error:
        st.error(translator.text("studio.cannot_export"), icon=":material/error:")
        sentence = translator.error(error)
        st.text(sentence[:1].upper() + sentence[1:])


def _show_file(dataset: Dataset, request: ExportRequest, translator: Translator) -> None:
    if session.studio().purpose in SLOW:
        _show_slow_download(dataset, request, translator)
    else:
        _show_download(dataset, request, translator)


def _check(dataset: Dataset, request: ExportRequest) -> None:
    check_request(request)
    purpose = session.studio().purpose
    if purpose not in {Purpose.ROWS, Purpose.FILM}:
        return
    shown, _ = cache.shown_events(dataset, request.selection)
    if not len(shown):
        rule = "nothing_to_export"
        raise SahelGeoError(rule)


def _show_preview(dataset: Dataset, request: ExportRequest, translator: Translator) -> None:
    purpose = session.studio().purpose
    if purpose is Purpose.ROWS:
        _show_rows(dataset, request, translator)
        return
    words = _size_words(request, translator)
    st.image(studio_cache.preview(dataset, request), caption=words, width="stretch")
    if purpose is Purpose.DECK:
        _show_pages(dataset, request, translator)


def _show_pages(dataset: Dataset, request: ExportRequest, translator: Translator) -> None:
    """Name the pages of a deck; the preview is that of the first."""
    titles = studio_files.deck_titles(dataset, session.studio(), request)
    own = request.design.title or studio_cache.composed(dataset, request).texts.title
    st.markdown(f"**{translator.count('studio.slides', len(titles))}**")
    with st.container(height=PAGES_HEIGHT_PX if len(titles) > PAGES_SEEN else "content"):
        st.text("\n".join(f"{n}. {title or own}" for n, title in enumerate(titles, 1)))


def _size_words(request: ExportRequest, translator: Translator) -> str | None:
    """Tell how large the export is: in print where it has no pixels; a web page has no size."""
    if request.format is ExportFormat.HTML:
        return None
    page = page_of_request(request)
    if request.format in PRINTED:
        width, height = (round(side * MM_PER_INCH) for side in page.size_in)
        return translator.text("studio.size_words_mm", width=width, height=height)
    width, height = page.width_px, page.height_px
    return translator.text("studio.size_words_px", width=width, height=height)


def _show_rows(dataset: Dataset, request: ExportRequest, translator: Translator) -> None:
    """Show the first events in words; the file has every column of the data."""
    shown, _ = cache.shown_events(dataset, request.selection)
    spoken = cache.translator_of(dataset, request.selection.language)
    words = translate_events(shown.part(0, ROWS_SHOWN), spoken)
    count = len(shown)
    st.markdown(f"**{translator.count('studio.rows', count)}**")
    st.dataframe(
        words.rename(columns={name: spoken.text(f"table.{name}") for name in words.columns}),
        hide_index=True,
    )
    if count > ROWS_SHOWN:
        total = translator.number(count)
        st.caption(translator.text("studio.rows_more", shown=ROWS_SHOWN, n=total))


def _show_download(dataset: Dataset, request: ExportRequest, translator: Translator) -> None:
    st.download_button(
        _label("download", request, translator),
        data=partial(_make, dataset, session.studio(), request),
        file_name=f"{file_stem(dataset, request.selection)}.{request.format.ending}",
        mime=studio_files.MEDIA_TYPES[request.format],
        icon=":material/download:",
        on_click="ignore",
        key="studio_download",
        type="primary",
    )


def _label(action: str, request: ExportRequest, translator: Translator) -> str:
    kind = "deck_" if session.studio().purpose is Purpose.DECK else ""
    name = translator.text(f"studio.format_{kind}{request.format}")
    return translator.text(f"studio.{action}", format=name)


def _make(dataset: Dataset, studio: Studio, request: ExportRequest) -> BytesIO:
    return BytesIO(studio_files.make_file(dataset, studio, request).content)


def _show_slow_download(dataset: Dataset, request: ExportRequest, translator: Translator) -> None:
    """Offer to make a file that takes its time; it stays until another one is made."""
    studio = session.studio()
    key = studio_files.key_of(dataset, studio, request)
    job = session.job(key)
    if job is None:
        st.button(
            _label("make", request, translator),
            icon=":material/autorenew:",
            on_click=session.begin_job,
            args=(key, partial(studio_files.make_file, dataset, studio, request)),
            key="studio_make",
            type="primary",
        )
    elif job.is_running:
        st.fragment(_show_progress, run_every=LOOK_SECONDS)(key, translator)
    elif job.error is not None:
        raise job.error
    elif job.file is not None:
        _offer(job.file, request, translator)
    else:
        rule = "export_failed"
        raise SahelGeoError(rule)


def _show_progress(key: str, translator: Translator) -> None:
    job = session.job(key)
    if job is None or not job.is_running:
        st.rerun()
    st.progress(job.share, translator.text("studio.making"))
    st.button(
        translator.text("studio.cancel"),
        icon=":material/close:",
        on_click=session.stop_job,
        key="studio_cancel",
    )


def _offer(made: Snapshot, request: ExportRequest, translator: Translator) -> None:
    size = _weight(len(made.content), translator)
    st.success(
        translator.text("studio.made", name=made.file_name, size=size), icon=":material/check:"
    )
    st.download_button(
        _label("download", request, translator),
        data=made.content,
        file_name=made.file_name,
        mime=made.media_type,
        icon=":material/download:",
        on_click="ignore",
        key="studio_download_made",
        type="primary",
    )


def _weight(size: int, translator: Translator) -> str:
    """Write how large a file is, as file managers do."""
    if size < MEGABYTE:
        return translator.text(
            "studio.kilobytes", n=translator.number(max(round(size / KILOBYTE), 1))
        )
    return translator.text("studio.megabytes", n=translator.number(round(size / MEGABYTE, 1)))
