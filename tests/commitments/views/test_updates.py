"""The page on which an update is written: its form, its buttons, and who is let in."""

from urllib.parse import quote

import pytest

from commitments.actions.updates import approve
from commitments.models import AuditEvent, Outcome, StatusUpdate, UpdatePoint
from tests.commitments.views.writing_rooms import room
from tests.factories import (
    MembershipFactory,
    PostFactory,
    UserFactory,
)
from tests.pages import page
from tests.people import MEMBERS, STRANGERS, world

pytestmark = pytest.mark.django_db
WHOLE = {"stage": "in_progress", "rating": "green", "progress": "Patients moved\n  Ward 1", "answer": "done"}


@pytest.fixture
def here(client):
    return room(client)


def text(response):
    return response.content.decode()


def lists(kind):
    return list(UpdatePoint.objects.filter(kind=kind, update__state="draft").values_list("text", "depth"))


def test_update_edit_saves_what_is_typed_as_a_draft(here):
    response = here.sends(**WHOLE | {"next": "• Clean up\n• Report", "evidence": "Paper 7", "reason": " "})

    assert (response.status_code, response.url) == (302, here.address)
    assert lists("progress") == [("Patients moved", 0), ("Ward 1", 1)]
    assert (lists("next"), lists("evidence")) == ([("Clean up", 0), ("Report", 0)], [("Paper 7", 0)])
    assert (here.update.stage, here.update.rating, here.update.revision) == ("in_progress", "green", 1)
    assert list(Outcome.objects.values_list("point", "answer")) == [(here.step.pk, "done")]
    followed = page(here.client.get(here.address))
    assert any(word.startswith("Saved as a draft at ") for word in followed.words)
    assert "Written by Ann Hill on" in " ".join(followed.words)


def test_update_edit_submits(here, mailoutbox, django_capture_on_commit_callbacks):
    MembershipFactory(
        user=UserFactory(name="Priya Nair"), organisation=here.period.strategy.organisation, role="executive"
    )

    with django_capture_on_commit_callbacks(execute=True):
        response = here.sends("submit", **WHOLE)

    assert (response.status_code, here.update.state) == (302, "submitted")
    assert [(len(letter.to), "http://testserver" in letter.body) for letter in mailoutbox] == [(1, True)]
    shown = page(here.client.get(here.address))
    assert any("It now waits for approval by Priya Nair." in word for word in shown.words)
    assert "It waits for approval by Priya Nair." in shown.words
    assert "Withdraw it to change it" in shown.words


def test_update_edit_says_when_nobody_can_approve(here):
    here.sends("submit", **WHOLE)

    assert any("Nobody can approve it yet" in word for word in page(here.client.get(here.address)).words)


def test_update_edit_says_what_is_missing_with_links_to_the_fields(here):
    response = here.sends("submit", stage="paused", progress="Patients moved")
    shown = page(response)

    assert (response.status_code, here.update.state, here.update.revision) == (200, "draft", 1)
    assert shown.title.startswith("Error: Update of C1")
    assert {words: address for words, address in shown.links.items() if address.startswith("#")} == {
        "Say what came of “Move the patients”.": f"#id_answer-{here.step.pk}",
        "Say why this is paused and what will be done.": "#id_reason",
    }
    for name in (f"id_answer-{here.step.pk}", "id_reason"):
        assert f'id="{name}"' in text(response)
    assert 'name="revision" value="1"' in text(response)
    assert any(word.startswith("What you typed is saved as a draft at") for word in shown.words)

    again = here.sends(
        "submit", revision=1, stage="paused", reason="Staff", progress="Patients moved", answer="dropped"
    )
    assert page(again).links["Say why “Move the patients” was dropped."] == f"#id_why-{here.step.pk}"


@pytest.mark.parametrize("do", ["save", "submit"])
def test_update_edit_takes_a_form_that_is_sent_twice_for_one(here, do):
    first, second = (here.sends(do, **WHOLE) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 302)
    assert AuditEvent.objects.filter(what="written").count() == 1
    assert AuditEvent.objects.filter(what="submitted").count() == (do == "submit")


def test_update_edit_that_is_sent_again_after_its_approval_says_so(here):
    here.sends("submit", **WHOLE)
    approve(update=here.update, by=UserFactory(name="Priya Nair"))

    here.sends("submit", **WHOLE)

    words = " ".join(page(here.client.get(here.address)).words)
    assert "This update is approved already, by Priya Nair." in words
    assert AuditEvent.objects.filter(what="submitted").count() == 1


def test_update_edit_withdraws_once(here):
    here.sends("submit", **WHOLE)

    assert [here.sends("withdraw").status_code for _ in range(2)] == [302, 302]
    shown = page(here.client.get(here.address))
    assert here.update.state == "draft"
    assert "Withdrawn. It is a draft again, and you can change it." in shown.words
    assert "This update is a draft; only a submitted one can be withdrawn." in shown.words


def test_update_edit_gives_back_what_was_typed_after_somebody_submitted(here):
    here.sends("submit", **WHOLE)

    response = here.sends(revision=2, stage="paused", progress="More words")

    assert response.status_code == 409
    assert (
        "This update was submitted by Ann Hill, so it can’t be changed now. Once it is withdrawn or returned, you can save this page."
        in page(response).words
    )
    assert ">More words</textarea>" in text(response)
    assert here.update.state == "submitted"


@pytest.mark.parametrize("state", ["planned", "closed"])
def test_update_edit_gives_back_what_was_typed_after_the_round_was_closed(here, state):
    here.period.state = state
    here.period.save()

    response = here.sends(progress="More words")

    assert response.status_code == 409
    assert "The round of September 2022 is not open, so nothing can be saved." in text(response)
    assert ">More words</textarea>" in text(response)


def test_update_edit_finds_a_ref_whatever_its_case(here):
    here.commitment.ref = "BO/01 a"
    here.commitment.save()

    assert here.client.get(here.address.replace("BO/01 a", "bo/01%20A")).status_code == 200
    assert here.client.get(here.address.replace("BO/01 a", "BO")).status_code == 404
    assert here.client.get(here.address.replace("BO/01 a", "x" * 5000)).status_code == 404


@pytest.mark.parametrize("who", [*MEMBERS, *STRANGERS])
def test_update_edit_lets_write_and_read_those_whom_the_table_names(client, who):
    there = world()
    client.force_login(there.people[who])
    at = "/".join(["", *there.update.period.address, "updates", there.update.commitment.ref, ""])

    got, sent = client.get(at), client.post(at, {"do": "save", "revision": "0", "progress": "Words"})

    writes = who in {"holder", "deputy", "supporter", "team"}
    reads = writes or who in {"executive lead", "lead’s deputy", "secretary"}
    outside = 302 if who == "closed account" else 404
    assert got.status_code == (200 if reads else 403 if who in MEMBERS else outside)
    assert ("data-writes" in text(got)) is writes
    assert sent.status_code == (302 if writes or who == "closed account" else 403 if who in MEMBERS else 404)
    assert UpdatePoint.objects.count() == writes


def test_update_edit_by_a_supporting_post_has_no_button_to_submit(here):
    supporter = UserFactory()
    here.commitment.supporting.add(PostFactory(organisation=here.period.strategy.organisation, holder=supporter))
    here.client.force_login(supporter)

    shown = page(here.client.get(here.address))

    assert "Submit for approval" not in shown.words
    assert "Matron submits this update." in shown.words
    assert here.sends("submit", **WHOLE).status_code == 403
    assert here.sends(**WHOLE).status_code == 302


def test_update_edit_by_the_strategy_team_is_on_behalf_of_the_post(here):
    team = UserFactory(name="Sam")
    MembershipFactory(user=team, organisation=here.period.strategy.organisation, role="strategy_team")
    here.client.force_login(team)

    here.sends(**WHOLE)

    words = page(here.client.get(here.address)).words
    assert "Written on behalf of the Matron" in words
    assert any(word.startswith("Written by Sam on behalf of the Matron on ") for word in words)


def test_update_edit_autosaves_for_its_script(here):
    response = here.sends("autosave", progress="Patients moved")

    said = response.json()
    assert (response.status_code, said["revision"], here.update.revision) == (200, 1, 1)
    assert said["sentence"].startswith("Saved at ")
    stale = here.sends("autosave", revision=0, progress="Other words")
    assert (stale.status_code, stale.json()) == (
        409,
        {
            "stale": True,
            "sentence": "Not saved: you, in another window, saved this update meanwhile. Choose Save draft to see both texts. Nothing is lost.",
        },
    )
    long = here.sends("autosave", revision=1, progress="x" * 2001)
    assert (long.status_code, long.json()["sentence"]) == (
        422,
        "Not saved. A line under Progress has 2,001 characters. Split it, or shorten it to 2,000 or fewer.",
    )
    here.sends("submit", revision=1, **WHOLE)
    refused = here.sends("autosave", revision=3, progress="More")
    assert (refused.status_code, refused.json()["sentence"]) == (
        422,
        "Not saved. This update was submitted by Ann Hill, so it can’t be changed now. Once it is withdrawn or returned, you can save this page.",
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"progress": "x" * 2001}, "A line under Progress has 2,001 characters."),
        ({"next": "y" * 10**6}, "A line under Next has 1,000,000 characters."),
        ({"evidence": "z\n" * 2000}, "An update has 60 lines or fewer, and this one has 2,001: 2,000 of them under"),
        (
            {"progress": "a\n" * 30, "next": "b\n" * 31},
            "An update has 60 lines or fewer, and this one has 61: 31 of them",
        ),
        ({"reason": "r" * 2001}, "Shorten this to 2,000 characters or fewer"),
        ({"stage": "flying"}, "Choose one of those that are listed"),
        ({"rating": "\x00"}, "Choose one of those that are listed"),
        ({"answer": "maybe"}, "Choose one of those that are listed"),
        ({"why": "w" * 2001}, "Shorten this to 2,000 characters or fewer"),
    ],
)
@pytest.mark.parametrize("do", ["save", "submit", "preview"])
def test_update_edit_gives_back_what_is_too_much_with_a_sentence(here, do, typed, sentence):
    response = here.sends(do, **{"progress": "Kept words", **typed})

    assert response.status_code == 200
    assert sentence in text(response)
    assert page(response).title.startswith("Error: ")
    given = next(value for name, value in typed.items())
    assert "Kept words" in text(response) if "progress" not in typed else given[:1000] in text(response)
    assert not StatusUpdate.objects.filter(period=here.period).exists()


@pytest.mark.parametrize(
    "words",
    [
        "\x00\x07\ufffe",
        "\ud800 lone",
        "\u202eturned",
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "%s %(x)s",
        "1\x0b2\u20283",
    ],
)
@pytest.mark.parametrize("name", ["progress", "next", "evidence", "reason", "why"])
def test_update_edit_takes_any_words_as_words(here, name, words):
    sent = {"do": "save", "revision": "0", f"answer-{here.step.pk}": "partly"}
    sent[f"why-{here.step.pk}" if name == "why" else name] = words
    # As a browser never would: with bytes that are no UTF-8.
    body = "&".join(f"{field}={quote(value.encode('utf-8', 'surrogatepass'))}" for field, value in sent.items())

    response = here.client.post(here.address, body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 302
    assert "<script>alert" not in text(here.client.get(here.address))


@pytest.mark.parametrize("revision", ["", "-1", "x", "9" * 400, "1.5", "²", "\x00"])
def test_update_edit_with_a_revision_that_is_none_is_a_conflict(here, revision):
    here.saves(progress="There")

    assert here.sends(revision=revision, progress="Mine").status_code == 409


def test_update_edit_refuses_other_methods(here):
    assert [here.client.put(here.address).status_code, here.client.delete(here.address).status_code] == [405, 405]
