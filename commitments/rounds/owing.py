"""Who owes which update in a round."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from commitments.models import (
    Commitment,
    Extension,
    Outcome,
    PointKind,
    Post,
    ReportingPeriod,
    Stage,
    State,
    StatusUpdate,
    UpdatePoint,
    User,
)
from commitments.rounds.deadlines import due_in_words, due_on, is_late, is_reminder_day

# Of an update: that nobody has written anything in it yet.
UNTOUCHED = (
    Q(state=State.DRAFT, revision=0, stage="", rating="", reason="")
    & ~Exists(UpdatePoint.objects.filter(update=OuterRef("pk")))
    & ~Exists(Outcome.objects.filter(update=OuterRef("pk")))
)


@dataclass(frozen=True)
class Debt:
    """An update that somebody owes."""

    ref: str
    wording: str
    due_on: date | None
    due: str  # in words
    is_late: bool
    is_returned: bool


@dataclass(frozen=True)
class Debtor:
    """Somebody with all that they owe in a round, and the day on which they were last reminded of it."""

    person: User
    debts: tuple[Debt, ...]
    reminded_on: date | None

    def is_reminded_on(self, day: date) -> bool:
        """Whether that is one of the days on which people are reminded of any of these."""
        return any(is_reminder_day(debt.due_on, day) for debt in self.debts)


@dataclass(frozen=True)
class Debts:
    """All that is owed in a round: by whom, by whom that no letter reaches, and what nobody is there to write."""

    people: tuple[Debtor, ...]
    unreachable: tuple[Debtor, ...]
    nobodys: tuple[Debt, ...]


def owing_in(period: ReportingPeriod) -> QuerySet[Commitment]:
    """The commitments that owe an update in a period.

    They are those that stand in its plan. One that has ended, by its latest approved update before the period or by the ledger of
    the plan, owes no new update, only answers to the next steps that are still open.
    """
    earlier = StatusUpdate.objects.filter(
        commitment=OuterRef("pk"), period__month__lt=period.month, state=State.APPROVED
    ).order_by("-period__month")
    answered = Outcome.objects.filter(point=OuterRef("pk")).exclude(update__period=period).exclude(answer="")
    steps = UpdatePoint.objects.filter(update=OuterRef("latest"), kind=PointKind.NEXT, depth=0)
    rows = Commitment.objects.in_plan_of(period).alias(
        latest=Subquery(earlier.values("pk")[:1]),
        latest_stage=Subquery(earlier.values("stage")[:1]),
        stands=Exists(Commitment.objects.in_force().filter(pk=OuterRef("pk"))),
    )
    goes_on = Q(stands=True) & (Q(latest_stage=None) | ~Q(latest_stage__in=Stage.ended))
    return rows.filter(goes_on | Exists(steps.exclude(Exists(answered))))


def owed_updates(period: ReportingPeriod) -> QuerySet[Any]:
    """The updates of a period that are owed and not handed in, in the order of the plan, each with `extended_to`."""
    extended = Extension.objects.filter(period=OuterRef("period"), commitment=OuterRef("commitment"))
    rows = StatusUpdate.objects.filter(period=period, state=State.DRAFT, commitment__in=owing_in(period).values("pk"))
    rows = rows.select_related("commitment__lead__holder", "commitment__lead__deputy")
    return rows.annotate(extended_to=Subquery(extended.values("due_on")[:1])).order_by(
        "commitment__priority__position", "commitment__position", "pk"
    )


def people_of_post(post: Post | None) -> list[User]:
    """Who writes for a post: its holder, then its deputy, whether their accounts are open or closed."""
    return [person for person in (post.holder, post.deputy) if person] if post else []


def debts(period: ReportingPeriod, now: datetime) -> Debts:
    """What is owed in a period at an instant, person by person: two queries."""
    owed: dict[User, list[Debt]] = defaultdict(list)
    nobodys = []
    for update in owed_updates(period):
        debt = _debt(update, period, now)
        people = people_of_post(update.commitment.lead)
        for person in people:
            owed[person].append(debt)
        if not any(person.is_active for person in people):
            nobodys.append(debt)
    last = {each.user_id: each.sent_on for each in period.reminders.order_by("sent_on", "pk")}
    found = [Debtor(person, tuple(theirs), last.get(person.pk)) for person, theirs in owed.items()]
    found.sort(key=lambda debtor: (str(debtor.person).lower(), debtor.person.pk))
    return Debts(
        people=tuple(debtor for debtor in found if debtor.person.is_active),
        unreachable=tuple(debtor for debtor in found if not debtor.person.is_active),
        nobodys=tuple(nobodys),
    )


def soonest(all_owed: Iterable[Debt]) -> Debt:
    """The one of some that is due first; those without a due day come last."""
    return min(all_owed, key=lambda debt: debt.due_on or date.max)


def _debt(update: Any, period: ReportingPeriod, now: datetime) -> Debt:
    """The debt of a row of `owed_updates`, whose column django-stubs can't see."""
    due = due_on(period.updates_due_on, update.extended_to)
    commitment = update.commitment
    return Debt(
        ref=commitment.ref,
        wording=commitment.wording,
        due_on=due,
        due=due_in_words(due, now),
        is_late=is_late(due, now),
        is_returned=bool(update.return_note),
    )
