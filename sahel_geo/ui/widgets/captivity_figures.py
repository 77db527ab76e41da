"""Figures of captivity, each with what it rests on, how many are open, and what they cannot say."""

from typing import Any

import pandas as pd
import streamlit as st

from sahel_geo.analysis.captivity import (
    MASS_SEIZURE,
    NOT_TOLD,
    SEVERAL,
    BorderFigure,
    Grouping,
    Unit,
    share_across_border,
)
from sahel_geo.analysis.survival import Survival
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.dataset import Dataset
from sahel_geo.ui import case_cache
from sahel_geo.ui.widgets.captivity_charts import build_groups, build_held, build_survival
from sahel_geo.ui.widgets.case_table import captor_words
from sahel_geo.ui.widgets.chart_axis import ChartOfRows

TERMS = {Grouping.OUTCOME: "outcome", Grouping.SECTOR: "sector", Grouping.NATIONALITY: "country"}
"""The kind of the vocabulary that has the words for the groups."""


def show_captivity_figures(dataset: Dataset, translator: Translator) -> None:
    """Show all figures; the switch of what is counted holds for those of days in captivity."""
    if case_cache.casebook(dataset).empty:
        st.info(translator.text("case_page.no_cases"))
        return
    st.caption(translator.text("case_page.figures_note"))
    unit = _show_choice("unit", list(Unit), translator)
    left, right = st.columns(2, gap="large")
    with left:
        _show_survival(dataset, Unit(unit), translator)
        _show_border(dataset, translator)
    with right:
        _show_groups(dataset, Unit(unit), translator)
    _show_held(dataset, translator)


def _show_choice(name: str, options: list[Any], translator: Translator) -> str:
    chosen = st.segmented_control(
        translator.text(f"case_page.{name}"),
        options,
        default=options[0],
        format_func=lambda option: translator.text(f"case_page.{name}_{option}"),
        key=f"case_{name}",
        required=True,
    )
    return str(chosen or options[0])


def _show_chart(chart: ChartOfRows, key: str) -> None:
    st.vega_lite_chart(chart.rows, chart.spec, key=key)


def _show_survival(dataset: Dataset, unit: Unit, translator: Translator) -> None:
    st.subheader(translator.text("case_page.survival"), anchor=False)
    survival = case_cache.survival(dataset, unit)
    st.markdown(f"**{median_words(survival, translator)}**")
    _show_chart(build_survival(survival, translator), f"survival_{unit}")
    interval = translator.text("case_page.interval_note")
    st.caption(f"{_rests_words(survival, unit, dataset, translator)} {interval}")
    if unit is Unit.CAPTIVE:
        mass = case_cache.survival(dataset, unit, is_mass=True)
        if mass.n:
            words = {"median": median_words(mass, translator), "limit": MASS_SEIZURE}
            rests = _rests_words(mass, unit, dataset, translator)
            st.caption(f"{translator.text('case_page.mass_apart', **words)} {rests}")


def median_words(survival: Survival, translator: Translator) -> str:
    """Write in a sentence after how many days half were no longer held."""
    if survival.median is None:
        return translator.text("case_page.no_median")
    bounds = _median_words(survival.median, survival.low, survival.high, translator)
    return translator.text("case_page.median", median=bounds)


def _median_words(
    median: float | None, low: float | None, high: float | None, translator: Translator
) -> str:
    if median is None:
        return translator.text("case_page.no_median")
    days = translator.count("compose.days", round(median))
    if low is None and high is None:
        return days
    least = "0" if low is None else translator.number(round(low))
    if high is None:
        return translator.text("case_page.days_upwards", days=days, low=least)
    most = translator.number(round(high))
    return translator.text("case_page.days_between", days=days, low=least, high=most)


def _rests_words(survival: Survival, unit: Unit, dataset: Dataset, translator: Translator) -> str:
    if unit is Unit.CAPTIVE:
        return _rests_on("captives", survival.n, survival.open, translator)
    still_open = int(case_cache.casebook(dataset)["is_open"].sum())
    words = _rests_on("cases", survival.n, still_open, translator)
    return f"{words} {translator.count('case_page.censored', survival.open)}"


def _rests_on(counted: str, number: int, still_open: int, translator: Translator) -> str:
    return translator.text(
        "case_page.rests_on_open",
        n=translator.count(f"case_page.{counted}", number),
        open=translator.count("case_page.open_ones", still_open),
    )


def _show_groups(dataset: Dataset, unit: Unit, translator: Translator) -> None:
    st.subheader(translator.text("case_page.medians"), anchor=False)
    by = Grouping(_show_choice("by", list(Grouping), translator))
    groups = case_cache.groups(dataset, by, unit)
    words = [group_words(group, by, unit, translator) for group in groups.to_dict(orient="records")]
    _show_chart(build_groups(groups, words, translator), f"groups_{by}_{unit}")
    notes = [translator.text("case_page.groups_note")]
    if by is Grouping.OUTCOME:
        notes.append(translator.text("case_page.outcome_note"))
    if by is Grouping.NATIONALITY:
        notes.append(translator.text("case_page.nationality_note"))
    st.caption(" ".join(notes))


def group_words(group: dict[Any, Any], by: Grouping, unit: Unit, translator: Translator) -> str:
    """Write a group's name, its median and interval, and on how many it rests."""
    low, middle, high = (
        None if pd.isna(group[name]) else float(group[name]) for name in ("low", "median", "high")
    )
    name = group_name(str(group["group"]), by, translator)
    if group["is_mass"]:
        name = translator.text("case_page.mass_group", name=name)
    rests = [translator.count("case_page.cases", int(group["cases"]))]
    if unit is Unit.CAPTIVE:
        rests.append(translator.count("case_page.captives", int(group["people"])))
    if group["open"]:
        rests.append(translator.count("case_page.censored_ones", int(group["open"])))
    median = _median_words(middle, low, high, translator)
    words = {"name": name, "median": median, "rests": ", ".join(rests)}
    return translator.text("case_page.group", **words)


def group_name(group: str, by: Grouping, translator: Translator) -> str:
    """Name a group: a code's word, a captor, or what stands for those who are in no one group."""
    if by is Grouping.CAPTOR:
        return captor_words(group, translator)
    if group == SEVERAL:
        return translator.text("case_page.several_nationalities")
    if group == NOT_TOLD and by is Grouping.NATIONALITY:
        return translator.text("case_page.nationality_unknown")
    return translator.term(TERMS[by], group)


def _show_border(dataset: Dataset, translator: Translator) -> None:
    st.subheader(translator.text("case_page.border"), anchor=False)
    figure = share_across_border(case_cache.casebook(dataset))
    st.text(border_words(figure, translator))
    st.caption(translator.text("case_page.border_note"))


def border_words(figure: BorderFigure, translator: Translator) -> str:
    """Write how many cases were reported from another country, and how soon."""
    words = [
        translator.text(
            "case_page.border_share",
            crossed=translator.number(figure.crossed),
            cases=translator.count("case_page.cases", figure.cases),
            share=translator.number(round(100 * (figure.share or 0))),
            open=translator.count("case_page.open_ones", figure.open),
        )
    ]
    days = (
        figure.median_days_least,
        figure.median_days_most,
        figure.soonest_days,
        figure.latest_days,
    )
    if None not in days:
        least, most, soonest, latest = (translator.number(round(day or 0)) for day in days)
        values = {"least": least, "most": most, "soonest": soonest, "latest": latest}
        words.append(translator.text("case_page.border_days", **values))
    return " ".join(words)


def _show_held(dataset: Dataset, translator: Translator) -> None:
    st.subheader(translator.text("case_page.held"), anchor=False)
    with_mass = st.toggle(
        translator.text("case_page.with_mass", limit=MASS_SEIZURE), key="case_with_mass"
    )
    curve = case_cache.held(dataset, with_mass=with_mass)
    if curve.days.empty:
        return
    _show_chart(build_held(curve, translator), f"held_{with_mass}")
    rests = _rests_on("cases", curve.cases, curve.open, translator)
    st.caption(f"{rests} {translator.text('case_page.held_note')}")
