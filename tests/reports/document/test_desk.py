"""What readiness reads beside the document."""

from datetime import date

import pytest

from reports.document.desk import Handed, Listed, Private, Vacancy, desk_of
from tests.factories import (
    AcronymFactory,
    ApprovedUpdateFactory,
    BoardQuestionFactory,
    CommitmentFactory,
    MeetingFactory,
    NarrativePointFactory,
    PlanChangeFactory,
    PostFactory,
    StatusUpdateFactory,
    StrategyFactory,
    SubmittedUpdateFactory,
    UserFactory,
)
from tests.reports.document.samples import period_of

pytestmark = pytest.mark.django_db

TODAY = date(2022, 3, 10)


@pytest.fixture
def march():
    return period_of(StrategyFactory(), "2022-03", state="open")


def of(march, **fields):
    return CommitmentFactory(priority__strategy=march.strategy, **fields)


def test_desk_of_an_empty_round_is_empty(march):
    desk = desk_of(march, TODAY)

    assert (desk.address, desk.as_of, desk.meets, desk.round_is_open) == (march.address, TODAY, "", True)
    assert (desk.owing, desk.updates, desk.points, desk.proposals) == (frozenset(), {}, {}, 0)
    assert (desk.acronyms, desk.vacancies, desk.leaderless, desk.private) == ((), (), (), ())


@pytest.mark.parametrize("state", ["closed", "planned"])
def test_desk_knows_that_a_round_is_not_open(march, state):
    march.state = state

    assert desk_of(march, TODAY).round_is_open is False


def test_report_is_read_by_the_day_of_its_first_meeting(march):
    MeetingFactory(period=march, held_on=date(2022, 4, 1), held_precision="month")
    MeetingFactory(period=march, held_on=date(2022, 3, 30))

    desk = desk_of(march, TODAY)

    assert (desk.as_of, desk.meets) == (date(2022, 3, 30), "30 March 2022")


def test_day_of_a_meeting_of_which_the_month_is_known_is_the_first(march):
    MeetingFactory(period=march, held_on=date(2022, 4, 1), held_precision="month")

    desk = desk_of(march, TODAY)

    assert (desk.as_of, desk.meets) == (date(2022, 4, 1), "April 2022")


def test_desk_tells_how_far_each_update_has_come(march):
    for ref, made_by, fields in (
        ("A", ApprovedUpdateFactory, {"stage": "paused"}),
        ("B", SubmittedUpdateFactory, {"rating": "amber"}),
        ("C", StatusUpdateFactory, {"revision": 1}),
        ("D", StatusUpdateFactory, {"return_note": "Say more"}),
        ("E", StatusUpdateFactory, {}),
    ):
        made_by(commitment=of(march, ref=ref), period=march, **fields)
    of(march, ref="F")
    earlier = period_of(march.strategy, "2021-06")
    ApprovedUpdateFactory(commitment=of(march, ref="G"), period=earlier, stage="complete")

    desk = desk_of(march, TODAY)

    assert desk.updates == {
        "A": Handed("approved", needs_reason=True),
        "B": Handed("submitted", needs_reason=True),
        "C": Handed("draft"),
        "D": Handed("returned"),
        "E": Handed("not_begun"),
    }
    assert desk.owing == {"A", "B", "C", "D", "E", "F"}


def test_desk_finds_highlights_again_by_their_words(march):
    first, *_same = NarrativePointFactory.create_batch(2, period=march, text="All is well")
    other = NarrativePointFactory(period=march, text="All is well", kind="challenge")
    NarrativePointFactory(period=march, accepted=False, proposed_by=UserFactory(), text="Mine")

    desk = desk_of(march, TODAY)

    assert desk.points == {("highlight", "All is well"): first.pk, ("challenge", "All is well"): other.pk}
    assert desk.proposals == 1


def test_desk_has_the_acronyms_of_its_own_organisation(march):
    own = AcronymFactory(organisation=march.strategy.organisation, short="MRI", long="Imaging")
    AcronymFactory(short="PET")

    assert desk_of(march, TODAY).acronyms == (Listed("MRI", "Imaging", own.pk),)


def test_desk_names_posts_that_nobody_holds_with_what_they_lead(march):
    organisation = march.strategy.organisation
    empty, left = PostFactory.create_batch(2, organisation=organisation)
    left.holder = UserFactory(is_active=False)
    left.save()
    held = PostFactory(organisation=organisation, holder=UserFactory())
    priority = of(march, ref="A", lead=empty).priority
    for ref, post in (("B", left), ("C", empty), ("D", held), ("E", None)):
        CommitmentFactory(priority=priority, ref=ref, lead=post)

    desk = desk_of(march, TODAY)

    assert desk.vacancies == (
        Vacancy(empty.title, empty.pk, ("A", "C")),
        Vacancy(left.title, left.pk, ("B",)),
    )
    assert desk.leaderless == ("E",)


def test_nobody_need_lead_what_has_ended(march):
    PlanChangeFactory(commitment=of(march, ref="A"), kind="stopped", period=march)

    assert desk_of(march, TODAY).leaderless == ()


def test_desk_has_the_private_texts_of_the_report(march):
    point = NarrativePointFactory(period=march, text="Mind this", public=False)
    NarrativePointFactory(period=march, text="Proposed", public=False, accepted=False, proposed_by=UserFactory())
    NarrativePointFactory(period=march, text="For all")
    BoardQuestionFactory(period=march, text="Why?", public=False)
    BoardQuestionFactory(period=march, text="For everybody?", public=True)
    BoardQuestionFactory(period=period_of(march.strategy, "2022-09"), text="Later?", public=False)
    BoardQuestionFactory(text="Another board’s?", public=False)

    assert desk_of(march, TODAY).private == (
        Private("Mind this", "narrative-point-edit", (*march.address, point.pk)),
        Private("Why?", "questions", march.address),
    )


@pytest.mark.parametrize("number", [1, 3])
def test_desk_needs_seven_queries(march, number, django_assert_num_queries):
    for _ in range(number):
        post = PostFactory(organisation=march.strategy.organisation, holder=UserFactory())
        StatusUpdateFactory(commitment=of(march, lead=post), period=march)
        NarrativePointFactory(period=march)
        MeetingFactory(period=march)
        AcronymFactory(organisation=march.strategy.organisation)
        BoardQuestionFactory(period=march)

    with django_assert_num_queries(7):
        desk_of(march, TODAY)
