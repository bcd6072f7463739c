"""The implementation report of a period: what is written for it beside the updates."""

from django.db import models

from commitments.models import ReportingPeriod
from commitments.models.fields import LineField, ProseField

CHARACTERS_OF_A_FACT = 2000  # of a part of the cover sheet, and of the introduction five times that
_FACTS = ("recommendation", "considered_by", "summary")


class Section(models.TextChoices):
    """The parts of a report that a board may do without."""

    KEY = "key", "Key to stages and ratings"
    QUESTIONS = "questions", "What the board asked"
    GLANCE = "glance", "At a glance"
    MEASURES = "measures", "Success measures"
    CHANGES = "changes", "Changes to the plan"
    ACRONYMS = "acronyms", "Acronyms used"


class Report(models.Model):
    """The implementation report of a period: its introduction and cover sheet, there once somebody has edited or issued it.

    What is empty here is taken from the strategy, or left out of the report.
    """

    period = models.OneToOneField(ReportingPeriod, models.PROTECT, related_name="report")
    introduction = ProseField(blank=True)
    purpose = LineField(
        max_length=100, blank=True, help_text="what the meeting is asked: approval, discussion, assurance"
    )
    sponsor = LineField(max_length=200, blank=True)
    author = LineField(max_length=200, blank=True)
    summary = ProseField(blank=True)
    recommendation = ProseField(blank=True)
    considered_by = ProseField(blank=True, help_text="the meetings that considered it before, one a line")
    left_out = models.JSONField(default=list, blank=True, help_text="codes of the sections that are not printed")
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(introduction__length__lte=5 * CHARACTERS_OF_A_FACT),
                name="introduction_fits_into_the_report",
            ),
            models.CheckConstraint(
                condition=models.Q(**{f"{name}__length__lte": CHARACTERS_OF_A_FACT for name in _FACTS}),
                name="cover_sheet_fits_on_a_page",
            ),
        ]

    def __str__(self) -> str:
        return f"the report for {self.period.label}"
