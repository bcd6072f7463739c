"""The updates that somebody writes for their posts in the rounds that are open: what is owed, what came back, what is done."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery

from commitments.models import (
    AuditEvent,
    Commitment,
    Extension,
    PeriodState,
    Post,
    ReportingPeriod,
    State,
    StatusUpdate,
)
from commitments.models.visible import Reader
from commitments.rounds.deadlines import due_in_words, due_on, is_late
from commitments.rounds.owing import UNTOUCHED, owing_in
from commitments.writing.happenings import told


@dataclass(frozen=True)
class Mine:
    """An update of one of my posts. What is empty is not said."""

    ref: str
    wording: str
    part: str
    due: str
    due_on: date | None
    is_late: bool
    is_begun: bool
    returned: str  # by whom and when
    note: str  # what should change
    last: str  # what was done with it last

    @property
    def what_to_do(self) -> str:
        """The words of its link."""
        if self.returned:
            return "Change the update"
        return "Go on with the update" if self.is_begun else "Write the update"


@dataclass
class Round:
    """My updates of one open round, by how far they have come."""

    period: ReportingPeriod
    owed: list[Mine] = field(default_factory=list)
    submitted: list[Mine] = field(default_factory=list)
    approved: list[Mine] = field(default_factory=list)


def my_posts(user: Reader) -> list[Post]:
    """The posts that somebody holds or deputises, in every organisation."""
    return list(Post.objects.filter(Q(holder=user.pk) | Q(deputy=user.pk)).select_related("organisation"))


def my_rounds(user: Reader, posts: Iterable[Post], now: datetime) -> list[Round]:
    """The open rounds in which these posts of a person have updates, the one that is due first before others.

    One query, and four for each round, however many updates there are.
    """
    mine = {post.pk: post for post in posts}
    organisations = {post.organisation_id for post in mine.values()}
    opened = ReportingPeriod.objects.filter(state=PeriodState.OPEN, strategy__organisation__in=organisations)
    rounds = [_round(period, mine, user, now) for period in opened.select_related("strategy__organisation")]
    found = [each for each in rounds if each.owed or each.submitted or each.approved]
    return sorted(found, key=lambda each: (not each.owed, each.period.updates_due_on or date.max, each.period.pk))


def _round(period: ReportingPeriod, mine: dict[int, Post], user: Reader, now: datetime) -> Round:
    updates = {update.commitment_id: update for update in _updates(period, mine)}
    keys = {key for update in updates.values() for key in (update.last, update.returned) if key}
    events = AuditEvent.objects.select_related("by").in_bulk(keys)
    found = Round(period)
    for row in _commitments(period, mine):
        update = updates.get(row.pk)
        item = _mine(row, update, period, (_part(row, mine, user), events), now)
        if update is not None and update.state == State.SUBMITTED:
            found.submitted.append(item)
        elif update is not None and update.state == State.APPROVED:
            found.approved.append(item)
        elif row.owes or item.is_begun:
            found.owed.append(item)
    found.owed.sort(key=lambda item: (not item.returned, item.due_on or date.max))
    return found


def _commitments(period: ReportingPeriod, mine: dict[int, Post]) -> QuerySet[Any]:
    """The commitments that these posts lead or support, with `owes`, `supports` and `extended_to`."""
    extended = Extension.objects.filter(period=period, commitment=OuterRef("pk")).values("due_on")[:1]
    supports = Commitment.supporting.through.objects.filter(commitment=OuterRef("pk"), post__in=mine)
    rows = Commitment.objects.in_plan_of(period).alias(supports=Exists(supports))
    return (
        rows.filter(Q(lead__in=mine) | Q(supports=True))
        .annotate(extended_to=Subquery(extended), owes=Exists(owing_in(period).filter(pk=OuterRef("pk"))))
        .select_related("lead")
        .in_report_order()
    )


def _updates(period: ReportingPeriod, mine: dict[int, Post]) -> QuerySet[Any]:
    """The updates of these posts' commitments with `is_untouched`, and the keys of the `last` event and of the last return."""
    theirs = AuditEvent.objects.filter(thing=StatusUpdate._meta.model_name, thing_id=OuterRef("pk"))
    latest = theirs.order_by("-at", "-pk").values("pk")
    own = Commitment.objects.filter(Q(lead__in=mine) | Q(supporting__in=mine), strategy=period.strategy_id)
    return StatusUpdate.objects.filter(period=period, commitment__in=own.values("pk")).annotate(
        is_untouched=ExpressionWrapper(UNTOUCHED, BooleanField()),
        last=Subquery(latest[:1]),
        returned=Subquery(latest.filter(what="returned")[:1]),
    )


def _part(row: Any, mine: dict[int, Post], user: Reader) -> str:
    """What somebody is to a commitment, in words."""
    post = mine.get(row.lead_id)
    if post is None:
        return f"You support the {row.lead.title}" if row.lead else "You support it; no post leads it"
    return f"You are the {post.title}" if post.holder_id == user.pk else f"You deputise for the {post.title}"


def _mine(
    row: Any, update: Any, period: ReportingPeriod, context: tuple[str, dict[int, AuditEvent]], now: datetime
) -> Mine:
    """The item of a commitment and its update, if it has one; django-stubs can't see the columns of these rows."""
    part, events = context
    due = due_on(period.updates_due_on, row.extended_to)
    draft = update is None or update.state == State.DRAFT
    came_back = update is not None and draft and update.return_note
    return Mine(
        ref=row.ref,
        wording=row.wording,
        part=part,
        due=due_in_words(due, now) if draft else "",
        due_on=due,
        is_late=draft and is_late(due, now),
        is_begun=update is not None and not update.is_untouched,
        returned=told(events[update.returned]) if came_back and update.returned else "Returned" if came_back else "",
        note=update.return_note if came_back else "",
        last=told(events[update.last]) if update is not None and update.last else "",
    )
