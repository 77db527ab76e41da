"""The datasets that stand side by side on the map: what each is called, and what it asks for.

Who uses a dataset owes its makers a citation and more. What they ask is kept here as codes; the
words are in the catalogue (`merge.duty.<code>`). Where the terms were read:

- ACLED: its Terms of Use and Attribution Policy (acleddata.com/contentusage, also at
  epo.acleddata.com/terms-of-use-and-attribution-policy): no other user gets direct access to
  original rows; the date of access, the filters and the changes made must be told; the citation
  stands on every visual.
- UCDP GED: ucdp.uu.se/downloads names the articles to cite with each release; UCDP's data are
  CC BY 4.0. The article on candidate events is doi:10.1177/2053168020935257.
- GTD: start.umd.edu/gtd/end-user-agreement (no public posting of the data, no passing on, not for
  commercial purposes, changes told) and start.umd.edu/gtd/using-gtd/CitingGTD (how to cite it).
- AWSD: www.aidworkersecurity.org/about opens the data to search and download and calls the latest
  incidents provisional; a licence to pass rows on was not found on the makers' own pages, so rows
  stay with their reader until one is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import geopandas as gpd

SHIPPED_ID = "shipped"
"""The `dataset` of the events that come with the dashboard."""


DATASET = "dataset"
"""The column of events of several datasets that says which one a row comes from."""


class DatasetKind(StrEnum):
    """Whose form a dataset has."""

    SHIPPED = "shipped"
    ACLED = "acled"
    UCDP = "ucdp"
    GTD = "gtd"
    AWSD = "awsd"
    OWN = "own"


class Duty(StrEnum):
    """What the makers of a dataset ask of whoever shows it."""

    CITE_ON_VISUALS = "cite_on_visuals"
    CITE = "cite"
    CITE_RELEASE = "cite_release"
    ACCESS_DATE = "access_date"
    FILTERS = "filters"
    CHANGES = "changes"
    NO_RAW_ROWS = "no_raw_rows"
    NOT_COMMERCIAL = "not_commercial"
    LICENCE_CC_BY = "licence_cc_by"
    PROVISIONAL = "provisional"
    OWN_RIGHTS = "own_rights"


@dataclass(frozen=True)
class DatasetTerms:
    """
    What the makers of a kind of dataset ask.

    Attributes
    ----------
    citation
        As they word it, never translated; empty where the rows name their own sources.
    duties
        In the order in which they are told.
    allows_raw
        Whether rows may leave in pages and slides that go to others. A user's own download may
        always hold them.
    """

    citation: str
    duties: tuple[Duty, ...]
    allows_raw: bool


DATASET_TERMS: Mapping[DatasetKind, DatasetTerms] = {
    DatasetKind.SHIPPED: DatasetTerms("", (), allows_raw=True),
    DatasetKind.ACLED: DatasetTerms(
        "ACLED (Armed Conflict Location & Event Data), www.acleddata.com. Raleigh, C., Kishi, R. "
        "& Linke, A. (2023). Political instability patterns are obscured by conflict dataset "
        "scope conditions, sources, and coding choices. Humanities and Social Sciences "
        "Communications 10, 74. https://doi.org/10.1057/s41599-023-01559-4",
        (
            Duty.CITE_ON_VISUALS,
            Duty.ACCESS_DATE,
            Duty.FILTERS,
            Duty.CHANGES,
            Duty.NO_RAW_ROWS,
        ),
        allows_raw=False,
    ),
    DatasetKind.UCDP: DatasetTerms(
        "Uppsala Conflict Data Program (UCDP), https://ucdp.uu.se. Sundberg, Ralph and Erik "
        "Melander (2013). Introducing the UCDP Georeferenced Event Dataset. Journal of Peace "
        "Research 50(4), 523-532. https://doi.org/10.1177/0022343313484347",
        (Duty.CITE, Duty.CITE_RELEASE, Duty.LICENCE_CC_BY, Duty.CHANGES),
        allows_raw=True,
    ),
    DatasetKind.GTD: DatasetTerms(
        "START (National Consortium for the Study of Terrorism and Responses to Terrorism). "
        "(2022). Global Terrorism Database 1970 - 2020 [data file]. "
        "https://www.start.umd.edu/gtd",
        (Duty.CITE, Duty.CITE_RELEASE, Duty.CHANGES, Duty.NO_RAW_ROWS, Duty.NOT_COMMERCIAL),
        allows_raw=False,
    ),
    DatasetKind.AWSD: DatasetTerms(
        "Humanitarian Outcomes, Aid Worker Security Database, https://www.aidworkersecurity.org",
        (Duty.CITE, Duty.ACCESS_DATE, Duty.PROVISIONAL, Duty.NO_RAW_ROWS),
        allows_raw=False,
    ),
    DatasetKind.OWN: DatasetTerms("", (Duty.OWN_RIGHTS,), allows_raw=True),
}
"""The terms of every kind of dataset."""


@dataclass(frozen=True)
class DatasetInfo:
    """
    One dataset on the map; what its makers ask follows from its kind.

    Attributes
    ----------
    dataset_id
        What the `dataset` column of its events says; short, without `/`.
    name
        What the reader calls it.
    kind
        Whose form it has.
    color
        Of its ring on the map and of its chip, `#rrggbb`.
    access_date
        The day the rows were got from their makers; None where nobody said.
    row_count
        Its accepted rows.
    version
        Changes when its rows do: digits of the hash of its file.
    told_citation
        What the reader wants cited; used where the makers do not say how.
    """

    dataset_id: str
    name: str
    kind: DatasetKind
    color: str
    access_date: date | None
    row_count: int
    version: str
    told_citation: str = ""

    @property
    def citation(self) -> str:
        """As the makers word it, else as the reader told; empty when neither did."""
        return DATASET_TERMS[self.kind].citation or self.told_citation

    @property
    def duties(self) -> tuple[Duty, ...]:
        """What the makers ask, in the order in which it is told."""
        return DATASET_TERMS[self.kind].duties

    @property
    def allows_raw(self) -> bool:
        """Whether rows may leave in pages and slides that go to others."""
        return DATASET_TERMS[self.kind].allows_raw


@dataclass(frozen=True, eq=False)
class DatasetEvents:
    """An imported dataset and its events, as `Dataset.events` has them."""

    info: DatasetInfo
    events: gpd.GeoDataFrame
