"""Who leads a commitment, who supports it, and when it is due: changed, written down, and refused."""

from datetime import date

import pytest

from commitments.actions import RefusedError
from commitments.actions.changes import Occasion, Seen
from commitments.actions.leading import change_due, due_of, give_posts, posts_of
from commitments.actions.plan import stop
from commitments.dates import parse_span
from commitments.models import AuditEvent, Commitment, PlanChange
from tests.factories import CommitmentFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return UserFactory()


@pytest.fixture
def commitment():
    return CommitmentFactory(ref="BD-04")


def post(commitment, title):
    return PostFactory(organisation=commitment.strategy.organisation, title=title)


def refusal(attempt):
    with pytest.raises(RefusedError) as caught:
        attempt()
    return str(caught.value)


def event():
    (found,) = AuditEvent.objects.values("what", "thing", "by", "before", "after")
    return found


def given(commitment, by, lead=None, supporting=(), **more):
    return give_posts(
        commitment=commitment, lead=lead, supporting=supporting, **{"shown": posts_of(commitment)} | more, by=by
    )


def test_give_posts_gives_lead_and_support_and_says_why(commitment, by):
    old, nurse, dean = (post(commitment, title) for title in ("Old", "Nurse", "Dean"))
    Commitment.objects.update(lead=old)
    commitment.refresh_from_db()

    given(commitment, by, nurse, [old, dean], reason="He retires")

    now = Commitment.objects.get()
    assert (now.lead, set(now.supporting.all())) == (nurse, {old, dean})
    assert event() == {
        "what": "changed",
        "thing": "commitment",
        "by": by.pk,
        "before": {"lead": "Old", "supporting": ""},
        "after": {"lead": "Nurse", "supporting": "Dean; Old", "reason": "He retires"},
    }
    assert PlanChange.objects.count() == 0


def test_give_posts_to_nobody_and_to_the_same(commitment, by):
    commitment.lead = post(commitment, "Old")
    commitment.save()
    commitment.supporting.add(post(commitment, "Dean"))

    given(commitment, by, commitment.lead, list(commitment.supporting.all()), reason="None")
    assert AuditEvent.objects.count() == 0
    given(commitment, by)

    now = Commitment.objects.get()
    assert (now.lead, list(now.supporting.all())) == (None, [])
    assert event()["after"] == {"lead": "", "supporting": ""}


@pytest.mark.parametrize("what", ["lead", "supporting"])
def test_give_posts_is_refused_to_who_saw_others(commitment, by, what):
    shown = posts_of(commitment)
    nurse = post(commitment, "Nurse")
    if what == "lead":
        Commitment.objects.update(lead=nurse)
    else:
        commitment.supporting.add(nurse)

    called = {"lead": "Lead", "supporting": "Supported by"}[what]
    assert refusal(lambda: given(commitment, by, shown=shown)) == (
        f"Somebody else has changed this since you opened the page. It says now: {called}: “Nurse”. "
        "Nothing of yours was saved: save again if yours still holds."
    )
    assert posts_of(Commitment.objects.get())[what] == "Nurse"


def test_give_posts_refuses_posts_from_elsewhere_and_one_post_twice(commitment, by):
    elsewhere, nurse = PostFactory(title="Dean"), post(commitment, "Nurse")

    sentence = f"Dean is not a post of {commitment.strategy.organisation}."
    assert refusal(lambda: given(commitment, by, elsewhere)) == sentence
    assert refusal(lambda: given(commitment, by, None, [elsewhere])) == sentence
    assert refusal(lambda: given(commitment, by, nurse, [nurse])) == (
        "Nurse leads BD-04, so it can’t support it as well. Take away its tick."
    )
    assert (posts_of(commitment), AuditEvent.objects.count()) == ({"lead": "", "supporting": ""}, 0)


@pytest.mark.parametrize(
    ("typed", "stored", "words"),
    [
        ("31 March 2027", (date(2027, 3, 31), "day"), "31 March 2027"),
        ("Mar 27", (date(2027, 3, 1), "month"), "March 2027"),
        ("Q1 2026/27", (date(2026, 4, 1), "quarter"), "Quarter 1 2026/27 (April to June 2026)"),
        ("2027", (date(2027, 1, 1), "year"), "2027"),
        ("2026-27", (date(2026, 4, 1), "financial_year"), "2026/27"),
        ("Ongoing", (None, "ongoing"), "ongoing"),
    ],
)
def test_change_due_sets_every_precision_and_takes_it_away_again(commitment, by, typed, stored, words):
    change_due(
        commitment=commitment, due=parse_span(typed), shown=due_of(commitment), reason="The builder is late", by=by
    )

    now = Commitment.objects.get()
    assert (now.due_on, now.due_precision, now.due_words) == (*stored, typed)
    assert event() == {
        "what": "changed",
        "thing": "commitment",
        "by": by.pk,
        "before": {"due": "", "as given": ""},
        "after": {"due": words, "as given": typed, "reason": "The builder is late"},
    }
    change_due(commitment=commitment, due=None, shown=due_of(now), by=by)
    now.refresh_from_db()
    assert (now.due, now.due_words) == (None, "")
    assert PlanChange.objects.count() == 0


def test_change_due_to_the_same_writes_nothing_down(commitment, by):
    Commitment.objects.update(due_on=date(2027, 3, 1), due_precision="month", due_words="March 2027")

    change_due(commitment=commitment, due=parse_span("March 2027"), shown={"due": "March 2027"}, reason="No", by=by)

    assert AuditEvent.objects.count() == 0


def test_change_due_is_refused_to_who_saw_another_date(commitment, by):
    shown = due_of(commitment)
    Commitment.objects.update(due_precision="ongoing", due_words="ongoing")

    said = refusal(lambda: change_due(commitment=commitment, due=None, shown=shown, by=by))

    assert "It says now: Due: “ongoing”." in said
    assert Commitment.objects.get().due_words == "ongoing"


def test_change_due_is_refused_to_who_saw_a_date_that_is_gone(commitment, by):
    said = refusal(lambda: change_due(commitment=commitment, due=None, shown={"due": "2027"}, by=by))

    assert "It says now: Due: nothing." in said


def test_what_was_stopped_keeps_its_posts_and_its_date(commitment, by):
    stop(commitment=commitment, occasion=Occasion("No need"), seen=Seen.of(commitment), by=by)
    events = AuditEvent.objects.count()
    sentence = "BD-04 was stopped or merged, so it can’t be changed. Undo that first."

    assert refusal(lambda: given(commitment, by, post(commitment, "Nurse"))) == sentence
    assert (
        refusal(lambda: change_due(commitment=commitment, due=parse_span("2027"), shown=due_of(commitment), by=by))
        == sentence
    )
    assert (Commitment.objects.get().lead, AuditEvent.objects.count()) == (None, events)
