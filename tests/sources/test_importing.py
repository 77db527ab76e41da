import io
from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from import_samples import (
    ACLED,
    ACLED_COLUMNS,
    AWSD,
    AWSD_COLUMNS,
    GTD,
    GTD_COLUMNS,
    UCDP,
    UCDP_COLUMNS,
    make_cells,
    make_csv,
)
from makers import (
    make_areas,
    make_cases,
    make_dataset,
    make_document,
    make_event,
    make_events,
)

from sahel_geo.analysis.filtering import filter_dataset
from sahel_geo.cartography.cards import compose_card
from sahel_geo.export.geodata import export_csv
from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.datasets import DatasetKind
from sahel_geo.model.errors import SahelGeoError
from sahel_geo.model.report import Severity
from sahel_geo.model.schema import EVENT_COLUMNS, IMPORTED
from sahel_geo.model.selection import MapSelection
from sahel_geo.model.vocabulary import Language
from sahel_geo.sources.catalog import SHIPPED_DATA
from sahel_geo.sources.fitting import ImportChoices, choose_columns
from sahel_geo.sources.importing import (
    import_events,
    import_table,
    name_dataset,
)
from sahel_geo.sources.intake.limits import Limits
from sahel_geo.sources.intake.mapping import ColumnMapping
from sahel_geo.sources.intake.table import RawTable, RepairKind
from sahel_geo.sources.reference import Reference

FORMS = {
    DatasetKind.ACLED: (ACLED_COLUMNS, ACLED),
    DatasetKind.UCDP: (UCDP_COLUMNS, UCDP),
    DatasetKind.GTD: (GTD_COLUMNS, GTD),
    DatasetKind.AWSD: (AWSD_COLUMNS, AWSD),
    DatasetKind.OWN: (list(EVENT_COLUMNS), make_event()),
}


def import_cells(cells, *, reference=None, **choices):
    table = RawTable("sample.csv", cells, header=tuple(cells.columns))
    return import_table(
        table, ImportChoices(**choices), reference=reference, today=date(2026, 7, 1)
    )


def import_acled(*changes):
    return import_cells(make_cells(ACLED_COLUMNS, ACLED, *changes))


def rules(imported, severity=None):
    return [
        (problem.row, problem.rule)
        for problem in imported.report.problems
        if severity in (None, problem.severity)
    ]


@pytest.mark.parametrize("kind", FORMS)
def test_each_dataset_is_known_by_its_columns_and_read(kind):
    imported = import_events(f"{kind}.csv", make_csv(*FORMS[kind]), Limits())
    assert (imported.kind, imported.report.read, imported.report.rejected) == (kind, 1, 0)
    event = imported.frame.iloc[0]
    assert event["dataset"] == imported.dataset_id == f"{kind}-{kind}"
    assert event["title"]
    assert event["first_day"] <= event["last_day"]
    assert {*IMPORTED.columns, "row", "place", "geometry"} <= set(imported.frame.columns)
    assert len(imported.file_hash) == 12
    assert rules(imported) == []


def test_a_file_on_disk_is_read_as_its_bytes_are(tmp_path):
    content = make_csv(ACLED_COLUMNS, ACLED)
    file = tmp_path / "acled.csv"
    file.write_bytes(content)
    on_disk, in_memory = (import_events("acled.csv", it, Limits()) for it in (file, content))
    assert on_disk.file_hash == in_memory.file_hash
    assert on_disk.frame.equals(in_memory.frame)


def test_read_is_accepted_and_rejected_and_a_rejected_row_keeps_its_cells():
    imported = import_acled(
        {}, {"event_date": "soon", "fatalities": "many"}, {"geo_precision": "9"}
    )
    report = imported.report
    assert (report.read, report.accepted, report.rejected) == (3, 1, 2)
    assert rules(imported) == [(3, "day"), (3, "count"), (4, "one_of")]
    assert list(imported.rejected.index) == [3, 4]
    assert imported.rejected.loc[3, "event_date"] == "soon"
    assert list(imported.frame["row"]) == [2]


def test_a_report_lists_some_rows_of_a_kind_and_counts_the_others():
    imported = import_acled(
        *({"event_id_cnty": f"MLI{at}", "event_date": "soon"} for at in range(50))
    )
    assert imported.report.rejected == 50
    assert len(imported.report.problems) == 21
    (more,) = [problem for problem in imported.report.problems if problem.rule == "more_rows"]
    assert dict(more.values) == {"count": "30", "first": "2", "last": "51"}


def test_rows_off_the_map_are_counted_and_are_no_errors():
    imported = import_acled({}, {"event_id_cnty": "UKR1", "latitude": "50.4", "longitude": "30.5"})
    assert imported.report.rejected == 1
    assert rules(imported, Severity.WARNING) == [(3, "outside_window")]
    assert imported.report.errors == ()


def test_null_island_is_told_apart_from_the_rest_of_the_sea():
    imported = import_acled({"latitude": "0", "longitude": "0.000"})
    assert rules(imported) == [(2, "null_island")]


def test_a_point_outside_its_country_is_accepted_with_a_warning():
    imported = import_acled({"country": "Niger", "iso": "562"})
    assert imported.report.accepted == 1
    ((problem),) = imported.report.problems
    values = dict(problem.values)
    assert (problem.rule, problem.severity) == ("outside_country", Severity.WARNING)
    assert values["country"] == "NER"
    assert 100 < float(values["got"]) < 200


def test_a_day_after_the_day_of_reading_is_warned_of():
    imported = import_acled(
        {"event_date": "2026-07-01"}, {"event_id_cnty": "X", "event_date": "2026-07-02"}
    )
    assert rules(imported) == [(3, "future_day")]
    assert imported.report.accepted == 2


def test_an_id_names_one_row():
    same, other = {}, {"fatalities": "4"}
    imported = import_acled({}, same, other)
    assert imported.report.accepted == 1
    assert rules(imported, Severity.WARNING) == [(3, "same_row_again")]
    assert rules(imported, Severity.ERROR) == [(4, "repeated")]


def test_a_row_without_coordinates_is_counted_for_its_country_and_not_placed():
    cells = make_cells(
        GTD_COLUMNS, GTD, {"specificity": "5", "latitude": "", "longitude": "", "city": "Unknown"}
    )
    imported = import_cells(cells)
    event = imported.frame.iloc[0]
    assert (event["geo_precision"], event["country"]) == (4, "MLI")
    assert rules(imported) == [(2, "no_coordinates")]


def test_a_row_without_a_country_is_in_the_one_its_point_is_in():
    areas = make_areas(("AAA", 0, 10, 5, 15), ("BBB", 5, 10, 10, 15)).assign(
        label_lon=2.0, label_lat=12.0
    )
    cells = make_cells(["day", "lat", "lon"], {}, {"day": "2020-01-01", "lat": "12", "lon": "7"})
    mapping = ColumnMapping.of(
        {"event_date": "day", "latitude": "lat", "longitude": "lon"}, cells.columns
    )
    imported = import_cells(cells, mapping=mapping, reference=Reference(areas))
    assert list(imported.frame["country"]) == ["BBB"]
    assert (2, "country_from_point") in rules(imported)


def test_titles_are_made_of_kind_and_place_in_both_languages():
    event = import_acled().frame.iloc[0]
    assert (event["title"], event["title_fr"]) == ("Armed clash – Gao", "Affrontement armé – Gao")


def test_an_unknown_form_needs_a_mapping():
    cells = make_cells(["day", "lat", "lon"], {}, {"day": "2020-01-01"})
    with pytest.raises(SahelGeoError, match="mapping_needed"):
        import_cells(cells)
    with pytest.raises(SahelGeoError, match="mapping_needed"):
        import_cells(cells, mapping=ColumnMapping.of({"event_date": "gone"}, cells.columns))


def test_a_sheet_with_a_mapping_tells_what_was_assumed_and_gives_lasting_ids():
    columns = ["day", "lat", "lon", "what", "deaths"]
    row = {
        "day": "2020-01-01",
        "lat": "16.27",
        "lon": "-0.04",
        "what": "Sample kind",
        "deaths": "2",
    }
    mapping = ColumnMapping.of(
        {
            "event_date": "day",
            "latitude": "lat",
            "longitude": "lon",
            "event_type": "what",
            "fatalities": "deaths",
        },
        columns,
    )
    first = import_cells(make_cells(columns, row, {}, {}), mapping=mapping)
    told = {rule for _, rule in rules(first)}
    assert told == {"place_assumed", "unknown_kinds", "country_from_point"}
    assert first.frame["event_id"].is_unique
    mended = import_cells(make_cells(columns, row, {"deaths": "7"}), mapping=mapping)
    assert mended.frame["event_id"].item() == first.frame["event_id"].iloc[0]


def test_a_repair_is_only_done_when_it_is_accepted():
    spoilt = {"latitude": "16,2717", "longitude": "-0,0447"}
    asked = import_cells(make_cells(ACLED_COLUMNS, ACLED, spoilt))
    assert asked.report.accepted == 0
    assert [(repair.kind, repair.is_done) for repair in asked.repairs] == [
        (RepairKind.DECIMAL_COMMA, False)
    ]
    done = import_cells(
        make_cells(ACLED_COLUMNS, ACLED, spoilt), accept=frozenset({RepairKind.DECIMAL_COMMA})
    )
    assert done.frame["latitude"].item() == 16.2717


def test_days_in_acleds_own_forms_ask_for_no_repair():
    assert import_acled({"event_date": "30 June 2023"}).repairs == ()


def test_the_row_of_tags_under_a_header_is_no_event():
    tags = {"Incident ID": "#meta+id", "Year": "#date+year", "Country": "#country"}
    cells = make_cells(AWSD_COLUMNS, AWSD, {}, {})
    cells.iloc[0] = pd.Series(dict.fromkeys(AWSD_COLUMNS, "") | tags)
    imported = import_cells(cells)
    assert imported.report.accepted == 1
    assert rules(imported) == [(2, "tag_row")]


def test_rows_that_are_no_cells_are_rejected_too():
    content = make_csv(ACLED_COLUMNS, ACLED) + b"MLI2,2023-06-30,short\n"
    imported = import_events("acled.csv", content, Limits())
    assert (imported.report.read, imported.report.rejected) == (2, 1)
    assert imported.rejected.loc[3, "event_id_cnty"] == "MLI2"


def test_only_the_columns_of_gtd_that_are_needed_are_read():
    chosen = choose_columns(tuple(GTD_COLUMNS))
    assert "nkill" in chosen
    assert "addnotes" not in chosen
    assert choose_columns(tuple(ACLED_COLUMNS)) is None


def test_progress_is_told_and_what_it_raises_ends_the_import():
    shares = []
    import_events(
        "a.csv",
        make_csv(ACLED_COLUMNS, ACLED),
        Limits(),
        progress=lambda _, share: shares.append(share),
    )
    assert shares == sorted(shares)
    assert shares[-1] == 1

    def cancel(_rows, _share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_events("a.csv", make_csv(ACLED_COLUMNS, ACLED), Limits(), progress=cancel)


def test_a_dataset_is_named_after_its_kind_and_file():
    assert name_dataset(DatasetKind.ACLED, "Mali & Niger 2024.csv") == "acled-mali-niger-2024"
    assert name_dataset(DatasetKind.OWN, "….csv") == "own"


def test_a_table_without_rows_gives_an_empty_frame():
    imported = import_cells(make_cells(ACLED_COLUMNS, ACLED).iloc[:0])
    assert (imported.report.read, len(imported.frame)) == (0, 0)
    assert set(IMPORTED.columns) <= set(imported.frame.columns)


def test_the_shipped_events_are_read_as_a_readers_own():
    imported = import_events("events.csv", SHIPPED_DATA / "events.csv", Limits())
    assert imported.kind is DatasetKind.OWN
    assert imported.report.rejected == 0
    assert imported.report.read > 400


@pytest.mark.parametrize("kind", FORMS)
def test_imported_events_are_drawn_and_told_as_ours_are(kind):
    events = import_events(f"{kind}.csv", make_csv(*FORMS[kind]), Limits()).frame
    dataset = make_dataset(events=events)
    document = make_document(dataset)
    translator = Translator(Language.FRENCH, dataset.terms)
    shown = filter_dataset(dataset, MapSelection())
    card = compose_card(f"event:{events['event_id'].iloc[0]}", shown, translator)
    assert len(document.symbols) == 1
    assert all(fact.value.text for item in card.items for fact in item.facts)


NASTY = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "", "0", "-1", "1", "3", "5.0", "1e309", "nan", "inf", "-99", "2023-06-30",
            "9999-99-99", "2023-06", "30-Jun-23", "=1+1", "|", " / ", "Mali", "NE", "#date",
            "16.27", "-0.04", "16,27", "<b>x</b>", "Battles", "²", "\uff11\uff12", "0x10",
            "99999999999999999999",
            "abducted",
        ]
    ),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.booleans().map(str),
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_any_table_gives_a_report_whose_counts_add_up(data):
    kind = data.draw(st.sampled_from(sorted(FORMS)))
    columns, row = FORMS[kind]
    changed = st.dictionaries(st.sampled_from(columns), NASTY, max_size=8)
    changes = data.draw(st.lists(changed, min_size=1, max_size=6))
    accept = data.draw(st.frozensets(st.sampled_from(RepairKind)))
    imported = import_cells(make_cells(columns, row, *changes), accept=accept)
    report = imported.report
    assert report.read == len(changes)
    assert report.accepted == len(imported.frame)
    assert report.rejected == len(imported.rejected)
    assert set(imported.frame["row"]).isdisjoint(imported.rejected.index)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_any_mapped_table_gives_a_report_whose_counts_add_up(data):
    columns = ["a", "b", "c", "d", "e", "f"]
    rows = data.draw(st.lists(st.tuples(*[NASTY] * len(columns)), min_size=1, max_size=6))
    ours = data.draw(
        st.dictionaries(
            st.sampled_from([*IMPORTED.columns, "notes"]), st.sampled_from(columns), min_size=1
        )
    )
    cells = pd.DataFrame(rows, columns=columns, index=range(2, len(rows) + 2)).astype("str")
    imported = import_cells(cells, mapping=ColumnMapping.of(ours, columns))
    assert imported.report.read == len(rows)
    assert imported.report.accepted == len(imported.frame)
    assert imported.report.rejected == len(imported.rejected)


def write_csv(events):
    return export_csv(events, name="events").content


def write_xlsx(events):
    stream = io.BytesIO()
    events.drop(columns="geometry").to_excel(stream, index=False)
    return stream.getvalue()


def write_parquet(events):
    stream = io.BytesIO()
    pd.DataFrame(events.drop(columns="geometry")).to_parquet(stream)
    return stream.getvalue()


def write_geopackage(events, folder):
    file = folder / "events.gpkg"
    gpd.GeoDataFrame(events).to_file(file, layer="events", engine="pyogrio")
    return file.read_bytes()


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "gpkg"])
def test_our_events_come_back_as_they_went(form, tmp_path):
    events = make_events(
        {
            "fatalities": "0",
            "title_fr": "Combat près d’Arlit",
            "summary": "Two lines,\n“quoted”; 1|2",
        },
        {"event_date": "2010-09-16", "end_date": "2010-09-20", "time_precision": "2"},
        {"case_id": "arlit", "hostage_stage": "held", "hostages": "7", "party": "B1"},
        {"geo_precision": "4", "source": "A|B", "source_url": "https://a.org|https://b.org"},
        {"extra": "kept", "summary": "-5 and @home", "actor2": "A / B", "joint_id": "7"},
        cases=make_cases({}),
    )
    write = {"csv": write_csv, "xlsx": write_xlsx, "parquet": write_parquet}
    content = write[form](events) if form in write else write_geopackage(events, tmp_path)
    imported = import_events(f"events.{form}", content, Limits())
    assert rules(imported, Severity.ERROR) == []
    back = imported.frame.set_index("event_id")
    sent = events.set_index("event_id")
    columns = [name for name in (*EVENT_COLUMNS, "extra") if name != "event_id"]
    for name in columns:
        expected = sent[name].fillna("") if name == "extra" else sent[name]
        pd.testing.assert_series_equal(back.loc[sent.index, name], expected, check_names=False)
