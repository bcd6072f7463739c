"""Quiet help while writing: sentences that point at something and never stand in the way. Pure."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from commitments.acronyms import Unknown, unlisted
from commitments.dates_in_text import past_dates

UNCHANGED = 0.8  # the share of the progress lines from which a text counts as unchanged
_MOST = 8  # named in a sentence
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Sameness:
    """How many of the lines of a text were said before."""

    same: int
    of: int

    @property
    def is_unchanged(self) -> bool:
        """Whether the text counts as unchanged: at least 80 % of its lines."""
        return self.of > 0 and self.same >= UNCHANGED * self.of


def sameness(now: Iterable[str], before: Iterable[str]) -> Sameness:
    """How many of the lines of now stood there before, case and punctuation aside."""
    lines, earlier = Counter(map(_bare, now)), Counter(map(_bare, before))
    return Sameness((lines & earlier).total(), lines.total())


def hints(
    progress: Sequence[str],
    coming: Sequence[str],
    *,
    before: Sequence[str],
    earlier: str,
    listed: Collection[str],
    today: date,
) -> list[str]:
    """What a writer may want to look at again, a sentence each.

    `progress` and `coming` are the lines now; `before` the progress of the approved update of the period `earlier`; `listed` the
    organisation's acronyms.
    """
    return [
        *_said_before(sameness(progress, before), earlier),
        *_in_the_past(past_dates(coming, today)),
        *_unknown(unlisted([*progress, *coming], listed)),
    ]


def _said_before(found: Sameness, earlier: str) -> Iterator[str]:
    if found.is_unchanged:
        lines = "The only line is" if found.of == 1 else f"{found.same} of {found.of} lines are"
        yield f"{lines} the same as in {earlier}. Say what has happened since."


def _in_the_past(dates: list[str]) -> Iterator[str]:
    if dates:
        named = _listed(dates)
        yield f"Next names {'a date that has' if len(dates) == 1 else 'dates that have'} passed: {named}."


def _unknown(found: list[Unknown]) -> Iterator[str]:
    slips = [each for each in found if each.near]
    others = [each.short for each in found if not each.near]
    for each in slips[:_MOST]:
        yield f"{each.short} is not on the list of acronyms. Did you mean {each.near}?"
    if others:
        be, mean = ("is", "it means") if len(others) == 1 else ("are", "they mean")
        yield f"{_listed(others)} {be} not on the list of acronyms. Write out what {mean} the first time."


def _listed(words: list[str]) -> str:
    more = f" and {len(words) - _MOST} more" if len(words) > _MOST else ""
    return ", ".join(words[:_MOST]) + more


def _bare(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
