"""Tell what could not be read: rows set aside, files missing, words of a link without meaning."""

import streamlit as st

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.report import ValidationReport
from sahel_geo.model.selection import DroppedChoice

LINES_SHOWN = 200


def show_report(report: ValidationReport, translator: Translator) -> None:
    """Show the problems found in the files, folded; nothing when all is well."""
    problems = report.errors
    if not problems:
        return
    rejected = translator.count(
        "page.rejected",
        report.rejected,
        accepted=translator.number(report.accepted),
        read=translator.number(report.read),
    )
    words = translator.count("page.problems", len(problems))
    st.warning(f"{words} {rejected}", icon=":material/report:")
    unread = dict.fromkeys(problem.file for problem in problems if problem.row is None)
    if unread:
        st.text(translator.text("page.unread", files=", ".join(unread)))
    with st.expander(translator.text("page.problems_list"), expanded=len(problems) <= 3):  # noqa: PLR2004
        for problem in problems[:LINES_SHOWN]:
            st.text(translator.problem(problem))
        if len(problems) > LINES_SHOWN:
            st.text(translator.count("page.more_lines", len(problems) - LINES_SHOWN))


def show_dropped(dropped: tuple[DroppedChoice, ...], translator: Translator) -> None:
    """Say which parts of the page's link were left out."""
    if not dropped:
        return
    st.info(translator.text("page.dropped"), icon=":material/link_off:")
    st.text("\n".join(f"{choice.name[:60]} = {choice.value[:120]}" for choice in dropped[:10]))


def show_error(error: SahelGeoError, translator: Translator) -> None:
    """Say in one message why the page cannot open."""
    st.error(translator.text("page.cannot_open"), icon=":material/error:")
    st.text(translator.error(error))
