"""A plan as an outline: what its page shows, in the order of the plan."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from commitments.dates import Precision, span_in_words
from commitments.models import ChangeKind, Commitment, PlanChange, Priority, Strategy, SuccessMeasure
from commitments.models.prepared import Prepared, key


@dataclass(frozen=True)
class Promise:
    """A commitment in the outline; `nobody_holds` the post that leads it, `ended` where it is in force no more."""

    ref: str
    wording: str
    marker: str
    lead: str
    due: str
    nobody_holds: bool = False
    ended: str = ""


@dataclass
class Group:
    """The commitments of a theme or sub-theme; `opens_theme` where the theme is named first."""

    theme: str
    sub_theme: str
    opens_theme: bool
    promises: list[Promise] = field(default_factory=list)


@dataclass
class Chapter:
    """A priority with its groups and the names of its measures."""

    anchor: str
    priority: Priority
    groups: list[Group] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many commitments the priority has."""
        return sum(len(group.promises) for group in self.groups)


def outline(strategy: Strategy) -> list[Chapter]:
    """The priorities of a strategy with their commitments and measures, in four queries."""
    priorities = strategy.priorities.select_related("executive_lead", "committee")
    chapters = {each.pk: Chapter(f"priority-{place}", each) for place, each in enumerate(priorities, start=1)}
    changes = set(_changes(strategy))
    for row in _ROWS.rows(strategy=strategy.pk):
        marker = strategy.marks(reworded=(row.pk, ChangeKind.REWORDED) in changes, added=not row.in_published_plan)
        _group(chapters[row.priority_id], row).promises.append(_promise(row, marker, _ended(row, changes)))
    measures = defaultdict(list)
    for measure in SuccessMeasure.objects.filter(priority__strategy=strategy):
        measures[measure.priority_id].append(measure.name)
    for priority, chapter in chapters.items():
        chapter.measures = measures[priority]
    return list(chapters.values())


# Whole commitments with their themes, posts and people take several times as long as plain values.
_COLUMNS = (
    *("pk", "ref", "wording", "in_published_plan", "priority_id", "theme__name", "theme__parent__name"),
    *("due_on", "due_precision", "lead_id", "lead__title", "lead__holder__is_active", "merged_into__ref"),
)
_ROWS = Prepared(
    lambda: (
        Commitment.objects.filter(strategy=key("strategy"))
        .in_the_plan()
        .in_report_order()
        .values_list(*_COLUMNS, named=True)
    )
)


def _group(chapter: Chapter, row: Any) -> Group:
    """The group that a row of `_ROWS` belongs to: the last one, or a new one where the theme or sub-theme changes."""
    theme, parent = row.theme__name or "", row.theme__parent__name
    names: tuple[str, str] = (parent, theme) if parent else (theme, "")
    last = chapter.groups[-1] if chapter.groups else None
    if last is None or (last.theme, last.sub_theme) != names:
        opens = bool(names[0]) and (last is None or last.theme != names[0])
        chapter.groups.append(Group(*names, opens_theme=opens))
    return chapter.groups[-1]


def _changes(strategy: Strategy) -> QuerySet[PlanChange, tuple[int, str]]:
    """Which commitment was changed in which way."""
    standing = PlanChange.objects.standing().filter(commitment__strategy=strategy)
    return standing.filter(kind__in=[ChangeKind.REWORDED, *ChangeKind.ending]).values_list("commitment_id", "kind")


def _ended(row: Any, changes: set[tuple[int, str]]) -> str:
    if row.merged_into__ref:
        return f"Merged into {row.merged_into__ref}"
    ended = [ChangeKind(kind).label for kind in ChangeKind.ending if (row.pk, kind) in changes]
    return str(ended[0]) if ended else ""


def _promise(row: Any, marker: str, ended: str) -> Promise:
    return Promise(
        ref=row.ref,
        wording=row.wording,
        marker=marker,
        lead=row.lead__title or "",
        due=span_in_words(row.due_on, Precision(row.due_precision)) if row.due_precision else "",
        nobody_holds=row.lead_id is not None and not row.lead__holder__is_active,
        ended=ended,
    )
