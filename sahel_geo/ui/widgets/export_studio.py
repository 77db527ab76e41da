"""The export dialog: what is made on the left, a preview and the file on the right."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import streamlit as st

from sahel_geo.export.request import ExportRequest
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import ExportFormat, Furniture
from sahel_geo.ui import session, studio_cache
from sahel_geo.ui.studio import STRIPS, Purpose, Studio
from sahel_geo.ui.widgets import studio_controls, studio_options
from sahel_geo.ui.widgets.logo_upload import show_logo
from sahel_geo.ui.widgets.studio_result import show_result

FLOW_PURPOSES = (Purpose.PICTURE, Purpose.SLIDE)
"""Movements added up are of all times: there is no film, and no row, of them."""

WITHOUT_STRIPS = tuple(name for name in Furniture if name not in STRIPS)

FURNITURE: Mapping[Purpose, tuple[Furniture, ...]] = {
    Purpose.PICTURE: tuple(Furniture),
    Purpose.SLIDE: tuple(Furniture),
    Purpose.DECK: WITHOUT_STRIPS,
    Purpose.PAGE: (
        Furniture.LEGEND,
        Furniture.SCALE_BAR,
        Furniture.SOURCES,
        Furniture.DISCLAIMER,
    ),
    Purpose.FILM: WITHOUT_STRIPS,
}
"""What can be left out of what."""


def show_export_button(dataset: Dataset, translator: Translator) -> None:
    """Show the button that opens the dialog, and the dialog while it is open."""
    st.button(
        translator.text("studio.open"),
        icon=":material/ios_share:",
        on_click=session.open_studio,
        help=translator.text("studio.open_help"),
        key="studio_open",
    )
    if session.is_studio_open():
        dialog = st.dialog(
            translator.text("studio.heading"),
            width="large",
            icon=":material/ios_share:",
            on_dismiss=session.close_studio,
        )
        dialog(_show_studio)(dataset, translator)


def _show_studio(dataset: Dataset, translator: Translator) -> None:
    shown = session.selection()
    offered = tuple(Purpose) if shown.flows is None else FLOW_PURPOSES
    if session.studio().purpose not in offered:
        session.choose_purpose(offered[0])
    with st.container(key="studio"):
        studio_controls.show_purpose(offered, translator)
        left, right = st.columns([5, 7], gap="medium")
        with left:
            request, problem = _show_controls(dataset, shown, translator)
        with right, st.container(key="studio_result"):
            show_result(dataset, request, problem, translator)


def _show_controls(
    dataset: Dataset, shown: MapSelection, translator: Translator
) -> tuple[ExportRequest, SahelGeoError | None]:
    studio_controls.show_format(translator)
    # a format just chosen holds for all that follows
    studio = session.studio()
    if studio.purpose is Purpose.ROWS:
        studio_controls.show_language(shown, translator)
        return _ask(shown), None
    _show_page(studio, shown, translator)
    problem = _show_words(dataset, shown, translator)
    if studio.purpose is Purpose.DECK:
        studio_options.show_deck(dataset, shown, translator)
    if studio.purpose is Purpose.FILM:
        studio_options.show_film(shown, translator)
    _show_details(studio, translator)
    return _ask(shown), problem


def _show_page(studio: Studio, shown: MapSelection, translator: Translator) -> None:
    if studio.purpose is Purpose.PAGE:
        studio_controls.show_language(shown, translator)
    else:
        paper, language = st.columns(2)
        with paper:
            studio_controls.show_page(translator)
        with language:
            studio_controls.show_language(shown, translator)
    studio_controls.show_theme(translator)


def _show_words(
    dataset: Dataset, shown: MapSelection, translator: Translator
) -> SahelGeoError | None:
    try:
        texts = studio_cache.composed(dataset, _ask(shown)).texts
    except SahelGeoError as error:
        return error
    studio_controls.show_words(texts, translator)
    return None


def _show_details(studio: Studio, translator: Translator) -> None:
    furniture = FURNITURE.get(studio.purpose)
    if furniture is not None:
        studio_controls.show_furniture(furniture, translator)
    if studio.purpose is Purpose.DECK and studio.format is ExportFormat.PPTX:
        studio_options.show_deck_native(translator)
    with st.expander(translator.text("studio.brand"), icon=":material/badge:", key="studio_brand"):
        studio_controls.show_marking(translator)
        show_logo(translator)
    if studio.format is ExportFormat.PNG:
        with st.expander(
            translator.text("studio.size"), icon=":material/straighten:", key="studio_size"
        ):
            studio_options.show_size(translator)


def _ask(shown: MapSelection) -> ExportRequest:
    """Ask for what the dialog describes of what the map shows now."""
    return session.studio().request(shown, session.live().seen, made_on=today())


def today() -> date:
    """Give the day that exports are made on, in universal time as everywhere."""
    return datetime.now(UTC).date()
