"""A plan as an outline: what its page shows, in the order of the plan."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from commitments.dates import Precision, span_in_words
from commitments.models import ChangeKind, Commitment, PlanChange, Priority, Strategy, SuccessMeasure, Theme
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
    """The commitments of a theme (level 1) or sub-theme (level 2), or with no name those of the priority itself (level 0).

    `within` is the name of what it stands in. It is `bare` where nothing stands in it.
    """

    name: str = ""
    level: int = 0
    key: int | None = None
    context: str = ""
    within: str = ""
    bare: bool = False
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
    """The priorities of a strategy with their themes, commitments and measures, in five queries."""
    priorities = strategy.priorities.select_related("executive_lead", "committee")
    chapters = {each.pk: Chapter(f"priority-{place}", each) for place, each in enumerate(priorities, start=1)}
    promises = _promises(strategy)
    for priority, chapter in chapters.items():
        if (priority, None) in promises:
            chapter.groups.append(Group(promises=promises[priority, None]))
    for row in _in_order(strategy):
        _add(chapters[row["priority_id"]], row, promises)
    measures = defaultdict(list)
    for measure in SuccessMeasure.objects.filter(priority__strategy=strategy):
        measures[measure.priority_id].append(measure.name)
    for priority, chapter in chapters.items():
        chapter.measures = measures[priority]
    return list(chapters.values())


def _promises(strategy: Strategy) -> dict[tuple[int, int | None], list[Promise]]:
    """The commitments of each priority and theme, by their keys, in order."""
    changes = set(_changes(strategy))
    found: dict[tuple[int, int | None], list[Promise]] = defaultdict(list)
    for row in _ROWS.rows(strategy=strategy.pk):
        marker = strategy.marks(reworded=(row.pk, ChangeKind.REWORDED) in changes, added=not row.in_published_plan)
        found[row.priority_id, row.theme_id].append(_promise(row, marker, _ended(row, changes)))
    return found


def _in_order(strategy: Strategy) -> list[dict[str, Any]]:
    """The themes of a strategy, each followed by its sub-themes."""
    fields = ("pk", "priority_id", "parent_id", "parent__name", "priority__name", "name", "context")
    rows = list(Theme.objects.filter(priority__strategy=strategy).order_by("position", "id").values(*fields))
    under = defaultdict(list)
    for row in rows:
        under[row["parent_id"]].append(row)
    return [
        each for theme in under[None] for each in (theme | {"has_sub": bool(under[theme["pk"]])}, *under[theme["pk"]])
    ]


def _add(chapter: Chapter, row: dict[str, Any], promises: dict[tuple[int, int | None], list[Promise]]) -> None:
    """Adds a theme or sub-theme to its chapter."""
    stands = promises.get((row["priority_id"], row["pk"]), [])
    chapter.groups.append(
        Group(
            name=row["name"],
            level=2 if row["parent_id"] else 1,
            key=row["pk"],
            context=row["context"],
            within=row["parent__name"] or row["priority__name"],
            bare=not stands and not row.get("has_sub"),
            promises=stands,
        )
    )


# Whole commitments with their themes, posts and people take several times as long as plain values.
_COLUMNS = (
    *("pk", "ref", "wording", "in_published_plan", "priority_id", "theme_id"),
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
