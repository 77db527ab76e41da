"""Kinds of events as others name them, onto ACLED's types and sub-types.

`PARENTS` is the list of ACLED's codebook: which of its 25 sub-event types belongs to which of its
six event types. `SYNONYMS` are words that analysts' sheets use for a kind, in English and French;
a word that is not among them is not guessed at.
"""

from collections.abc import Mapping

from sahel_geo.model.searchtext import fold
from sahel_geo.model.terms import Terms
from sahel_geo.model.vocabulary import EventType, Language, SubEventType

_MEMBERS: Mapping[EventType, tuple[SubEventType, ...]] = {
    EventType.BATTLES: (
        SubEventType.ARMED_CLASH,
        SubEventType.GOVERNMENT_REGAINS_TERRITORY,
        SubEventType.NON_STATE_ACTOR_OVERTAKES_TERRITORY,
    ),
    EventType.EXPLOSIONS: (
        SubEventType.CHEMICAL_WEAPON,
        SubEventType.AIR_DRONE_STRIKE,
        SubEventType.SUICIDE_BOMB,
        SubEventType.SHELLING,
        SubEventType.REMOTE_EXPLOSIVE,
        SubEventType.GRENADE,
    ),
    EventType.VIOLENCE_AGAINST_CIVILIANS: (
        SubEventType.SEXUAL_VIOLENCE,
        SubEventType.ATTACK,
        SubEventType.ABDUCTION,
    ),
    EventType.PROTESTS: (
        SubEventType.PEACEFUL_PROTEST,
        SubEventType.PROTEST_WITH_INTERVENTION,
        SubEventType.EXCESSIVE_FORCE,
    ),
    EventType.RIOTS: (SubEventType.VIOLENT_DEMONSTRATION, SubEventType.MOB_VIOLENCE),
    EventType.STRATEGIC_DEVELOPMENTS: (
        SubEventType.AGREEMENT,
        SubEventType.ARRESTS,
        SubEventType.CHANGE_TO_GROUP,
        SubEventType.DISRUPTED_WEAPONS_USE,
        SubEventType.BASE_ESTABLISHED,
        SubEventType.LOOTING,
        SubEventType.NON_VIOLENT_TRANSFER,
        SubEventType.OTHER,
    ),
}

PARENTS: Mapping[SubEventType, EventType] = {
    member: kind for kind, members in _MEMBERS.items() for member in members
}
"""The type of each sub-type."""

Kind = tuple[str, str]
"""A type and a sub-type; the second may be empty."""

SYNONYMS: Mapping[EventType | SubEventType, tuple[str, ...]] = {
    EventType.BATTLES: ("battle", "combat", "fighting"),
    EventType.EXPLOSIONS: ("explosion", "bombing", "remote violence", "violence à distance"),
    EventType.VIOLENCE_AGAINST_CIVILIANS: ("violence against civilian", "vac"),
    EventType.PROTESTS: ("protest", "demonstration", "manifestation"),
    EventType.RIOTS: ("riot", "émeute"),
    EventType.STRATEGIC_DEVELOPMENTS: ("strategic development", "développement stratégique"),
    SubEventType.ARMED_CLASH: ("clash", "clashes", "affrontement", "affrontements", "accrochage"),
    SubEventType.ATTACK: ("attack", "attaque", "assassination", "assassinat", "killing"),
    SubEventType.ABDUCTION: (
        "abduction", "kidnapping", "kidnap", "hostage taking", "forced disappearance",
        "enlèvement", "rapt", "prise d'otage", "prise d'otages", "disparition forcée",
    ),
    SubEventType.AIR_DRONE_STRIKE: (
        "air strike", "airstrike", "drone strike", "frappe aérienne", "frappe de drone",
    ),
    SubEventType.REMOTE_EXPLOSIVE: ("ied", "landmine", "mine", "eei", "engin explosif improvisé"),
    SubEventType.SHELLING: (
        "shelling", "artillery", "mortar", "rocket", "bombardement", "tir de mortier",
    ),
    SubEventType.SUICIDE_BOMB: ("suicide bombing", "svbied", "attentat suicide"),
    SubEventType.EXCESSIVE_FORCE: ("excessive force against protestors",),
    SubEventType.ARRESTS: ("arrest", "arrestation", "arrestations", "detention"),
    SubEventType.LOOTING: ("looting", "robbery", "pillage", "vol", "vol de bétail"),
    SubEventType.AGREEMENT: ("ceasefire", "peace agreement", "accord", "cessez-le-feu"),
}  # fmt: skip


def known_kinds(terms: Terms) -> dict[str, Kind]:
    """
    List the words for kinds.

    Parameters
    ----------
    terms
        Words of the vocabulary in both languages; codes and synonyms are known without them.

    Returns
    -------
    kinds
        Type and sub-type by the folded word; a word for a type has no sub-type.
    """
    kinds: dict[str, Kind] = {}
    for code in (*EventType, *SubEventType):
        listed = "event_type" if isinstance(code, EventType) else "sub_event_type"
        words = [terms.word(listed, code, language) or code for language in Language]
        for word in (str(code), *words, *SYNONYMS.get(code, ())):
            kinds.setdefault(fold(word), kind_of(code))
    return kinds


def kind_of(code: EventType | SubEventType) -> Kind:
    """Give the type and sub-type that a code of either stands for."""
    if isinstance(code, EventType):
        return str(code), ""
    return str(PARENTS[code]), str(code)
