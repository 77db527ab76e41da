"""People held at the end of one day, by case, out of the counts of all days."""

from types import SimpleNamespace

import pandas as pd

from sahel_geo.analysis.headcount import COUNTS, count_days


def count_held(cases, steps, day):
    """Count the people of each case with a step at the end of a day, a row a case."""
    dataset = SimpleNamespace(cases=cases, steps=steps)
    found = {}
    for case_id in cases.index[cases.index.isin(steps["case_id"])]:
        days = count_days(dataset, [case_id]).loc[:day]
        found[case_id] = days.iloc[-1] if len(days) else dict.fromkeys(COUNTS, 0)
    rows = pd.DataFrame.from_dict(found, orient="index", columns=COUNTS)
    return rows.drop(columns="abducted").astype(int)
