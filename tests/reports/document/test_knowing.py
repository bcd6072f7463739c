"""What a document keeps beside what it prints: it says of every commitment what the register and the dashboard say then."""

from datetime import UTC, date, datetime

import pytest

from commitments.models import Commitment, ReportingPeriod
from reports.document import build, canonical, read
from reports.document.knowing import with_known
from reports.document.known import Mark, Why
from tests.factories import (
    CommitmentFactory,
    ExtensionFactory,
    OutcomeFactory,
    PlanChangeFactory,
    PostFactory,
    PriorityFactory,
    StatusWordFactory,
    SubmittedUpdateFactory,
    ThemeFactory,
    UpdatePointFactory,
)
from tests.reports.document.samples import period_of, reported
from tests.reports.varied import varied_plan

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 10, 5, 9, tzinfo=UTC)


@pytest.fixture
def priority():
    return PriorityFactory(name="Be outstanding", strategy__title="Plan")


@pytest.fixture
def march(priority):
    return period_of(priority.strategy, "2022-03", state="closed")


@pytest.fixture
def september(priority, march):
    return period_of(priority.strategy, "2022-09", state="open", updates_due_on=date(2022, 9, 30))


def known(period, at=NOW):
    """What the period's document knows of its only commitment."""
    (found,) = build(period, at=at).known
    return found


def test_document_knows_where_a_commitment_stands(priority, march, september):
    wards = ThemeFactory(name="Wards", parent=ThemeFactory(name="Care", priority=priority))
    lead = PostFactory(title="Chief Nurse", organisation=priority.strategy.organisation)
    made = CommitmentFactory(
        theme=wards, ref="BO-01", wording="Open a ward", lead=lead, due_on=date(2022, 7, 1), due_precision="month"
    )
    PlanChangeFactory(commitment=made, old="Plan a ward", new="Open a ward")
    reported(made, march, "Walls stand", stage="in_progress", rating="amber", then=["Order the roof"])
    reported(made, september, "Walls stand", stage="in_progress", rating="green", executive_rating="amber")

    found = known(september)

    assert (found.ref, found.wording, found.marker) == ("BO-01", "Open a ward", "**")
    assert (found.priority, found.theme, found.sub_theme) == ("Be outstanding", "Care", "Wards")
    assert (found.lead, found.due, found.due_on) == ("Chief Nurse", "July 2022", "2022-07-01")
    assert (found.stage, found.rating, found.lead_rating) == ("in_progress", "amber", "green")
    assert (found.stage_before, found.rating_before) == ("in_progress", "amber")
    assert (found.moved, found.reported) == ("Unchanged", "approved")
    assert found.flags == ("overdue", "unchanged", "reworded")
    assert found.attention == (
        Why("amber_twice", "Amber in March 2022 and September 2022"),
        Why("unchanged", "The only line of progress is that of March 2022"),
        Why("disagreement", "Amber by the executive, Green by the lead"),
    )
    assert found.track == (Mark("amber", "", "In progress, Amber"), Mark("amber", "", "In progress, Amber"))


def test_document_knows_what_is_said_instead_of_an_update(priority, march, september):
    made = CommitmentFactory(priority=priority, in_published_plan=False)
    PlanChangeFactory(commitment=made, kind="added", period=september)
    SubmittedUpdateFactory(commitment=made, period=september, stage="paused", reason="Secret")

    found = known(september)

    assert (found.stage, found.stage_before, found.reported) == ("", "", "awaiting")
    assert (found.instead, found.instead_before) == ("Update awaiting approval", "Not in the plan then")
    assert (found.theme, found.sub_theme, found.lead, found.due, found.due_on) == ("", "", "", "", "")
    assert (found.moved, found.flags, found.attention) == ("", ("added",), ())
    assert found.track == (
        Mark("", "·", "Not in the plan then"),
        Mark("", "…", "Update awaiting approval"),
    )
    assert "Secret" not in canonical(build(september, at=NOW))


def test_document_knows_who_was_late_at_its_moment(priority, march, september):
    made = CommitmentFactory(priority=priority)

    early, late = known(september, at=datetime(2022, 9, 30, 9, tzinfo=UTC)), known(september)
    ExtensionFactory(commitment=made, period=september, due_on=date(2022, 10, 31))
    extended = known(september)

    assert [found.flags for found in (early, late, extended)] == [(), ("late",), ()]
    assert late.attention == (Why("no_update", "No update: it was due on 30 September 2022"),)


def test_document_knows_what_came_of_next_steps(priority, march, september):
    made = CommitmentFactory(priority=priority)
    before = reported(made, march, then=["Order the roof", "Hire nurses"], stage="in_progress")
    now = reported(made, september, stage="in_progress")
    for step, answer in zip(before.points.filter(kind="next"), ("not_done", "done"), strict=True):
        OutcomeFactory(update=now, point=step, answer=answer)

    assert known(september).answers == ("done", "not_done")


def test_document_knows_the_first_step_that_was_missed_twice(priority, march, september):
    made = CommitmentFactory(priority=priority)
    june = period_of(priority.strategy, "2021-06")
    last = None
    for period in (june, march, september):
        update = reported(made, period, f"Progress of {period}", stage="in_progress")
        last = UpdatePointFactory(update=update, kind="next", text="Order the roof", position=0, carried_from=last)

    assert known(september).attention == (Why("missed_twice", "Missed twice: “Order the roof”"),)


def test_document_knows_no_period_that_comes_later(priority, march, september):
    made = CommitmentFactory(priority=priority)
    reported(made, september, stage="in_progress", rating="red")

    document = build(march, at=NOW)

    assert document.periods == ("March 2022",)
    assert [len(each.track) for each in document.known] == [1]
    assert document.known[0].rating == ""


def test_document_keeps_the_words_of_all_stages_and_ratings(priority, march):
    StatusWordFactory(strategy=priority.strategy, code="green", word="On track")

    words = {each.code: each.word for each in build(march, at=NOW).status_words}

    assert len(words) == 10
    assert (words["green"], words["not_achieved"]) == ("On track", "Not achieved")


@pytest.mark.parametrize("seed", range(3))
def test_what_is_known_comes_back_in_the_order_of_the_plan(seed):
    *_, period, _later = varied_plan(seed)

    document = build(period, at=NOW)

    assert read(canonical(document)) == document
    printed = [line.ref for chapter in document.chapters for group in chapter.groups for line in group.lines]
    printed += [each.ref for chapter in document.chapters for each in chapter.completed_earlier]
    refs = [each.ref for each in document.known]
    assert sorted(refs) == sorted(printed)
    order = Commitment.objects.in_report_order().values_list("ref", flat=True)
    assert refs == [ref for ref in order if ref in refs]


def test_what_is_known_says_of_each_commitment_what_is_printed():
    *_, period, _later = varied_plan(4)
    document = build(period, at=NOW)

    for chapter in document.chapters:
        for group in chapter.groups:
            for line in group.lines:
                (found,) = [each for each in document.known if each.ref == line.ref]
                stage, rating = (
                    word.code if word else "" for word in (line.stage, line.executive_rating or line.rating)
                )
                assert (found.wording, found.marker, found.stage, found.rating) == (
                    line.wording,
                    line.marker,
                    stage,
                    rating,
                )
                assert (found.priority, found.theme, found.sub_theme) == (chapter.name, group.theme, group.sub_theme)


def test_nothing_is_known_before_it_is_issued_nor_for_the_public(march):
    draft, public = build(march), build(march, "public", at=NOW)

    assert [(each.periods, each.status_words, each.known) for each in (draft, public)] == [((), (), ())] * 2


def test_what_is_known_is_no_text_of_the_report(priority, march):
    lead = PostFactory(title="Head of the KNOWN unit")
    CommitmentFactory(priority=priority, lead=lead)

    assert build(march, at=NOW).texts() == build(march).texts()


@pytest.mark.parametrize("commitments", [1, 3])
def test_knowing_takes_eight_queries(django_assert_num_queries, priority, march, september, commitments):
    for made in CommitmentFactory.create_batch(commitments, priority=priority):
        reported(made, march, "Walls stand", stage="in_progress")
        reported(made, september, "Walls stand", stage="in_progress", rating="red")
    CommitmentFactory(priority=priority)
    period = ReportingPeriod.objects.select_related("strategy__organisation").get(pk=september.pk)
    document = build(period)

    with django_assert_num_queries(8):
        with_known(document, period, NOW)
