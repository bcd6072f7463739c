"""manage.py send_reminders."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from commitments.models import AuditEvent, Reminder, User
from tests.factories import (
    CommitmentFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command("send_reminders", *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def period(db):
    return ReportingPeriodFactory(
        strategy__organisation__short_name="CCC",
        state="open",
        month=date(2022, 9, 1),
        updates_due_on=date(2022, 9, 5),
    )


def owes(period, ref, holder):
    post = PostFactory(organisation=period.strategy.organisation, holder=holder)
    commitment = CommitmentFactory(priority=PriorityFactory(strategy=period.strategy), lead=post, ref=ref)
    return StatusUpdateFactory(commitment=commitment, period=period)


def test_command_reminds_once_however_often_it_runs(period):
    owes(period, "BD-01", UserFactory(name="Ann"))

    assert run("--on", "2022-08-26", "--site", "https://tracker.example.nhs.uk/") == [
        "CCC, September 2022: 1 person was reminded."
    ]
    assert run("--on", "2022-08-26") == ["CCC, September 2022: 1 person has been reminded today already."]
    assert "https://tracker.example.nhs.uk/organisation-1/" in mail.outbox[0].body
    assert (len(mail.outbox), AuditEvent.objects.get().by) == (1, User.objects.system())


def test_command_names_whom_it_can_not_reach(period):
    owes(period, "BD-01", UserFactory(name="Gone", is_active=False))
    owes(period, "BD-02", None)

    assert run("--on", "2022-08-26") == [
        "CCC, September 2022: Gone can’t be reached, the account is closed: BD-01.",
        "CCC, September 2022: nobody is there to write the update of BD-01.",
        "CCC, September 2022: nobody is there to write the update of BD-02.",
        "CCC, September 2022: Nobody had to be reminded.",
    ]


def test_dry_run_sends_nothing(period):
    owes(period, "BD-01", UserFactory(name="Ann"))

    assert run("--on", "2022-08-26", "--dry-run") == ["CCC, September 2022: would remind Ann of BD-01."]
    assert run("--on", "2022-08-29", "--dry-run") == []
    assert (mail.outbox, Reminder.objects.count()) == ([], 0)


def test_command_reminds_of_open_rounds_alone(period):
    owes(period, "BD-01", UserFactory())
    period.state = "closed"
    period.save()

    assert run("--on", "2022-08-26") == ["No round is open."]


def test_command_without_a_day_means_today(period, monkeypatch):
    owes(period, "BD-01", UserFactory(name="Ann"))
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2022, 8, 26, 7, tzinfo=UTC))

    assert run("--dry-run") == ["CCC, September 2022: would remind Ann of BD-01."]


def test_command_ends_with_an_error_where_a_letter_failed(period, monkeypatch):
    owes(period, "BD-01", UserFactory(name="Ann"))

    def refuse(_letter):
        raise OSError("no server")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)

    with pytest.raises(CommandError, match="Some letters could not be sent"):
        run("--on", "2022-08-26")

    assert Reminder.objects.count() == 0


@pytest.mark.parametrize(
    ("trial", "address"), [(True, "http://127.0.0.1:8000/org"), (False, "https://tracker.example.nhs.uk/org")]
)
def test_links_lead_to_the_site(period, settings, trial, address):
    settings.TRIAL, settings.ALLOWED_HOSTS = trial, [".tracker.example.nhs.uk"]
    owes(period, "BD-01", UserFactory())

    run("--on", "2022-08-26")

    assert address in mail.outbox[0].body
