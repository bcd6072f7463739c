"""What was approved, word for word."""

from django.conf import settings
from django.db import models

from commitments.models.fields import ProseField
from commitments.models.update import StatusUpdate


class ApprovedText(models.Model):
    """An update as an executive approved it. Append-only: approved again after a reopening, it gets a new number."""

    update = models.ForeignKey(StatusUpdate, models.PROTECT, related_name="approved_texts")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    reopened_because = ProseField(blank=True, help_text="why the text before this one was reopened")

    class Meta:
        ordering = ["update", "number"]
        constraints = [
            models.UniqueConstraint(fields=["update", "number"], name="one_approved_text_of_a_number_per_update"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="approved_texts_are_counted_from_one"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reopened_because=""),
                name="text_approved_again_says_why_it_was_reopened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.update}, approved text {self.number}"
