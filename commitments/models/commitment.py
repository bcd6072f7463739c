"""The promises of a strategy and what became of their words."""

from datetime import date

from django.db import models
from django.db.models.functions import Coalesce, Lower

from commitments.dates import Precision, Span, last_day
from commitments.models import standings
from commitments.models.fields import LineField
from commitments.models.organisation import Post
from commitments.models.period import ReportingPeriod
from commitments.models.plan_change import ChangeKind, PlanChange, PlanChangeQuerySet, wording_at
from commitments.models.strategy import Priority, Strategy, Theme
from commitments.models.visible import OfOrganisations

__all__ = [
    "PRECISIONS",
    "ChangeKind",
    "Commitment",
    "CommitmentQuerySet",
    "Due",
    "Milestone",
    "PlanChange",
    "PlanChangeQuerySet",
    "dated",
    "wording_at",
]
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
    # The period that standing_in was asked for: what is narrowed down later may need to know it.
    stands_in: ReportingPeriod | None = None

    def _clone(self) -> "CommitmentQuerySet":
        clone: CommitmentQuerySet = super()._clone()  # type: ignore[misc]  # django-stubs leaves it out
        clone.stands_in = self.stands_in
        return clone

    def in_report_order(self, *first: models.Case | models.OrderBy) -> "CommitmentQuerySet":
        """As the report prints them: by priority and theme; a theme's own commitments before those of its sub-themes.

        With something that comes first: those alike in it stand as in the report.
        """
        theme = models.F("theme__parent__position"), models.F("theme__parent_id")
        return self.order_by(
            *first,
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

    def in_the_plan(self) -> "CommitmentQuerySet":
        """All but those that were added by mistake: the ledger keeps them, and the plan never had them."""
        undone = PlanChange.objects.filter(
            commitment=models.OuterRef("pk"), kind=ChangeKind.ADDED, undoes__isnull=False
        )
        return self.exclude(models.Exists(undone))

    def in_force(self) -> "CommitmentQuerySet":
        """Those that the plan still makes: neither stopped nor merged, by the ledger. The others owe no new update."""
        ended = PlanChange.objects.standing().filter(commitment=models.OuterRef("pk"), kind__in=ChangeKind.ending)
        return self.in_the_plan().exclude(models.Exists(ended))

    def with_ledger(self) -> "CommitmentQuerySet":
        """Adds what the ledger says of each, none where it doesn't say.

        `joined_in`, the month in which it was added to the plan; `left_as` and `left_in`, how and when it was stopped or merged.
        """
        return self.annotate(**standings.ledger())

    def in_plan_of(self, period: ReportingPeriod) -> "CommitmentQuerySet":
        """Those that stood in the plan in a period: not those that the ledger says were added later."""
        rows = self.in_the_plan().filter(strategy=period.strategy_id).with_ledger()
        return rows.filter(models.Q(joined_in=None) | models.Q(joined_in__lte=period.month))

    def worded_in(self, period: ReportingPeriod) -> "CommitmentQuerySet":
        """Adds `words_then`, the words that each had in a period (see wording_at), and `reworded_by_then`."""
        rewordings = PlanChange.objects.standing().filter(commitment=models.OuterRef("pk"), kind=ChangeKind.REWORDED)
        later = rewordings.filter(period__month__gt=period.month).exclude(old="").order_by("period__month", "id")
        by_then = rewordings.filter(models.Q(period=None) | models.Q(period__month__lte=period.month))
        return self.annotate(
            words_then=Coalesce(models.Subquery(later.values("old")[:1]), "wording", output_field=models.TextField()),
            reworded_by_then=models.Exists(by_then),
        )

    def standing_in(self, period: ReportingPeriod, earlier: ReportingPeriod | None) -> "CommitmentQuerySet":
        """Adds where each stands in a period by its approved update, and how that moved since the earlier one.

        `stage` and `rating` (the executive's where there is one), both codes or empty; `lead_rating`; `stage_before` and
        `rating_before`; `moved`, a Movement or empty; `reported`, of Reported; `update_id` and `update_before_id` of the approved updates.
        """
        rows = self.alias(**standings.relations(period, earlier))
        found = rows.annotate(**standings.columns(period)).annotate(moved=standings.moved(earlier))
        found.stands_in = period
        return found

    def with_latest_before(self, period: ReportingPeriod) -> "CommitmentQuerySet":
        """Adds `last_update_id`, the key of the latest approved update before a period: none where there is none."""
        return self.annotate(last_update_id=standings.latest_before(period))

    def overdue(self, today: date) -> models.Q:
        """Which of these commitments are overdue where they stand (see standing_in): those whose `stage` is known."""
        return standings.overdue(today, self.stands_in)


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
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")

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
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="commitment_is_not_merged_into_itself",
            ),
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
