"""A plan as an outline: what its page shows, in the order of the plan."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet

from commitments.dates import Precision, span_in_words
from commitments.models import ChangeKind, Commitment, PlanChange, Priority, Strategy, SuccessMeasure


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
    priorities = strategy.priorities.select_related("executive_lead")
    chapters = {each.pk: Chapter(f"priority-{place}", each) for place, each in enumerate(priorities, start=1)}
    changes = set(_changes(strategy))
    commitments = strategy.commitments.in_the_plan().select_related("theme__parent", "lead__holder", "merged_into")
    for commitment in commitments.in_report_order():
        reworded = (commitment.pk, ChangeKind.REWORDED.value) in changes
        marker = strategy.marks(reworded=reworded, added=not commitment.in_published_plan)
        ended = _ended(commitment, changes)
        _group(chapters[commitment.priority_id], commitment).promises.append(_promise(commitment, marker, ended))
    measures = defaultdict(list)
    for measure in SuccessMeasure.objects.filter(priority__strategy=strategy):
        measures[measure.priority_id].append(measure.name)
    for key, chapter in chapters.items():
        chapter.measures = measures[key]
    return list(chapters.values())


def _group(chapter: Chapter, commitment: Commitment) -> Group:
    """The group that a commitment belongs to: the last one, or a new one where the theme or sub-theme changes."""
    theme = commitment.theme
    names = ("", "") if theme is None else (theme.parent.name, theme.name) if theme.parent else (theme.name, "")
    last = chapter.groups[-1] if chapter.groups else None
    if last is None or (last.theme, last.sub_theme) != names:
        opens = bool(names[0]) and (last is None or last.theme != names[0])
        chapter.groups.append(Group(*names, opens_theme=opens))
    return chapter.groups[-1]


def _changes(strategy: Strategy) -> QuerySet[PlanChange, tuple[int, str]]:
    """Which commitment was changed in which way."""
    standing = PlanChange.objects.standing().filter(commitment__strategy=strategy)
    return standing.filter(kind__in=[ChangeKind.REWORDED, *ChangeKind.ending]).values_list("commitment_id", "kind")


def _ended(commitment: Commitment, changes: set[tuple[int, str]]) -> str:
    if commitment.merged_into:
        return f"Merged into {commitment.merged_into.ref}"
    ended = [ChangeKind(kind).label for kind in ChangeKind.ending if (commitment.pk, kind) in changes]
    return str(ended[0]) if ended else ""


def _promise(commitment: Commitment, marker: str, ended: str) -> Promise:
    due, lead = commitment.due, commitment.lead
    return Promise(
        ref=commitment.ref,
        wording=commitment.wording,
        marker=marker,
        lead=lead.title if lead else "",
        due=span_in_words(due.starts_on, Precision(due.precision)) if due else "",
        nobody_holds=lead is not None and not (lead.holder and lead.holder.is_active),
        ended=ended,
    )
