"""The files of a report beside its PDF, each made from the document alone."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from reports.document import Document
from reports.render.plan import plan_workbook
from reports.render.sheet import DoesNotFitError
from reports.render.text import text
from reports.render.word import word
from reports.render.workbook import workbook

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Format:
    """A format: its name for readers, what a file of it is called, the end of its file's name, its media type, what makes it.

    What makes it raises DoesNotFitError, with a sentence, where this format has no room for what a document says.
    """

    name: str
    called: str
    ending: str
    media_type: str
    make: Callable[[Document], bytes]


# What an edition keeps beside its PDF, by FileKind.
FORMATS: dict[str, Format] = {
    "word": Format("Word", "Word file", ".docx", _WORD, word),
    "workbook": Format("Excel", "Excel file", ".xlsx", _EXCEL, workbook),
    "text": Format("Plain text", "plain text file", ".txt", "text/plain; charset=utf-8", text),
    "plan": Format("Excel plan workbook", "plan workbook", "-plan.xlsx", _EXCEL, plan_workbook),
}


def files(document: Document) -> dict[str, bytes]:
    """The files of an edition beside its PDF, by their kind, without those that have no room for what it says.

    Raises PressError, with a sentence, where one can't be made for another reason.
    """
    made: dict[str, bytes] = {}
    for kind, each in FORMATS.items():
        with suppress(DoesNotFitError):
            made[kind] = each.make(document)
    return made
