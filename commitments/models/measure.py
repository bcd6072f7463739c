"""How an organisation will know that a priority is being met."""

from django.conf import settings
from django.db import models

from commitments.models.fields import LineField, ProseField
from commitments.models.organisation import Post
from commitments.models.strategy import Priority
from commitments.models.visible import OfOrganisations


class MeasureKind(models.TextChoices):
    """What the readings of a measure are."""

    NUMBER = "number", "Number"
    PERCENTAGE = "percentage", "Percentage"
    MILESTONE = "milestone", "Milestone"
    QUALITATIVE = "qualitative", "Qualitative"

    @property
    def is_numeric(self) -> bool:
        """Whether its values are numbers; otherwise they are words."""
        return self in {MeasureKind.NUMBER, MeasureKind.PERCENTAGE}


class Better(models.TextChoices):
    """The direction of good."""

    HIGHER = "higher", "Higher"
    LOWER = "lower", "Lower"
    NEITHER = "neither", "Neither"


def one_of(value: str, words: str) -> models.Q:
    """True where at most one of a number and its words is filled."""
    return models.Q(**{f"{value}__isnull": True}) | models.Q(**{words: ""})


class SuccessMeasureQuerySet(OfOrganisations["SuccessMeasure"]):
    """Measures of strategies."""

    organisation = "priority__strategy__organisation"


class SuccessMeasure(models.Model):
    """A figure, a milestone or a judgement by which the board will know that a priority is met."""

    priority = models.ForeignKey(Priority, models.CASCADE, related_name="measures")
    name = LineField(max_length=300)
    kind = models.CharField(max_length=15, choices=MeasureKind.choices, blank=True)
    unit = LineField(max_length=30, blank=True)
    better = models.CharField(max_length=10, choices=Better.choices, blank=True)
    tolerance = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    baseline = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    baseline_words = LineField(max_length=300, blank=True)
    position = models.PositiveIntegerField()
    post = models.ForeignKey(
        Post,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        help_text="whose people record its readings",
    )

    objects = SuccessMeasureQuerySet.as_manager()

    class Meta:
        ordering = ["priority__position", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["priority", "name"], name="one_measure_of_a_name_per_priority"),
            models.CheckConstraint(condition=~models.Q(name=""), name="measure_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["", *MeasureKind.values]), name="measure_is_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(better__in=["", *Better.values]), name="measure_has_a_known_direction"
            ),
            models.CheckConstraint(
                condition=one_of("baseline", "baseline_words"), name="baseline_is_a_number_or_words"
            ),
            models.CheckConstraint(
                condition=models.Q(tolerance__isnull=True) | models.Q(tolerance__gte=0),
                name="tolerance_is_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Target(models.Model):
    """What a measure should reach, and by when."""

    measure = models.ForeignKey(SuccessMeasure, models.CASCADE, related_name="targets")
    value = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    words = LineField(max_length=300, blank=True)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "due_on"], name="one_target_per_measure_and_date"),
            models.UniqueConstraint(
                fields=["measure"], condition=models.Q(due_on__isnull=True), name="one_undated_target_per_measure"
            ),
            models.CheckConstraint(
                condition=one_of("value", "words") & (models.Q(value__isnull=False) | ~models.Q(words="")),
                name="target_is_a_number_or_words",
            ),
        ]

    def __str__(self) -> str:
        return self.words or str(self.value)


class Observation(models.Model):
    """A reading of a measure."""

    measure = models.ForeignKey(SuccessMeasure, models.CASCADE, related_name="observations")
    date = models.DateField()
    value = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    words = LineField(max_length=300, blank=True)
    note = LineField(max_length=500, blank=True)

    class Meta:
        ordering = ["date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "date"], name="one_reading_per_measure_and_date"),
            models.CheckConstraint(
                condition=one_of("value", "words") & (models.Q(value__isnull=False) | ~models.Q(words="")),
                name="reading_is_a_number_or_words",
            ),
        ]

    def __str__(self) -> str:
        return self.words or str(self.value)


class Rebase(models.Model):
    """From which day the limits of a measure's chart are reckoned anew, because a lasting change has a known cause."""

    measure = models.ForeignKey(SuccessMeasure, models.CASCADE, related_name="rebases")
    date = models.DateField()
    reason = ProseField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "date"], name="one_rebase_per_measure_and_date"),
            models.CheckConstraint(
                condition=~models.Q(reason="") & models.Q(reason__length__lte=500), name="rebase_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, from {self.date}"
