"""The page of one approval after another: an update beside the last one, and the two buttons."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from commitments.actions.updates import return_to_author, submit
from commitments.models import AuditEvent, PeriodState, Post, State, StatusUpdate
from tests.commitments.views.approving_rooms import address, expected, more, state, tried, waiting
from tests.commitments.views.writing_rooms import forms
from tests.factories import (
    ApprovedUpdateFactory,
    OutcomeFactory,
    ReportingPeriodFactory,
    UpdatePointFactory,
    UserFactory,
)
from tests.pages import page
from tests.people import world

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"
LEAD = {"executive lead", "lead’s deputy"}
EVERYTHING = [(state, period) for state in State.values for period in PeriodState.values]


@pytest.fixture
def there():
    """A world with an update that waits."""
    return waiting()


@pytest.fixture
def lead(client, there):
    """A client signed in as the executive lead."""
    client.force_login(there.people["executive lead"])
    return client


@pytest.mark.parametrize(("before", "period"), EVERYTHING)
@pytest.mark.parametrize(("do", "then"), [("approve", "approved"), ("return", "draft")])
def test_approval_button_in_every_state_by_everybody(client, before, period, do, then):
    there = world(before, period)
    StatusUpdate.objects.update(stage="in_progress")

    found = tried(client, there, address(there.update), {"do": do} | ({"note": "Say when"} if do == "return" else {}))

    waits = (before, period) == ("submitted", "open")
    assert found == expected(LEAD, before, then if waits else before)


@pytest.mark.parametrize("end", ["", "nowhere"])
def test_unknown_ref_is_not_found(lead, there, end):
    assert lead.get(address(there.update) + f"x{end}/").status_code == 404


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
    UpdatePointFactory(update=update, text="Hire nurses", kind="next", position=1, carried_from=step)
    OutcomeFactory(update=update, point=step, answer="partly", note="Four of six")
    update.typed_by.set([there.people["holder"], there.people["team"]])

    shown = page(lead.get(address(update)))
    words = " ".join(shown.words)

    assert shown.title == "Approve BD-04, January 2022 – Strategy Tracker"
    assert "Approve an update, January 2022 (1 of 1) BD-04 Open the ward" in words
    assert "Written by holder, team" in words
    assert "March 2021 : where it stood In progress Green Executive’s own rating: Amber" in words
    assert "This update : where it stands In progress Amber Unchanged since March 2021 added: Steel is late" in words
    assert "Hire nurses Partly done, carried forward Four of six" in words
    assert "Since March 2021: 1 line changed, 1 the same." in words
    assert "The plan is agreed removed: Two end of removed nurses were hired" in words
    assert "The plan is agreed added: Four end of added nurses were hired" in words
    assert shown.links["https://example.nhs.uk/a"] == "https://example.nhs.uk/a"
    compared = shown.links["Compare two periods of BD-04"]
    assert compared.endswith("/compare/?commitment=BD-04")
    assert lead.get(compared).status_code == 200
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
        (
            {"do": "approve", "note": "Say when"},
            "You have typed what should change. Return the update to send that, or delete those words to approve it",
        ),
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


@pytest.mark.parametrize(
    "posted",
    [
        {"do": "return", "note": "x" * 2001},
        {"do": "return", "note": "Say when", "revision": 7},
        {"do": "approve", "note": "Say when"},
        {"do": "approve", "note": "Say when", "revision": 7},
    ],
)
def test_decision_that_can_not_be_taken_gives_back_the_rating_and_the_note(lead, there, posted):
    html = lead.post(address(there.update), {"revision": 0, "rating": "red"} | posted).content.decode()

    assert f">{posted['note']}</textarea>" in html
    assert 'value="red" checked' in html


def test_note_comes_back_where_somebody_else_has_decided_meanwhile(lead, there):
    StatusUpdate.objects.update(state="approved", approved_at=timezone.now(), approved_by=there.people["deputy"])

    shown = page(lead.post(address(there.update), {"do": "return", "note": "Say <when>", "revision": 0}, follow=True))

    assert "C1 is approved already, by deputy. Your note was not sent: “Say <when>”" in shown.words


@pytest.mark.parametrize("by", ["a session that ended", "signing in again in another window"])
def test_what_was_typed_beside_a_decision_is_given_back(there, by):
    client = Client(enforce_csrf_checks=True)
    client.force_login(there.people["executive lead"])
    sent = forms(client.get(address(there.update)).content.decode())[-1]
    del client.cookies["sessionid" if by == "a session that ended" else "csrftoken"]

    back = client.post(address(there.update), sent | {"do": "return", "note": "Say when", "rating": "red"})
    if by == "a session that ended":
        assert (back.status_code, back.url) == (302, f"/account/sign-in/?next={address(there.update)}")
        client.force_login(there.people["executive lead"])
        back = client.get(address(there.update))

    assert (back.status_code, state(), AuditEvent.objects.count()) == (200, "submitted", 0)
    assert any(word.startswith("You have signed in again since") for word in page(back).words)
    given = forms(back.content.decode())[-1]
    assert (given["note"], given["rating"]) == ("Say when", "red")
    assert client.post(address(there.update), given | {"do": "return"}).status_code == 302
    assert state() == "draft"


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

    with django_assert_num_queries(19):
        assert lead.get(address(update)).status_code == 200
