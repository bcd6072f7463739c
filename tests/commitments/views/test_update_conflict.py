"""Two people write the same update at the same time: both texts are shown, and none is lost."""

import pytest

from commitments.models import StatusUpdate
from tests.commitments.views.writing_rooms import forms, room
from tests.factories import UserFactory
from tests.pages import page

pytestmark = pytest.mark.django_db
MINE = {
    "progress": "Patients moved\nMy words",
    "stage": "paused",
    "rating": "red",
    "reason": "Staff",
    "answer": "partly",
}


@pytest.fixture
def here(client):
    """Ann has the page of revision 1 open; Bob, who deputises, has saved revision 2."""
    there = room(client)
    bob = UserFactory(name="Bob")
    there.commitment.lead.deputy = bob
    there.commitment.lead.save()
    there.sends(progress="Patients moved", stage="in_progress")
    client.force_login(bob)
    there.sends(
        revision=1,
        progress="Patients moved\nTheir words",
        stage="in_progress",
        evidence="Paper 7",
        answer="done",
        why="Yes",
    )
    client.get(there.address)  # where it says that it is saved
    client.force_login(there.ann)
    return there


def text(response):
    return response.content.decode()


def fields(response, number):
    """What the form of that number would send, of those in the main part of the page."""
    return forms(text(response))[1:][number]  # the first is the button that signs out


def test_conflict_shows_both_texts_side_by_side(here):
    response = here.sends(revision=1, **MINE)
    shown = page(response)

    assert response.status_code == 409
    assert shown.title == "Two people wrote the update of C1 – Strategy Tracker"
    assert shown.words[1] == "Two people wrote this update at the same time"
    assert shown.words[2].startswith("Bob saved it on ")
    start = shown.words.index("Progress")
    assert shown.words[start : start + 8] == [
        *("Progress", "Saved meanwhile", "Patients moved", "Their words", "Typed by you", "Patients moved", "My words"),
        "Keep: progress",
    ]
    evidence = shown.words.index("Evidence")
    assert shown.words[evidence : evidence + 5] == ["Evidence", "Saved meanwhile", "Paper 7", "Typed by you", "Nothing"]
    assert here.update.revision == 2


def test_conflict_says_when_the_other_was_oneself(here):
    here.sends(revision=2, progress="Mine already")
    here.client.get(here.address)

    shown = page(here.sends(revision=1, **MINE))
    assert shown.title == "You wrote the update of C1 in two windows – Strategy Tracker"
    assert shown.words[1] == "You wrote this update in two windows"
    assert shown.words[2].startswith("You, in another window, saved it on ")


def test_conflict_offers_both_texts_in_one_and_saves_them(here):
    offered = fields(here.sends(revision=1, **MINE), 0)

    assert (offered["revision"], offered["progress"]) == ("2", "Patients moved\nTheir words\nMy words")
    assert here.client.post(here.address, {**offered, "do": "save"}).status_code == 302
    kept = here.update
    assert [point.text for point in kept.points.filter(kind="progress")] == [
        "Patients moved",
        "Their words",
        "My words",
    ]
    assert [point.text for point in kept.points.filter(kind="evidence")] == ["Paper 7"]
    assert (kept.stage, kept.rating, kept.reason, kept.revision) == ("paused", "red", "Staff", 3)
    assert list(kept.outcomes.values_list("answer", "note")) == [("partly", "Yes")]


def test_conflict_offers_my_text_only(here):
    offered = fields(here.sends(revision=1, **MINE), 1)

    assert here.client.post(here.address, {**offered, "do": "save"}).status_code == 302
    kept = here.update
    assert [point.text for point in kept.points.all()] == ["Patients moved", "My words"]
    assert (kept.stage, kept.revision) == ("paused", 3)
    assert list(kept.outcomes.values_list("answer", "note")) == [("partly", "")]


def test_conflict_offers_the_other_text_only(here):
    links = page(here.sends(revision=1, **MINE)).links

    assert links["Keep the other text only: leave what I typed"] == here.address


def test_conflict_comes_again_when_somebody_saves_once_more(here):
    offered = fields(here.sends(revision=1, **MINE), 0)
    here.sends(revision=2, progress="Third words")

    again = here.client.post(here.address, {**offered, "do": "save"})

    assert again.status_code == 409
    assert fields(again, 0)["progress"] == "Third words\nPatients moved\nTheir words\nMy words"


def test_conflict_keeps_what_is_the_same_without_asking(here):
    response = here.sends(
        revision=1,
        stage="in_progress",
        progress="Patients moved\nTheir words",
        evidence="Paper 8",
        answer="done",
        why="Yes",
    )

    assert [word for word in page(response).words if word.startswith("Keep: ")] == ["Keep: evidence"]
    offered = fields(response, 0)
    here.client.post(here.address, {**offered, "do": "save"})
    kept = here.update
    assert [point.text for point in kept.points.order_by("kind", "position")] == [
        "Paper 7",
        "Paper 8",
        "Patients moved",
        "Their words",
    ]
    assert list(kept.outcomes.values_list("answer", "note")) == [("done", "Yes")]


def test_conflict_on_submitting_shows_both_texts_and_submits_nothing(here):
    response = here.sends("submit", revision=1, **MINE)

    assert (response.status_code, here.update.state) == (409, "draft")


def test_conflict_after_the_draft_was_taken_away_gives_back_what_was_typed(here):
    StatusUpdate.objects.filter(period=here.period).delete()

    response = here.sends(revision=2, **MINE)

    assert response.status_code == 409
    assert page(response).words[2].startswith("Somebody else saved it, after")
    offered = fields(response, 0)
    assert offered["progress"] == "Patients moved\nMy words"
    assert here.client.post(here.address, {**offered, "do": "save"}).status_code == 302


def test_conflict_shows_hostile_words_as_words(here):
    response = here.sends(revision=1, progress="<script>alert(1)</script>")

    assert "<script>alert" not in text(response)
    assert fields(response, 1)["progress"] == "<script>alert(1)</script>"
