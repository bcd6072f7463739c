"""Letters about an update: who gets one, what it says, and that none stops anything."""

from datetime import date

import pytest
from django.core import mail

from commitments.actions.updates import approve, return_to_author, submit
from commitments.models import StatusUpdate, User
from tests.factories import UserFactory
from tests.people import world

pytestmark = pytest.mark.django_db

SITE = "https://tracker.example.nhs.uk"


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """Makes a change and gives the letters that it sent, by the names of those who got them."""

    def letters(change):
        with django_capture_on_commit_callbacks(execute=True):
            change()
        names = dict(User.objects.values_list("email", "name"))
        return {names[address]: letter for letter in mail.outbox for address in letter.to}

    return letters


@pytest.fixture
def there():
    """A world whose update the holder of its post has handed in."""
    made = world("submitted")
    StatusUpdate.objects.filter(pk=made.update.pk).update(
        stage="in_progress", rating="amber", reason="Late", submitted_by=made.people["holder"]
    )
    made.update.refresh_from_db()
    commitment, period = made.update.commitment, made.update.period
    commitment.ref, commitment.wording = "BD-04", "Open the ward"
    commitment.save()
    period.approvals_due_on = period.updates_due_on = date(2022, 10, 14)
    period.save()
    return made


def test_submitting_writes_to_each_who_may_approve(sent, there):
    StatusUpdate.objects.update(state="draft")

    letters = sent(lambda: submit(update=there.update, by=there.people["holder"], site=SITE))

    assert set(letters) == {"executive lead", "lead’s deputy"}
    letter = letters["executive lead"]
    assert letter.subject == "Update to approve: BD-04, January 2022"
    assert letter.to == [there.people["executive lead"].email]
    assert letter.body.strip().split("\n\n") == [
        "Dear executive lead,",
        "holder has submitted an update. It waits for your approval.",
        "BD-04 Open the ward\nJanuary 2022",
        "Read it, then approve it or return it with a note:",
        f"{SITE}/organisation-2/strategy-1/2022-01/approvals/BD-04/",
        "Approvals are due by 14 October 2022.",
        "Everything that waits for you:",
        f"{SITE}/approvals/",
    ]


def test_submitting_on_behalf_of_a_post_says_so(sent, there):
    StatusUpdate.objects.update(state="draft", on_behalf_of=there.update.commitment.lead)

    letters = sent(lambda: submit(update=there.update, by=there.people["team"], site=SITE))

    said = letters["executive lead"].body
    assert f"team has submitted an update on behalf of {there.update.commitment.lead.title}. It waits" in said


def test_returning_writes_to_who_handed_it_in_and_to_the_posts_holder(sent, there):
    StatusUpdate.objects.update(submitted_by=there.people["deputy"])

    letters = sent(
        lambda: return_to_author(
            update=there.update, by=there.people["executive lead"], note="Say when\nand where", site=SITE
        )
    )

    assert set(letters) == {"holder", "deputy"}
    letter = letters["deputy"]
    assert letter.subject == "Update returned: BD-04, January 2022"
    assert letter.body.strip().split("\n\n") == [
        "Dear deputy,",
        "executive lead has returned this update:",
        "BD-04 Open the ward\nJanuary 2022",
        "What should change:",
        "Say when\nand where",
        "It is a draft again. Change it and submit it here:",
        f"{SITE}/organisation-2/strategy-1/2022-01/updates/BD-04/",
        "Updates are due by 14 October 2022.",
    ]


@pytest.mark.parametrize(
    ("rating", "said"),
    [
        ("", []),
        ("amber", []),
        ("red", ["executive lead rates it Red; the update says Amber. Both are shown, and the executive’s counts."]),
    ],
)
def test_approving_writes_to_who_handed_it_in(sent, there, rating, said):
    letters = sent(lambda: approve(update=there.update, by=there.people["executive lead"], rating=rating, site=SITE))

    assert set(letters) == {"holder"}
    assert letters["holder"].subject == "Update approved: BD-04, January 2022"
    assert letters["holder"].body.strip().split("\n\n") == [
        "Dear holder,",
        "executive lead has approved the update that you submitted:",
        "BD-04 Open the ward\nJanuary 2022",
        *said,
        "It counts on the dashboard now, and the report to the board will print it:",
        f"{SITE}/organisation-2/strategy-1/2022-01/commitments/BD-04/",
    ]


def test_rating_where_the_lead_gave_none_is_told(sent, there):
    StatusUpdate.objects.update(rating="")

    letters = sent(lambda: approve(update=there.update, by=there.people["executive lead"], rating="red", site=SITE))

    assert "executive lead rates it Red; the update says no rating." in letters["holder"].body


def test_nobody_gets_a_letter_about_what_they_did_themselves(sent, there):
    StatusUpdate.objects.update(submitted_by=there.people["executive lead"])

    letters = sent(lambda: approve(update=there.update, by=there.people["executive lead"], site=SITE))

    assert letters == {}


def test_closed_account_gets_no_letter(sent, there):
    User.objects.filter(pk=there.people["holder"].pk).update(is_active=False)

    assert sent(lambda: approve(update=there.update, by=there.people["executive lead"], site=SITE)) == {}


def test_without_a_site_there_is_no_letter(sent, there):
    assert sent(lambda: approve(update=there.update, by=there.people["executive lead"])) == {}


def test_change_that_is_rolled_back_sends_no_letter(sent, there, monkeypatch):
    monkeypatch.setattr("commitments.models.ApprovedText.objects.create", lambda **_fields: 1 / 0)

    def change():
        with pytest.raises(ZeroDivisionError):
            approve(update=there.update, by=there.people["executive lead"], site=SITE)

    assert sent(change) == {}


def test_letter_that_can_not_be_sent_stops_nothing_and_is_logged(sent, there, monkeypatch, caplog):
    StatusUpdate.objects.update(state="draft")
    tried = []

    def refuse(_subject, _text, _sender, to):
        tried.append(to)
        raise ConnectionRefusedError("The server for letters is down")

    monkeypatch.setattr("commitments.actions.notices.send_mail", refuse)

    letters = sent(lambda: submit(update=there.update, by=there.people["holder"], site=SITE))

    assert (letters, len(tried)) == ({}, 2)
    assert [record.message for record in caplog.records] == ["A letter about an update could not be sent."] * 2
    assert StatusUpdate.objects.get().state == "submitted"


def test_words_of_a_letter_are_as_they_were_typed(sent, there):
    by = UserFactory(name="Ann O’Neill & Co <b>")
    letters = sent(lambda: return_to_author(update=there.update, by=by, note="1 < 2 & 'so'", site=SITE))

    assert "Ann O’Neill & Co <b> has returned" in letters["holder"].body
    assert "1 < 2 & 'so'" in letters["holder"].body
