"""The files of a report beside its PDF, each made from the document alone."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.document import Document
from reports.models import FileKind
from reports.render.plan import plan_workbook
from reports.render.text import text
from reports.render.word import word
from reports.render.workbook import workbook

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Format:
    """A format: its name for readers, what a file of it is called, the end of its file's name, its media type, what makes it.

    What makes it gives None where a document can't be said in this format, and raises PressError with a sentence.
    """

    name: str
    called: str
    ending: str
    media_type: str
    make: Callable[[Document], bytes | None]


_ALL = {
    "word": Format("Word", "Word file", ".docx", _WORD, word),
    "workbook": Format("Excel", "Excel file", ".xlsx", _EXCEL, workbook),
    "text": Format("Plain text", "plain text file", ".txt", "text/plain; charset=utf-8", text),
    "plan": Format("Plan workbook", "plan workbook", "-plan.xlsx", _EXCEL, plan_workbook),
}
# Those that an edition can keep: plan waits for its kind in FileKind, and is kept from then on.
FORMATS = {kind: made for kind, made in _ALL.items() if kind in FileKind.values}


def files(document: Document) -> dict[str, bytes]:
    """The files of an edition beside its PDF, by their kind. Raises PressError, with a sentence, where one can't be made."""
    made = {kind: each.make(document) for kind, each in FORMATS.items()}
    return {kind: content for kind, content in made.items() if content is not None}
