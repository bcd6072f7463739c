"""What became of the next steps that an update named."""

from django.db import models

from commitments.models.fields import ProseField
from commitments.models.update import StatusUpdate, UpdatePoint


class Answer(models.TextChoices):
    """What became of a next step."""

    DONE = "done", "Done"
    PARTLY = "partly", "Partly done"
    NOT_DONE = "not_done", "Not done"
    DROPPED = "dropped", "Dropped"


class Outcome(models.Model):
    """The answer of an update to a next step that an earlier update named: said, then did."""

    update = models.ForeignKey(StatusUpdate, models.CASCADE, related_name="outcomes")
    point = models.ForeignKey(UpdatePoint, models.PROTECT, related_name="outcomes")
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    note = ProseField(blank=True)

    class Meta:
        ordering = ["point__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["update", "point"], name="one_outcome_per_update_and_next_step"),
            models.CheckConstraint(
                condition=models.Q(answer__in=["", *Answer.values]), name="outcome_has_a_known_answer"
            ),
            models.CheckConstraint(condition=~models.Q(answer="", note=""), name="outcome_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.get_answer_display() or 'Not answered'}: {self.point}"
