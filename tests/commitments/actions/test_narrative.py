"""The narrative of a period: every change, what it demands and what it leaves behind."""

import pytest

from commitments.actions import RefusedError
from commitments.actions.narrative import (
    ChangedPointError,
    PointWords,
    accept_point,
    add_point,
    delete_point,
    edit_point,
    move_point,
)
from commitments.models import AuditEvent, NarrativeKind, NarrativePoint
from tests.factories import (
    CommitmentFactory,
    NarrativePointFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

HIGHLIGHT, CHALLENGE, _ACTIVITY = NarrativeKind


@pytest.fixture
def by():
    return UserFactory()


@pytest.fixture
def period():
    return ReportingPeriodFactory()


def refusal(attempt):
    """The sentence with which an action refuses."""
    with pytest.raises(RefusedError) as caught:
        attempt()
    return str(caught.value)


def event():
    """The one audit event: what, before, after."""
    return AuditEvent.objects.values_list("what", "before", "after").get()


PLAIN = {
    "kind": "highlight",
    "text": "The ward opened",
    "priority": "",
    "commitments": [],
    "public": True,
    "accepted": True,
}


@pytest.mark.parametrize(("accepted", "what"), [(True, "added"), (False, "proposed")])
def test_point_is_added_at_the_end_of_its_list(by, period, accepted, what):
    NarrativePointFactory(period=period, kind="highlight", position=7)
    NarrativePointFactory(period=period, kind="challenge", position=9)
    priority = PriorityFactory(strategy=period.strategy)
    commitments = [CommitmentFactory(priority=priority, ref=ref) for ref in ("A", "B")]

    point = add_point(
        period=period,
        words=PointWords(HIGHLIGHT, " The ward\nopened ", priority, commitments, public=False),
        by=by,
        accepted=accepted,
    )

    point.refresh_from_db()
    assert (point.text, point.position, point.accepted, point.proposed_by) == ("The ward opened", 8, accepted, by)
    assert (point.priority, list(point.commitments.all()), point.public) == (priority, commitments, False)
    told = {"priority": "Priority 1", "commitments": ["A", "B"], "public": False, "accepted": accepted}
    assert event() == (what, {}, PLAIN | told)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (lambda _period: PointWords(HIGHLIGHT, " \x00"), "Enter the words."),
        (lambda _period: PointWords(HIGHLIGHT, "x" * 2001), "The words must be 2,000 characters or fewer."),
        (
            lambda _period: PointWords(HIGHLIGHT, "Opened", PriorityFactory()),
            "It can only be of this strategy’s priorities and commitments.",
        ),
        (
            lambda _period: PointWords(HIGHLIGHT, "Opened", None, [CommitmentFactory()]),
            "It can only be of this strategy’s priorities and commitments.",
        ),
        (
            lambda period: PointWords(HIGHLIGHT, NarrativePointFactory(period=period).text),
            "This highlight is there already.",
        ),
    ],
)
def test_point_that_can_not_stand_is_refused(by, period, words, sentence):
    given = words(period)
    there = NarrativePoint.objects.count()

    assert refusal(lambda: add_point(period=period, words=given, by=by, accepted=True)) == sentence
    assert (NarrativePoint.objects.count(), AuditEvent.objects.count()) == (there, 0)


def test_point_is_edited_and_accepted_by_that(by, period):
    point = NarrativePointFactory(period=period, text="The ward opened", accepted=False, proposed_by=UserFactory())
    commitment = CommitmentFactory(priority=PriorityFactory(strategy=period.strategy))

    edit_point(point=point, words=PointWords(HIGHLIGHT, "It opened", None, [commitment]), revision=0, by=by)

    point.refresh_from_db()
    assert (point.text, point.accepted, point.revision) == ("It opened", True, 1)
    assert list(point.commitments.all()) == [commitment]
    assert event() == (
        "changed",
        PLAIN | {"accepted": False},
        PLAIN | {"text": "It opened", "commitments": [commitment.ref]},
    )


def test_point_that_goes_to_another_list_goes_to_its_end(by, period):
    NarrativePointFactory(period=period, kind="challenge", position=4)
    point = NarrativePointFactory(period=period, position=1)

    edit_point(point=point, words=PointWords(CHALLENGE, "It is late"), revision=0, by=by)

    point.refresh_from_db()
    assert (point.kind, point.position) == ("challenge", 5)


def test_edit_of_another_revision_than_the_one_read_is_refused(by, period):
    point = NarrativePointFactory(period=period, revision=3)

    with pytest.raises(ChangedPointError, match="Somebody else changed this meanwhile"):
        edit_point(point=point, words=PointWords(HIGHLIGHT, "It opened"), revision=2, by=by)
    point.refresh_from_db()
    assert (point.text, AuditEvent.objects.count()) == ("The new hospital opened", 0)


def test_proposal_is_accepted_once(by, period):
    point = NarrativePointFactory(period=period, accepted=False, proposed_by=by)

    for _time in range(2):
        accept_point(point=point, by=by)

    point.refresh_from_db()
    assert (point.accepted, point.revision) == (True, 1)
    assert event() == ("accepted", {"accepted": False}, {"accepted": True})


def order(period, kind="highlight"):
    return "".join(NarrativePoint.objects.filter(period=period, kind=kind).values_list("text", flat=True))


@pytest.mark.parametrize(
    ("text", "up", "moved"), [("b", True, "bacd"), ("b", False, "acbd"), ("a", True, "abcd"), ("d", False, "abcd")]
)
def test_point_moves_one_place(by, period, text, up, moved):
    points = {each: NarrativePointFactory(period=period, text=each, position=5) for each in "abcd"}

    move_point(point=points[text], up=up, by=by)

    assert (order(period), AuditEvent.objects.count()) == (moved, int(moved != "abcd"))


def test_highlight_moves_among_those_of_its_priority(by, period):
    one, two = PriorityFactory.create_batch(2, strategy=period.strategy)
    for text, priority in (("a", one), ("b", two), ("c", one)):
        NarrativePointFactory(period=period, text=text, priority=priority)

    move_point(point=NarrativePoint.objects.get(text="c"), up=True, by=by)

    assert order(period) == "cba"
    assert event() == ("moved up", {}, {"position": 1})


def test_challenge_moves_among_all(by, period):
    one, two = PriorityFactory.create_batch(2, strategy=period.strategy)
    for text, priority in (("a", one), ("b", two), ("c", one)):
        NarrativePointFactory(period=period, kind="challenge", text=text, priority=priority)

    move_point(point=NarrativePoint.objects.get(text="c"), up=True, by=by)

    assert order(period, "challenge") == "acb"


def test_deleted_point_stays_in_the_audit(by, period):
    point = NarrativePointFactory(period=period, text="The ward opened")

    delete_point(point=point, by=by)

    assert NarrativePoint.objects.count() == 0
    assert event() == ("deleted", PLAIN, {})


ACTIONS = {
    "edit": lambda point, by: edit_point(point=point, words=PointWords(HIGHLIGHT, "It opened"), revision=0, by=by),
    "accept": lambda point, by: accept_point(point=point, by=by),
    "move": lambda point, by: move_point(point=point, up=True, by=by),
    "delete": lambda point, by: delete_point(point=point, by=by),
    "add": lambda point, by: add_point(
        period=point.period, words=PointWords(HIGHLIGHT, "It opened"), by=by, accepted=True
    ),
}


@pytest.mark.parametrize("action", sorted(set(ACTIONS) - {"add"}))
def test_point_that_somebody_else_deleted_is_refused(by, period, action):
    point = NarrativePointFactory(period=period)
    NarrativePoint.objects.all().delete()

    assert refusal(lambda: ACTIONS[action](point, by)) == "Somebody else has deleted this meanwhile."


@pytest.mark.parametrize("action", ACTIONS)
def test_change_that_can_not_be_written_down_is_none(by, period, monkeypatch, action):
    NarrativePointFactory(period=period)
    point = NarrativePointFactory(period=period, text="Second", accepted=False, proposed_by=by)
    before = list(NarrativePoint.objects.values())

    def full(*_args, **_fields):
        raise OSError("The disk is full")

    monkeypatch.setattr(type(AuditEvent.objects), "record", full)

    with pytest.raises(OSError, match="The disk is full"):
        ACTIONS[action](point, by)
    assert list(NarrativePoint.objects.values()) == before


def test_strategies_are_kept_apart_where_they_are_of_one_organisation(by, period):
    other = StrategyFactory(organisation=period.strategy.organisation)

    sentence = refusal(
        lambda: add_point(
            period=period, words=PointWords(HIGHLIGHT, "Opened", PriorityFactory(strategy=other)), by=by, accepted=True
        )
    )

    assert sentence == "It can only be of this strategy’s priorities and commitments."
