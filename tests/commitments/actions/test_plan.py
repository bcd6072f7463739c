"""Commitments added, moved, merged, stopped and put in order."""

from dataclasses import replace

import pytest

from commitments.actions import RefusedError
from commitments.actions.changes import Occasion, Seen, StaleError
from commitments.actions.plan import NewCommitment, add_commitment, merge, move, reorder, stop
from commitments.actions.wording import undo
from commitments.dates import parse_span
from commitments.models import AuditEvent, Commitment, PlanChange
from commitments.plan.places import Place
from tests.factories import (
    CommitmentFactory,
    PlanChangeFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return UserFactory(email="ann@example.nhs.uk")


@pytest.fixture
def commitment():
    return CommitmentFactory(priority__name="Be digital", ref="BD-04", wording="Open the ward")


@pytest.fixture
def occasion(commitment):
    period = ReportingPeriodFactory(strategy=commitment.strategy, state="open", label="March 2022")
    return Occasion("The board asked", "Trust Board, 30 March 2022", period)


def refusal(attempt):
    with pytest.raises(RefusedError) as caught:
        attempt()
    return str(caught.value)


def event():
    found = AuditEvent.objects.values("what", "thing", "by", "before", "after")
    return found.order_by("-id")[0]


# Adding


def added(commitment, occasion, by, **given):
    new = {"wording": "Train nurses", "place": Place(commitment.priority, None)} | given
    return add_commitment(strategy=commitment.strategy, new=NewCommitment(**new), occasion=occasion, by=by)


def test_add_puts_a_commitment_last_in_its_place_and_in_the_ledger(commitment, occasion, by):
    theme, lead = ThemeFactory(priority=commitment.priority), PostFactory(organisation=commitment.strategy.organisation)
    due = parse_span("Q1 2026/27")

    made = added(
        commitment,
        occasion,
        by,
        ref="X-1",
        place=Place(theme.priority, theme),
        lead=lead,
        due=due,
        wording=" Train\nnurses",
    )

    made.refresh_from_db()
    assert (made.ref, made.wording, made.priority, made.theme) == ("X-1", "Train nurses", commitment.priority, theme)
    assert (made.lead, made.due) == (lead, due)
    assert (made.in_published_plan, made.published_wording) == (False, "")
    assert made.position == commitment.position + 1
    change = PlanChange.objects.get()
    assert (change.commitment, change.kind, change.old, change.new) == (made, "added", "", "Train nurses")
    assert (change.reason, change.agreed_at, change.period) == (occasion.reason, occasion.agreed_at, occasion.period)
    assert (event()["what"], event()["after"]["words"]) == ("added", "Train nurses")
    assert AuditEvent.objects.count() == 1


def test_add_without_a_ref_gives_the_next_free_one(commitment, occasion, by):
    assert added(commitment, occasion, by).ref == "BD-05"


@pytest.mark.parametrize(("state", "drafts"), [("planned", 0), ("open", 1)])
def test_add_makes_the_draft_that_an_open_round_asks_for(commitment, occasion, by, state, drafts):
    occasion.period.state = state
    occasion.period.save()

    made = added(commitment, occasion, by)

    assert [(update.state, update.period) for update in made.updates.all()] == [("draft", occasion.period)] * drafts


def test_add_makes_no_draft_in_an_open_round_before_it_joins_the_plan(commitment, occasion, by):
    period = occasion.period
    later = ReportingPeriodFactory(strategy=commitment.strategy, month=period.month.replace(year=period.month.year + 1))

    made = added(commitment, replace(occasion, period=later), by)

    assert list(made.updates.all()) == []


def test_add_to_an_empty_priority_begins_at_one(commitment, occasion, by):
    empty = PriorityFactory(strategy=commitment.strategy, name="Be kind")

    made = added(commitment, occasion, by, place=Place(empty, None))

    assert (made.ref, made.position, made.due) == ("BK-01", 1, None)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"ref": "bd-04"}, "BD-04 is there already: “Open the ward” Choose another ref."),
        ({"ref": "x" * 31}, "The ref must be 30 characters or fewer."),
        ({"wording": " "}, "Enter the words of what is added."),
    ],
)
def test_add_refuses_a_ref_that_is_there_and_no_words(commitment, occasion, by, given, sentence):
    assert refusal(lambda: added(commitment, occasion, by, **given)) == sentence
    assert (Commitment.objects.count(), PlanChange.objects.count()) == (1, 0)


def test_add_tells_the_beginning_of_long_words_that_have_the_ref(commitment, occasion, by):
    Commitment.objects.update(wording="x" * 2000)

    said = refusal(lambda: added(commitment, occasion, by, ref="BD-04"))

    assert said == f"BD-04 is there already: “{'x' * 100}…” Choose another ref."


def test_add_refuses_no_reason(commitment, occasion, by):
    assert refusal(lambda: added(commitment, Occasion("", "", occasion.period), by)) == "Say why the plan is changed."


def test_add_takes_a_ref_of_another_plan(commitment, occasion, by):
    CommitmentFactory(ref="BD-07")

    assert added(commitment, occasion, by, ref="BD-07").ref == "BD-07"


def test_add_never_gives_the_ref_of_a_mistake_again(commitment, occasion, by):
    made = added(commitment, occasion, by, ref="BD-09")
    undo(commitment=made, reason="Twice", seen=Seen.of(made), by=by)

    assert refusal(lambda: added(commitment, occasion, by, ref="bd-09")) == (
        "BD-09 was the ref of something that was added by mistake. Choose another ref."
    )


# Moving


def test_move_puts_a_commitment_last_in_its_new_place(commitment, occasion, by):
    theme = ThemeFactory(priority=PriorityFactory(strategy=commitment.strategy, name="Be kind"), name="Wards")
    last = CommitmentFactory(priority=theme.priority, position=7)

    move(commitment=commitment, to=Place(theme.priority, theme), occasion=occasion, seen=Seen.of(commitment), by=by)

    commitment.refresh_from_db()
    assert (commitment.priority, commitment.theme, commitment.position) == (theme.priority, theme, last.position + 1)
    change = PlanChange.objects.get()
    assert (change.kind, change.old, change.new) == ("moved", "Be digital", "Be kind · Wards")
    assert (event()["what"], event()["before"]) == ("moved", {"words": "Be digital"})


def test_move_refuses_the_place_where_it_is(commitment, occasion, by):
    here = Place(commitment.priority, None)

    assert (
        refusal(lambda: move(commitment=commitment, to=here, occasion=occasion, seen=Seen.of(commitment), by=by))
        == "It stands in “Be digital” already. Choose another place, or leave this page."
    )


# Merging and stopping


def test_merge_makes_one_part_of_another(commitment, occasion, by):
    other = CommitmentFactory(priority=commitment.priority, ref="BD-05", wording="Open all wards")

    merge(commitment=commitment, into=other, occasion=occasion, seen=Seen.of(commitment), by=by)

    commitment.refresh_from_db()
    assert commitment.merged_into == other
    assert list(Commitment.objects.in_force()) == [other]
    change = PlanChange.objects.get()
    assert (change.kind, change.old, change.new) == ("merged", "BD-04 Open the ward", "BD-05 Open all wards")
    assert event()["what"] == "merged"


@pytest.mark.parametrize("into", ["itself", "another plan", "stopped"])
def test_merge_refuses_itself_another_plan_and_what_was_stopped(commitment, occasion, by, into):
    other = {"itself": lambda: commitment, "another plan": lambda: CommitmentFactory(ref="Z")}.get(into)
    other = other() if other else CommitmentFactory(priority=commitment.priority, ref="Z")
    if into == "stopped":
        PlanChangeFactory(commitment=other, kind="stopped")

    said = refusal(lambda: merge(commitment=commitment, into=other, occasion=occasion, seen=Seen.of(commitment), by=by))

    assert said == f"BD-04 can’t be merged into {other.ref}. Choose another that is still in the plan."
    assert Commitment.objects.filter(merged_into=None).count() == Commitment.objects.count()


def test_stop_leaves_the_commitment_in_the_plan_and_out_of_force(commitment, occasion, by):
    stop(commitment=commitment, occasion=occasion, seen=Seen.of(commitment), by=by)

    assert (Commitment.objects.in_the_plan().count(), Commitment.objects.in_force().count()) == (1, 0)
    change = PlanChange.objects.get()
    assert (change.kind, change.old, change.new, change.reason) == ("stopped", "Open the ward", "", "The board asked")
    assert (event()["what"], event()["before"]) == ("stopped", {"words": "Open the ward"})


ENDS = {
    "move": lambda other: lambda **given: move(to=Place(other.priority, None), **given),
    "merge": lambda other: lambda **given: merge(into=other, **given),
    "stop": lambda _other: stop,
}


@pytest.mark.parametrize("action", ENDS)
def test_what_was_stopped_is_changed_no_more(commitment, occasion, by, action):
    other = CommitmentFactory(priority=PriorityFactory(strategy=commitment.strategy))
    stop(commitment=commitment, occasion=occasion, seen=Seen.of(commitment), by=by)
    again = ENDS[action](other)

    said = refusal(lambda: again(commitment=commitment, occasion=occasion, seen=Seen.of(commitment), by=by))

    assert said == "BD-04 was stopped or merged, so it can’t be changed. Undo that first."
    assert PlanChange.objects.count() == 1


@pytest.mark.parametrize("action", ENDS)
def test_change_is_refused_to_who_saw_another_commitment(commitment, occasion, by, action):
    other = CommitmentFactory(priority=PriorityFactory(strategy=commitment.strategy))
    seen = Seen.of(commitment)
    PlanChangeFactory(commitment=commitment)

    with pytest.raises(StaleError):
        ENDS[action](other)(commitment=commitment, occasion=occasion, seen=seen, by=by)

    assert PlanChange.objects.count() == 1


@pytest.mark.parametrize("action", ENDS)
def test_change_asks_why(commitment, occasion, by, action):
    other = CommitmentFactory(priority=PriorityFactory(strategy=commitment.strategy))
    unsaid = Occasion(" ", "", occasion.period)

    said = refusal(lambda: ENDS[action](other)(commitment=commitment, occasion=unsaid, seen=Seen.of(commitment), by=by))

    assert (said, PlanChange.objects.count(), AuditEvent.objects.count()) == ("Say why the plan is changed.", 0, 0)


# Order


def in_order(priority):
    return "".join(each.wording for each in Commitment.objects.filter(priority=priority).in_report_order())


def row(words, positions=(1, 2, 3)):
    """Commitments of one place by their words, a letter each."""
    priority = PriorityFactory()
    return [
        CommitmentFactory(priority=priority, wording=word, position=position)
        for word, position in zip(words, positions, strict=True)
    ]


@pytest.mark.parametrize(
    ("which", "up", "after"), [(0, False, "BAC"), (1, True, "BAC"), (1, False, "ACB"), (2, True, "ACB")]
)
@pytest.mark.parametrize("positions", [(1, 2, 3), (0, 0, 0), (4, 9, 9)])
def test_reorder_changes_places_with_a_neighbour(by, which, up, after, positions):
    rows = row("ABC", positions)

    reorder(commitment=rows[which], up=up, by=by)

    assert in_order(rows[0].priority) == after
    assert PlanChange.objects.count() == 0
    assert event() == {
        "what": "reordered",
        "thing": "commitment",
        "by": by.pk,
        "before": {"place": which + 1},
        "after": {"place": which if up else which + 2},
    }


@pytest.mark.parametrize(("which", "up", "sentence"), [(0, True, "first"), (2, False, "last")])
def test_reorder_ends_at_the_ends(by, which, up, sentence):
    rows = row("ABC")

    said = refusal(lambda: reorder(commitment=rows[which], up=up, by=by))

    assert said == f"{rows[which].ref} is {sentence} already."
    assert in_order(rows[0].priority) == "ABC"


def test_reorder_leaves_those_of_another_theme_alone(by):
    priority = PriorityFactory()
    theme = ThemeFactory(priority=priority)
    first = CommitmentFactory(priority=priority, theme=theme, wording="A", position=1)
    other = CommitmentFactory(priority=priority, wording="X", position=2)
    CommitmentFactory(priority=priority, theme=theme, wording="B", position=3)

    reorder(commitment=first, up=False, by=by)

    other.refresh_from_db()
    assert (in_order(priority), other.position) == ("XBA", 2)
