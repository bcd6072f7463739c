"""What was said then: the reports of periods, the editions in which boards received them, and what boards asked."""

from reports.models.edition import CHARACTERS_OF_A_NOTE, Audience, Edition, EditionFile, EditionQuerySet, FileKind
from reports.models.presentation import CHARACTERS_OF_A_REASON, Presentation, Withdrawal, meeting_in_words
from reports.models.question import BoardQuestion, BoardQuestionQuerySet, QuestionKind
from reports.models.report import CHARACTERS_OF_A_FACT, Report, Section

__all__ = [
    "CHARACTERS_OF_A_FACT",
    "CHARACTERS_OF_A_NOTE",
    "CHARACTERS_OF_A_REASON",
    "Audience",
    "BoardQuestion",
    "BoardQuestionQuerySet",
    "Edition",
    "EditionFile",
    "EditionQuerySet",
    "FileKind",
    "Presentation",
    "QuestionKind",
    "Report",
    "Section",
    "Withdrawal",
    "meeting_in_words",
]
