"""Reminders: one letter to a person, a round and a day."""

from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend

from commitments.actions import RefusedError
from commitments.actions.reminders import letter, remind, reminded_in_words
from commitments.models import AuditEvent, Reminder, User
from commitments.rounds.owing import debts
from tests.factories import (
    CommitmentFactory,
    PostFactory,
    PriorityFactory,
    ReminderFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SITE = "https://tracker.example.nhs.uk"
NOW = datetime(2022, 8, 26, 9, tzinfo=UTC)  # five working days before the updates are due


@pytest.fixture
def period(db):
    return ReportingPeriodFactory(
        strategy__title="Plan 2021-2025",
        strategy__organisation__short_name="CCC",
        state="open",
        month=date(2022, 9, 1),
        updates_due_on=date(2022, 9, 5),
    )


def owes(period, person, ref, deputy=None, **fields):
    post = PostFactory(organisation=period.strategy.organisation, holder=person, deputy=deputy)
    priority = PriorityFactory(strategy=period.strategy)
    commitment = CommitmentFactory(priority=priority, lead=post, ref=ref, wording=f"Promise {ref}")
    return StatusUpdateFactory(commitment=commitment, period=period, **fields)


def run(period, now=NOW, **given):
    return remind(period=period, by=UserFactory(name="Team"), site=SITE, now=now, **given)


def test_everybody_gets_one_letter_with_all_that_they_owe(period):
    ann, ben = UserFactory(name="Ann"), UserFactory(name="Ben")
    owes(period, ann, "BD-01")
    owes(period, ann, "BD-02", deputy=ben)

    done = run(period)

    assert (done.sent, done.failed, done.already) == ([ann, ben], [], [])
    assert [(each.to, each.subject) for each in mail.outbox] == [
        ([ann.email], "CCC, September 2022: 2 updates to hand in, due in 5 working days"),
        ([ben.email], "CCC, September 2022: 1 update to hand in, due in 5 working days"),
    ]
    assert list(Reminder.objects.order_by("pk").values_list("user__name", "sent_on", "commitments")) == [
        ("Ann", date(2022, 8, 26), 2),
        ("Ben", date(2022, 8, 26), 1),
    ]
    event = AuditEvent.objects.get()
    assert (event.what, event.thing, event.after) == ("reminded", "reportingperiod", {"reminded": ["Ann", "Ben"]})


def test_letter_names_each_update_with_its_day_and_its_page(period):
    ann = UserFactory(name="Ann O’Hara <b>")
    owes(period, ann, "BD-01")
    owes(period, ann, "BD-02", return_note="SECRET NOTE")

    words = letter(period, debts(period, NOW).people[0], SITE)

    address = f"{SITE}/organisation-1/strategy-1/2022-09/updates"
    returned = "Due in 5 working days (5 September 2022). It was returned to you with a note."
    assert words.text.split("\n\n") == [
        "Dear Ann O’Hara <b>,",
        "These updates of the Plan 2021-2025 are still to be handed in for September 2022:",
        f"BD-01 Promise BD-01\nDue in 5 working days (5 September 2022).\n{address}/BD-01/",
        f"BD-02 Promise BD-02\n{returned}\n{address}/BD-02/",
        "You hold or deputise the posts that lead these. If one is not yours any more, tell your strategy team.\n",
    ]


def test_letter_of_one_update_without_a_due_day_says_so(period):
    period.updates_due_on = None
    period.save()
    owes(period, UserFactory(name="Ann"), "BD-01")

    words = letter(period, debts(period, NOW).people[0], SITE)

    assert words.subject == "CCC, September 2022: 1 update to hand in, no due date"
    assert "This update of the Plan 2021-2025 is still to be handed in for September 2022:" in words.text
    assert "\nNo due date.\n" in words.text


def test_reminders_are_sent_once_a_day(period):
    ann = UserFactory(name="Ann")
    owes(period, ann, "BD-01")
    run(period)

    again, next_day = run(period, NOW + timedelta(hours=9)), run(period, NOW + timedelta(days=1))

    assert (again.already, again.sent, next_day.sent) == ([ann], [], [ann])
    assert len(mail.outbox) == 2
    assert AuditEvent.objects.count() == 2


def test_whoever_saves_the_row_first_sends_the_letter(period):
    ann = UserFactory(name="Ann")
    owes(period, ann, "BD-01")
    ReminderFactory(period=period, user=ann, sent_on=date(2022, 8, 26))

    assert run(period).already == [ann]
    assert (mail.outbox, AuditEvent.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("day", "is_called"),
    [(date(2022, 8, 26), True), (date(2022, 8, 30), False), (date(2022, 9, 12), True), (date(2022, 9, 13), False)],
)
def test_command_reminds_on_the_days_for_it(period, day, is_called):
    owes(period, UserFactory(), "BD-01")

    done = run(period, datetime(day.year, day.month, day.day, 9, tzinfo=UTC), only_on_their_day=True)

    assert len(done.sent) == is_called == len(mail.outbox)


def test_nobody_without_anything_owed_is_written_to(period):
    owes(period, UserFactory(), "BD-01", state="submitted", submitted_at=NOW, submitted_by=UserFactory())
    owes(period, UserFactory(is_active=False), "BD-02")
    owes(period, None, "BD-03")

    done = run(period)

    assert (done.sent, mail.outbox, reminded_in_words(done)) == ([], [], "Nobody had to be reminded.")
    assert AuditEvent.objects.count() == 0


@pytest.mark.parametrize("state", ["planned", "closed"])
def test_only_an_open_round_has_reminders(period, state):
    period.state = state
    owes(period, UserFactory(), "BD-01")

    with pytest.raises(RefusedError, match="is not open, so nobody owes an update"):
        run(period)

    assert mail.outbox == []


class FailingFor(EmailBackend):
    """A server for letters that refuses one address, or does not answer at all."""

    refused = ""
    answers = True
    asked = 0

    def open(self):
        type(self).asked += 1
        if not self.answers:
            raise ConnectionRefusedError
        return True

    def send_messages(self, messages):
        if messages[0].to == [self.refused]:
            raise OSError("550 No such mailbox")
        return super().send_messages(messages)


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr("commitments.actions.reminders.get_connection", FailingFor)
    for name, value in (("refused", ""), ("answers", True), ("asked", 0)):
        monkeypatch.setattr(FailingFor, name, value)
    return FailingFor


def test_letter_that_fails_can_be_sent_again_the_same_day(period, server, caplog):
    ann, ben = UserFactory(name="Ann"), UserFactory(name="Ben")
    owes(period, ann, "BD-01")
    owes(period, ben, "BD-02")
    server.refused = ann.email

    done = run(period)

    assert (done.sent, done.failed) == ([ben], [ann])
    assert reminded_in_words(done) == (
        "1 person was reminded. The letter could not be sent to: Ann. Try again later today."
    )
    assert "A reminder could not be sent" in caplog.text
    assert AuditEvent.objects.latest("pk").after == {"reminded": ["Ben"], "not reached": ["Ann"]}

    server.refused = ""
    again = run(period)

    assert (again.sent, again.already) == ([ann], [ben])
    assert reminded_in_words(again) == "1 person was reminded. 1 person has been reminded today already."


@pytest.mark.parametrize("address", ["nobody", "nobody@", "@", "ann hill"])
def test_address_that_is_none_stops_nobody_elses_letter(period, address, monkeypatch, mailserver):
    ann, ben = UserFactory(name="Ann"), UserFactory(name="Ben")
    User.objects.filter(pk=ann.pk).update(email=address)
    owes(period, ann, "BD-01")
    owes(period, ben, "BD-02")
    monkeypatch.setattr("commitments.actions.reminders.get_connection", lambda: SmtpBackend(fail_silently=False))

    done = run(period)

    assert (done.sent, done.failed) == ([ben], [ann])
    assert mailserver == [[ben.email]]
    assert list(Reminder.objects.values_list("user__name", flat=True)) == ["Ben"]


@pytest.fixture
def mailserver(monkeypatch):
    """A mail server that refuses, as they do, what is no address; gives the people of the letters that it took."""
    took = []

    class Server:
        def __init__(self, *_arguments, **_options):
            pass

        def sendmail(self, _sender, recipients, _message):
            if any("@" not in address.strip("@") for address in recipients):
                raise SMTPRecipientsRefused(dict.fromkeys(recipients, (550, b"No such mailbox")))
            took.append(recipients)

        def quit(self):
            pass

    monkeypatch.setattr(SmtpBackend, "connection_class", Server)
    return took


def test_server_that_does_not_answer_is_asked_once(period, server):
    for place in range(3):
        owes(period, UserFactory(), f"BD-{place}")
    server.answers = False

    done = run(period)

    assert (len(done.failed), server.asked, Reminder.objects.count()) == (3, 1, 0)


def test_several_people_are_several_in_words(period):
    for place in range(2):
        owes(period, UserFactory(), f"BD-{place}")

    assert reminded_in_words(run(period)) == "2 people were reminded."
    assert reminded_in_words(run(period)) == "2 people have been reminded today already."
