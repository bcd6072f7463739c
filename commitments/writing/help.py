"""Quiet help while writing: sentences that point at something and never stand in the way. Pure."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from commitments.acronyms import Unknown, unlisted
from commitments.dates import parse_span

UNCHANGED = 0.8  # the share of the progress lines from which a text counts as unchanged
_MOST = 8  # named in a sentence
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
# The longest form first: '31 March 2022' is no 'March 2022'. A year on its own is a date only after a word that makes it one.
_DATES = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH} \d{{4}}\b"
    r"|\b\d{1,2}/\d{1,2}/\d{4}\b|\b\d{4}-\d{2}-\d{2}\b"
    rf"|\b{_MONTH} \d{{4}}\b"
    r"|\b(?:Q|Quarter )[1-4] (?:of )?\d{4}[/–-]\d{2,4}\b"
    r"|\b\d{4}[/–]\d{2}\b"
    r"|(?<=\bby )\d{4}\b|(?<=\bin )\d{4}\b|(?<=\bend of )\d{4}\b|(?<=\bduring )\d{4}\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)


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


def past_dates(texts: Iterable[str], today: date) -> list[str]:
    """The dates in the texts whose last day has passed, in their words, each once."""
    found = (words[0] for text in texts for words in _DATES.finditer(text))
    return list(dict.fromkeys(words for words in found if _is_past(words, today)))


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


def _is_past(words: str, today: date) -> bool:
    span = parse_span(_ORDINAL.sub(r"\1", words))
    return span is not None and span.last_day is not None and span.last_day < today


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
