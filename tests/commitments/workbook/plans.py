"""Plans for tests: the smallest that is good, one that fills every column, and ways to change them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from commitments.dates import Precision, Span
from commitments.models import Strategy, User
from commitments.workbook.apply import apply
from commitments.workbook.apply.account import Applied, PlanRefusedError
from commitments.workbook.plan import (
    AcronymRow,
    Bullet,
    CommitmentRow,
    Label,
    MeasureRow,
    MeetingRow,
    MilestoneRow,
    NarrativeRow,
    PeriodRow,
    Plan,
    PlanChangeRow,
    PriorityRow,
    ReadingRow,
    StatusWordRow,
    StrategyFields,
    TargetRow,
    ThemeRow,
    UpdateCells,
)

STRATEGY = StrategyFields("Sandbourne Hospital", "SH", "Plan 2021-2025")
JUNE = PeriodRow("June 2021", date(2021, 6, 1))
MARCH = PeriodRow("March 2022", date(2022, 3, 1), state="open")
SEPTEMBER = PeriodRow("September 2022", date(2022, 9, 1), state="planned")

FULL = Plan(
    strategy=StrategyFields(
        organisation="Sandbourne Hospital",
        short_name="SH",
        title="Plan 2021-2025",
        starts_on=date(2021, 1, 1),
        ends_on=date(2025, 12, 31),
        mission="Care for everyone.\n\nAlways.",
        cadence="six-monthly",
        priority_label=Label("Strategic objective", "Strategic objectives"),
        theme_label=Label("Transformational theme", "Transformational themes"),
        commitment_label=Label("Deliverable", "Deliverables"),
        report_title="Progress report",
        introduction="What we promised.",
        reworded_marker="†",
        added_marker="‡",
        follows="Plan 2016-2020",
    ),
    priorities=(
        PriorityRow("Be digital", "Put patients in control", "Technology helps.", "Chief Information Officer"),
        PriorityRow("Be kind", executive_lead="Chief Nurse"),
    ),
    themes=(
        ThemeRow("Be digital", "Records", context="One record for each patient."),
        ThemeRow("Be digital", "Records", "Access", "Patients read theirs."),
        ThemeRow("Be digital", "Records", "Unused"),
        ThemeRow("Be digital", "Networks"),
        ThemeRow("Be kind", "Visiting"),
    ),
    status_words=(
        StatusWordRow("in_progress", "Under way", "Work has begun"),
        StatusWordRow("amber", "At risk", "Behind"),
    ),
    periods=(
        PeriodRow("June 2021", date(2021, 6, 1), date(2021, 5, 1), "An outbreak\nof norovirus", "closed"),
        MARCH,
        SEPTEMBER,
    ),
    meetings=(
        MeetingRow("June 2021", "Trust Board", date(2021, 7, 1), Precision.MONTH),
        MeetingRow("June 2021", "Performance Committee", date(2021, 7, 14), Precision.DAY, "Assurance"),
    ),
    commitments=(
        CommitmentRow(
            "BD-01",
            "Be digital",
            "Give every patient one record",
            theme="Records",
            published_wording="Give patients a record",
            reworded=True,
            lead="Chief Information Officer",
            supporting=("Medical Director", "Chief Nurse"),
            due=Span(date(2022, 4, 1), Precision.QUARTER, "Q1 2022/23"),
            updates={
                "June 2021": UpdateCells(
                    progress=(Bullet("Supplier chosen"), Bullet("Contract signed", 1), Bullet("Team in post")),
                    next=(Bullet("Write the specification"),),
                    evidence=(Bullet("Board paper 12"),),
                    stage="in_progress",
                    rating="amber",
                    reason="The contract was late.\nIt is signed now.",
                ),
                "March 2022": UpdateCells(progress=(Bullet("=1+1 systems merged"),), stage="complete"),
            },
        ),
        CommitmentRow(
            "BD-02",
            "Be digital",
            "Let patients read their record",
            theme="Records",
            sub_theme="Access",
            added=True,
            due=Span(None, Precision.ONGOING, "ongoing"),
        ),
        CommitmentRow("BK-01", "Be kind", "Open visiting to all", reworded=True, lead="Chief Nurse"),
        CommitmentRow(
            "BK-02",
            "Be kind",
            "Feed visitors",
            theme="Visiting",
            due=Span(date(2025, 1, 1), Precision.YEAR, "2025"),
            updates={"June 2021": UpdateCells(stage="not_started")},
        ),
    ),
    plan_changes=(
        PlanChangeRow("BD-02", "added", "June 2021", reason="Patients asked for it"),
        PlanChangeRow(
            "BD-01",
            "reworded",
            "June 2021",
            "Give patients a record",
            "Give every patient one record",
            "Clearer\nwords",
            "Trust Board, July 2021",
        ),
        PlanChangeRow("BK-02", "stopped"),
    ),
    milestones=(
        MilestoneRow("BD-01", "Supplier chosen", Span(date(2021, 5, 3), Precision.DAY, "3 May 2021"), date(2021, 5, 1)),
        MilestoneRow("BD-01", "Go live"),
        MilestoneRow("BK-01", "Policy agreed", Span(date(2022, 4, 1), Precision.FINANCIAL_YEAR, "2022/23")),
    ),
    narrative=(
        NarrativeRow("June 2021", "highlight", "The contract was signed", "Be digital", ("BD-02", "BD-01")),
        NarrativeRow("June 2021", "highlight", "Visiting was opened", "Be kind"),
        NarrativeRow("June 2021", "challenge", "Money is short"),
        NarrativeRow("March 2022", "key_activity", "Go live", refs=("BD-01",)),
    ),
    measures=(
        MeasureRow(
            "Be digital",
            "Patients who read their record",
            "percentage",
            "%",
            "higher",
            Decimal("0.5"),
            Decimal(0),
            Decimal("82.25"),
            date(2025, 12, 31),
        ),
        MeasureRow("Be digital", "Rating", "qualitative", baseline="Good", target="Outstanding"),
        MeasureRow("Be kind", "Complaints", "number", "complaints", "lower"),
        MeasureRow("Be kind", "Charter signed"),
    ),
    targets=(
        TargetRow("Complaints", Decimal(20), date(2023, 3, 31)),
        TargetRow("Complaints", Decimal(0), date(2024, 3, 31)),
    ),
    readings=(
        ReadingRow("Patients who read their record", date(2021, 6, 30), Decimal("12.5"), "First count"),
        ReadingRow("Rating", date(2021, 6, 30), "Good"),
        ReadingRow("Complaints", date(2021, 6, 30), Decimal(0)),
    ),
    acronyms=(AcronymRow("TYA", "Teenage and young adult"), AcronymRow("AO", "Acute oncology")),
)


def commitment(wording: str = "Write the digital strategy", ref: str = "BD-01", **changed: object) -> CommitmentRow:
    """A commitment under 'Be digital'."""
    return replace(CommitmentRow(ref, "Be digital", wording), **changed)


def plan(*commitments: CommitmentRow, **changed: object) -> Plan:
    """Two priorities and two periods, June 2021 closed and March 2022 open; with a commitment unless others are given."""
    smallest = Plan(
        strategy=STRATEGY,
        priorities=(PriorityRow("Be digital"), PriorityRow("Be kind")),
        periods=(JUNE, MARCH),
        commitments=commitments or (commitment(),),
    )
    return replace(smallest, **changed)


def applied(given: Plan, by: User | None = None) -> Applied:
    """What applying this plan did."""
    return apply(plan=given, by=by or User.objects.system(), source="plan.xlsx")


def strategy_of(given: Plan) -> Strategy:
    """The strategy that this plan was applied to."""
    return applied(given).strategy


def refusal(given: Plan) -> list[str]:
    """The problems for which this plan is refused, as a person reads them."""
    with pytest.raises(PlanRefusedError) as refused:
        applied(given)
    return [str(problem) for problem in refused.value.problems]


def real_workbook() -> Path:
    """The plan workbook of the real report; the test is skipped where it is absent."""
    path = Path(settings.BASE_DIR).parent / "shared" / "inputs" / "ccc-plan-2022-03.xlsx"
    if not path.exists():
        pytest.skip(f"the real report's workbook is not at {path}")
    return path
