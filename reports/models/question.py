"""What boards ask: logged in the meeting, answered by the time of the next report."""

from django.conf import settings
from django.db import models

from commitments.models import Commitment, Meeting, Post, ReportingPeriod
from commitments.models.fields import ProseField
from commitments.models.visible import OfOrganisations


class QuestionKind(models.TextChoices):
    """What a meeting said of a report."""

    QUESTION = "question", "Question"
    CHALLENGE = "challenge", "Challenge"
    DECISION = "decision", "Decision"


class BoardQuestionQuerySet(OfOrganisations["BoardQuestion"]):
    """What meetings asked, of all organisations."""

    organisation = "period__strategy__organisation"


class BoardQuestion(models.Model):
    """What a meeting asked, challenged or decided over a period's report, of which commitments, and what was done about it.

    The next report opens with it.
    """

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="board_questions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="questions")
    kind = models.CharField(max_length=10, choices=QuestionKind.choices, default=QuestionKind.QUESTION)
    text = ProseField()
    commitments = models.ManyToManyField(Commitment, blank=True, related_name="board_questions")
    answerer = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="questions_to_answer")
    asked_on = models.DateField()
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = ProseField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    public = models.BooleanField(default=False, help_text="printed in public editions too")
    revision = models.PositiveIntegerField(default=0)

    objects = BoardQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=QuestionKind.values), name="board_question_is_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=~models.Q(text="") & models.Q(text__length__lte=2000), name="board_question_says_something"
            ),
            models.CheckConstraint(condition=models.Q(answer__length__lte=4000), name="board_answer_is_of_some_length"),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="board_answer_says_by_whom_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.period.label}: {self.text[:60]}"
