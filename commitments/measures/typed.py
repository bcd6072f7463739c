"""Dates and numbers of readings as people type them, or paste them from Excel. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from commitments.dates import Precision, in_words, last_day, month_in_words
from commitments.text import one_line
from commitments.workbook.reading.cells import Cell

LONGEST = 60  # characters of a date or a number
NOT_A_DAY = "Enter a date like 31 March 2022, or a month like March 2022"
NOT_A_NUMBER = "Enter a number like 82.4 or 1,234, with at most 11 digits before the point"
_SHORT_YEAR = re.compile(r"([\s/.])(\d\d)")
_HYPHEN = re.compile(r"(?<=[A-Za-z])-(?=\d)|(?<=\d)-(?=[A-Za-z])")


@dataclass(frozen=True)
class Typed:
    """A day, or a whole month by its first day."""

    day: date
    is_month: bool = False

    def settled(self, days: Iterable[date]) -> date:
        """The day that is meant: of a month, the day of its only reading among these, or else its last day."""
        if not self.is_month:
            return self.day
        theirs = [each for each in days if (each.year, each.month) == (self.day.year, self.day.month)]
        return theirs[0] if len(theirs) == 1 else last_day(self.day, Precision.MONTH) or self.day

    def why_not(self, today: date) -> str:
        """Why there can be no reading of it yet, as a sentence; empty where there can."""
        if self.day <= today:
            return ""
        return f"{month_in_words(self.day) if self.is_month else in_words(self.day)} is in the future"


def day_typed(text: str) -> Typed | None:
    """The day or month of '2022-03-31', '31/03/22', '31-Mar-22', 'March 2022' or 'Mar-22'; none if the words are neither."""
    words = one_line(text)
    if len(words) > LONGEST:
        return None
    words = _HYPHEN.sub(" ", words)
    # Two figures are a year of this century, where a date ends in them.
    whole = words[:-3] + _SHORT_YEAR.sub(r"\g<1>20\2", words[-3:]) if _SHORT_YEAR.fullmatch(words[-3:]) else words
    if day := Cell(whole, "").day():
        return Typed(day)
    month = Cell(whole, "").month()
    return Typed(month, is_month=True) if month else None


def number_typed(text: str) -> Decimal | None:
    """The number of '82.4', '82.4%', '£1,234' or '-3', to four decimals as a workbook keeps it; none if the text is none."""
    words = one_line(text)
    if len(words) > LONGEST:
        return None
    return Cell(re.sub(r"^([-+\u2212]?)£ ?", r"\1", words), "").number()
