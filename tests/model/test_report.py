"""What was found wrong or odd in the files."""

from hypothesis import given
from hypothesis import strategies as st

from sahel_geo.model.report import Problem, Severity, ValidationReport

WRONG = Problem("events.csv", 14, "day", (("got", "31/02/2014"),))
ODD = Problem("events.csv", 3, "outside_region", severity=Severity.WARNING)
REPORTS = st.integers(0, 500).flatmap(
    lambda read: st.builds(
        ValidationReport,
        read=st.just(read),
        rejected=st.integers(0, read),
        problems=st.lists(st.sampled_from([WRONG, ODD])).map(tuple),
    )
)


def test_a_problem_is_an_error_unless_it_is_said_to_be_a_warning():
    report = ValidationReport(read=20, rejected=1, problems=(ODD, WRONG))
    assert report.errors == (WRONG,)
    assert report.warnings == (ODD,)


def test_nothing_read_is_nothing_rejected():
    assert (ValidationReport().read, ValidationReport().accepted) == (0, 0)
    assert ValidationReport.merge([]) == ValidationReport()


@given(st.lists(REPORTS))
def test_accepted_and_rejected_rows_are_those_read_also_after_merging(reports):
    merged = ValidationReport.merge(iter(reports))
    assert merged.accepted + merged.rejected == merged.read
    assert merged.accepted == sum(report.accepted for report in reports)
    assert list(merged.problems) == [problem for report in reports for problem in report.problems]
