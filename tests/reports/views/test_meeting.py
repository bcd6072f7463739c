"""The meeting: a period's commitments one after another."""

from datetime import date
from urllib.parse import quote

import pytest
from django.core import mail

from reports.models import BoardQuestion
from tests.factories import (
    A_MOMENT,
    BoardQuestionFactory,
    CommitmentFactory,
    MeetingFactory,
    MembershipFactory,
    PostFactory,
    PriorityFactory,
    StatusUpdateFactory,
    StatusWordFactory,
    StrategyFactory,
    SubmittedUpdateFactory,
    ThemeFactory,
    UserFactory,
)
from tests.pages import page
from tests.people import MEMBERS, STRANGERS, world
from tests.reports.document.samples import period_of, reported

pytestmark = pytest.mark.django_db

FOLDER = "/organisation-1/strategy-1/2022-03"
MEETING = f"{FOLDER}/meeting/"
HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"
NEW = {"kind": "challenge", "text": "Why is it late?", "answerer": "", "meeting": ""}


@pytest.fixture
def march():
    """March 2022, closed, after September 2021."""
    strategy = StrategyFactory()
    period_of(strategy, "2021-09", state="closed")
    return period_of(strategy, "2022-03", state="closed")


@pytest.fixture
def september(march):
    return march.previous()


@pytest.fixture
def plan(march, september):
    """Four commitments in two priorities; in the order of the plan GR-1 is green, AM-1 amber twice, RE-1 red and NO-1 silent."""
    first, second = PriorityFactory.create_batch(2, strategy=march.strategy)
    for priority, ref, rating in ((first, "GR-1", "green"), (first, "AM-1", "amber"), (second, "RE-1", "red")):
        made = CommitmentFactory(priority=priority, ref=ref)
        reported(made, march, f"Progress of {ref}", stage="in_progress", rating=rating)
        reported(made, september, "Before", stage="in_progress", rating="amber")
    CommitmentFactory(priority=second, ref="NO-1")
    return first, second


@pytest.fixture
def secretary(client, march):
    client.force_login(
        MembershipFactory(
            organisation=march.strategy.organisation, role="board_secretary", user=UserFactory(name="Helen Marsh")
        ).user
    )
    return client


def shown(client, query=""):
    """The page of a step."""
    return page(client.get(MEETING + query))


def refs(client, query=""):
    """The refs of a walk in their order, found by its links from one to the next."""
    found = []
    at = MEETING + query
    while at:
        step = page(client.get(at))
        found.append(step.words[step.words.index("Leave the meeting view") + 1])
        at = step.links.get("Next")
    return found


# Who may


def test_every_member_follows_and_only_some_log(client):
    there = world("approved")
    at = f"/organisation-2/strategy-1/2022-01/meeting/?at={there.update.commitment.ref}"
    read, sent = {}, {}
    for name in (*MEMBERS, *STRANGERS):
        client.force_login(there.people[name])
        read[name], sent[name] = client.get(at).status_code, client.post(at, {}).status_code

    closed, strangers = {"closed account": 302}, dict.fromkeys(STRANGERS, 404)
    assert read == dict.fromkeys(MEMBERS, 200) | strangers | closed
    assert sent == dict.fromkeys(MEMBERS, 403) | {"executive": 200, "secretary": 200} | strangers | closed


def test_reader_sees_no_form_and_no_way_to_it(reader, march, plan):
    words = shown(reader, "?log=on").words

    assert {"Log it", "Log a question, challenge or decision"} & set(words) == set()


def test_meeting_of_what_is_not_there_is_not_found(reader, march):
    assert reader.get(MEETING.replace("2022-03", "2022-04")).status_code == 404
    assert reader.put(MEETING).status_code == 405


# A step


def test_step_shows_where_a_commitment_stands_and_what_was_reported(reader, march, september):
    theme = ThemeFactory(priority__strategy=march.strategy, priority__name="Be digital", name="Records")
    lead = PostFactory(organisation=march.strategy.organisation, title="Matron")
    commitment = CommitmentFactory(
        theme=theme, ref="BD-04", wording="Give each patient a record", lead=lead, in_published_plan=False
    )
    StatusWordFactory(strategy=march.strategy, code="red", word="Off track")
    reported(commitment, september, "Begun", stage="in_progress", rating="amber")
    reported(
        *(commitment, march, "Bought", ["For two sites"]),
        then=("Train the wards",),
        stage="in_progress",
        rating="amber",
        executive_rating="red",
        reason="Money.\nNext year.",
    )

    step = shown(reader)

    assert step.title == "BD-04, 1 of 1, 1 needs attention, meeting on March 2022 – Strategy Tracker"
    assert step.words == [
        *("Org 1, March 2022", "1 of 1, 1 needs attention", "Choose which to show", "Show", "Every commitment"),
        *("Only what needs attention", "Priority", "All", "Be digital", "Show", "Leave the meeting view"),
        *("BD-04", "Give each patient a record", "◊◊", "Be digital", "·", "Records", "Lead: Matron"),
        *("Needs attention:", "Off track, Executive and lead disagree"),
        *("September 2021", "In progress", "Amber", "March 2022", "In progress", "Off track", "Lead says:", "Amber"),
        *("Movement", "Worse", "Reason and what will be done", "Money.", "Next year."),
        *("Progress", "Bought", "For two sites", "Next", "Train the wards"),
        *("Previous", "Next", "First", "Last"),  # for the eye alone: there is nowhere to go
        *("All board questions", "BD-04, period by period"),
        *("Keys: arrow keys or", "Page Up", "and", "Page Down", "to step,", "Home", "and", "End"),
        *("for the first and last,", "Esc", "to leave"),
    ]
    assert step.links == {
        "Leave the meeting view": f"{FOLDER}/",
        "All board questions": f"{FOLDER}/questions/",
        "BD-04, period by period": f"{FOLDER}/commitments/BD-04/",
    }


def test_step_of_the_first_period_has_no_earlier_one(reader, march, september, plan):
    words = page(reader.get("/organisation-1/strategy-1/2021-09/meeting/")).words

    assert "September 2021" in words
    assert {"March 2022", "Movement"} & set(words) == set()


@pytest.mark.parametrize(
    ("made_by", "said"),
    [
        (StatusUpdateFactory, ["No update reported", "No update reported"]),
        (SubmittedUpdateFactory, ["No update reported", "Update awaiting approval"]),
    ],
)
def test_step_shows_nothing_that_is_not_approved(reader, march, made_by, said):
    commitment = CommitmentFactory(priority__strategy=march.strategy)
    reported(commitment, march, "Secret so far", made_by=made_by, stage="in_progress", rating="red", reason="Secret")

    words = shown(reader).words

    assert [each for each in words if "pdate" in each and "Late" not in each] == said
    assert [each for each in words if "Secret" in each or "Red" in each] == []
    assert "none named" in " ".join(words)


def test_step_says_since_when_a_commitment_is_complete(reader, march, september):
    commitment = CommitmentFactory(priority__strategy=march.strategy)
    reported(commitment, september, "Opened", stage="complete")

    words = shown(reader).words

    assert words[words.index("March 2022") + 1 :][:9] == [
        *("Complete", "No update needed", "Complete since September 2021", "Last reported in September 2021:"),
        *("Progress", "Opened", "Next", "No next step reported", "Previous"),
    ]


def test_step_without_an_update_shows_what_was_reported_last(reader, march, september):
    commitment = CommitmentFactory(priority__strategy=march.strategy)
    reported(commitment, september, "Begun", stage="in_progress", rating="green")
    reported(commitment, period_of(march.strategy, "2022-09"), "Of later", stage="in_progress", rating="green")

    words = shown(reader).words

    assert words[words.index("March 2022") + 1 :][:7] == [
        *("No update reported", "Last reported in September 2021:", "Progress", "Begun"),
        *("Next", "No next step reported", "Previous"),
    ]


def test_step_shows_what_was_asked_of_it(reader, march, september, plan):
    meeting = MeetingFactory(period=march, committee__name="Trust Board")
    commitment = march.strategy.commitments.get(ref="RE-1")
    for text, fields in {
        "Why?": {"meeting": meeting, "kind": "challenge"},
        "When?": {"answer": "In May"},
        "Still open?": {"period": september},
        "Settled?": {"period": september, "answer": "Yes"},
    }.items():
        BoardQuestionFactory(**({"period": march, "text": text} | fields)).commitments.add(commitment)
    BoardQuestionFactory(period=march, text="Of something else?")

    words = shown(reader).words

    assert words[words.index("What was asked") :][:15] == [
        *("What was asked", "Challenge", "(Trust Board)", ":", "Why?", "Not answered yet"),
        *("Question", ":", "When?", "Answered", "Question", ":", "Still open?", "Not answered yet"),
        "Previous",
    ]


def test_step_shows_hostile_text_as_text(reader, march):
    commitment = CommitmentFactory(priority__strategy=march.strategy, wording=HOSTILE, ref=HOSTILE[:20])
    reported(commitment, march, HOSTILE, stage="in_progress", rating="red", reason=HOSTILE)
    BoardQuestionFactory(period=march, text=HOSTILE).commitments.add(commitment)

    assert "<script>alert" not in reader.get(MEETING).content.decode()


# The walk


def test_walk_takes_exceptions_first_and_then_the_order_of_the_plan(reader, march, plan):
    assert refs(reader) == ["RE-1", "AM-1", "NO-1", "GR-1"]
    assert "1 of 4, 3 need attention" in shown(reader).words


def test_walk_goes_both_ways_and_to_both_ends(reader, march, plan):
    links = shown(reader, "?at=AM-1").links

    ways = {name: links[name] for name in ("Previous", "Next", "First", "Last")}
    assert ways == {
        "Previous": f"{MEETING}?at=RE-1#step",
        "Next": f"{MEETING}?at=NO-1#step",
        "First": f"{MEETING}?at=RE-1#step",
        "Last": f"{MEETING}?at=GR-1#step",
    }
    assert not {"Previous", "First"} & set(shown(reader, "?at=RE-1").links)
    assert not {"Next", "Last"} & set(shown(reader, "?at=GR-1").links)


@pytest.mark.parametrize(("at", "ref"), [("gr-1", "GR-1"), (" GR-1 ", "GR-1"), ("ZZ-9", "RE-1"), ("x" * 5000, "RE-1")])
def test_walk_begins_where_the_address_says_or_at_the_first(reader, march, plan, at, ref):
    assert refs(reader, f"?at={quote(at)}")[0] == ref


def test_walk_leads_to_refs_with_any_character(reader, march):
    priority = PriorityFactory(strategy=march.strategy)
    CommitmentFactory(priority=priority, ref="A/1 & b=2#")
    CommitmentFactory(priority=priority, ref="C%20?")

    assert refs(reader) == ["A/1 & b=2#", "C%20?"]


def test_walk_of_exceptions_keeps_to_them(reader, march, plan):
    step = shown(reader, "?show=attention&at=GR-1")

    assert refs(reader, "?show=attention&at=GR-1") == ["RE-1", "AM-1", "NO-1"]
    assert "1 of 3 that need attention" in step.words
    assert step.links["Next"] == f"{MEETING}?at=AM-1&show=attention#step"


def test_walk_of_a_priority_keeps_to_it(reader, march, plan):
    first, second = plan

    assert refs(reader, f"?priority={first.pk}") == ["AM-1", "GR-1"]
    assert "1 of 2, 1 needs attention" in shown(reader, f"?priority={first.pk}").words
    assert refs(reader, f"?priority={second.pk}&show=attention") == ["RE-1", "NO-1"]


def test_walk_of_nothing_urgent_says_so(reader, march):
    commitment = CommitmentFactory(priority__strategy=march.strategy)
    reported(commitment, march, "Done well", stage="in_progress", rating="green")

    everything, exceptions = shown(reader), shown(reader, "?show=attention")

    assert "1 of 1, none needs attention" in everything.words
    assert exceptions.title == "Nothing to go through, meeting on March 2022 – Strategy Tracker"
    assert exceptions.words[-3:] == [
        *("March 2022: nothing to go through", "No commitment is as you asked.", "Go through all 1"),
    ]
    assert exceptions.links["Go through all 1"] == MEETING


def test_walk_of_an_empty_plan_says_so(secretary, march):
    assert shown(secretary, "?log=on").words[-1] == "No commitments stood in the plan in March 2022."
    assert secretary.post(MEETING, NEW).status_code == 404


@pytest.mark.parametrize(
    "query", ["?show=nonsense", "?priority=x", "?priority=99999999999999999999", "?at=%00&show=%00"]
)
def test_walk_takes_nonsense_for_everything(reader, march, plan, query):
    assert refs(reader, query) == ["RE-1", "AM-1", "NO-1", "GR-1"]


def test_choice_stays_chosen_and_keeps_the_place(reader, march, plan):
    first, _second = plan
    text = " ".join(reader.get(f"{MEETING}?at=AM-1&show=attention&priority={first.pk}").content.decode().split())

    assert '<option value="attention" selected>' in text
    assert f'<option value="{first.pk}" selected>' in text
    assert '<input type="hidden" name="at" value="AM-1">' in text


@pytest.mark.parametrize("number", [1, 3])
def test_step_takes_as_many_queries_for_one_commitment_as_for_three(
    secretary, march, september, number, django_assert_num_queries
):
    for _commitment in range(number):
        lead = PostFactory(organisation=march.strategy.organisation, holder=UserFactory())
        made = CommitmentFactory(theme=ThemeFactory(priority__strategy=march.strategy), lead=lead)
        for period in (september, march):
            reported(made, period, "Walls stand", "Roof on", then=("Paint",), stage="in_progress", rating="amber")
        for _question in range(number):
            BoardQuestionFactory(period=march, meeting=MeetingFactory(period=march)).commitments.add(made)

    with django_assert_num_queries(16):
        secretary.get(MEETING)
    with django_assert_num_queries(18):
        secretary.get(f"{MEETING}?log=on")


# Logging


def test_log_opens_beside_the_commitment_with_its_lead_and_the_nearest_meeting(secretary, march, plan, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: A_MOMENT)
    lead = PostFactory(organisation=march.strategy.organisation, title="Matron", holder=UserFactory(name="Ann Hill"))
    march.strategy.commitments.filter(ref="AM-1").update(lead=lead)
    for day, name in ((date(2022, 3, 9), "Trust Board"), (date(2022, 1, 1), "Audit Committee")):
        MeetingFactory(period=march, held_on=day, committee__name=name)

    before = shown(secretary, "?at=AM-1&show=attention")
    response = secretary.get(MEETING + "?at=AM-1&show=attention&log=on")
    words, text = page(response).words, " ".join(response.content.decode().split())

    assert before.links["Log a question, challenge or decision"] == f"{MEETING}?at=AM-1&show=attention&log=on#log"
    assert words[words.index("Log about AM-1") :][:18] == [
        *("Log about AM-1", "What is it?", "Question", "Challenge", "Decision", "What was said", "Who should answer"),
        *(
            "Whoever leads the commitment",
            "Matron (Ann Hill)",
            "Meeting",
            "No meeting",
            "Audit Committee, 1 January 2022",
        ),
        *("Trust Board, 9 March 2022", "Print it in public editions too", "Log it", "Close without logging"),
        *("Previous", "Next"),
    ]
    assert f'<option value="{lead.pk}" selected>' in text
    assert f'<option value="{march.meetings.last().pk}" selected>' in text
    assert page(response).links["Close without logging"] == f"{MEETING}?at=AM-1&show=attention#step"


def test_log_keeps_what_is_asked_and_leads_back_to_the_step(secretary, march, plan, django_capture_on_commit_callbacks):
    lead = PostFactory(organisation=march.strategy.organisation, title="Matron", holder=UserFactory(name="Ann Hill"))
    meeting = MeetingFactory(period=march, committee__name="Trust Board")
    sent = NEW | {"answerer": lead.pk, "meeting": meeting.pk, "public": "on"}

    with django_capture_on_commit_callbacks(execute=True):
        response = secretary.post(f"{MEETING}?at=AM-1&show=attention&log=on", sent, follow=True)

    made = BoardQuestion.objects.get()
    assert response.redirect_chain == [(f"{MEETING}?at=AM-1&show=attention", 302)]
    assert page(response).words[:2] == ["Success", "Challenge logged about AM-1. To answer: Matron (Ann Hill)."]
    assert "Why is it late?" in page(response).words
    assert (made.kind, made.answerer, made.meeting, made.public) == ("challenge", lead, meeting, True)
    assert ([each.ref for each in made.commitments.all()], made.logged_by.name) == (["AM-1"], "Helen Marsh")
    assert [letter.subject for letter in mail.outbox] == ["Board challenge to answer: AM-1, March 2022"]


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"text": ""}, "Enter what was asked, challenged or decided"),
        ({"kind": "rumour"}, "Choose what it is"),
        ({"meeting": "0"}, "Choose one of those that are listed"),
    ],
)
def test_log_with_faults_stays_open_and_keeps_what_was_typed(secretary, march, plan, posted, sentence):
    response = secretary.post(f"{MEETING}?at=AM-1", {**NEW, "text": "Why is it late?"} | posted)
    found = page(response)

    assert found.title == "Error: AM-1, 2 of 4, 3 need attention, meeting on March 2022 – Strategy Tracker"
    assert found.words[found.words.index("There is a problem") + 1] == sentence
    assert "Log about AM-1" in found.words
    assert BoardQuestion.objects.count() == 0


def test_log_that_is_refused_says_why(secretary, march, plan):
    for _press in range(2):
        response = secretary.post(f"{MEETING}?at=AM-1", NEW)

    assert "This challenge is logged already." in page(response).words
    assert BoardQuestion.objects.count() == 1


def test_log_is_about_what_was_on_screen_though_it_needs_no_attention_any_more(secretary, march, plan):
    response = secretary.post(f"{MEETING}?at=GR-1&show=attention&log=on", NEW)

    assert response.url == f"{MEETING}?at=GR-1"
    assert [each.ref for each in BoardQuestion.objects.get().commitments.all()] == ["GR-1"]


def test_log_about_what_is_not_there_is_not_found(secretary, march, plan):
    assert secretary.post(f"{MEETING}?at=ZZ-9", NEW).status_code == 404
    assert secretary.post(MEETING, NEW).status_code == 404
    assert BoardQuestion.objects.count() == 0
