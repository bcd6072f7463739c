"""What the report says before its tables."""

from django.conf import settings
from django.db import models

from commitments.models.commitment import Commitment
from commitments.models.fields import LineField
from commitments.models.period import ReportingPeriod
from commitments.models.strategy import Priority


class NarrativeKind(models.TextChoices):
    """The three lists that open a report."""

    HIGHLIGHT = "highlight", "Highlight"
    CHALLENGE = "challenge", "Challenge"
    KEY_ACTIVITY = "key_activity", "Key activity"


class NarrativePoint(models.Model):
    """A highlight, a challenge or a key activity of a period, and the commitments that it rests on."""

    period = models.ForeignKey(ReportingPeriod, models.CASCADE, related_name="narrative")
    kind = models.CharField(max_length=15, choices=NarrativeKind.choices)
    priority = models.ForeignKey(Priority, models.PROTECT, null=True, blank=True, related_name="narrative")
    text = LineField(max_length=2000)
    position = models.PositiveIntegerField()
    commitments = models.ManyToManyField(Commitment, blank=True, related_name="narrative")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="narrative_proposed"
    )
    accepted = models.BooleanField(default=True, help_text="a proposal is printed once it is accepted")
    public = models.BooleanField(default=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["kind", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=NarrativeKind.values), name="narrative_is_of_a_known_kind"
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="narrative_says_something"),
            models.CheckConstraint(
                condition=models.Q(text__length__lte=2000), name="narrative_is_at_most_2000_characters"
            ),
            models.CheckConstraint(
                condition=models.Q(accepted=True) | models.Q(proposed_by__isnull=False),
                name="proposed_narrative_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.text
