"""What a report says, as plain values in the order in which it says it. No rows, no markup.

Every text that a reader sees is complete here: a renderer arranges, it decides nothing.
"""

from dataclasses import dataclass, replace

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
)

VERSION = 1
DRAFT = "Draft"


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

    def issued(self, number: int, change_note: str = "") -> "Document":
        """The document as the edition of that number says it, with what has changed since the edition before."""
        return replace(self, edition=f"Edition {number}", change_note=change_note)

    def unissued(self) -> "Document":
        """The document without what an edition adds to it: two editions that say the same have this in common."""
        return replace(self, edition=DRAFT, change_note="")

    @property
    def has_purposes(self) -> bool:
        """Whether any meeting says what it receives the report for."""
        return any(meeting.purpose for meeting in self.meetings)

    @property
    def has_narrative(self) -> bool:
        """Whether there is anything to say before the tables."""
        return bool(self.highlights or self.challenges or self.key_activities)

    @property
    def contents(self) -> list[Contents]:
        """The headings of the report, in order; parts with nothing in them are left out."""
        parts = [("introduction", "Introduction", True), ("since", "Since the last report", self.has_narrative)]
        parts += [("glance", "At a glance", True)]
        parts += [(chapter.anchor, chapter.name, True) for chapter in self.chapters]
        parts += [("changes", "Changes to the plan since the last report", bool(self.changes))]
        parts += [("acronyms", "Acronyms used", bool(self.acronyms))]
        return [Contents(anchor, title) for anchor, title, is_there in parts if is_there]

    def texts(self) -> list[str]:
        """Every text of the report, in reading order, for finding the acronyms in it."""
        found: list[str] = []
        _collect(self, found)
        return found


def _collect(value: object, found: list[str]) -> None:
    """Adds the texts inside a value; codes, what no report prints and the list of acronyms itself say nothing to a reader."""
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, tuple):
        for part in value:
            _collect(part, found)
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, AcronymUsed):
        for name in value.__dataclass_fields__:
            if name not in {"code", "ref", "refs", "anchor", "short_name", "executive_lead"}:
                _collect(getattr(value, name), found)
