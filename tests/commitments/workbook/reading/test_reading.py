import pickle
from collections import Counter
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from commitments.workbook.plan import CommitmentRow, Problem, StrategyFields
from commitments.workbook.reading import Reading, read, read_workbook
from tests.commitments.workbook.books import SMALLEST, problems, reading, xlsx

REAL = Path(settings.BASE_DIR).parent / "shared" / "inputs" / "ccc-plan-2022-03.xlsx"
needs_real_workbook = pytest.mark.skipif(not REAL.exists(), reason=f"the real workbook is not at {REAL}")


def test_read_workbook_gives_the_plan_of_the_smallest_file():
    plan = reading().plan
    assert plan.strategy == StrategyFields("Sandbourne Hospital", "SH", "Plan 2021-2025")
    assert [priority.name for priority in plan.priorities] == ["Be digital", "Be kind"]
    assert plan.commitments == (CommitmentRow("BD-01", "Be digital", "Write the digital strategy"),)
    assert plan.commitments[0].where == "Commitments!2"
    assert plan.measures == ()


def test_read_workbook_takes_a_plan_whose_required_sheets_are_headers_only():
    plan = reading(
        Priorities=[["Priority"]], Periods=[["Period", "Month"]], Commitments=[["Priority", "Commitment"]]
    ).plan
    assert (plan.priorities, plan.periods, plan.commitments) == ((), (), ())


def test_read_workbook_tells_all_problems_at_once():
    found = reading(
        Strategy=[
            ["Field", "Value"],
            ["Organisation", "Sandbourne Hospital"],
            ["Title", "x" * 201],
            ["Starts", "soon"],
        ],
        Priorities=[["Priority"], ["Be digital"], ["be  DIGITAL"]],
        Periods=[["Period", "Month"], ["June 2021", "June"]],
        Commitments=[
            ["Ref", "Priority", "Commitment", "June 2021: rating"],
            ["BD-01", "Be digitl", "x", "Purple"],
            ["bd-01", "Be digital", None, "Amber"],
        ],
    )
    assert found.plan is None
    assert [str(problem) for problem in found.problems] == [
        (
            "Strategy!B4: 'soon' is not a day, a month, a quarter such as Q1 2022/23, a year, "
            "a financial year such as 2022/23, or 'ongoing'"
        ),
        "Strategy: Organisation short name is missing",
        f"Strategy!B3: Title '{'x' * 60}…' has 201 characters; it can have 200",
        "Priorities!A3: priority 'be DIGITAL' occurs twice: it is also in Priorities!A2",
        "Periods!B2: 'June' is not a month such as 2022-03 or March 2022, between 1900 and 2199",
        "Commitments!B2: priority 'Be digitl' is not on the Priorities sheet. Did you mean 'Be digital'?",
        "Commitments!D2: rating 'Purple' is not one of Green, Amber, Red",
        "Commitments!A3: ref 'bd-01' occurs twice: it is also in Commitments!A2",
        "Commitments!C3: Commitment is missing",
    ]


@pytest.mark.parametrize("sheet", ["Strategy", "Priorities", "Periods", "Commitments"])
def test_read_workbook_refuses_a_file_without_a_required_sheet(sheet):
    assert f"There is no sheet {sheet}" in problems(**{sheet: None})


def test_read_workbook_tells_of_a_missing_sheet_only_once():
    header = ["Ref", "Priority", "Commitment", "June 2021: progress"]
    rows = [["BD-01", "Be digital", "x", "- a"], ["BD-02", "Be kind", "y", "- b"]]
    assert problems(Priorities=None, Periods=None, Commitments=[header, *rows]) == [
        "There is no sheet Priorities",
        "There is no sheet Periods",
    ]


def test_read_workbook_tells_of_a_missing_column_only_once():
    assert problems(Priorities=[["Prioritie"], ["Be digital"]], Commitments=[["Ref", "Priority"], ["A", "B"]]) == [
        "Priorities: there is no column 'Priority'",
        "Commitments: there is no column 'Commitment'",
    ]


def test_read_workbook_tells_of_sheets_and_of_cells_together():
    found = reading(Commitments=[["Ref", "Ref", "Priority", "Commitment"], ["A", "A", "Be rich", "x"]], Notes=[["x"]])
    assert [problem.where for problem in found.problems] == ["Commitments!B1", "Commitments!C2"]
    assert [str(warning) for warning in found.warnings] == ["Sheet 'Notes' is not one that a plan has and was left out"]


def test_read_workbook_gives_no_plan_for_problems_of_sheets_alone():
    found = reading(Priorities=[["Priority", "Priority"], ["Be digital"], ["Be kind"]])
    assert (found.plan, len(found.problems)) == (None, 1)


def test_read_takes_no_sheets_at_all():
    assert [problem.what for problem in read({}).problems][:2] == [
        "There is no sheet Strategy",
        "There is no sheet Priorities",
    ]


def test_reading_can_be_sent_to_another_process():
    found = reading(Notes=[["x"]])
    assert pickle.loads(pickle.dumps(found)) == found


def test_problem_says_where_and_what():
    assert [str(Problem("Commitments!M17", "wrong")), str(Problem("", "wrong"))] == ["Commitments!M17: wrong", "wrong"]


cells = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
    st.integers(),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.sampled_from(
        ["Be digital", "BD-01", "June 2021", "Green", "Complete", "Amber", "#REF!", "=A1", "- a\n  - b", "2022-03"]
    ),
)
headers = {
    "Strategy": ["Field", "Value"],
    "Commitments": [
        "Ref",
        "Priority",
        "Commitment",
        "Marker",
        "Due",
        "June 2021: next",
        "June 2021: stage",
        "June 2021: rating",
    ],
    "Measures": ["Priority", "Measure", "Kind", "Tolerance", "Baseline", "Target", "Target date"],
    "Readings": ["Measure", "Date", "Value"],
    "Meetings": ["Period", "Meeting", "Month"],
    "Narrative": ["Period", "Kind", "Text", "Refs"],
}


@hypothesis.settings(deadline=None, max_examples=40)
@given(st.fixed_dictionaries({name: st.lists(st.lists(cells, max_size=8), max_size=3) for name in headers}))
def test_read_workbook_never_raises(rows):
    sheets = SMALLEST | {name: [headers[name], *rows[name]] for name in headers}
    assert isinstance(read_workbook(xlsx(sheets)), Reading)


@needs_real_workbook
def test_read_workbook_reads_the_real_workbook():
    found = read_workbook(REAL.read_bytes())
    assert (found.problems, found.warnings) == ((), ())
    bullets = Counter()
    for row in found.plan.commitments:
        for period, update in row.updates.items():
            bullets[period, "progress"] += len(update.progress)
            bullets[period, "next"] += len(update.next)
            bullets["nested"] += sum(point.depth for point in (*update.progress, *update.next))
    assert len(found.plan.commitments) == 93
    assert +bullets == {
        ("June 2021", "progress"): 164,
        ("March 2022", "progress"): 250,
        ("March 2022", "next"): 183,
        "nested": 12,
    }
    assert len(found.plan.acronyms) == 84


@needs_real_workbook
def test_read_workbook_keeps_the_markers_of_the_real_workbook():
    plan = read_workbook(REAL.read_bytes()).plan
    marked = [(row.reworded, row.added) for row in plan.commitments]
    assert (marked.count((True, False)), marked.count((False, True)), marked.count((True, True))) == (3, 4, 0)
