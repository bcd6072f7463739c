"""Nothing typed is lost when a session has ended, or when a page is too old."""

import re

import pytest
from django.core import signing
from django.test import Client

from commitments.models import StatusUpdate
from tests.commitments.views.writing_rooms import forms, room
from tests.factories import MembershipFactory, UserFactory
from tests.pages import page

pytestmark = pytest.mark.django_db
SAID = {"progress": "Patients moved\n  Ward 1", "stage": "paused"}


@pytest.fixture
def here():
    """Ann, with a browser that sends what the page gives it: the token against other sites is checked."""
    return room(Client(enforce_csrf_checks=True))


def text(response):
    return response.content.decode()


def given(here):
    """The hidden fields of the page's form."""
    html = text(here.client.get(here.address))
    form = html[html.index("data-writes") :]
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', form)[1]
        for name in ("csrfmiddlewaretoken", "mark", "revision")
    }


def post(here, do="save", **fields):
    return here.client.post(here.address, {"do": do, **fields})


def sign_out(here):
    """The session ends, as when somebody was away for too long."""
    del here.client.cookies["sessionid"]


def is_saved(here):
    return StatusUpdate.objects.filter(period=here.period).exists()


def test_what_was_typed_comes_along_when_one_signs_in_again(here):
    fields = given(here)
    sign_out(here)

    response = post(here, **fields, **SAID)

    assert (response.status_code, response.url) == (302, f"/account/sign-in/?next={here.address}")
    assert not is_saved(here)
    here.client.force_login(here.ann)
    back = here.client.get(here.address)
    assert ">Patients moved\n  Ward 1</textarea>" in text(back)
    assert 'value="paused" checked' in text(back)
    assert "data-unsaved" in text(back)
    assert any("You were signed out before this could be saved." in word for word in page(back).words)
    assert "Patients moved" not in text(here.client.get(here.address))  # given back once


def test_what_came_along_can_be_saved(here):
    fields = given(here)
    sign_out(here)
    post(here, **fields, **SAID)
    here.client.force_login(here.ann)

    response = post(here, **given(here), **SAID)

    assert (response.status_code, is_saved(here)) == (302, True)


def test_what_came_along_is_checked_against_what_others_saved_meanwhile(here):
    fields = given(here)
    sign_out(here)
    post(here, **fields, **SAID)
    here.client.force_login(here.ann)
    StatusUpdate.objects.create(commitment=here.commitment, period=here.period, revision=4)

    assert given(here)["revision"] == "0"


def test_what_one_typed_is_not_given_to_another(here):
    fields = given(here)
    sign_out(here)
    post(here, **fields, **SAID)
    bob = UserFactory()
    here.commitment.lead.deputy = bob
    here.commitment.lead.save()

    here.client.force_login(bob)

    assert "Patients moved" not in text(here.client.get(here.address))


@pytest.mark.parametrize("mark", ["", "nonsense", "a:b:c", "\x00", "é" * 100])
def test_without_a_mark_of_ours_nothing_is_kept(here, mark):
    fields = given(here) | {"mark": mark}
    sign_out(here)

    response = post(here, **fields, **SAID)

    assert (response.status_code, "sessionid" in here.client.cookies) == (302, False)


def test_a_mark_is_of_one_page(here):
    elsewhere = signing.dumps({"by": here.ann.pk, "at": "/elsewhere/"}, salt="what was typed")
    fields = given(here) | {"mark": elsewhere}
    sign_out(here)
    post(here, **fields, **SAID)

    assert "sessionid" not in here.client.cookies


def test_the_words_of_five_pages_are_kept_the_newest_of_each(here):
    refs = [f"C{number}" for number in range(10, 16)]
    sign_out(here)
    for ref in [*refs, refs[-1]]:
        at = here.address.replace("C1/", f"{ref}/")
        mark = signing.dumps({"by": here.ann.pk, "at": at}, salt="what was typed")
        here.client.post(at, {"mark": mark, "progress": f"Words of {ref}"})

    kept = here.client.session["typed"]
    assert [path.split("/")[-2] for path in kept] == refs[1:]
    assert kept[here.address.replace("C1/", "C15/")]["words"] == "progress=Words+of+C15"


def test_a_page_is_asked_for_after_signing_in(here):
    sign_out(here)

    response = here.client.get(here.address)

    assert (response.status_code, response.url) == (302, f"/account/sign-in/?next={here.address}")


def test_a_page_that_is_too_old_gives_back_what_was_typed(here):
    fields = given(here)
    del here.client.cookies["csrftoken"]  # signing in again in another window makes a new one

    response = post(here, **fields, **SAID)

    assert response.status_code == 200
    assert ">Patients moved\n  Ward 1</textarea>" in text(response)
    assert any("You have signed in again in another window" in word for word in page(response).words)
    assert not is_saved(here)
    fresh = re.findall(r'name="csrfmiddlewaretoken" value="([^"]*)"', text(response))[-1]
    assert post(here, **fields | {"csrfmiddlewaretoken": fresh}, **SAID).status_code == 302


def test_what_another_site_sends_is_refused(here):
    response = post(here, revision="0", **SAID)

    assert (response.status_code, page(response).words[0]) == (403, "This page was too old")
    assert not is_saved(here)


def test_a_mark_that_was_given_to_another_is_refused(here):
    mark = signing.dumps({"by": here.ann.pk + 1, "at": here.address}, salt="what was typed")

    assert post(here, revision="0", mark=mark, **SAID).status_code == 403


def test_an_old_page_withdraws_nothing(here):
    StatusUpdate.objects.create(
        commitment=here.commitment,
        period=here.period,
        state="submitted",
        submitted_by=here.ann,
        submitted_at="2022-09-01T09:00Z",
    )
    mark = signing.dumps({"by": here.ann.pk, "at": here.address}, salt="what was typed")

    assert post(here, "withdraw", mark=mark).status_code == 302
    assert here.update.state == "submitted"


@pytest.mark.parametrize("do", ["autosave", "draw"])
def test_a_script_is_told_that_one_was_signed_out(here, do):
    fields = given(here)
    sign_out(here)

    response = post(here, do, **fields, **SAID)

    assert (response.status_code, response.json()) == (401, {"signed_out": True})
    assert "sessionid" not in here.client.cookies


@pytest.mark.parametrize("do", ["autosave", "draw"])
def test_a_script_of_an_old_page_is_given_a_new_token(here, do):
    fields = given(here)
    del here.client.cookies["csrftoken"]

    response = post(here, do, **fields, **SAID)

    assert response.status_code == 409
    token = response.json()["token"]
    assert post(here, do, **fields | {"csrfmiddlewaretoken": token}, **SAID).status_code == 200


def test_words_of_any_kind_are_kept(here):
    fields = given(here)
    sign_out(here)

    post(here, **fields, progress="\x00 é 😀 <b>", reason="x" * 10_000)

    here.client.force_login(here.ann)
    back = text(here.client.get(here.address))
    assert "é 😀 &lt;b&gt;" in back
    assert "x" * 10_000 in back


# Who may not write any more


def taken_away(here, *, readable=False):
    """Ann's post is given to somebody else; she may still read the draft where she is the board secretary now."""
    here.commitment.lead.holder = UserFactory()
    here.commitment.lead.save()
    role = "board_secretary" if readable else "reader"
    MembershipFactory(user=here.ann, organisation=here.period.strategy.organisation, role=role)


@pytest.mark.parametrize("readable", [True, False])
@pytest.mark.parametrize("do", ["save", "submit", "preview"])
def test_what_was_typed_is_given_back_to_who_may_not_write_any_more(here, do, readable):
    fields = given(here)
    taken_away(here, readable=readable)

    response = post(here, do, **fields, **SAID, **{f"why-{here.step.pk}": "<b> half\nof it"}, rating="")

    assert response.status_code == 403
    assert page(response).title == "You can’t change this any more – Strategy Tracker"
    assert (
        forms(text(response))[-1]["typed"]
        == "Progress:\nPatients moved\n  Ward 1\n\nStage:\nPaused\n\nWhy:\n<b> half\nof it"
    )
    assert not is_saved(here)


def test_what_was_typed_is_given_back_to_who_is_a_stranger_by_now(here):
    fields = given(here)
    here.commitment.lead.holder = UserFactory()
    here.commitment.lead.save()

    response = post(here, **fields, **SAID)

    assert (response.status_code, "Patients moved\n  Ward 1" in text(response)) == (404, True)
    assert here.commitment.wording not in text(response)


def test_what_was_typed_is_given_back_after_signing_in_to_who_may_not_write_any_more(here):
    fields = given(here)
    sign_out(here)
    post(here, **fields, **SAID)
    taken_away(here)
    here.client.force_login(here.ann)

    response = here.client.get(here.address)

    assert (response.status_code, "Patients moved\n  Ward 1" in text(response)) == (403, True)


@pytest.mark.parametrize("do", ["autosave", "draw"])
def test_a_script_is_told_that_one_may_not_write_any_more(here, do):
    fields = given(here)
    taken_away(here)

    response = post(here, do, **fields, **SAID)

    assert response.status_code == 403
    assert response.json()["sentence"].startswith("Not saved: you may not change this any more.")


def test_who_was_never_given_the_page_gets_the_plain_refusal(here):
    taken_away(here)
    html = text(here.client.get("/accessibility/"))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', html)[1]

    response = post(here, csrfmiddlewaretoken=token, **SAID)

    assert (response.status_code, page(response).words[0]) == (403, "You can’t do this")
