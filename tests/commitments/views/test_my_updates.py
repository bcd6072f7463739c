"""What one writes for one's posts."""

from datetime import UTC, date, datetime

import pytest

from commitments.actions.updates import approve, return_to_author, submit
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    ExtensionFactory,
    MembershipFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    StrategyFactory,
    UpdatePointFactory,
    UserFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

HEAD = ["My updates", "How to write an update", "Organisation 1: Strategy 1", "September 2022"]


@pytest.fixture(autouse=True)
def on(monkeypatch):
    """Sets the day; it is Monday, 12 September 2022."""

    def set_day(day):
        moment = datetime(2022, 9, day, 9, tzinfo=UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    set_day(12)
    return set_day


@pytest.fixture
def ann(client):
    user = UserFactory(name="Ann Hill")
    client.force_login(user)
    return user


@pytest.fixture
def strategy():
    return StrategyFactory()


@pytest.fixture
def period(strategy):
    return ReportingPeriodFactory(
        strategy=strategy, state="open", month=date(2022, 9, 1), updates_due_on=date(2022, 9, 15)
    )


def post(strategy, title="Matron", **people):
    return PostFactory(organisation=strategy.organisation, title=title, **people)


def led_by(lead, wording="Open the ward", **fields):
    strategy = lead.organisation.strategies.get()
    priority = strategy.priorities.first() or PriorityFactory(strategy=strategy)
    return CommitmentFactory(priority=priority, lead=lead, wording=wording, **fields)


def words(client):
    return page(client.get("/my-updates/")).words


def test_my_updates_says_what_is_owed_and_by_when(client, ann, strategy, period):
    led_by(post(strategy, holder=ann))

    shown = page(client.get("/my-updates/"))

    assert shown.title == "My updates – Strategy Tracker"
    assert shown.words == [
        *(
            *HEAD,
            "To write",
            "C1",
            "Open the ward",
            "You are the Matron",
            "Due in 3 working days",
            "(15 September 2022)",
        ),
        *("Not started", "Write the update", "of C1 for September 2022, Strategy 1"),
    ]
    assert shown.links == {
        "How to write an update": "/my-updates/guidance/",
        "Write the update of C1 for September 2022, Strategy 1": "/organisation-1/strategy-1/2022-09/updates/C1/",
    }


def test_my_updates_says_what_one_is_to_each(client, ann, strategy, period):
    led_by(post(strategy, "Matron", deputy=ann))
    own = post(strategy, "Dean", holder=ann)
    led_by(post(strategy, "Chief Nurse")).supporting.add(own)
    led_by(own, "Own").supporting.add(own)
    orphan = CommitmentFactory(priority=strategy.priorities.get())
    orphan.supporting.add(own)
    led_by(post(strategy, "Porter"), "Nobody's business of mine")

    shown = words(client)

    parts = [word for word in shown if word.startswith("You ")]
    assert parts == [
        *("You deputise for the Matron", "You support the Chief Nurse", "You are the Dean"),
        "You support it; no post leads it",
    ]
    assert "Nobody's business of mine" not in shown


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (8, "Due in 5 working days"),
        (14, "Due tomorrow"),
        (15, "Due today"),
        (16, "Late by 1 working day"),
        (20, "Late by 2 working days"),  # the Queen's funeral on the 19th was a bank holiday
    ],
)
@pytest.mark.usefixtures("period")
def test_my_updates_counts_working_days(client, strategy, on, day, due):
    user = UserFactory()
    led_by(post(strategy, holder=user))
    on(day)
    client.force_login(user)

    assert due in words(client)


def test_my_updates_takes_the_later_day_of_an_extension(client, ann, strategy, period):
    commitment = led_by(post(strategy, holder=ann))
    ExtensionFactory(period=period, commitment=commitment, due_on=date(2022, 9, 23))

    assert "Due in 8 working days" in words(client)


def test_my_updates_without_a_due_day_says_so(client, ann, strategy, period):
    period.updates_due_on = None
    period.save()
    led_by(post(strategy, holder=ann))

    assert "No due date" in words(client)


def test_my_updates_puts_what_came_back_first_with_the_reason(client, ann, strategy, period):
    lead = post(strategy, holder=ann)
    led_by(lead, "Untouched")
    update = StatusUpdateFactory(commitment=led_by(lead, "Came back"), period=period, stage="complete")
    submit(update=update, by=ann)
    return_to_author(update=update, by=UserFactory(name="Priya Nair"), note="Say when\nand who")

    shown = words(client)

    start = shown.index("To write")
    assert shown[start + 2 : start + 11] == [
        *("Came back", "You are the Matron", "Due in 3 working days", "(15 September 2022)"),
        *("Returned by Priya Nair on 12 September 2022 at 10:00", "Say when", "and who", "Change the update"),
        "of C2 for September 2022, Strategy 1",
    ]
    assert shown[start + 12] == "Untouched"


def test_my_updates_lists_what_is_begun_submitted_and_approved(client, ann, strategy, period):
    lead = post(strategy, holder=ann)
    begun, handed_in, approved = (
        StatusUpdateFactory(commitment=led_by(lead, wording), period=period, stage="complete")
        for wording in ("Begun", "Handed in", "Said")
    )
    submit(update=handed_in, by=ann)
    submit(update=approved, by=ann)
    approve(update=approved, by=UserFactory(name="Priya Nair"))

    shown = words(client)

    due = ("Due in 3 working days", "(15 September 2022)")
    assert begun.stage == "complete"
    assert shown[len(HEAD) :] == [
        *("To write", "C1", "Begun", "You are the Matron", *due, "Begun"),
        *("Go on with the update", "of C1 for September 2022, Strategy 1"),
        *("Submitted", "C2", "Handed in", "You are the Matron", "Submitted by Ann Hill on 12 September 2022 at 10:00"),
        *("Read the update", "of C2 for September 2022, Strategy 1"),
        *("Approved", "C3", "Said", "You are the Matron", "Approved by Priya Nair on 12 September 2022 at 10:00"),
        *("Read the update", "of C3 for September 2022, Strategy 1"),
    ]


def test_my_updates_leaves_out_what_has_ended(client, ann, strategy, period):
    commitment = led_by(post(strategy, holder=ann))
    march = ReportingPeriodFactory(strategy=strategy, month=date(2022, 3, 1), state="closed")
    ApprovedUpdateFactory(commitment=commitment, period=march, stage="complete")

    assert words(client)[1].startswith("Nothing is asked of you now.")


def test_my_updates_asks_for_answers_that_what_has_ended_still_owes(client, ann, strategy, period):
    commitment = led_by(post(strategy, holder=ann))
    march = ReportingPeriodFactory(strategy=strategy, month=date(2022, 3, 1), state="closed")
    update = ApprovedUpdateFactory(commitment=commitment, period=march, stage="complete")
    UpdatePointFactory(update=update, kind="next", position=0)

    assert "Write the update" in words(client)


@pytest.mark.parametrize("state", ["planned", "closed"])
def test_my_updates_are_those_of_open_rounds(client, ann, strategy, period, state):
    period.state = state
    period.save()
    led_by(post(strategy, holder=ann))

    assert words(client) == [
        "My updates",
        "Nothing is asked of you now. The strategy team writes to you when a round of updates opens.",
        "Your posts: Matron, Org 1.",
    ]


def test_my_updates_of_somebody_without_a_post(client, ann, strategy, period):
    led_by(post(strategy, holder=UserFactory()))
    MembershipFactory(user=ann, organisation=strategy.organisation, role="strategy_team")

    heading, sentence = words(client)

    assert heading == "My updates"
    assert sentence == (
        "You hold no post here, and you deputise for none, so you have no updates to write. "
        "If you should, ask your administrator."
    )


def test_my_updates_are_of_every_organisation_the_one_that_is_due_first_before_others(client, ann, strategy, period):
    other = StrategyFactory()
    ReportingPeriodFactory(strategy=other, state="open", month=date(2022, 10, 1), updates_due_on=date(2022, 9, 13))
    led_by(post(strategy, holder=ann))
    led_by(post(other, "Dean", holder=ann))

    shown = words(client)

    assert shown.index("October 2022") < shown.index("September 2022")


def test_my_updates_shows_hostile_words_as_words(client, ann, strategy, period):
    led_by(post(strategy, "<b>Matron</b>", holder=ann), "<script>x</script>" + "y" * 100)

    text = client.get("/my-updates/").content.decode()

    assert "<script>" not in text
    assert "<b>" not in text


@pytest.mark.parametrize("number", [1, 3])
def test_my_updates_needs_as_many_queries_for_one_as_for_three(client, ann, period, number, django_assert_num_queries):
    lead = post(period.strategy, holder=ann)
    for _ in range(number):
        update = StatusUpdateFactory(commitment=led_by(lead), period=period, stage="complete")
        submit(update=update, by=ann)
        led_by(lead).supporting.add(lead)

    with django_assert_num_queries(8):
        assert len(page(client.get("/my-updates/")).links) == 2 * number + 1  # and the guidance


def test_my_updates_answers_get_alone(client, ann):
    assert (client.get("/my-updates/").status_code, client.post("/my-updates/").status_code) == (200, 405)
    client.logout()
    assert client.get("/my-updates/").url == "/account/sign-in/?next=/my-updates/"


def test_guidance_is_led_to_and_names_the_limits_that_hold(client, ann, strategy, period):
    led_by(post(strategy, holder=ann))

    leads_to = page(client.get("/my-updates/")).links["How to write an update"]
    shown = " ".join(page(client.get(leads_to)).words)

    assert "21 lines are half a page." in shown
    assert "An update can have up to 60 lines, and each line up to 2,000 characters." in shown
    assert client.post(leads_to).status_code == 405
