"""Words and marks of a commitment: those of the period that the report is of."""

import pytest

from reports.document import build
from tests.factories import CommitmentFactory, PlanChangeFactory, PriorityFactory
from tests.reports.document.samples import period_of, reported

pytestmark = pytest.mark.django_db

MONTHS = ["2021-06", "2022-03", "2022-09"]


@pytest.fixture
def priority():
    return PriorityFactory()


@pytest.fixture
def periods(priority):
    return {month: period_of(priority.strategy, month) for month in MONTHS}


def said(period):
    """The wording and the marks of the only commitment, in the table or among those complete earlier."""
    (chapter,) = build(period).chapters
    ((wording, marker),) = [
        (each.wording, each.marker)
        for each in [*(line for group in chapter.groups for line in group.lines), *chapter.completed_earlier]
    ]
    return wording, marker


def test_report_has_the_words_of_its_period(priority, periods):
    commitment = CommitmentFactory(priority=priority, wording="Third words")
    PlanChangeFactory(commitment=commitment, period=periods["2022-09"], old="Second words", new="Third words")
    PlanChangeFactory(commitment=commitment, period=periods["2022-03"], old="First words", new="Second words")

    assert [said(period) for period in periods.values()] == [
        ("First words", ""),
        ("Second words", "**"),
        ("Third words", "**"),
    ]


def test_report_has_the_words_of_its_period_among_what_was_complete_earlier(priority, periods):
    commitment = CommitmentFactory(priority=priority, wording="New words")
    PlanChangeFactory(commitment=commitment, period=periods["2022-09"], old="Old words", new="New words")
    reported(commitment, periods["2021-06"], stage="complete")

    assert [said(periods[month]) for month in ("2022-03", "2022-09")] == [("Old words", ""), ("New words", "**")]


def test_changes_have_the_words_of_the_period_too(priority, periods):
    commitment = CommitmentFactory(priority=priority, wording="New words")
    PlanChangeFactory(commitment=commitment, kind="moved", period=periods["2022-03"])
    PlanChangeFactory(commitment=commitment, period=periods["2022-09"], old="Old words", new="New words")

    assert [change.wording for change in build(periods["2022-03"]).changes] == ["Old words"]


@pytest.mark.parametrize(
    ("changes", "published", "markers"),
    [
        ([], True, ["", "", ""]),
        ([("reworded", None)], True, ["**", "**", "**"]),
        ([("reworded", "2022-03")], True, ["", "**", "**"]),
        ([("reworded", "2022-09")], True, ["", "", "**"]),
        ([("reworded", "2022-09"), ("reworded", None)], True, ["**", "**", "**"]),
        ([("reworded", "2022-09"), ("reworded", "2021-06")], True, ["**", "**", "**"]),
        ([("moved", None), ("stopped", "2021-06")], True, ["", "", ""]),
        ([], False, ["◊◊", "◊◊", "◊◊"]),
        ([("added", None)], False, ["◊◊", "◊◊", "◊◊"]),
        ([("added", "2021-06"), ("reworded", "2022-03")], False, ["◊◊", "** ◊◊", "** ◊◊"]),
    ],
)
def test_marks_stay_for_good_from_the_period_in_which_they_are_known(priority, periods, changes, published, markers):
    commitment = CommitmentFactory(priority=priority, in_published_plan=published)
    for kind, month in changes:
        PlanChangeFactory(commitment=commitment, kind=kind, period=periods.get(month))

    assert [said(period)[1] for period in periods.values()] == markers


def test_report_explains_the_marks_that_occur(priority, periods):
    commitment = CommitmentFactory(priority=priority)
    PlanChangeFactory(commitment=commitment, period=periods["2022-03"])
    late = CommitmentFactory(priority=priority, in_published_plan=False)
    PlanChangeFactory(commitment=late, kind="added", period=periods["2022-09"])

    assert [build(period).about_markers for period in periods.values()] == [
        (),
        ("Commitments marked ** have been reworded since the plan was published.",),
        (
            "Commitments marked ** have been reworded since the plan was published.",
            "Commitments marked ◊◊ have been added since the plan was published.",
        ),
    ]


@pytest.mark.parametrize("marks", [("r", "a"), ("(re word)", "new one"), ("**", "***")])
def test_report_explains_the_strategys_own_marks(marks):
    strategy = PriorityFactory(
        strategy__reworded_marker=marks[0],
        strategy__added_marker=marks[1],
        strategy__commitment_label_plural="Promises",
    ).strategy
    june, march = (period_of(strategy, month) for month in ("2021-06", "2022-03"))
    commitment = CommitmentFactory(priority=strategy.priorities.get(), in_published_plan=False)
    reworded = f"Promises marked {marks[0]} have been reworded since the plan was published."
    added = f"Promises marked {marks[1]} have been added since the plan was published."

    before = build(june).about_markers
    PlanChangeFactory(commitment=commitment)

    assert (before, build(june).about_markers) == ((added,), (reworded, added))
    reported(commitment, june, stage="complete")
    assert build(march).about_markers == (reworded, added)
