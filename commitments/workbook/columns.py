"""The sheets of a plan workbook and their columns, in the order in which they are written."""

import re
from dataclasses import dataclass

from django.db import models

from commitments.models.commitment import Commitment, Milestone, PlanChange
from commitments.models.glossary import Acronym
from commitments.models.measure import Observation, SuccessMeasure
from commitments.models.organisation import Committee, Organisation, Post
from commitments.models.period import Meeting, ReportingPeriod
from commitments.models.strategy import Priority, StatusWord, Strategy, Theme
from commitments.workbook.limits import Limits


@dataclass(frozen=True)
class Column:
    """A column, or a field of the Strategy sheet: whether each row must fill it, and the most characters that are kept."""

    name: str
    required: bool = False
    most: int | None = None


def kept(model: type[models.Model], field: str) -> int | None:
    """The most characters that the database keeps in this field."""
    most: int | None = getattr(model._meta.get_field(field), "max_length", None)
    return most


_POST = kept(Post, "title")
_REF = kept(Commitment, "ref")
_PRIORITY = kept(Priority, "name")
_PERIOD = kept(ReportingPeriod, "label")
_MEASURE = kept(SuccessMeasure, "name")

FIELDS = (
    Column("Organisation", required=True, most=kept(Organisation, "name")),
    Column("Organisation short name", required=True, most=kept(Organisation, "short_name")),
    Column("Title", required=True, most=kept(Strategy, "title")),
    Column("Starts"),
    Column("Ends"),
    Column("Mission"),
    Column("Cadence", most=kept(Strategy, "cadence")),
    Column("Priority label"),
    Column("Theme label"),
    Column("Commitment label"),
    Column("Report title", most=kept(Strategy, "report_title")),
    Column("Introduction"),
    Column("Reworded marker", most=kept(Strategy, "reworded_marker")),
    Column("Added marker", most=kept(Strategy, "added_marker")),
    Column("Follows", most=kept(Strategy, "follows")),
)

SHEETS = {
    "Strategy": (Column("Field", required=True), Column("Value")),
    "Priorities": (
        Column("Priority", required=True, most=_PRIORITY),
        Column("Strapline", most=kept(Priority, "strapline")),
        Column("Context"),
        Column("Executive lead", most=_POST),
    ),
    "Themes": (
        Column("Priority", required=True),
        Column("Theme", required=True, most=kept(Theme, "name")),
        Column("Sub-theme", most=kept(Theme, "name")),
        Column("Context"),
    ),
    "Status words": (
        Column("Code", required=True),
        Column("Word", required=True, most=kept(StatusWord, "word")),
        Column("Meaning", most=kept(StatusWord, "meaning")),
    ),
    "Periods": (
        Column("Period", required=True, most=_PERIOD),
        Column("Month", required=True),
        Column("Scheduled for"),
        Column("Reason for delay"),
        Column("State"),
    ),
    "Meetings": (
        Column("Period", required=True),
        Column("Meeting", required=True, most=kept(Committee, "name")),
        Column("Month", required=True),
        Column("Purpose", most=kept(Meeting, "purpose")),
    ),
    "Commitments": (
        Column("Ref", most=_REF),
        Column("Priority", required=True),
        Column("Theme", most=kept(Theme, "name")),
        Column("Sub-theme", most=kept(Theme, "name")),
        Column("Commitment", required=True, most=Limits.characters_in_a_wording),
        Column("Original wording", most=Limits.characters_in_a_wording),
        Column("Marker"),
        Column("Lead", most=_POST),
        Column("Supporting leads", most=_POST),  # each of them
        Column("Due", most=kept(Commitment, "due_words")),
    ),
    "Plan changes": (
        Column("Ref", required=True),
        Column("Kind", required=True),
        Column("Period"),
        Column("Old"),
        Column("New"),
        Column("Reason"),
        Column("Agreed at", most=kept(PlanChange, "agreed_at")),
    ),
    "Milestones": (
        Column("Ref", required=True),
        Column("Milestone", required=True, most=kept(Milestone, "title")),
        Column("Due", most=kept(Milestone, "due_words")),
        Column("Done on"),
    ),
    "Narrative": (
        Column("Period", required=True),
        Column("Kind", required=True),
        Column("Priority"),
        Column("Text", required=True, most=Limits.characters_in_a_bullet),
        Column("Refs"),
    ),
    "Measures": (
        Column("Priority", required=True),
        Column("Measure", required=True, most=_MEASURE),
        Column("Kind"),
        Column("Unit", most=kept(SuccessMeasure, "unit")),
        Column("Better"),
        Column("Tolerance"),
        Column("Baseline", most=kept(SuccessMeasure, "baseline_words")),
        Column("Target", most=kept(SuccessMeasure, "baseline_words")),
        Column("Target date"),
    ),
    "Targets": (
        Column("Measure", required=True),
        Column("Value", required=True, most=kept(Observation, "words")),
        Column("Date", required=True),
    ),
    "Readings": (
        Column("Measure", required=True),
        Column("Date", required=True),
        Column("Value", required=True, most=kept(Observation, "words")),
        Column("Note", most=kept(Observation, "note")),
    ),
    "Acronyms": (
        Column("Acronym", required=True, most=kept(Acronym, "short")),
        Column("Meaning", required=True, most=kept(Acronym, "long")),
    ),
}
REQUIRED_SHEETS = ("Strategy", "Priorities", "Periods", "Commitments")

# What is said of a commitment for a period; the column of each is headed '<Period>: progress'.
PARTS = ("progress", "next", "stage", "rating", "reason", "evidence")
_PERIOD_COLUMN = re.compile(rf"(?P<period>.*\S)\s*:\s*(?P<part>{'|'.join(PARTS)})", re.IGNORECASE)


def period_column(period: str, part: str) -> str:
    """The header of a period's column: 'March 2022: progress'."""
    return f"{period}: {part}"


def period_and_part(header: str) -> tuple[str, str] | None:
    """The period and the part that a header of the Commitments sheet names; none if it is no period's column."""
    found = _PERIOD_COLUMN.fullmatch(header)
    return (found["period"], found["part"].lower()) if found else None


def known_as(sheet: str, header: str) -> str | None:
    """The name of this sheet's column that a header means, whatever its case; none if the sheet has no such column."""
    for column in SHEETS[sheet]:
        if column.name.casefold() == header.casefold():
            return column.name
    named = period_and_part(header) if sheet == "Commitments" else None
    return period_column(*named) if named else None
