"""What a report says before and after its tables: cover sheet, what the board asked, promises kept, measures; and to whom."""

from datetime import date

import pytest

from reports.document import build
from reports.document.front import Fact, Question
from reports.document.measured import Reading
from reports.document.parts import Kept
from tests.factories import (
    BoardQuestionFactory,
    CommitmentFactory,
    NarrativePointFactory,
    ObservationFactory,
    OutcomeFactory,
    PostFactory,
    PriorityFactory,
    ReportFactory,
    SuccessMeasureFactory,
    TargetFactory,
)
from tests.reports.document.samples import period_of, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def priority():
    return PriorityFactory()


@pytest.fixture
def march(priority):
    return period_of(priority.strategy, "2022-03")


def test_introduction_cover_and_sections_are_those_of_the_report(march):
    ReportFactory(
        period=march, introduction="Ours.\n\nAgain.", author="Ann", recommendation="Note.\nDiscuss.", left_out=["key"]
    )

    document = build(march)

    assert document.introduction == ("Ours.", "Again.")
    assert document.cover == (Fact("Author", ("Ann",)), Fact("Recommendation", ("Note.", "Discuss.")))
    assert document.left_out == ("key",)


def test_report_opens_with_what_was_asked_over_the_one_before(priority, march):
    earlier = period_of(priority.strategy, "2021-06")
    commitment = CommitmentFactory(priority=priority, ref="BO-01", lead=PostFactory(title="Head of Wards"))
    asked = {"period": earlier, "asked_on": date(2021, 6, 30)}
    BoardQuestionFactory(**asked, kind="challenge", text="Why?\nReally?").commitments.add(commitment)
    BoardQuestionFactory(**asked, text="When?", answer="In May.", answerer=PostFactory(title="Head of Steel"))
    BoardQuestionFactory(period=march, text="Not yet")

    first, second = build(march).questions

    assert first == Question(
        "Challenge", "30 June 2021", ("Why?", "Really?"), ("BO-01",), "Head of Wards", ("No answer yet",), False
    )
    assert (second.answerer, second.answer, second.is_answered) == (
        "Head of Steel",
        ("In May.", "Answered on 1 March 2022."),
        True,
    )


def test_promises_kept_count_the_answers_of_approved_updates(priority, march):
    earlier = period_of(priority.strategy, "2021-06")
    for answer in ("done", "done", "partly", "dropped"):
        commitment = CommitmentFactory(priority=priority)
        before = reported(commitment, earlier, then=["Build walls"])
        OutcomeFactory(update=reported(commitment, march), point=before.points.get(), answer=answer, note="So")

    kept = build(march).glance.kept

    assert kept == Kept(4, 2, 1, 0, 1)
    assert kept.words == "2 of 4 next steps done"
    assert build(earlier).glance.kept is None


def test_public_report_leaves_out_what_is_private(priority, march):
    earlier = period_of(priority.strategy, "2021-06")
    for public in (True, False):
        NarrativePointFactory(period=march, public=public, text=f"Point {public}")
        BoardQuestionFactory(period=earlier, public=public, text=f"Question {public}")

    board, public = build(march), build(march, "public")

    assert (board.audience, public.audience) == ("", "Public")
    assert (len(board.highlights[0].claims), len(board.questions)) == (2, 2)
    assert [claim.text for each in public.highlights for claim in each.claims] == ["Point True"]
    assert [each.text for each in public.questions] == [("Question True",)]


def test_measures_are_told_up_to_the_end_of_the_period(priority, march):
    measure = SuccessMeasureFactory(priority=priority, name="In time", unit="%", better="higher", baseline=80)
    TargetFactory(measure=measure, value=90, due_on=date(2025, 3, 31))
    for month, value in ((3, 85), (4, 99)):
        ObservationFactory(measure=measure, date=date(2022, month, 30), value=value, note="Counted")
    words = SuccessMeasureFactory(priority=priority, baseline_words="Good")
    ObservationFactory(measure=words, date=date(2022, 1, 31), value=None, words="Outstanding")

    first, second = build(march).measures

    assert first.facts == (("Better", "Higher"), ("Baseline", "80%"), ("Target", "90% by 31 March 2025"))
    assert first.readings == (Reading("30 March 2022", "85%", "Counted"),)
    assert first.said == first.picture.sentences
    assert first.said == ("The last reading does not yet meet the target of 90% by 31 March 2025.",)
    assert (second.facts, second.picture) == ((("Baseline", "Good"),), None)
    assert second.readings == (Reading("31 January 2022", "Outstanding", ""),)


def test_measure_says_its_tolerance_and_a_reading_that_is_within_it(priority, march):
    measure = SuccessMeasureFactory(priority=priority, kind="percentage", better="higher", tolerance=5)
    TargetFactory(measure=measure, value=90)
    ObservationFactory(measure=measure, date=date(2022, 3, 30), value=85)

    (told,) = build(march).measures

    assert told.facts == (("Better", "Higher"), ("Target", "90%"), ("Tolerance", "5% from the target"))
    assert told.said == ("The last reading is within tolerance of the target of 90%.",)
