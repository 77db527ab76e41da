import pytest
from import_samples import GTD, GTD_COLUMNS, make_cells

from sahel_geo.sources.adapters import gtd


def adapt(*changes, columns=GTD_COLUMNS):
    return gtd.adapt(make_cells(columns, GTD, *changes))


def test_the_database_is_known_by_its_columns():
    assert gtd.recognises(GTD_COLUMNS)
    assert not gtd.recognises(GTD_COLUMNS[5:])


@pytest.mark.parametrize(
    ("month", "day", "dates"),
    [
        ("6", "15", ("2012-06-15", "", "1")),
        ("6", "0", ("2012-06-01", "2012-06-30", "3")),
        ("2", "0", ("2012-02-01", "2012-02-29", "3")),
        ("12", "0", ("2012-12-01", "2012-12-31", "3")),
        ("0", "0", ("2012-01-01", "2012-12-31", "3")),
        ("2", "31", ("2012-2-31", "", "1")),
    ],
)
def test_a_zero_month_or_day_becomes_an_interval(month, day, dates):
    event = adapt({"imonth": month, "iday": day}).iloc[0]
    assert (event["event_date"], event["end_date"], event["time_precision"]) == dates


@pytest.mark.parametrize(
    ("specificity", "vicinity", "precision"),
    [
        ("1", "0", "1"),
        ("1.0", "0", "1"),
        ("1", "1", "2"),
        ("2", "0", "3"),
        ("3", "1", "3"),
        ("4", "0", "3"),
        ("5", "0", "4"),
        ("", "0", "2"),
    ],
)
def test_a_place_is_never_more_precise_than_gtd_says(specificity, vicinity, precision):
    event = adapt({"specificity": specificity, "vicinity": vicinity}).iloc[0]
    assert event["geo_precision"] == precision


def test_deaths_spread_over_attacks_keep_their_range():
    whole, part, unknown, none = adapt(
        {"nkill": "2.0"}, {"nkill": "1.67"}, {"nkill": "-99"}, {"nkill": ""}
    ).to_dict("records")
    assert (whole["fatalities"], whole["fatalities_low"]) == ("2", "")
    told = [part[name] for name in ("fatalities", "fatalities_low", "fatalities_high", "nkill")]
    assert told == ["2", "1", "2", "1.67"]
    assert (unknown["fatalities"], none["fatalities"]) == ("", "")


@pytest.mark.parametrize(
    ("attack", "target", "kind"),
    [
        ("2", "4", ("Battles", "Armed clash")),
        ("2", "14", ("Violence against civilians", "Attack")),
        ("3", "4", ("Explosions/Remote violence", "")),
        ("6", "4", ("Violence against civilians", "Abduction/forced disappearance")),
        ("7", "1", ("Strategic developments", "Looting/property destruction")),
        ("9", "14", ("Violence against civilians", "")),
    ],
)
def test_an_attack_becomes_acleds_kind_by_whom_it_struck(attack, target, kind):
    event = adapt({"attacktype1": attack, "targtype1": target}).iloc[0]
    assert (event["event_type"], event["sub_event_type"]) == kind


def test_a_suicide_bombing_is_one():
    event = adapt({"attacktype1": "3", "suicide": "1"}).iloc[0]
    assert event["sub_event_type"] == "Suicide bomb"


def test_hostages_are_counted_where_there_were_any_and_their_columns_kept():
    taken, none, unknown = adapt(
        {"ishostkid": "1", "nhostkid": "4", "nreleased": "3"},
        {"ishostkid": "0", "nhostkid": ""},
        {"ishostkid": "1", "nhostkid": "-99"},
    ).to_dict("records")
    assert [event["hostages"] for event in (taken, none, unknown)] == ["4", "", ""]
    assert taken["nreleased"] == "3"


def test_citations_are_sources_and_a_bar_does_not_part_one():
    assert adapt()["source"].item() == "Sample citation / with a bar|Sample citation 2"
    assert adapt({"scite1": "", "scite2": ""})["source"].item() == "Sample collection"


def test_what_was_not_read_of_a_large_file_is_not_missed():
    columns = [name for name in GTD_COLUMNS if name not in gtd.LEFT_OUT]
    assert {"country", "crit1", "addnotes"} <= set(GTD_COLUMNS) - set(columns)
    assert adapt(columns=columns).iloc[0]["country"] == "MLI"
