"""The updates that wait for somebody's approval, in the order in which they are read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from commitments.models import Commitment, Priority, ReportingPeriod, StatusUpdate, Strategy
from commitments.models.visible import Reader
from commitments.permissions.queue import approvable_by
from commitments.rounds.deadlines import counted, day_in_london
from commitments.standing.status_words import Status, status_words


@dataclass(frozen=True)
class Waiting:
    """An update that waits: where it stands, who handed it in, and since when it waits."""

    update: StatusUpdate
    stage: Status | None
    rating: Status | None
    since: date
    waited: str


@dataclass(frozen=True)
class Group:
    """The updates of a priority that wait."""

    priority: Priority
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True)
class Round:
    """The updates of a period that wait, by priority."""

    period: ReportingPeriod
    number: int
    groups: tuple[Group, ...]


def queue(user: Reader) -> list[StatusUpdate]:
    """What waits for this person: by organisation, strategy and period, and then as the report prints it. Two queries."""
    loaded = approvable_by(user).select_related(
        "commitment__priority", "commitment__lead", "period__strategy__organisation", "submitted_by", "on_behalf_of"
    )
    found = list(loaded)
    commitments = Commitment.objects.filter(pk__in=[update.commitment_id for update in found])
    places = {pk: place for place, pk in enumerate(commitments.in_report_order().values_list("pk", flat=True))}

    def order(update: StatusUpdate) -> tuple[str, int, str, int, date, int]:
        strategy = update.period.strategy
        organisation = strategy.organisation
        place = places[update.commitment_id]
        return organisation.name, organisation.pk, strategy.title, strategy.pk, update.period.month, place

    return sorted(found, key=order)


def after(update: StatusUpdate, waiting: Sequence[StatusUpdate]) -> StatusUpdate | None:
    """The update that is read after this one: the next of the queue, from its end the first; none where no other waits."""
    others = [each for each in waiting if each != update]
    place = next((place for place, each in enumerate(waiting) if each == update), 0)
    return others[place % len(others)] if others else None


def rounds(waiting: Iterable[StatusUpdate], now: datetime) -> list[Round]:
    """A queue by period and priority; one query for each strategy that calls its stages by words of its own."""
    found: list[Round] = []
    words: dict[Strategy, dict[str, Status]] = {}
    for period, theirs in groupby(waiting, key=lambda update: update.period):
        if period.strategy not in words:
            words[period.strategy] = status_words(period.strategy)
        called = words[period.strategy]
        groups = [
            Group(priority, tuple(_waiting(update, called, now) for update in updates))
            for priority, updates in groupby(theirs, key=lambda update: update.commitment.priority)
        ]
        found.append(Round(period, sum(len(group.waiting) for group in groups), tuple(groups)))
    return found


def _waiting(update: StatusUpdate, words: dict[str, Status], now: datetime) -> Waiting:
    since = day_in_london(update.submitted_at or now)
    return Waiting(update, words.get(update.stage), words.get(update.rating), since, waited(since, day_in_london(now)))


def waited(since: date, today: date) -> str:
    """How long something waits, in words: 'since today', 'since yesterday', '4 days', '3 weeks'."""
    days = (today - since).days
    if days <= 1:
        return "since yesterday" if days == 1 else "since today"
    return f"for {counted(days, 'day')}" if days < 14 else f"for {counted(days // 7, 'week')}"
