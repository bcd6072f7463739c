"""The wording ledger: what happened to the commitments of a plan after it was published."""

from enum import nonmember
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.db import models

from commitments.models.fields import LineField, ProseField
from commitments.models.period import ReportingPeriod


class ChangeKind(models.TextChoices):
    """What can happen to a commitment after the plan was published."""

    ADDED = "added", "Added"
    REWORDED = "reworded", "Reworded"
    MOVED = "moved", "Moved"
    MERGED = "merged", "Merged"
    STOPPED = "stopped", "Stopped"
    CARRIED = "carried", "Carried"

    ending = nonmember(("merged", "stopped"))


class PlanChangeQuerySet(models.QuerySet["PlanChange"]):
    """Entries of the ledger."""

    def standing(self) -> "PlanChangeQuerySet":
        """Those that count: neither undone nor the undoing of another."""
        return self.filter(undoes__isnull=True, undone_by__isnull=True)


class PlanChange(models.Model):
    """An entry of the wording ledger: how the plan differs from what was published, and why. Append-only.

    A mistake is undone by another entry of the same kind with old and new words the other way round, which names what it undoes.
    """

    commitment = models.ForeignKey("commitments.Commitment", models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, null=True, blank=True, related_name="plan_changes")
    old = ProseField(blank=True)
    new = ProseField(blank=True)
    reason = ProseField(blank=True)
    agreed_at = LineField("meeting that agreed it", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")

    objects = PlanChangeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=ChangeKind.values), name="plan_change_is_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=ChangeKind.REWORDED) | models.Q(old="") | ~models.Q(old=models.F("new")),
                name="rewording_changes_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment.ref} {self.get_kind_display().lower()}"

    def words_are_known(self) -> bool:
        """False for a change that is known by its marker alone."""
        return any([self.period_id, self.old, self.new, self.reason, self.agreed_at])


def counting(changes: list[PlanChange]) -> list[PlanChange]:
    """Of the changes of a commitment those that count: PlanChangeQuerySet.standing for rows that are read already."""
    undone = {change.undoes_id for change in changes}
    return [change for change in changes if change.undoes_id is None and change.pk not in undone]


def wording_at(changes: list[PlanChange], wording_today: str, month: Any) -> str:
    """The words that a commitment had in a period: today's, less the rewordings of later periods.

    `changes` are the commitment's, in the order in which they were recorded; `month` is the first day of the period's month.
    """
    later = [
        (change.period.month, change.old)
        for change in changes
        if change.kind == ChangeKind.REWORDED and change.period and change.period.month > month and change.old
    ]
    # By period: an old change may be recorded after a newer one. Of two in one period, the first recorded.
    return min(later, key=itemgetter(0))[1] if later else wording_today
