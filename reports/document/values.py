"""What a report says, as plain values in the order in which it says it. No rows, no markup.

Every text that a reader sees is complete here: a renderer arranges, it decides nothing.
"""

from dataclasses import dataclass, replace

from reports.document.front import Erratum, Fact, Question
from reports.document.known import Known
from reports.document.measured import Measured
from reports.document.parts import (
    AcronymUsed,
    Change,
    Chapter,
    Claim,
    Contents,
    Glance,
    Highlights,
    KeyEntry,
    Labels,
    MeetingLine,
    PeriodMonth,
)

VERSION = 2
DRAFT = "Draft"
# The parts that a board may do without, by the codes of reports.models.Section, and the field that each is.
SECTIONS = ("key", "questions", "glance", "measures", "changes", "acronyms")
# Said to nobody: codes, what no report prints, and the list of acronyms itself.
_NOT_READ = {
    "code",
    "ref",
    "refs",
    "anchor",
    "short_name",
    "executive_lead",
    "audience",
    "left_out",
    "known",
    "periods",
    "status_words",
    "picture",
    "months",
}


@dataclass(frozen=True)
class Document:
    """The implementation report of one period."""

    organisation: str
    short_name: str
    strategy: str
    title: str
    period: str
    earlier_period: str
    edition: str
    labels: Labels
    illustrative: str
    meetings: tuple[MeetingLine, ...]
    introduction: tuple[str, ...]
    about_markers: tuple[str, ...]
    key: tuple[KeyEntry, ...]
    highlights: tuple[Highlights, ...]
    challenges: tuple[Claim, ...]
    key_activities: tuple[Claim, ...]
    glance: Glance
    chapters: tuple[Chapter, ...]
    changes: tuple[Change, ...]
    acronyms: tuple[AcronymUsed, ...] = ()
    change_note: str = ""
    audience: str = ""  # empty for the board's own
    cover: tuple[Fact, ...] = ()
    questions: tuple[Question, ...] = ()
    measures: tuple[Measured, ...] = ()
    errata: tuple[Erratum, ...] = ()
    left_out: tuple[str, ...] = ()
    months: tuple[PeriodMonth, ...] = ()  # of the periods that it names, the earliest first
    # What no report prints, filled when it is issued to the board: see known.py. The periods are those of its tracks.
    periods: tuple[str, ...] = ()
    status_words: tuple[KeyEntry, ...] = ()
    known: tuple[Known, ...] = ()
    version: int = VERSION

    @property
    def name(self) -> str:
        """The title of the file: strategy, report and period."""
        return f"{self.strategy}: {self.title}, {self.period}"

    @property
    def footer(self) -> str:
        """What stands at the foot of every page, before the fingerprint."""
        return f"{self.organisation} · {self.name} · {self.edition}"

    @property
    def is_draft(self) -> bool:
        """Whether this was not issued to a meeting."""
        return self.edition == DRAFT

    def issued(self, number: int, change_note: str = "", errata: tuple[Erratum, ...] = ()) -> "Document":
        """The document as the edition of that number says it, with what has changed since the edition before."""
        return replace(self, edition=f"Edition {number}", change_note=change_note, errata=errata)

    def unissued(self) -> "Document":
        """The document without what an edition adds to it: two editions that say the same have this in common."""
        return replace(self, edition=DRAFT, change_note="", errata=(), months=(), periods=(), status_words=(), known=())

    def prints(self, section: str) -> bool:
        """Whether a section, by its code, is printed: it was not left out, and there is something in it."""
        return section not in self.left_out and bool(getattr(self, section))

    @property
    def has_purposes(self) -> bool:
        """Whether any meeting says what it receives the report for."""
        return any(meeting.purpose for meeting in self.meetings)

    @property
    def measures_read(self) -> list[tuple[int, Measured]]:
        """The measures that have readings, each with its number among all, by which its chart is asked for."""
        return [(number, each) for number, each in enumerate(self.measures, start=1) if each.readings]

    @property
    def has_narrative(self) -> bool:
        """Whether there is anything to say before the tables."""
        return bool(self.highlights or self.challenges or self.key_activities)

    @property
    def contents(self) -> list[Contents]:
        """The headings of the report, in order; parts with nothing in them are left out."""
        parts = [("errata", "Corrections to the edition before", bool(self.errata))]
        parts += [("introduction", "Introduction", True), ("since", "Since the last report", self.has_narrative)]
        parts += [("questions", "What the board asked", self.prints("questions"))]
        parts += [("glance", "At a glance", self.prints("glance"))]
        parts += [(chapter.anchor, chapter.name, True) for chapter in self.chapters]
        parts += [("measures", "Success measures", self.prints("measures"))]
        parts += [("changes", "Changes to the plan since the last report", self.prints("changes"))]
        parts += [("acronyms", "Acronyms used", self.prints("acronyms"))]
        return [Contents(anchor, title) for anchor, title, is_there in parts if is_there]

    def texts(self) -> list[str]:
        """Every text of the report, in reading order, for finding the acronyms in it."""
        found: list[str] = []
        _collect(self, found)
        return found


def _collect(value: object, found: list[str]) -> None:
    """Adds the texts inside a value that a reader of the report sees."""
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, tuple):
        for part in value:
            _collect(part, found)
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, AcronymUsed):
        left_out = getattr(value, "left_out", ())
        for name in value.__dataclass_fields__:
            if name not in _NOT_READ and name not in left_out:
                _collect(getattr(value, name), found)
