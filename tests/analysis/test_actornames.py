import pytest

from sahel_geo.analysis.actornames import Role, overlap, read_sides


@pytest.mark.parametrize(
    "name",
    [
        "JNIM: Group for Support of Islam and Muslims",
        "JNIM",
        "Jamaat Nusrat al-Islam wal Muslimin (JNIM)",
        "Jama'at Nusrat al-Islam wal-Muslimin",
    ],
)
def test_a_group_is_known_by_every_spelling(name):
    assert "jnim" in read_sides(name, "").groups


@pytest.mark.parametrize(
    "name", ["MNJ: Niger Movement for Justice", "Niger Movement for Justice (MNJ)", "MNJ"]
)
def test_a_group_of_no_list_is_known_by_its_short_name(name):
    assert read_sides(name, "").groups == {"mnj"}


def test_a_province_shares_the_family_of_its_whole():
    province = read_sides("ISWAP: Islamic State West Africa Province", "").groups
    assert overlap(province, read_sides("IS", "").groups) == 1
    assert overlap(province, read_sides("ISSP: Islamic State Sahel Province", "").groups) == 0.5


@pytest.mark.parametrize(
    ("names", "role"),
    [
        (("Military Forces of Mali (2020-)", "Government of Mali", "Military"), Role.STATE),
        (("Civilians (Niger)", "Civilians", "Private Citizens & Property"), Role.CIVILIANS),
    ],
)
def test_who_is_no_group_is_known_by_a_role(names, role):
    assert all(read_sides(name, "").roles == {role} for name in names)


def test_an_unidentified_group_says_nothing():
    assert not read_sides("Unidentified Armed Group (Mali)", "Unknown").groups
    assert overlap(frozenset(), frozenset({"jnim"})) is None


def test_several_actors_of_a_cell_are_read_apart():
    sides = read_sides("MNLA / Military Forces of France", "Civilians (Mali)")
    assert sides.groups == {"mnla"}
    assert sides.roles == {Role.STATE, Role.CIVILIANS}
