"""Take the logo of an organisation: it is checked at once, and kept while the session lasts."""

import streamlit as st

from sahel_geo.export.logo import read_logo
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.ui import session

UPLOAD_KEY = "studio_upload"
UPLOAD_MB = 10
"""More than a logo may have, so that our own words tell of the limit; beyond, the browser does."""


def show_logo(translator: Translator) -> None:
    """Show the logo that was chosen, or where one can be brought in."""
    logo = session.studio().design.logo
    if logo is not None:
        with st.container(horizontal=True, vertical_alignment="center", key="studio_logo"):
            st.image(logo, width=90)
            st.button(
                translator.text("studio.logo_remove"),
                icon=":material/close:",
                on_click=_keep_logo,
                args=(None,),
                key="studio_logo_remove",
            )
        return
    st.file_uploader(
        translator.text("studio.logo"),
        type=["png", "jpg", "jpeg", "webp"],
        max_upload_size=UPLOAD_MB,
        on_change=_take_upload,
        key=UPLOAD_KEY,
    )
    problem = session.logo_problem()
    if problem is not None:
        sentence = translator.error(problem)
        st.error(sentence[:1].upper() + sentence[1:], icon=":material/broken_image:")
    st.caption(translator.text("studio.logo_help"))


def _take_upload() -> None:
    upload = session.component_value(UPLOAD_KEY)
    session.tell_logo_problem(None)
    if upload is None:
        return
    try:
        _keep_logo(read_logo(upload.getvalue()))
    except SahelGeoError as error:
        session.tell_logo_problem(error)


def _keep_logo(logo: bytes | None) -> None:
    session.change_studio(session.studio().with_design(logo=logo))
