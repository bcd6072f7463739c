"""What became of editions: the meetings that received them, and that one should not be used any more."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone

from commitments.dates import Precision, span_in_words
from commitments.models import Meeting
from commitments.models.fields import ProseField
from reports.models.edition import Edition

CHARACTERS_OF_A_REASON = 2000


def meeting_in_words(meeting: Meeting) -> str:
    """A meeting as pages name it: 'Trust Board, 30 March 2022'."""
    return f"{meeting.committee.name}, {span_in_words(meeting.held_on, Precision(meeting.held_precision))}"


class Presentation(models.Model):
    """That an edition went to a meeting: the same edition may go to a committee and then to the board."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="presentations")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="presentations")
    presented_at = models.DateTimeField()
    presented_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "meeting"], name="one_presentation_per_edition_and_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.edition}, to the {self.to}"

    @property
    def to(self) -> str:
        """The meeting: 'Trust Board, 30 March 2022'."""
        return meeting_in_words(self.meeting)


class Withdrawal(models.Model):
    """That an edition should not be used any more, and why. The edition stays as it was."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="withdrawal")
    reason = ProseField()
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason="") & models.Q(reason__length__lte=CHARACTERS_OF_A_REASON),
                name="withdrawal_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}, withdrawn"

    @property
    def withdrawn_on(self) -> date:
        """The day on which it was withdrawn."""
        return timezone.localdate(self.withdrawn_at)
