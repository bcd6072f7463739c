"""Writing an update: a save under a check of its revision."""

from datetime import date

import pytest

from commitments.actions import RefusedError
from commitments.actions.updates import approve, reopen, withdraw
from commitments.actions.writing import StaleError, hand_in, write
from commitments.models import AuditEvent, Outcome, PointKind, ReportingPeriod, StatusUpdate, UpdatePoint
from commitments.standing.promises import earlier_update, promises
from commitments.workbook.plan import Bullet
from commitments.writing.desk import update_of, written_in
from commitments.writing.written import Answered, Written
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    OutcomeFactory,
    PostFactory,
    ReportingPeriodFactory,
    StrategyFactory,
    UpdatePointFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
SOMETHING = Written(stage="in_progress", rating="green", progress=(Bullet("Posts filled"), Bullet("Nurse", 1)))


@pytest.fixture
def ann():
    return UserFactory(email="ann@example.nhs.uk", name="Ann Hill")


@pytest.fixture
def place(ann):
    """Where an update is written: a commitment that Ann's post leads, and an open period."""
    strategy = StrategyFactory()
    post = PostFactory(title="Matron", holder=ann, organisation=strategy.organisation)
    commitment = CommitmentFactory(lead=post, priority__strategy=strategy)
    return {
        "commitment": commitment,
        "period": ReportingPeriodFactory(strategy=commitment.strategy, state="open", month=date(2022, 9, 1)),
    }


@pytest.fixture
def step(place):
    """A next step that the report before named, with something under it."""
    earlier = ReportingPeriodFactory(strategy=place["period"].strategy, month=date(2022, 3, 1))
    approved = ApprovedUpdateFactory(commitment=place["commitment"], period=earlier)
    said = UpdatePointFactory(update=approved, kind="next", text="Open the ward", position=0)
    UpdatePointFactory(update=approved, kind="next", text="Ward 1", position=1, depth=1)
    return said


def lines(*texts):
    return tuple(Bullet(text) for text in texts)


def said(place):
    """What the database says now."""
    update = update_of(**place)
    return written_in(update, promises(update, earlier_update(update)))


def points(kind=PointKind.NEXT):
    return list(
        UpdatePoint.objects.filter(kind=kind, update__state="draft").values_list("text", "depth", "carried_from")
    )


def refusal(attempt):
    """The sentence with which an action refuses."""
    with pytest.raises(RefusedError) as caught:
        attempt()
    return str(caught.value)


def events():
    return [(event.what, event.before, event.after) for event in AuditEvent.objects.order_by("pk")]


def test_write_makes_the_update_on_its_first_save(ann, place):
    update = write(**place, by=ann, revision=0, written=SOMETHING)

    assert (update.pk is not None, update.state, update.revision) == (True, "draft", 1)
    assert said(place) == SOMETHING
    assert [user.email for user in update.typed_by.all()] == ["ann@example.nhs.uk"]


def test_write_records_what_changed_once_for_each_save(ann, place):
    write(**place, by=ann, revision=0, written=SOMETHING)
    write(
        **place,
        by=ann,
        revision=1,
        written=Written(stage="paused", rating="green", reason="Ill", progress=lines("Posts filled")),
    )

    assert events() == [
        (
            "written",
            {"stage": "", "rating": "", "progress": []},
            {"stage": "in_progress", "rating": "green", "progress": ["Posts filled", "  Nurse"], "revision": 1},
        ),
        (
            "written",
            {"stage": "in_progress", "reason": "", "progress": ["Posts filled", "  Nurse"]},
            {"stage": "paused", "reason": "Ill", "progress": ["Posts filled"], "revision": 2},
        ),
    ]
    assert str(AuditEvent.objects.first().by) == "Ann Hill"


def test_write_of_what_is_there_writes_nothing(ann, place):
    write(**place, by=ann, revision=0, written=SOMETHING)
    before = StatusUpdate.objects.values().get()

    update = write(**place, by=UserFactory(), revision=1, written=SOMETHING)

    assert (update.revision, StatusUpdate.objects.values().get(), len(events())) == (1, before, 1)
    assert update.typed_by.count() == 1


def test_write_of_nothing_makes_no_update(ann, place):
    update = write(**place, by=ann, revision=0, written=Written(reason=" "))

    assert (update.pk, StatusUpdate.objects.count(), events()) == (None, 0, [])


def test_write_that_is_sent_twice_counts_once(ann, place):
    for _ in range(2):
        update = write(**place, by=ann, revision=0, written=SOMETHING)

    assert (update.revision, len(events())) == (1, 1)


@pytest.mark.parametrize("revision", [0, 2, -1, 10**12])
def test_write_over_what_somebody_else_saved_is_refused_with_their_text(ann, place, revision):
    write(**place, by=UserFactory(), revision=0, written=SOMETHING)

    with pytest.raises(StaleError) as caught:
        write(**place, by=ann, revision=revision, written=Written(stage="paused"))

    assert (caught.value.current.revision, caught.value.current.stage) == (1, "in_progress")
    assert str(caught.value) == "The update of C1, September 2022 has been changed meanwhile."
    assert (said(place), len(events())) == (SOMETHING, 1)


def test_write_to_an_update_that_was_taken_away_is_stale_and_makes_none(ann, place):
    with pytest.raises(StaleError):
        write(**place, by=ann, revision=3, written=SOMETHING)

    assert StatusUpdate.objects.count() == 0


@pytest.mark.parametrize("state", ["planned", "closed"])
def test_write_in_a_round_that_is_not_open_is_refused(ann, place, state):
    ReportingPeriod.objects.update(state=state)  # since it was read

    assert (
        refusal(lambda: write(**place, by=ann, revision=0, written=SOMETHING))
        == "The round of September 2022 is not open, so nothing can be saved. Ask the strategy team."
    )


def test_write_to_what_is_submitted_or_approved_is_refused(ann, place):
    update, _lacks = hand_in(**place, by=ann, revision=0, written=SOMETHING)

    assert (
        refusal(lambda: write(**place, by=ann, revision=2, written=Written()))
        == "This update was submitted by Ann Hill, so it can’t be changed now. Once it is withdrawn or returned, you can save this page."
    )
    approve(update=update, by=UserFactory(name="Priya Nair"))
    assert (
        refusal(lambda: write(**place, by=ann, revision=3, written=Written()))
        == "This update was approved by Priya Nair, so it can’t be changed now. Once the strategy team opens it again, you can save this page."
    )


def test_write_of_too_much_is_refused(ann, place):
    assert (
        refusal(lambda: write(**place, by=ann, revision=0, written=Written(progress=lines(*map(str, range(61))))))
        == "An update has at most 60 lines, and this one has 61. Shorten it."
    )

    assert StatusUpdate.objects.count() == 0


def test_write_keeps_the_rows_of_bullets_that_stay(ann, place):
    write(**place, by=ann, revision=0, written=Written(next=lines("A", "B", "C")))
    rows = {point.text: point.pk for point in UpdatePoint.objects.all()}

    write(**place, by=ann, revision=1, written=Written(next=lines("C", "A", "New")))

    now = {point.text: point.pk for point in UpdatePoint.objects.all()}
    assert {text: now[text] for text in "CA"} == {text: rows[text] for text in "CA"}
    assert points() == [("C", 0, None), ("A", 0, None), ("New", 0, None)]


def test_write_takes_the_ratings_from_what_has_ended(ann, place):
    update = write(**place, by=ann, revision=0, written=SOMETHING)
    StatusUpdate.objects.filter(pk=update.pk).update(executive_rating="red")

    write(**place, by=ann, revision=1, written=Written(stage="complete", rating="green"))

    assert StatusUpdate.objects.values_list("stage", "rating", "executive_rating").get() == ("complete", "", "")


def test_write_keeps_answers_and_takes_them_away_again(ann, place, step):
    answers = {step.pk: Answered("partly", "Begun")}

    write(**place, by=ann, revision=0, written=Written(answers=answers))
    assert list(Outcome.objects.values_list("point", "answer", "note")) == [(step.pk, "partly", "Begun")]
    assert said(place).answers == answers

    write(**place, by=ann, revision=1, written=Written(answers={step.pk: Answered("done")}))
    assert list(Outcome.objects.values_list("answer", "note")) == [("done", "")]

    write(**place, by=ann, revision=2, written=Written())
    assert Outcome.objects.count() == 0


def test_write_leaves_answers_to_what_is_not_open(ann, place, step):
    OutcomeFactory(
        update=write(**place, by=ann, revision=0, written=SOMETHING),
        point=UpdatePointFactory(
            update=ApprovedUpdateFactory(commitment=place["commitment"], period__month=date(2021, 6, 1)), kind="next"
        ),
    )

    write(**place, by=ann, revision=1, written=Written(answers={step.pk + 99: Answered("done")}))

    assert Outcome.objects.count() == 1


def test_write_carries_a_step_forward_with_what_is_under_it(ann, place, step):
    carried = Written(next=lines("Hire"), answers={step.pk: Answered("not_done", "No staff", carried=True)})

    write(**place, by=ann, revision=0, written=carried)

    assert points() == [("Open the ward", 0, step.pk), ("Ward 1", 1, None), ("Hire", 0, None)]
    assert said(place) == carried
    assert events()[0][2]["next"] == ["Open the ward", "  Ward 1", "Hire"]
    assert events()[0][2]["answers"] == [
        {"step": "Open the ward", "answer": "not_done", "note": "No staff", "carried forward": True}
    ]

    write(**place, by=ann, revision=1, written=Written(next=lines("Hire"), answers={step.pk: Answered("done")}))

    assert points() == [("Hire", 0, None)]


def test_a_step_that_is_typed_again_beside_being_carried_stays_typed(ann, place, step):
    both = Written(next=lines("Open the ward"), answers={step.pk: Answered("partly", "Begun", carried=True)})

    write(**place, by=ann, revision=0, written=both)
    assert points() == [("Open the ward", 0, step.pk), ("Ward 1", 1, None), ("Open the ward", 0, None)]

    write(**place, by=ann, revision=1, written=Written(next=lines("Open the ward")))
    assert points() == [("Open the ward", 0, None)]


def test_a_next_step_that_a_later_update_has_answered_stays(ann, place):
    update = write(**place, by=ann, revision=0, written=Written(next=lines("Hire")))
    later = ReportingPeriodFactory(strategy=place["period"].strategy, month=date(2023, 3, 1))
    OutcomeFactory(
        update=StatusUpdate.objects.create(commitment=place["commitment"], period=later), point=update.points.get()
    )

    assert (
        refusal(lambda: write(**place, by=ann, revision=1, written=Written()))
        == "A later update has answered one of these next steps already, so it has to stay as it is."
    )

    assert said(place).next == lines("Hire")


def test_write_by_others_is_on_behalf_of_the_post_that_leads(ann, place):
    team, deputy = UserFactory(), UserFactory()
    place["commitment"].lead.deputy = deputy
    place["commitment"].lead.save()

    assert write(**place, by=team, revision=0, written=Written(stage="paused")).on_behalf_of.title == "Matron"
    assert events()[-1][2]["on behalf of"] == "Matron"
    assert write(**place, by=deputy, revision=1, written=Written(stage="complete")).on_behalf_of is None
    assert "on behalf of" not in events()[-1][2]


def test_write_by_a_supporting_post_leaves_on_whose_behalf_it_is(ann, place):
    supporter, team = UserFactory(), UserFactory()
    organisation = place["commitment"].strategy.organisation
    place["commitment"].supporting.add(PostFactory(organisation=organisation, holder=supporter))

    assert write(**place, by=supporter, revision=0, written=Written(stage="paused")).on_behalf_of is None
    write(**place, by=team, revision=1, written=Written(stage="complete"))
    assert write(**place, by=supporter, revision=2, written=SOMETHING).on_behalf_of.title == "Matron"


def test_write_where_no_post_leads_is_on_nobodys_behalf(ann, place):
    place["commitment"].lead = None

    assert write(**place, by=ann, revision=0, written=SOMETHING).on_behalf_of is None


def test_write_and_its_record_stand_or_fall_together(ann, place, monkeypatch):
    def fail(*_args, **_kwargs):
        raise RuntimeError("the record failed")

    monkeypatch.setattr(type(AuditEvent.objects.all()), "record", fail)
    monkeypatch.setattr("commitments.actions.writing.AuditEvent.objects.record", fail)

    with pytest.raises(RuntimeError):
        write(**place, by=ann, revision=0, written=SOMETHING)

    assert (StatusUpdate.objects.count(), UpdatePoint.objects.count()) == (0, 0)


def test_hand_in_saves_and_submits(ann, place):
    update, lacks = hand_in(**place, by=ann, revision=0, written=SOMETHING)

    assert (update.state, update.revision, update.submitted_by, lacks) == ("submitted", 2, ann, {})
    assert [what for what, *_values in events()] == ["written", "submitted"]


def test_hand_in_that_is_sent_twice_counts_once(ann, place):
    for _ in range(2):
        update, lacks = hand_in(**place, by=ann, revision=0, written=SOMETHING)

    assert (update.state, update.revision, lacks, len(events())) == ("submitted", 2, {}, 2)


def test_hand_in_saves_and_says_what_is_missing(ann, place, step):
    written = Written(stage="paused", progress=lines("A"))

    update, lacks = hand_in(**place, by=ann, revision=0, written=written)

    assert (update.state, update.revision) == ("draft", 1)
    assert lacks == {
        "reason": "Say why this is paused and what will be done.",
        f"answer-{step.pk}": "Say what came of “Open the ward”.",
    }
    assert said(place) == written


def test_hand_in_asks_why_a_step_was_not_done(ann, place, step):
    written = Written(stage="in_progress", answers={step.pk: Answered("dropped")})

    _update, lacks = hand_in(**place, by=ann, revision=0, written=written)

    assert lacks == {f"why-{step.pk}": "Say why “Open the ward” was dropped."}


def test_hand_in_of_nothing_makes_no_update(ann, place):
    update, lacks = hand_in(**place, by=ann, revision=0, written=Written())

    assert (update.pk, lacks) == (None, {"stage": "Choose a stage before you submit this update."})


def test_hand_in_of_what_is_saved_submits_it(ann, place):
    write(**place, by=ann, revision=0, written=SOMETHING)

    assert hand_in(**place, by=ann, revision=1, written=SOMETHING)[0].state == "submitted"


def test_hand_in_after_the_round_was_closed_is_refused(ann, place):
    write(**place, by=ann, revision=0, written=SOMETHING)
    place["period"].state = "closed"

    assert (
        refusal(lambda: hand_in(**place, by=ann, revision=1, written=SOMETHING))
        == "The round of September 2022 is not open, so nothing can be saved. Ask the strategy team."
    )


def test_hand_in_refuses_what_somebody_saves_in_between(ann, place, monkeypatch):
    write(**place, by=ann, revision=0, written=SOMETHING)

    def save_first(update):
        StatusUpdate.objects.filter(pk=update.pk).update(revision=7, stage="paused", reason="Ill")
        return {}

    monkeypatch.setattr("commitments.actions.writing.missing_by_field", save_first)

    with pytest.raises(StaleError):
        hand_in(**place, by=ann, revision=1, written=SOMETHING)

    assert StatusUpdate.objects.get().state == "draft"


def test_an_update_goes_round_and_keeps_everybody_who_typed(ann, place):
    update, _lacks = hand_in(**place, by=ann, revision=0, written=SOMETHING)
    withdraw(update=update, by=ann)
    bob, chief = UserFactory(name="Bob"), UserFactory()
    update, _lacks = hand_in(**place, by=bob, revision=3, written=Written(stage="complete"))
    approve(update=update, by=chief)
    reopen(update=update, by=bob, reason="A figure is wrong")

    update = write(**place, by=bob, revision=7, written=Written(stage="in_progress"))

    assert {str(user) for user in update.typed_by.all()} == {"Ann Hill", "Bob"}
    assert [what for what, *_values in events()] == [
        *("written", "submitted", "withdrawn", "written", "submitted", "approved", "reopened", "written")
    ]
