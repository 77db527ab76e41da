"""All checks together."""

import pytest
from makers import make_case, make_event, make_step, write_table

from sahel_geo.i18n.catalog import Translator, read_messages
from sahel_geo.model.schema import TableFile
from sahel_geo.model.vocabulary import Language, LayerFile
from sahel_geo.sources import SHIPPED_DATA, Catalog, validate_files
from sahel_geo.sources.catalog import INPUTS

ENGLISH = Translator(Language.ENGLISH)


@pytest.fixture(scope="module")
def reports():
    return validate_files(Catalog.in_folder(SHIPPED_DATA))


def test_every_file_of_the_folder_has_a_report(reports):
    assert tuple(reports) == INPUTS


@pytest.mark.parametrize("file", INPUTS)
def test_the_shipped_data_pass(reports, file):
    assert [ENGLISH.problem(problem) for problem in reports[file].errors] == []


def test_what_is_odd_in_the_shipped_data_is_about_regions_only(reports):
    rules = {problem.rule for report in reports.values() for problem in report.warnings}
    assert rules <= {"unknown_region", "outside_region"}


def test_tables_are_checked_against_each_other(tmp_path):
    events = [
        make_step(event_date="2010-09-16", hostage_stage="abducted", hostages=7),
        make_step(event_date="2011-02-24", hostage_stage="released", hostages=9),
        make_event(joint_id="x"),
        make_event(case_id="gone"),
    ]
    write_table(tmp_path / "events.csv", events)
    write_table(tmp_path / "hostage_cases.csv", [make_case()])
    write_table(tmp_path / "actors.csv", [{"actor": "Someone", "actor_fr": "Quelqu'un"}])
    found = validate_files(Catalog.in_folder(tmp_path))
    rules = [(problem.row, problem.rule) for problem in found[TableFile.EVENTS].errors]
    assert rules == [(3, "more_than_held"), (4, "lonely_joint"), (5, "unknown_case")]
    warnings = [(problem.row, problem.rule) for problem in found[TableFile.EVENTS].warnings]
    assert warnings == [(2, "no_actor")]
    assert [problem.rule for problem in found[TableFile.CASES].errors] == ["ends_sum"]


@pytest.mark.parametrize("precision", [1, 3, 4])
def test_a_country_that_the_base_map_lacks_is_wrong_however_rough_the_place(tmp_path, precision):
    events = write_table(
        tmp_path / "events.csv", [make_event(country="FRA", geo_precision=precision)]
    )
    catalog = Catalog.in_folder(tmp_path).with_file(
        LayerFile.COUNTRIES, SHIPPED_DATA / "geo" / "countries.geojson"
    )
    found = validate_files(catalog)[TableFile.EVENTS]
    assert [ENGLISH.problem(problem) for problem in found.errors] == [
        f"{events.name}, row 2: the country must be one of the base map, got 'FRA'."
    ]


def test_a_site_away_from_where_its_columns_say_is_named(tmp_path):
    file = tmp_path / "geo" / "mining_sites.geojson"
    file.parent.mkdir()
    text = (SHIPPED_DATA / "geo" / "mining_sites.geojson").read_text(encoding="utf-8")
    file.write_text(text.replace('"latitude":18.78,', '"latitude":18.88,', 1), encoding="utf-8")
    found = validate_files(Catalog.in_folder(tmp_path))[LayerFile.MINING_SITES]
    assert [ENGLISH.problem(problem) for problem in found.errors] == [
        (
            "mining_sites.geojson, row 2: the point must be where longitude and latitude say "
            "(7.36, 18.88), got 7.36, 18.78."
        )
    ]


def test_every_problem_has_its_sentence_with_the_same_blanks_in_both_languages():
    english, french = read_messages(Language.ENGLISH), read_messages(Language.FRENCH)
    keys = {key for key in english if key.startswith(("problem.", "cli."))}
    assert keys == {key for key in french if key.startswith(("problem.", "cli."))}
    for key in keys:
        assert blanks(english[key]) == blanks(french[key])


def blanks(sentence):
    return {part.split("}")[0] for part in sentence.split("{")[1:]}
