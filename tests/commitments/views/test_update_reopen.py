"""The page on which an approved update is opened again."""

import pytest

from commitments.models import PeriodState, State, StatusUpdate
from tests.commitments.views.approving_rooms import address, expected, tried
from tests.commitments.views.writing_rooms import forms
from tests.pages import page
from tests.people import world

pytestmark = pytest.mark.django_db

EVERYTHING = [(state, period) for state in State.values for period in PeriodState.values]


@pytest.mark.parametrize(("before", "period"), EVERYTHING)
def test_reopening_in_every_state_by_everybody(client, before, period):
    there = world(before, period)

    found = tried(client, there, address(there.update, "updates", "reopen/"), {"reason": "A wrong figure"})

    able = (302, "draft") if (before, period) == ("approved", "open") else (200, before)
    assert found == expected({}, before, "") | {"team": able}


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


def test_reason_is_given_back_after_signing_in_again(client):
    there = world("approved")
    client.force_login(there.people["team"])
    at = address(there.update, "updates", "reopen/")
    sent = forms(client.get(at).content.decode())[-1]
    client.logout()

    assert client.post(at, sent | {"reason": "A wrong figure"}).status_code == 302
    client.force_login(there.people["team"])
    given = forms(client.get(at).content.decode())[-1]

    assert given["reason"] == "A wrong figure"
    assert client.post(at, given).status_code == 302
    assert StatusUpdate.objects.get().state == "draft"
