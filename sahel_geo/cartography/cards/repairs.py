"""What was done to read a file, or could be, in words."""

from sahel_geo.i18n.catalog import Translator
from sahel_geo.sources.intake.table import Repair, RepairKind


def repair_words(repair: Repair, translator: Translator) -> str:
    """
    Write a repair in words of one language.

    Parameters
    ----------
    repair
        Done or proposed.
    translator
        The language.

    Returns
    -------
    words
        A sentence, a question where it is asked for; names and cells stand as the file has them,
        as text and never as markup.
    """
    values = dict(repair.values)
    if repair.kind is RepairKind.DELIMITER:
        key = f"intake.delimiter.{values['delimiter']}"
        values["delimiter"] = translator.text(key) if translator.has(key) else values["delimiter"]
    if values.get("cells", "").isdigit():
        values["cells"] = translator.number(int(values["cells"]))
    return translator.text(f"intake.repair.{repair.kind}", **values)
