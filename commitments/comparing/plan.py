"""A plan in two periods: what changed from the one to the other, commitment by commitment, and summed up."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q

from commitments.comparing.commitment import Change, Found, Pair, ThenAndNow, then_and_now
from commitments.models import Outcome, PlanChange, ReportingPeriod, StatusUpdate
from commitments.standing.status_words import Status

# What then_and_now reads of a commitment in a period. Plain values: whole commitments take several times as long.
_STANDING = ("pk", "stage", "rating", "lead_rating", "reported", "update_id")
_COMMITMENT = ("ref", "wording", "in_published_plan", "merged_into__ref", "priority_id", "priority__name")
Rows = Any  # a CommitmentQuerySet; django-stubs can't see the columns that standing_in adds to it


@dataclass(frozen=True)
class Sum:
    """One kind of change, and the commitments that changed so."""

    what: str
    commitments: tuple[ThenAndNow, ...]


@dataclass(frozen=True)
class Chapter:
    """The commitments of a priority: those that changed, and those of which there is nothing new to tell."""

    key: int
    name: str
    changed: tuple[ThenAndNow, ...]
    quiet: tuple[ThenAndNow, ...]


@dataclass(frozen=True)
class Comparing:
    """Two periods of a plan, the earlier one first. `not_moved` says why no movement is shown; empty where it could be."""

    then: ReportingPeriod
    now: ReportingPeriod
    chapters: tuple[Chapter, ...]
    sums: tuple[Sum, ...]
    total: int
    changed: int
    not_moved: str


def compare(commitments: Rows, one: ReportingPeriod, other: ReportingPeriod, called: dict[str, Status]) -> Comparing:
    """What changed of some commitments between two periods, in whichever order these are given: seven queries.

    `called` are the strategy's words for stages and ratings. Only approved updates count.
    """
    then, now = sorted((one, other), key=lambda each: each.month)
    pair = Pair(then, now, called, _is_rated(then))
    rows = [then_and_now(found, pair) for found in _read(commitments, then, now)]
    chapters = [_chapter(priority, list(theirs)) for priority, theirs in groupby(rows, key=lambda row: row.priority)]
    sums = [Sum(_called(what, pair), tuple(row for row in rows if what in row.changes)) for what in Change]
    return Comparing(
        then=then,
        now=now,
        chapters=tuple(chapters),
        sums=tuple(each for each in sums if each.commitments),
        total=len(rows),
        changed=sum(bool(row.changes) for row in rows),
        not_moved=_why_not_moved(pair, rows),
    )


def _is_rated(period: ReportingPeriod) -> bool:
    """Whether any stage or rating was given in a period."""
    given = ~Q(stage="") | ~Q(rating="") | ~Q(executive_rating="")
    return StatusUpdate.objects.approved().filter(given, period=period).exists()


def _read(commitments: Rows, then: ReportingPeriod, now: ReportingPeriod) -> list[Found]:
    """What the database holds of some commitments in two periods, in the order of the plan: six queries."""
    before = {row.pk: row for row in commitments.standing_in(then, None).values_list(*_STANDING, named=True)}
    found = commitments.standing_in(now, None).in_report_order()
    rows = list(found.values_list(*_STANDING, *_COMMITMENT, named=True))
    updates = _updates([row.update_id for row in [*before.values(), *rows] if row.update_id])
    changes, answers = _changes(list(before)), _answers([row.update_id for row in before.values()], now)
    return [
        Found(
            then=before[row.pk],
            now=row,
            update_then=updates.get(before[row.pk].update_id),
            update_now=updates.get(row.update_id),
            changes=changes[row.pk],
            answers=answers,
        )
        for row in rows
    ]


def _updates(keys: list[int]) -> dict[int, StatusUpdate]:
    return {update.pk: update for update in StatusUpdate.objects.filter(pk__in=keys).prefetch_related("points")}


def _changes(commitments: list[int]) -> dict[int, list[PlanChange]]:
    """The changes of the plan that count, by commitment, in the order in which they were recorded."""
    found: dict[int, list[PlanChange]] = defaultdict(list)
    standing = PlanChange.objects.standing().filter(commitment__in=commitments, period__isnull=False)
    for change in standing.select_related("period"):
        found[change.commitment_id].append(change)
    return found


def _answers(updates: list[int], now: ReportingPeriod) -> dict[int, Outcome]:
    """The latest answers to the next steps of some updates that were approved up to a period, by the keys of the steps."""
    given = Outcome.objects.filter(point__update__in=updates, update__in=StatusUpdate.objects.approved())
    upto = given.filter(update__period__month__lte=now.month).exclude(answer="")
    ordered = upto.select_related("update__period").order_by("update__period__month")
    return {answer.point_id: answer for answer in ordered}


def _chapter(priority: tuple[int, str], rows: list[ThenAndNow]) -> Chapter:
    changed, quiet = (tuple(row for row in rows if bool(row.changes) == so) for so in (True, False))
    return Chapter(*priority, changed, quiet)


def _called(what: Change, pair: Pair) -> str:
    return f"No update in {pair.then.label}, one in {pair.now.label}" if what == Change.REPORTED else what.value


def _why_not_moved(pair: Pair, rows: list[ThenAndNow]) -> str:
    """Why no movement is shown, in a sentence; empty where it is, and where there is nothing of which to show it."""
    if not rows or any(row.moved for row in rows):
        return ""
    if not any(row.texts.now for row in rows):
        return f"No update is approved for {pair.now.label}, so there is nothing to compare with {pair.then.label}."
    silent = pair.then if not pair.rated_then else pair.now
    return f"No stage or rating was given in {silent.label}, so what got better or worse can’t be shown."
