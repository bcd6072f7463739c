"""Reminders: one letter to each person with all that they owe in a round, at most one a day."""

import logging
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from commitments.actions import RefusedError
from commitments.models import AuditEvent, PeriodState, Reminder, ReportingPeriod, User
from commitments.rounds.deadlines import counted, day_in_london
from commitments.rounds.owing import Debtor, debts, soonest

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reminded:
    """What became of the reminders of a round: the people written to, those whose letter failed, and those who had one that day."""

    sent: list[User] = field(default_factory=list)
    failed: list[User] = field(default_factory=list)
    already: list[User] = field(default_factory=list)


@dataclass(frozen=True)
class Letter:
    """A reminder as it is sent."""

    subject: str
    text: str


def remind(
    *, period: ReportingPeriod, by: User, site: str, now: datetime | None = None, only_on_their_day: bool = False
) -> Reminded:
    """Reminds everybody of what they owe in an open round; with `only_on_their_day`, those whose updates' day for it has come.

    `site` is where the links lead, such as https://tracker.example.nhs.uk. Who has been reminded that day is left out: a row is
    saved before each letter, and the database takes one a day. It is taken back where the letter fails, so that one can try again.
    Raises RefusedError for a round that is not open. Not to be called within a transaction.
    """
    if period.state != PeriodState.OPEN:
        raise RefusedError(f"The round of {period} is not open, so nobody owes an update.")
    now = now or timezone.now()
    with closing(_Run(period, day_in_london(now))) as run:
        for debtor in debts(period, now).people:
            if not only_on_their_day or debtor.is_reminded_on(run.day):
                run.remind(debtor, letter(period, debtor, site))
    if run.done.sent or run.done.failed:
        _record(period, by, run.done)
    return run.done


def letter(period: ReportingPeriod, debtor: Debtor, site: str) -> Letter:
    """The reminder of what somebody owes in a period."""
    number, first = len(debtor.debts), soonest(debtor.debts)
    subject = (
        f"{period.strategy.organisation.short_name}, {period}: {counted(number, 'update')} to hand in, {first.due}"
    )
    words = {"period": period, "strategy": period.strategy, "debtor": debtor, "site": site}
    return Letter(subject, render_to_string("commitments/letters/reminder.txt", words))


def reminded_in_words(done: Reminded) -> str:
    """What was done, in a sentence or two."""
    sentences = [f"{counted(len(done.sent), 'person was', 'people were')} reminded." if done.sent else ""]
    if done.already:
        sentences.append(f"{counted(len(done.already), 'person has', 'people have')} been reminded today already.")
    if done.failed:
        names = ", ".join(map(str, done.failed))
        sentences.append(f"The letter could not be sent to: {names}. Try again later today.")
    return " ".join(filter(None, sentences)) or "Nobody had to be reminded."


class _Run:
    """The reminders of a round on one day, over one connection to the server for letters."""

    def __init__(self, period: ReportingPeriod, day: date) -> None:
        self.period = period
        self.day = day
        self.done = Reminded()
        self._connection: BaseEmailBackend | None = None
        self._broken = False

    def remind(self, debtor: Debtor, words: Letter) -> None:
        """Notes the reminder down, then sends it; where it can't be sent, takes the note back."""
        try:
            with transaction.atomic(durable=True):
                row = Reminder.objects.create(
                    period=self.period, user=debtor.person, sent_on=self.day, commitments=len(debtor.debts)
                )
        except IntegrityError:  # there is one of that day
            self.done.already.append(debtor.person)
        else:
            if self._is_sent(debtor.person, words):
                self.done.sent.append(debtor.person)
            else:
                row.delete()
                self.done.failed.append(debtor.person)

    def close(self) -> None:
        """Ends the connection."""
        if self._connection:
            self._connection.close()

    def _is_sent(self, person: User, words: Letter) -> bool:
        """Whether the server took the letter. One that doesn't answer is asked once, not again for each letter.

        An address that is none, or missing, fails by itself: the others still get theirs.
        """
        if self._broken:
            return False
        try:
            connection = self._connected()
        except OSError:  # every fault of smtplib is one
            logger.exception("The server for letters does not answer, so no reminder can be sent.")
            self._broken = True
            return False
        try:
            return bool(EmailMessage(words.subject, words.text, None, [person.email], connection=connection).send())
        except (OSError, ValueError):
            logger.exception("A reminder could not be sent.")
            return False

    def _connected(self) -> BaseEmailBackend:
        if self._connection is None:
            connection: BaseEmailBackend = get_connection()
            connection.open()
            self._connection = connection
        return self._connection


@transaction.atomic
def _record(period: ReportingPeriod, by: User, done: Reminded) -> None:
    names = {"reminded": done.sent, "not reached": done.failed}
    AuditEvent.objects.record(
        by=by,
        organisation=period.strategy.organisation,
        what="reminded",
        thing=period,
        after={what: [str(person) for person in people] for what, people in names.items() if people},
    )
