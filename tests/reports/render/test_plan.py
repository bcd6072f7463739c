"""The report as a plan workbook, which Strategy Tracker imports."""

from dataclasses import MISSING, fields, replace
from datetime import date
from decimal import Decimal

import pytest

from commitments.addresses import find_period, find_strategy
from commitments.dates import Precision, Span
from commitments.models import User
from commitments.workbook.apply import apply
from commitments.workbook.plan import (
    Bullet,
    CommitmentRow,
    Label,
    MeasureRow,
    MeetingRow,
    NarrativeRow,
    PeriodRow,
    PlanChangeRow,
    PriorityRow,
    ReadingRow,
    StatusWordRow,
    TargetRow,
    ThemeRow,
    UpdateCells,
)
from commitments.workbook.reading import read_workbook
from reports.document import build
from reports.document.known import Known
from reports.document.measured import Measured, Reading
from reports.document.parts import Claim, Highlights, PeriodMonth
from reports.render.plan import plan_workbook
from reports.render.sheet import DoesNotFitError
from tests.reports.document.samples import document, full_document, line, measured


def plan_of(made):
    """The plan in the workbook of a document, which has neither problems nor warnings."""
    reading = read_workbook(plan_workbook(made))
    assert (reading.problems, reading.warnings) == ((), ())
    return reading.plan


def with_line(**changes):
    sample = document()
    chapter = sample.chapters[0]
    group = replace(chapter.groups[0], lines=(line(**changes),))
    return replace(sample, chapters=(replace(chapter, groups=(group,)),))


def test_plan_has_what_the_document_says():
    plan = plan_of(full_document())
    told = plan.strategy

    assert (told.organisation, told.short_name, told.title) == ("Sand Hills Trust", "SHT", "Plan 2021-2025")
    assert (told.commitment_label, told.report_title) == (Label("Promise", "Promises"), "Implementation report")
    assert (told.introduction, told.reworded_marker) == ("This is the second report.", "**")
    assert plan.priorities == (PriorityRow("Be outstanding", "Safe care", "", "Chief Nurse"),)
    assert plan.themes == (ThemeRow("Be outstanding", "Buildings"), ThemeRow("Be outstanding", "Buildings", "Wards"))
    assert plan.status_words == (StatusWordRow("amber", "Amber", "Behind"),)
    assert plan.periods == (PeriodRow("June 2021", date(2021, 6, 1)), PeriodRow("March 2022", date(2022, 3, 1)))
    assert plan.meetings == (MeetingRow("March 2022", "Trust Board", date(2022, 3, 30), Precision.DAY, "Assurance"),)
    assert plan.commitments == (
        CommitmentRow(
            ref="BO-01",
            priority="Be outstanding",
            wording="Build the ward",
            theme="Buildings",
            sub_theme="Wards",
            reworded=True,
            updates={
                "June 2021": UpdateCells(progress=(Bullet("Ground was broken"),)),
                "March 2022": UpdateCells(
                    progress=(
                        *(Bullet("Walls stand"), Bullet("North wall", 1), Bullet("South wall", 1)),
                        Bullet("Roof ordered"),
                    ),
                    stage="in_progress",
                    rating="amber",
                    reason="Steel is late",
                ),
            },
        ),
        CommitmentRow(
            "BO-02", "Be outstanding", "Open the MRI suite", updates={"June 2021": UpdateCells(stage="complete")}
        ),
    )
    assert plan.plan_changes == (
        PlanChangeRow("BO-01", "reworded", "March 2022", "Plan the ward", "Build the ward", "Grown", ""),
    )
    assert plan.narrative == (
        NarrativeRow("March 2022", "highlight", "The ward is on its way", "Be outstanding", ("BO-01", "BO-02")),
        NarrativeRow("March 2022", "challenge", "Steel is dear"),
        NarrativeRow("March 2022", "key_activity", "Open the ward", "", ("BO-01",)),
    )


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("March 2023", Span(date(2023, 3, 1), Precision.MONTH, "March 2023")),
        (
            "Quarter 1 2022/23 (April to June 2022)",
            Span(date(2022, 4, 1), Precision.QUARTER, "Quarter 1 2022/23"),
        ),
        ("", None),
    ],
)
def test_lead_and_due_come_from_what_the_site_knew(words, due):
    nothing = {each.name: "" for each in fields(Known) if each.default is MISSING}
    known = Known(**(nothing | {"ref": "BO-01", "lead": "Chief Nurse", "due": words}))

    found = plan_of(document(known=(known,))).commitments[0]

    assert (found.lead, found.due) == ("Chief Nurse", due)


def test_first_report_has_one_period():
    cells = line().cells[1:]
    sample = replace(with_line(cells=cells), earlier_period="")
    chapter = replace(sample.chapters[0], columns=("March 2022", "Next"), completed_earlier=())

    plan = plan_of(replace(sample, chapters=(chapter,), months=sample.months[1:]))

    assert [each.label for each in plan.periods] == ["March 2022"]
    assert list(plan.commitments[0].updates) == ["March 2022"]


def test_marks_that_no_note_explains_are_not_guessed():
    plan = plan_of(
        replace(
            with_line(marker="** ◊◊"),
            about_markers=("Promises marked ◊◊ have been added since the plan was published.",),
        )
    )

    assert (plan.commitments[0].reworded, plan.commitments[0].added) == (False, True)
    assert (plan.strategy.added_marker, plan.strategy.reworded_marker) == ("◊◊", "")


def test_meeting_whose_date_is_not_known_is_left_out():
    sample = document()
    vague = replace(sample.meetings[0], held="Quarter 4 2021/22 (January to March 2022)")

    assert plan_of(replace(sample, meetings=(vague, *sample.meetings))).meetings == plan_of(sample).meetings


def test_plan_names_no_commitment_and_no_priority_that_it_has_not():
    sample = document(
        highlights=(Highlights("Be kind", (Claim("A garden was opened", ("BK-01", "BO-01")),)),),
        changes=(replace(document().changes[0], ref="BK-01"),),
    )

    plan = plan_of(sample)

    assert [(each.name, each.strapline) for each in plan.priorities] == [
        ("Be outstanding", "Safe care"),
        ("Be kind", ""),
    ]
    assert plan.narrative[0].refs == ("BO-01",)
    assert plan.plan_changes == ()


# Measures


def test_measure_with_a_chart_has_numbers():
    plan = plan_of(
        document(
            measures=(
                measured(
                    facts=(
                        *(("Better", "Higher"), ("Baseline", "\N{MINUS SIGN}1,250.5%")),
                        *(("Target", "90%"), ("Tolerance", "1.5% from the target")),
                    )
                ),
            )
        )
    )

    assert plan.measures == (
        MeasureRow(
            "Be outstanding", "Patients seen in time", "percentage", "%", "higher",
            tolerance=Decimal("1.5"), baseline=Decimal("-1250.5"), target=Decimal(90),
        ),
    )  # fmt: skip
    assert plan.readings == (
        ReadingRow("Patients seen in time", date(2021, 3, 31), Decimal(82)),
        ReadingRow("Patients seen in time", date(2022, 3, 31), Decimal(85), "A second scanner"),
    )
    assert plan.targets == ()


def test_several_targets_stand_on_a_sheet_of_their_own():
    drawn = measured().picture
    goals = tuple(
        replace(drawn.goals[0], value=value, due_on=due_on)
        for value, due_on in (("80", "2022-12-31"), ("90", "2023-12-31"), ("95", ""))
    )
    sample = measured(picture=replace(drawn, goals=goals, unit="patients"))

    plan = plan_of(document(measures=(sample,)))

    assert (plan.measures[0].kind, plan.measures[0].target, plan.measures[0].target_date) == (
        "number",
        Decimal(95),
        None,
    )
    assert [(each.value, each.due_on) for each in plan.targets] == [
        *((Decimal(80), date(2022, 12, 31)), (Decimal(90), date(2023, 12, 31)))
    ]


def test_measure_in_words_has_words():
    said = Measured(
        "Be outstanding", "Rating", (("Baseline", "Good"), ("Target", "Outstanding by 31 March 2025")), (),
        (Reading("31 March 2022", "Good", "Inspected"),),
    )  # fmt: skip
    open_ended = replace(said, name="Decile", facts=(("Target", "Top decile"),), readings=())

    plan = plan_of(document(measures=(said, open_ended)))

    assert plan.measures == (
        MeasureRow("Be outstanding", "Rating", baseline="Good", target="Outstanding", target_date=date(2025, 3, 31)),
        MeasureRow("Be outstanding", "Decile", target="Top decile"),
    )
    assert plan.readings == (ReadingRow("Rating", date(2022, 3, 31), "Good", "Inspected"),)


def test_targets_in_words_stand_on_a_sheet_of_their_own_too():
    said = Measured(
        "Be outstanding", "Level", (("Target", "6 by 31 March 2023"), ("Target", "7 by 31 March 2025")), (), ()
    )

    plan = plan_of(document(measures=(said,)))

    assert plan.measures[0].target is None
    assert [(each.measure, each.due_on.year) for each in plan.targets] == [("Level", 2023), ("Level", 2025)]
    assert plan.targets[0] == TargetRow("Level", Decimal(6), date(2023, 3, 31))


# The file


def test_months_of_the_periods_come_from_the_document_whatever_their_labels_say():
    half = PeriodMonth("The second half", "2022-03")
    sample = document(period=half.label, earlier_period="", months=(half,))
    chapter = replace(with_line(cells=line().cells[1:]).chapters[0], columns=(half.label, "Next"), completed_earlier=())

    plan = plan_of(replace(sample, chapters=(chapter,)))

    assert plan.periods == (PeriodRow("The second half", date(2022, 3, 1)),)


def test_text_that_is_longer_than_a_cell_of_excel_is_refused_in_a_sentence():
    with pytest.raises(DoesNotFitError, match="a cell of Excel holds 32,767 at most"):
        plan_workbook(with_line(reason="x" * 32_768))


def test_same_document_gives_the_same_bytes():
    assert plan_workbook(full_document()) == plan_workbook(full_document())


@pytest.mark.django_db
@pytest.mark.parametrize("place", [0, 1])
def test_report_of_the_imported_plan_says_the_same(demonstrations, place):
    given = demonstrations[place].document

    apply(plan=read_workbook(plan_workbook(given)).plan, by=User.objects.system(), source="edition.xlsx")
    again = build(
        find_period(find_strategy("ccc/five-year-strategic-plan-2021-2025"), ["march-2022", "september-2022"][place])
    )

    def said(made):
        return [
            [
                (group.theme, group.sub_theme, [without_executive(line) for line in group.lines])
                for group in chapter.groups
            ]
            for chapter in made.chapters
        ]

    def narrative(made):
        claims = [(each.priority, claim) for each in made.highlights for claim in each.claims]
        claims += [("", claim) for claim in (*made.challenges, *made.key_activities)]
        return [(priority, claim.text, set(claim.refs)) for priority, claim in claims]

    def without_executive(line):
        cells = [replace(cell, instead="") for cell in line.cells]  # a plan does not say why there is nothing
        return replace(line, executive_rating=None, cells=tuple(cells))

    assert said(again) == said(given)
    assert [chapter.completed_earlier for chapter in again.chapters] == [
        chapter.completed_earlier for chapter in given.chapters
    ]
    assert narrative(again) == narrative(given)
    assert [(each.name, each.readings, each.picture) for each in again.measures if each.picture] == [
        (each.name, each.readings, each.picture) for each in given.measures if each.picture
    ]
    assert (again.changes, again.introduction, again.meetings) == (given.changes, given.introduction, given.meetings)
