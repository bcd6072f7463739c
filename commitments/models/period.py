"""The rhythm in which the board asks where the strategy stands."""

from enum import nonmember

from django.db import models

from commitments.dates import Precision
from commitments.models import slugs
from commitments.models.fields import LineField, ProseField
from commitments.models.organisation import Committee
from commitments.models.strategy import Strategy
from commitments.models.visible import OfOrganisations


class PeriodState(models.TextChoices):
    """How far a round has come."""

    PLANNED = "planned", "Planned"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"

    # From open back to planned undoes a wrong opening; from closed to open, the round goes on.
    transitions = nonmember({"planned": {"open"}, "open": {"closed", "planned"}, "closed": {"open"}})

    def may_become(self, other: "PeriodState | str") -> bool:
        """Whether a round may go from this state to the other in one step."""
        return str(other) in PeriodState.transitions[self.value]


class ReportingPeriodQuerySet(OfOrganisations["ReportingPeriod"]):
    """Periods of strategies."""

    organisation = "strategy__organisation"

    def current(self) -> "ReportingPeriod | None":
        """The newest that has begun; where none has, the newest that is planned."""
        return self.newest_first().first()

    def newest_first(self) -> "ReportingPeriodQuerySet":
        """Those that have begun, then those that are planned, the newest first."""
        has_begun = models.Case(models.When(state=PeriodState.PLANNED, then=0), default=1)
        return self.order_by(has_begun.desc(), "-month")


class ReportingPeriod(models.Model):
    """One round of updates, which ends in one report."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="periods")
    label = LineField(max_length=60)
    slug = models.SlugField(max_length=60, editable=False)
    month = models.DateField(help_text="the first day of the month that the report is of")
    scheduled_for = models.DateField(null=True, blank=True, help_text="the first day of the month that it was due in")
    delay_reason = ProseField(blank=True)
    opens_on = models.DateField(null=True, blank=True)
    updates_due_on = models.DateField(null=True, blank=True)
    approvals_due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=PeriodState.choices, default=PeriodState.PLANNED)

    objects = ReportingPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["month", "id"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "label"], name="one_period_of_a_label_per_strategy"),
            models.UniqueConstraint(fields=["strategy", "slug"], name="one_period_of_a_slug_per_strategy"),
            models.UniqueConstraint(fields=["strategy", "month"], name="one_period_of_a_month_per_strategy"),
            models.CheckConstraint(condition=~models.Q(label="") & ~models.Q(slug=""), name="period_has_a_label"),
            models.CheckConstraint(
                condition=~models.Q(slug__in=sorted(slugs.PERIOD)), name="period_has_an_address_of_its_own"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=PeriodState.values), name="period_is_planned_open_or_closed"
            ),
            models.CheckConstraint(
                condition=models.Q(opens_on__isnull=True)
                | models.Q(updates_due_on__isnull=True)
                | models.Q(updates_due_on__gte=models.F("opens_on")),
                name="updates_are_due_after_the_period_opens",
            ),
            models.CheckConstraint(
                condition=models.Q(updates_due_on__isnull=True)
                | models.Q(approvals_due_on__isnull=True)
                | models.Q(approvals_due_on__gte=models.F("updates_due_on")),
                name="approvals_are_due_after_updates",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def address(self) -> tuple[str, str, str]:
        """The parts of its pages' addresses: organisation, strategy and period."""
        return *self.strategy.address, self.slug

    def is_delayed(self) -> bool:
        """Whether the round was held in a later month than it was scheduled for."""
        return self.scheduled_for is not None and self.scheduled_for < self.month

    def previous(self) -> "ReportingPeriod | None":
        """The period before this one in the same strategy; none for the first."""
        earlier = ReportingPeriod.objects.filter(strategy=self.strategy_id, month__lt=self.month)
        return earlier.order_by("-month").first()


class Meeting(models.Model):
    """A meeting of a committee that receives the report of a period."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings")
    period = models.ForeignKey(ReportingPeriod, models.CASCADE, related_name="meetings")
    held_on = models.DateField(help_text="the day, or the first day of the month where only that is known")
    held_precision = models.CharField(
        max_length=10,
        choices=[(Precision.DAY.value, "Day"), (Precision.MONTH.value, "Month")],
        default=Precision.DAY.value,
    )
    papers_due_on = models.DateField(null=True, blank=True)
    purpose = LineField(max_length=200, blank=True)

    class Meta:
        ordering = ["held_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "period", "held_on"], name="one_meeting_per_committee_period_and_date"
            ),
        ]

    def __str__(self) -> str:
        return self.committee.name
