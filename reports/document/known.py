"""What the site knew of a commitment beside what the report prints: for looking at its pages as the board saw them. Never printed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """A shape of the strip: the code of its drawing, or a sign where there is none, and the words that say the same."""

    code: str
    sign: str
    words: str


@dataclass(frozen=True)
class Why:
    """Why a commitment needed attention: the code of the reason, and the reason in a sentence without its full stop."""

    code: str
    words: str


@dataclass(frozen=True)
class Known:
    """Where a commitment stood, for the dashboard, the register and its own page.

    Stages and ratings are codes, empty where nothing was reported: the document has their words. `due_on` is the first day of the span that it was due in, as '2022-03-31'; `lead_rating` is there where the executive's rating
    counts instead. `moved` is a movement; `reported` and `flags` are answers of the register's filters; `answers` are those that its
    update gives for earlier next steps, by their codes. `attention` has the most serious reason first, `track` a mark for each period.
    """

    ref: str
    wording: str
    marker: str
    priority: str
    theme: str
    sub_theme: str
    lead: str
    due: str
    due_on: str
    stage: str
    rating: str
    lead_rating: str
    stage_before: str
    rating_before: str
    instead: str
    instead_before: str
    moved: str
    reported: str
    flags: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    attention: tuple[Why, ...] = ()
    track: tuple[Mark, ...] = ()
