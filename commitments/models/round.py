"""What a round of updates needs beside its dates."""

from django.conf import settings
from django.db import models

from commitments.models.commitment import Commitment
from commitments.models.fields import ProseField
from commitments.models.period import ReportingPeriod


class Extension(models.Model):
    """A later date by which the update of one commitment is due, and why."""

    period = models.ForeignKey(ReportingPeriod, models.CASCADE, related_name="extensions")
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="extensions")
    due_on = models.DateField()
    reason = ProseField()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["period", "commitment"], name="one_extension_per_period_and_commitment"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="extension_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.commitment.ref}, {self.period}: {self.due_on}"


class Reminder(models.Model):
    """A message that told somebody, on one day, what they still owe in a round: at most one a day."""

    period = models.ForeignKey(ReportingPeriod, models.CASCADE, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminders")
    sent_on = models.DateField()
    commitments = models.PositiveIntegerField(help_text="how many updates it named")

    class Meta:
        ordering = ["-sent_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["period", "user", "sent_on"], name="one_reminder_per_person_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.sent_on}"


class Feed(models.Model):
    """A person's calendar of due dates, at an address that nobody can guess and that they can withdraw."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feed")
    secret = models.CharField(max_length=43, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(secret__length__gte=32), name="feed_cannot_be_guessed"),
        ]

    def __str__(self) -> str:
        return f"Calendar of {self.user}"
