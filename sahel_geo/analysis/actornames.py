"""What the names of actors say, however a dataset spells them: armed groups, and roles of others.

Datasets name one group in many ways ('JNIM: Group for Support of Islam and Muslims', 'JNIM',
'Jamaat Nusrat al-Islam wal Muslimin (JNIM)') and tell the state and its people apart by other
lines ('Military Forces of Mali (2020-)', 'Government of Mali', 'Military'). A group is compared by
its short name and the family it belongs to, all others by their role.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sahel_geo.model.columns import ACTOR_SEPARATOR
from sahel_geo.model.searchtext import fold


class Role(StrEnum):
    """What an actor is when it is no armed group with a name."""

    STATE = "state"
    PEACEKEEPERS = "peacekeepers"
    CIVILIANS = "civilians"
    PROTESTERS = "protesters"
    RIOTERS = "rioters"


@dataclass(frozen=True)
class Sides:
    """
    Who took part in an event.

    Attributes
    ----------
    groups
        Short names of armed groups and of the families they belong to; empty when unknown.
    roles
        Roles of all others; empty when unknown.
    """

    groups: frozenset[str]
    roles: frozenset[str]


_QAEDA, _STATE_OF_ISLAM = "al-qaeda", "islamic-state"

FAMILIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"\bjnim\b|nusra[th]? al[- ]islam|support of islam and muslims", ("jnim", _QAEDA)),
    (r"\baqim\b|\baqmi\b|al[- ]qa\w+ (?:organization )?in the (?:lands of the )?islamic maghreb",
     ("aqim", _QAEDA)),
    (r"\bmacina\b", ("macina", "jnim", _QAEDA)),
    (r"\bansar ?(?:al[- ])?d[ei]+ne?\b", ("ansar-dine", _QAEDA)),
    (r"mourabi?toun", ("mourabitoun", _QAEDA)),
    (r"\bgspc\b", ("gspc", _QAEDA)),
    (r"\bansaroul?\b", ("ansaroul-islam", _QAEDA)),
    (r"\biswap\b|islamic state west africa|islamic state[- ]*\(?west africa",
     ("iswap", _STATE_OF_ISLAM)),
    (r"\bissp\b|\bisgs\b|\beigs\b|islamic state (?:in the )?(?:\(?greater sahara|sahel)",
     ("issp", _STATE_OF_ISLAM)),
    (r"^is$|^isis$|^islamic state$", (_STATE_OF_ISLAM,)),
    (r"boko haram|\bjas\b|ahli(?:s)? (?:is[- ])?sunnah? li", ("boko-haram",)),
    (r"\bmujao\b|\bmujwa\b|(?:unity|oneness) and jihad in west", ("mujao",)),
    (r"wagner|africa corps", ("wagner",)),
    (r"\bdozos?\b", ("dozo",)),
    (r"ambass?agou", ("dan-na-ambassagou",)),
    (r"\bmnla\b|liberation of azawad", ("mnla",)),
)  # fmt: skip
"""Spellings of groups that have no short name in common, as ACLED, UCDP and the GTD write them."""

ROLES: tuple[tuple[str, tuple[Role, ...]], ...] = (
    (r"\bminusma\b|\bunited nations\b|peacekeep|\bafisma\b|\bbarkhane\b",
     (Role.PEACEKEEPERS, Role.STATE)),
    (r"\bvdp\b|volunteers for the defen[sc]e", (Role.STATE,)),
    (r"protest", (Role.PROTESTERS,)),
    (r"rioter|\bmob\b", (Role.RIOTERS,)),
    (r"\bmilitary\b|\bpolice\b|gendarm|\bgovernment\b|\barmy\b|state forces|\bsoldiers\b",
     (Role.STATE,)),
    (r"civilian|private citizen|\bngo\b|tourist|journalist|business|religious fig|aid worker",
     (Role.CIVILIANS,)),
    (r"educational|transportation|utilities|telecommunication|food or water|airports|maritime",
     (Role.CIVILIANS,)),
)  # fmt: skip
"""Words for those who are no armed group; target types of the GTD among them."""

UNKNOWN = re.compile(r"unidentified|\bunknown\b|non-state militia|^other$|^$")

SHORT_NAME = re.compile(r"^([A-Z][A-Za-z]*[A-Z][A-Za-z-]*)\b(?=:|$)|\(([A-Z][A-Za-z-]*[A-Z])\)")
"""'MNJ: Niger Movement for Justice', 'Niger Movement for Justice (MNJ)', 'MNJ'."""

EMPTY_WORDS = frozenset(
    ("of", "the", "and", "for", "group", "movement", "militia", "faction", "front")
)


@lru_cache(maxsize=50_000)
def read_sides(actor1: str, actor2: str) -> Sides:
    """
    Read who took part from the two cells of an event.

    Parameters
    ----------
    actor1, actor2
        Names as they stand; several in one cell are parted by ` / `.

    Returns
    -------
    sides
        Which side an actor is on does not matter: datasets put the state first or last.
    """
    groups: set[str] = set()
    roles: set[str] = set()
    for name in (*actor1.split(ACTOR_SEPARATOR), *actor2.split(ACTOR_SEPARATOR)):
        folded = fold(name.strip())
        found = _find(ROLES, folded)
        roles.update(str(role) for role in found)
        if not found and not UNKNOWN.search(folded):
            groups.update(_find(FAMILIES, folded) or _name_of(name, folded))
    return Sides(frozenset(groups), frozenset(roles))


def _find(spellings: tuple[tuple[str, tuple[str, ...]], ...], folded: str) -> tuple[str, ...]:
    """Give what the first spelling that a name has stands for."""
    return next((found for spelling, found in spellings if re.search(spelling, folded)), ())


def _name_of(name: str, folded: str) -> frozenset[str]:
    """Give the short name of a group, else its telling words."""
    short = SHORT_NAME.search(name)
    if short:
        return frozenset({fold(short.group(1) or short.group(2))})
    words = re.findall(r"[^\W\d_]{3,}", folded)
    return frozenset(words) - EMPTY_WORDS


def overlap(one: frozenset[str], other: frozenset[str]) -> float | None:
    """Tell what part of the smaller set is in the other; None when either is empty."""
    if not one or not other:
        return None
    return len(one & other) / min(len(one), len(other))
