"""The meetings of a round, as its pages name them."""

from dataclasses import dataclass
from datetime import date

from commitments.dates import Precision, span_in_words
from commitments.models import Meeting, ReportingPeriod


@dataclass(frozen=True)
class MeetingInWords:
    """A meeting of a round: who meets when, and by when they want the papers."""

    pk: int
    committee: str
    held_on: str
    papers_due_on: date | None


def meetings_in_words(period: ReportingPeriod, *chosen: Meeting) -> list[MeetingInWords]:
    """The meetings of a round, or only these, as pages name them; one query where none is given."""
    return [
        MeetingInWords(
            each.pk,
            str(each.committee),
            span_in_words(each.held_on, Precision(each.held_precision)),
            each.papers_due_on,
        )
        for each in chosen or period.meetings.select_related("committee")
    ]
