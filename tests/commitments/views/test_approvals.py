"""The queue of approvals, one approval after another, and opening an approved update again."""

from datetime import date

import pytest
from django.db import transaction
from django.utils import timezone

from commitments.actions.updates import return_to_author, submit
from commitments.models import AuditEvent, PeriodState, Post, State, StatusUpdate
from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    OutcomeFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    SubmittedUpdateFactory,
    UpdatePointFactory,
    UserFactory,
)
from tests.pages import page
from tests.people import MEMBERS, STRANGERS, world

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"
LEAD = {"executive lead", "lead’s deputy"}
EVERYTHING = [(state, period) for state in State.values for period in PeriodState.values]


def address(update, rest="approvals", end=""):
    org, strategy, period = update.period.address
    return f"/{org}/{strategy}/{period}/{rest}/{update.commitment.ref}/{end}"


@pytest.fixture
def there():
    """A world with an update that waits."""
    made = world("submitted")
    StatusUpdate.objects.update(stage="in_progress", rating="green")
    made.update.refresh_from_db()
    return made


@pytest.fixture
def lead(client, there):
    """A client signed in as the executive lead."""
    client.force_login(there.people["executive lead"])
    return client


def more(there, *refs):
    """More updates of the same priority that wait."""
    period, priority = there.update.period, there.update.commitment.priority
    made = [CommitmentFactory(priority=priority, ref=ref, wording=f"Promise {ref}") for ref in refs]
    return [SubmittedUpdateFactory(commitment=each, period=period, stage="in_progress") for each in made]


def state():
    return StatusUpdate.objects.values_list("state", flat=True).get()


# Who may, in every state


def tried(client, there, at, posted):
    """The status that each person gets for pressing a button, and the state in which each leaves the update."""
    found = {}
    for name in (*MEMBERS, *STRANGERS):
        with transaction.atomic():
            client.force_login(there.people[name])
            found[name] = (client.post(at, posted | {"revision": 0}).status_code, state())
            transaction.set_rollback(True)
    return found


def expected(able, before, then):
    """What everybody gets who is not able: strangers find nothing, who is signed out is asked to sign in."""
    refused = dict.fromkeys(MEMBERS, (403, before)) | dict.fromkeys(STRANGERS, (404, before))
    return refused | {"closed account": (302, before)} | dict.fromkeys(able, (302, then))


@pytest.mark.parametrize(("before", "period"), EVERYTHING)
@pytest.mark.parametrize(("do", "then"), [("approve", "approved"), ("return", "draft")])
def test_approval_button_in_every_state_by_everybody(client, before, period, do, then):
    there = world(before, period)
    StatusUpdate.objects.update(stage="in_progress")

    found = tried(client, there, address(there.update), {"do": do, "note": "Say when"})

    waits = (before, period) == ("submitted", "open")
    assert found == expected(LEAD, before, then if waits else before)


@pytest.mark.parametrize(("before", "period"), EVERYTHING)
def test_reopening_in_every_state_by_everybody(client, before, period):
    there = world(before, period)

    found = tried(client, there, address(there.update, "updates", "reopen/"), {"reason": "A wrong figure"})

    able = (302, "draft") if (before, period) == ("approved", "open") else (200, before)
    assert found == expected({}, before, "") | {"team": able}


@pytest.mark.parametrize("end", ["", "nowhere"])
def test_unknown_ref_is_not_found(lead, there, end):
    assert lead.get(address(there.update) + f"x{end}/").status_code == 404


# The queue


def test_approvals_lists_what_waits(lead, there):
    more(there, "BD-07")
    StatusUpdate.objects.filter(pk=there.update.pk).update(submitted_by=there.people["holder"])

    shown = page(lead.get("/approvals/"))

    first = there.update.commitment
    assert shown.title == "Updates to approve – Strategy Tracker"
    assert shown.words[:4] == [
        "Updates to approve",
        "2 updates wait for your approval.",
        "Start with the first",
        "Org 2: Strategy 1",
    ]
    assert f"From holder, {first.lead.title}. Waiting" in " ".join(shown.words)
    assert shown.links["Start with the first"] == address(there.update) + "#maincontent"
    assert f"{first.ref} Open the new hospital , January 2022" in shown.links


def test_approvals_says_when_nothing_waits(client):
    client.force_login(UserFactory())

    assert page(client.get("/approvals/")).words == [
        "Updates to approve",
        "Nothing waits for your approval. When an update is submitted to you, you get a letter, and it stands here.",
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_approvals_takes_as_many_queries_for_one_as_for_three(lead, there, number, django_assert_num_queries):
    more(there, *(f"X-{each}" for each in range(number - 1)))

    with django_assert_num_queries(5):  # the session, the person, the queue and its order, the strategy's words
        assert lead.get("/approvals/").status_code == 200


# One approval


def test_approval_shows_the_update_beside_the_last_one(lead, there):
    update = there.update
    StatusUpdate.objects.update(rating="amber", reason="Steel is late", submitted_at=timezone.now())
    update.commitment.ref, update.commitment.wording = "BD-04", "Open the ward"
    update.commitment.save()
    march = ReportingPeriodFactory(strategy=update.commitment.strategy, month=date(2021, 3, 1), label="March 2021")
    earlier = ApprovedUpdateFactory(
        commitment=update.commitment, period=march, stage="in_progress", rating="green", executive_rating="amber"
    )
    UpdatePointFactory(update=earlier, text="The plan is agreed", position=0)
    UpdatePointFactory(update=earlier, text="Two nurses were hired", position=1)
    UpdatePointFactory(update=update, text="The plan is agreed", position=0)
    UpdatePointFactory(update=update, text="Four nurses were hired", position=1)
    UpdatePointFactory(update=update, text="Buy beds", kind="next")
    UpdatePointFactory(update=update, text="https://example.nhs.uk/a", kind="evidence")
    step = UpdatePointFactory(update=earlier, text="Hire nurses", kind="next")
    OutcomeFactory(update=update, point=step, answer="partly", note="Four of six")
    update.typed_by.set([there.people["holder"], there.people["team"]])

    shown = page(lead.get(address(update)))
    words = " ".join(shown.words)

    assert shown.title == "Approve BD-04, January 2022 – Strategy Tracker"
    assert "Approve an update, January 2022 (1 of 1) BD-04 Open the ward" in words
    assert "Written by holder, team" in words
    assert "March 2021 : where it stood In progress Green Executive’s own rating: Amber" in words
    assert "This update : where it stands In progress Amber Unchanged since March 2021 added: Steel is late" in words
    assert "Hire nurses Partly done Four of six" in words
    assert "Since March 2021: 1 line changed, 1 the same." in words
    assert "The plan is agreed removed: Two end of removed nurses were hired" in words
    assert "The plan is agreed added: Four end of added nurses were hired" in words
    assert shown.links["https://example.nhs.uk/a"] == "https://example.nhs.uk/a"
    assert "The lead’s rating: Amber Your own rating" in words


def test_approval_goes_on_to_the_next_and_says_how_many_are_left(lead, there):
    _first, second = more(there, "BD-07", "BD-09")

    response = lead.post(address(there.update), {"do": "approve", "revision": 0}, follow=True)

    assert response.redirect_chain == [(address(_first) + "#maincontent", 302)]
    assert page(response).words[:2] == ["Success", "You approved C1. 2 updates still to go."]
    assert f"Decide later: go on to {second.commitment.ref}" in page(response).links


def test_last_approval_leads_to_the_empty_queue(lead, there):
    response = lead.post(address(there.update), {"do": "approve", "revision": 0}, follow=True)

    assert response.redirect_chain == [("/approvals/", 302)]
    assert page(response).words[:2] == ["Success", "You approved C1. Nothing else waits for you."]


def test_update_that_is_passed_over_comes_again_after_the_last(lead, there):
    (other,) = more(there, "BD-07")

    response = lead.post(address(other), {"do": "approve", "revision": 0})

    assert response.url == address(there.update) + "#maincontent"


def test_own_rating_is_kept_beside_the_leads(lead, there):
    lead.post(address(there.update), {"do": "approve", "revision": 0, "rating": "red"})

    assert StatusUpdate.objects.values_list("state", "rating", "executive_rating").get() == ("approved", "green", "red")


def test_own_rating_is_asked_only_while_something_is_to_come(lead, there):
    StatusUpdate.objects.update(stage="complete", rating="")

    assert "Your own rating" not in page(lead.get(address(there.update))).words
    lead.post(address(there.update), {"do": "approve", "revision": 0, "rating": "red"})
    assert StatusUpdate.objects.values_list("state", "executive_rating").get() == ("approved", "")


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"do": "return", "note": " "}, "Say what the author should change"),
        ({"do": "return", "note": "x" * 2001}, "What should change must be 2,000 characters or fewer. This has 2,001"),
        ({"do": "approve", "rating": "purple"}, "Choose from the ratings that are listed"),
        ({"do": "dance"}, "Say what the author should change"),
        ({"do": "approve", "revision": "x"}, "This page was out of date. Read the update again before you decide"),
        (
            {"do": "approve", "revision": 7},
            "This update was changed after you opened it. Read it again before you decide.",
        ),
    ],
)
def test_decision_that_can_not_be_taken_is_given_back_with_a_sentence(lead, there, posted, sentence):
    response = lead.post(address(there.update), {"revision": 0} | posted)
    shown = page(response)

    assert (response.status_code, state()) == (200, "submitted")
    assert shown.title.startswith("Error: Approve C1")
    assert shown.words[:2] == ["There is a problem", sentence]
    assert 'name="revision" value="0"' in response.content.decode()
    assert AuditEvent.objects.count() == 0


def test_update_that_was_changed_meanwhile_is_shown_as_it_is_now(lead, there):
    UpdatePointFactory(update=there.update, text="Another sentence")
    StatusUpdate.objects.update(revision=3)

    response = lead.post(address(there.update), {"do": "approve", "revision": 1})

    assert "Another sentence" in page(response).words
    assert 'name="revision" value="3"' in response.content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"state": "draft"}, "C1 is a draft again, so there is nothing to approve now."),
        (
            {"state": "approved", "approved_at": timezone.now(), "approved_by": "deputy"},
            "C1 is approved already, by deputy.",
        ),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_update_that_no_longer_waits_leads_back_to_the_queue(lead, there, change, sentence, method):
    people = {"approved_by": there.people["deputy"]} if "approved_by" in change else {}
    StatusUpdate.objects.update(**change | people)

    response = getattr(lead, method)(address(there.update), {"do": "approve", "revision": 0}, follow=True)

    assert response.redirect_chain == [("/approvals/", 302)]
    assert sentence in page(response).words


def test_update_of_a_closed_round_leads_back_to_the_queue(lead, there):
    there.update.period.state = "closed"
    there.update.period.save()

    response = lead.get(address(there.update), follow=True)

    assert "C1 can’t be approved now: the round of January 2022 is closed." in page(response).words


def test_nobody_approves_their_own_text_by_the_page(lead, there):
    there.update.typed_by.add(there.people["executive lead"])

    assert lead.post(address(there.update), {"do": "approve", "revision": 0}).status_code == 403
    assert state() == "submitted"


def test_what_was_returned_before_is_told_again(lead, there):
    there.update.commitment.lead = None
    there.update.commitment.save()
    return_to_author(update=there.update, by=there.people["lead’s deputy"], note="Say when")
    submit(update=there.update, by=there.people["holder"])
    StatusUpdate.objects.update(reopened_because="A wrong figure")

    words = " ".join(page(lead.get(address(there.update))).words)

    assert f"lead’s deputy returned this update on {timezone.localdate().day} " in words
    assert ": Say when Information:" in words
    assert "and was opened again: A wrong figure" in words
    assert "No lead named" in words


def test_post_that_somebody_wrote_for_is_named(lead, there):
    post = Post.objects.get(holder=there.people["holder"])
    StatusUpdate.objects.update(on_behalf_of=post)

    assert f"on behalf of {post.title}" in " ".join(page(lead.get(address(there.update))).words)
    assert f"on behalf of {post.title}" in " ".join(page(lead.get("/approvals/")).words)


def test_letters_lead_to_the_host_that_was_asked(lead, there, mailoutbox, django_capture_on_commit_callbacks):
    StatusUpdate.objects.update(submitted_by=there.people["holder"])

    with django_capture_on_commit_callbacks(execute=True):
        lead.post(address(there.update), {"do": "return", "note": "Say when", "revision": 0})

    assert [letter.to for letter in mailoutbox] == [[there.people["holder"].email]]
    assert "http://testserver/organisation-2/strategy-1/2022-01/updates/C1/" in mailoutbox[0].body


def test_approval_shows_hostile_text_as_text(lead, there):
    StatusUpdate.objects.update(reason=HOSTILE, reopened_because=HOSTILE)
    UpdatePointFactory(update=there.update, text=HOSTILE)
    UpdatePointFactory(update=there.update, text=HOSTILE, kind="evidence")
    there.update.commitment.wording = HOSTILE
    there.update.commitment.save()

    text = lead.get(address(there.update)).content.decode()

    assert "<script>alert" not in text
    assert text.count("&lt;script&gt;alert") == 5


@pytest.mark.parametrize("number", [1, 3])
def test_approval_takes_as_many_queries_for_one_line_as_for_three(lead, there, number, django_assert_num_queries):
    update = there.update
    march = ReportingPeriodFactory(strategy=update.commitment.strategy, month=date(2021, 3, 1))
    earlier = ApprovedUpdateFactory(commitment=update.commitment, period=march)
    for place in range(number):
        UpdatePointFactory(update=update, position=place)
        UpdatePointFactory(update=earlier, position=place)
        step = UpdatePointFactory(update=earlier, kind="next", position=place)
        OutcomeFactory(update=update, point=step)
        update.typed_by.add(UserFactory())
    more(there, *(f"X-{each}" for each in range(number - 1)))

    with django_assert_num_queries(18):
        assert lead.get(address(update)).status_code == 200


# Opening again


def test_reopening_asks_for_a_reason_and_tells_what_it_does(client):
    there = world("approved")
    client.force_login(there.people["team"])
    at = address(there.update, "updates", "reopen/")

    shown = page(client.get(at))
    empty = page(client.post(at, {"reason": " "}))
    done = client.post(at, {"reason": "A wrong figure"}, follow=True)

    assert shown.title == "Open an approved update again – Strategy Tracker"
    assert "approved this update on 1 March 2022." in " ".join(shown.words)
    assert (empty.title[:6], empty.words[1]) == ("Error:", "Say why this update is opened again")
    assert page(done).words[1] == "The update of C1 is a draft again. No report prints it until it is approved."
    assert StatusUpdate.objects.values_list("state", "reopened_because").get() == ("draft", "A wrong figure")


def test_reopening_twice_says_that_it_is_open(client):
    there = world("draft")
    client.force_login(there.people["team"])

    shown = page(client.post(address(there.update, "updates", "reopen/"), {"reason": "A wrong figure"}))

    assert shown.words[1] == "This update is a draft; only an approved one can be reopened."


def test_second_priority_stands_under_its_own_heading(lead, there):
    other = PriorityFactory(
        strategy=there.update.commitment.strategy, executive_lead=there.update.commitment.priority.executive_lead
    )
    SubmittedUpdateFactory(commitment=CommitmentFactory(priority=other), period=there.update.period)

    words = page(lead.get("/approvals/")).words

    assert [word for word in words if word.startswith("Priority")] == ["Priority 1", "Priority 2"]
