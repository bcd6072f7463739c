"""What stands in somebody's calendar: the updates that they owe, approvals, and the meetings of what they may read.

No word of an update is in it: calendars are read on other people's machines.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Q
from django.urls import reverse

from commitments.dates import Precision, in_words
from commitments.models import PeriodState, Priority, ReportingPeriod, User
from commitments.permissions import Action, organisations_where
from commitments.rounds.calendar import Entry
from commitments.rounds.deadlines import counted, due_on
from commitments.rounds.owing import owed_updates


def agenda(user: User, site: str) -> list[Entry]:
    """The days of the open and planned rounds that concern this person, in their order.

    `site` is where links lead, such as https://tracker.example.nhs.uk; its host makes the entries' names this site's own.
    """
    periods = ReportingPeriod.objects.visible_to(user).select_related("strategy__organisation")
    periods = periods.exclude(state=PeriodState.CLOSED).prefetch_related("meetings__committee")
    approving = _strategies_to_approve(user)
    found: list[Entry] = []
    for period in periods:
        days = _Days(period, site)
        found += days.of_updates(user)
        found += days.of_approvals() if period.strategy_id in approving else []
        found += days.of_meetings()
    return sorted(found, key=lambda entry: (entry.day, entry.uid))


def _strategies_to_approve(user: User) -> set[int]:
    """The strategies whose updates this person approves, or whose rounds they follow."""
    followed = organisations_where(user, Action.FOLLOW_ROUND)
    leads = Q(executive_lead__holder=user) | Q(executive_lead__deputy=user)
    theirs = Priority.objects.filter(leads | Q(strategy__organisation__in=followed))
    return set(theirs.values_list("strategy_id", flat=True))


class _Days:
    """The days of one round, as entries of a calendar."""

    def __init__(self, period: ReportingPeriod, site: str) -> None:
        self.period = period
        self.site = site
        self.short_name = period.strategy.organisation.short_name

    def of_updates(self, user: User) -> Iterator[Entry]:
        """When the updates are due that somebody owes: those of everybody's day together, each that was put off by itself."""
        if self.period.state != PeriodState.OPEN:
            return
        own = Q(commitment__lead__holder=user) | Q(commitment__lead__deputy=user)
        together = []
        for update in owed_updates(self.period).filter(own):
            day = due_on(self.period.updates_due_on, update.extended_to)
            if day is None or day == self.period.updates_due_on:
                together.append(update)
            else:
                yield self._due(f"update-{update.pk}", day, [update])
        if together and self.period.updates_due_on:
            yield self._due(f"updates-{self.period.pk}", self.period.updates_due_on, together)

    def of_approvals(self) -> Iterator[Entry]:
        """By when updates are to be approved."""
        if self.period.approvals_due_on:
            words = f"Updates for {self.period} are to be approved by the end of this day."
            yield self._entry(
                f"approvals-{self.period.pk}", self.period.approvals_due_on, f"approvals due for {self.period}", words
            )

    def of_meetings(self) -> Iterator[Entry]:
        """The meetings of which the day is known, and when papers are due."""
        for meeting in self.period.meetings.all():
            committee, is_known = str(meeting.committee), meeting.held_precision == Precision.DAY
            if meeting.papers_due_on:
                words = f"For the meeting on {in_words(meeting.held_on)}." if is_known else ""
                yield self._entry(f"papers-{meeting.pk}", meeting.papers_due_on, f"papers due, {committee}", words)
            if is_known:
                words = f"Receives the report for {self.period}."
                yield self._entry(f"meeting-{meeting.pk}", meeting.held_on, committee, words)

    def _due(self, name: str, day: date, updates: list[Any]) -> Entry:
        refs = "\n".join(f"{each.commitment.ref} {each.commitment.wording}" for each in updates)
        return self._entry(name, day, f"{counted(len(updates), 'update')} due for {self.period}", refs)

    def _entry(self, name: str, day: date, what: str, words: str) -> Entry:
        address = self.site + reverse("dashboard", args=self.period.address)
        return Entry(f"{name}@{urlsplit(self.site).hostname}", day, f"{self.short_name}: {what}", words, address)
