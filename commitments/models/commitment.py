"""The promises of a strategy and what became of their words."""

from datetime import date
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce, Lower

from commitments.dates import Precision, Span, last_day
from commitments.models.fields import LineField, ProseField
from commitments.models.organisation import Post
from commitments.models.period import ReportingPeriod
from commitments.models.strategy import Priority, Strategy, Theme
from commitments.models.visible import OfOrganisations

PRECISIONS = [(precision.value, precision.name.replace("_", " ").capitalize()) for precision in Precision]


def dated(prefix: str) -> models.Q:
    """True where the date and the precision of that prefix go together: ongoing has no date, all else has one."""
    on, precision = f"{prefix}_on", f"{prefix}_precision"
    return models.Q(**{f"{on}__isnull": True, f"{precision}__in": ["", Precision.ONGOING]}) | models.Q(
        **{f"{on}__isnull": False, f"{precision}__in": [p.value for p in Precision if p != Precision.ONGOING]}
    )


class Due(models.Model):
    """A due date as the plan gives it: the first day of its span, how exact it is, and the words."""

    due_on = models.DateField("first day of the span that it is due in", null=True, blank=True)
    due_precision = models.CharField(max_length=15, choices=PRECISIONS, blank=True)
    due_words = LineField(max_length=60, blank=True)

    class Meta:
        abstract = True

    @property
    def due_last_day(self) -> date | None:
        """The last day that is still in time; none where nothing is due."""
        return last_day(self.due_on, Precision(self.due_precision)) if self.due_precision else None

    @property
    def due(self) -> Span | None:
        """The due date as a span; none where none is given."""
        return Span(self.due_on, Precision(self.due_precision), self.due_words) if self.due_precision else None


class CommitmentQuerySet(OfOrganisations["Commitment"]):
    """Commitments of strategies."""

    organisation = "strategy__organisation"

    def in_report_order(self) -> "CommitmentQuerySet":
        """As the report prints them: by priority and theme; a theme's own commitments before those of its sub-themes."""
        theme = models.F("theme__parent__position"), models.F("theme__parent_id")
        return self.order_by(
            "priority__position",
            "priority_id",
            Coalesce(theme[0], "theme__position").asc(nulls_first=True),
            Coalesce(theme[1], "theme_id").asc(nulls_first=True),
            theme[1].asc(nulls_first=True),
            "theme__position",
            "theme_id",
            "position",
            "id",
        )


class Commitment(Due):
    """A promise that the strategy makes, in the words of today."""

    # Kept beside the priority so that the database can hold one ref per strategy; a trigger keeps the two in step.
    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="commitments")
    priority = models.ForeignKey(Priority, models.PROTECT, related_name="commitments")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="commitments")
    ref = LineField(max_length=30)
    wording = LineField(max_length=2000)
    published_wording = LineField(max_length=2000, blank=True, help_text="empty where it is not known")
    in_published_plan = models.BooleanField(default=True)
    lead = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="commitments_led")
    supporting = models.ManyToManyField(Post, blank=True, related_name="commitments_supported")
    position = models.PositiveIntegerField(help_text="its place in the priority")

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint("strategy", Lower("ref"), name="one_commitment_of_a_ref_per_strategy"),
            models.CheckConstraint(condition=~models.Q(ref=""), name="commitment_has_a_ref"),
            models.CheckConstraint(condition=~models.Q(wording=""), name="commitment_has_a_wording"),
            models.CheckConstraint(
                condition=models.Q(wording__length__lte=2000) & models.Q(published_wording__length__lte=2000),
                name="commitment_wording_is_at_most_2000_characters",
            ),
            models.CheckConstraint(condition=dated("due"), name="commitment_due_date_goes_with_its_precision"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.wording}"


class Milestone(Due):
    """A dated step of a commitment."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="milestones")
    title = LineField(max_length=300)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "title"], name="one_milestone_of_a_title_per_commitment"),
            models.CheckConstraint(condition=~models.Q(title=""), name="milestone_has_a_title"),
            models.CheckConstraint(condition=dated("due"), name="milestone_due_date_goes_with_its_precision"),
        ]

    def __str__(self) -> str:
        return self.title


class ChangeKind(models.TextChoices):
    """What can happen to a commitment after the plan was published."""

    ADDED = "added", "Added"
    REWORDED = "reworded", "Reworded"
    MOVED = "moved", "Moved"
    MERGED = "merged", "Merged"
    STOPPED = "stopped", "Stopped"
    CARRIED = "carried", "Carried"


class PlanChange(models.Model):
    """An entry of the wording ledger: how the plan differs from what was published, and why. Append-only."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, null=True, blank=True, related_name="plan_changes")
    old = ProseField(blank=True)
    new = ProseField(blank=True)
    reason = ProseField(blank=True)
    agreed_at = LineField("meeting that agreed it", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

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
