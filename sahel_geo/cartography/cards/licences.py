"""What stands under a map for each dataset on it: how to cite it, and what its makers ask."""

from sahel_geo.i18n.catalog import Translator
from sahel_geo.model.datasets import DatasetInfo, Duty


def citation_of(info: DatasetInfo, translator: Translator) -> str:
    """
    Write the citation line of a dataset.

    Parameters
    ----------
    info
        The dataset.
    translator
        The language of all but the citation itself, which stands as its makers word it.

    Returns
    -------
    words
        'ACLED (…), www.acleddata.com. … Accessed 3 May 2026.'; the dataset's name where nobody
        said how to cite it.
    """
    citation = (info.citation or info.name).rstrip(". ")
    if info.access_date is None:
        if Duty.ACCESS_DATE not in info.duties:
            return translator.text("merge.cited", citation=citation)
        return translator.text("merge.cited_undated", citation=citation)
    day = translator.day(info.access_date)
    return translator.text("merge.cited_on", citation=citation, day=day)


def duties_of(info: DatasetInfo, translator: Translator) -> tuple[str, ...]:
    """Write what the makers of a dataset ask, one sentence each."""
    return tuple(translator.text(f"merge.duty.{duty}") for duty in info.duties)


def changes_told(info: DatasetInfo, translator: Translator) -> str:
    """Write how rows of a dataset were changed on their way here; empty where nobody asks."""
    if Duty.CHANGES not in info.duties:
        return ""
    return translator.text("merge.changes_made", name=info.name)
