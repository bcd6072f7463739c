"""What readiness finds: kinds of findings, each with its words, and where it is mended."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a finding means for issuing."""

    BLOCKS = "blocks"
    ADVISORY = "advisory"


@dataclass(frozen=True)
class Fix:
    """A page: its name among the addresses, the parts of its address, and what one does there, as the words of a link."""

    page: str
    args: tuple[str | int, ...]
    words: str
    query: str = ""


@dataclass(frozen=True)
class Finding:
    """Something that stands between a report and the board.

    `about` names it in a list (a ref, an acronym, the words of a highlight) and `sentence` says it alone. `fix` is the page that
    mends it; `look` one that shows it to who may not mend it.
    """

    code: str
    severity: Severity
    sentence: str
    where: str
    about: str
    fix: Fix
    look: Fix | None = None


@dataclass(frozen=True)
class Kind:
    """Findings that are alike: their title, what to do, what is said where there are none (or nothing), and who mends them.

    No words for the levels of a plan: each strategy has its own.
    """

    severity: Severity
    title: str
    advice: str
    fine: str
    who: str = "the strategy team"


_LEADS = "the people who lead them, and those who approve"
_WRITERS = "the strategy team or the board secretary"
_ADVISORY = Severity.ADVISORY
# In the order of the desk: what blocks, what the board would stumble over, what the report would be better for.
KINDS = {
    "update": Kind(
        Severity.BLOCKS,
        "Updates that are not approved",
        "The report prints approved updates only. Have these approved, or say on the page for issuing that you leave them out: "
        "the report then says so.",
        "Every update that is owed is approved.",
        _LEADS,
    ),
    "private": Kind(
        Severity.BLOCKS,
        "Private texts in a public edition",
        "These words are marked as private, and everybody could read them.",
        "",
        _WRITERS,
    ),
    "figure": Kind(
        _ADVISORY,
        "Figures in highlights that the updates do not give",
        "The board compares the two. Correct the highlight, or the update.",
        "Every figure in a highlight stands in an update that it rests on.",
        _WRITERS,
    ),
    "highlight": Kind(
        _ADVISORY,
        "Highlights with nothing behind them",
        "Say what in the plan each rests on, so that the board can read what was done.",
        "Every highlight rests on something in the plan.",
        _WRITERS,
    ),
    "stage": Kind(
        _ADVISORY,
        "Updates without a stage",
        "The numbers of the report count them as not reported.",
        "Every printed update has a stage.",
    ),
    "reason": Kind(
        _ADVISORY,
        "Updates without a reason",
        "The board will ask why these are amber, red, paused, stopped or not achieved, and what will be done.",
        "Every update that needs a reason gives one.",
    ),
    "date": Kind(
        _ADVISORY,
        "Past dates under Next",
        "These days will have passed when the board reads the report. Say what happened, or when it will.",
        "No date under Next will have passed when the board reads it.",
    ),
    "change": Kind(
        _ADVISORY,
        "Changes to the plan without old words or a reason",
        "The report tells what changed in the plan since last time. The board will ask what stood there, and why it was changed.",
        "Every change to the plan is explained.",
    ),
    "unknown": Kind(
        _ADVISORY,
        "Acronyms that are not on the list",
        "The report can’t explain them. Add each to the list, or write it out.",
        "Every acronym is on the list.",
    ),
    "meanings": Kind(
        _ADVISORY,
        "Acronyms with two meanings",
        "Readers take one for the other. Keep one meaning, and write the other out.",
        "No acronym has two meanings.",
    ),
    "long": Kind(
        _ADVISORY,
        "Rows longer than half a page",
        "Boards read these with less care. Nothing is cut; shorten them if you can.",
        "No row is longer than half a page.",
    ),
    "proposal": Kind(
        _ADVISORY,
        "Proposals that nobody has decided on",
        "A proposed highlight, challenge or key activity is printed once it is accepted.",
        "",
        _WRITERS,
    ),
    "post": Kind(
        _ADVISORY,
        "Work that nobody leads",
        "Nobody is there to answer the board’s questions about these.",
        "Somebody leads all the work that goes on.",
        "an administrator, or the strategy team",
    ),
    "elsewhere": Kind(
        _ADVISORY,
        "Private words that also stand elsewhere",
        "Leaving the private text out of a public edition would not be enough: the same words are printed in another place.",
        "",
        _WRITERS,
    ),
}


def finding(code: str, sentence: str, *, where: str, about: str, fix: Fix, look: Fix | None = None) -> Finding:
    """A finding of a kind, as severe as its kind."""
    return Finding(code, KINDS[code].severity, sentence, where, about, fix, look)
