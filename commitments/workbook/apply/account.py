"""What an import did: counts for each kind of row, remarks, or the problems for which it was refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from commitments.models import (
    Acronym,
    AuditEvent,
    Commitment,
    Committee,
    Meeting,
    Milestone,
    NarrativePoint,
    Observation,
    Organisation,
    PlanChange,
    Post,
    Priority,
    ReportingPeriod,
    StatusUpdate,
    StatusWord,
    Strategy,
    SuccessMeasure,
    Target,
    Theme,
    User,
)
from commitments.workbook.plan import Problem

# In the order in which a person wants to hear of them.
KINDS: tuple[type[models.Model], ...] = (
    Commitment,
    StatusUpdate,
    PlanChange,
    Milestone,
    Priority,
    Theme,
    ReportingPeriod,
    Meeting,
    NarrativePoint,
    SuccessMeasure,
    Target,
    Observation,
    Acronym,
    StatusWord,
    Post,
    Committee,
    Strategy,
    Organisation,
)


@dataclass
class Tally:
    """How many rows of one kind were new, changed, put in another place of their order, or already as the file says."""

    one: str
    many: str
    new: int = 0
    changed: int = 0
    reordered: int = 0
    unchanged: int = 0

    def add(self, other: "Tally") -> None:
        """Adds the counts of another tally of the same kind."""
        self.new += other.new
        self.changed += other.changed
        self.reordered += other.reordered
        self.unchanged += other.unchanged

    def words(self, count: int, what: str) -> str:
        """'93 commitments new'; empty where there are none."""
        return f"{count} {self.one if count == 1 else self.many} {what}" if count else ""


def tally_of(model: type[models.Model]) -> Tally:
    """An empty tally of a kind of row."""
    return Tally(str(model._meta.verbose_name), str(model._meta.verbose_name_plural))


@dataclass(frozen=True)
class Applied:
    """What an import did to a strategy. Tallies are found by the plural of their kind: 'commitments'."""

    strategy: Strategy
    tallies: Mapping[str, Tally]
    remarks: tuple[str, ...] = ()

    def changed_anything(self) -> bool:
        """Whether any row is new, changed or in another place."""
        return any(tally.new or tally.changed or tally.reordered for tally in self.tallies.values())

    def words(self) -> str:
        """'93 commitments new, 2 themes changed', or 'nothing changed'."""
        said = [
            *(tally.words(tally.new, "new") for tally in self.tallies.values()),
            *(tally.words(tally.changed, "changed") for tally in self.tallies.values()),
            *(tally.words(tally.reordered, "in a new place") for tally in self.tallies.values()),
        ]
        return ", ".join(filter(None, said)) or "nothing changed"


class PlanRefusedError(Exception):
    """A plan that can't be applied; nothing of it was saved. Holds every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass
class Account:
    """What one import has done so far, for whom, and from what file."""

    by: User
    source: str
    tallies: dict[str, Tally] = field(
        default_factory=lambda: {tally.many: tally for tally in (tally_of(model) for model in KINDS)}
    )
    remarks: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def count(self, tally: Tally) -> None:
        """Adds to what is known of that kind."""
        self.tallies[tally.many].add(tally)

    def remark(self, sentence: str) -> None:
        """Notes something that the person who imports should know."""
        self.remarks.append(sentence)

    def record(
        self, strategy: Strategy, what: str, thing: models.Model, *, before: dict[str, Any], after: dict[str, Any]
    ) -> None:
        """Writes down what the import did to one thing, and from what file."""
        AuditEvent.objects.record(
            by=self.by,
            organisation=strategy.organisation,
            what=what,
            thing=thing,
            before=before,
            after=after | {"note": f"imported from {self.source}"},
        )

    def refuse(self, where: str, what: str) -> None:
        """Notes a problem: the import will not be saved."""
        self.problems.append(Problem(where, what))

    def stop_if_refused(self) -> None:
        """Ends the import where a problem was found. Rows that later steps need may be missing from here on."""
        if self.problems:
            raise PlanRefusedError(self.problems)
