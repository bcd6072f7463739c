"""A cell as plain text, and what its text can mean: a day, a month, a due date, a number, words separated by commas."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from commitments.dates import Precision, Span, in_words, month_in_words, parse_day, parse_month, parse_span
from commitments.text import normalised, one_line

# A year that a plan can speak of. Outside it lies a slip of the keys, and arithmetic on years that date can't hold.
FIRST_YEAR, LAST_YEAR = 1900, 2199
# What the database keeps of a number.
WHOLE_DIGITS, DECIMALS = 11, 4
_NUMBER = re.compile(r"(?P<sign>[-+\u2212]?)(?P<digits>(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?) ?%?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows and where it stands, such as 'Commitments!M17'.

    Where Excel keeps a date or a number behind the text, `value` is it; `precision` is how much of a date is shown.
    `unreadable` marks a cell whose problem was already told, such as an Excel error.
    """

    text: str
    where: str
    value: date | Decimal | None = None
    precision: Precision = Precision.DAY
    unreadable: bool = False

    def is_empty(self) -> bool:
        """Whether there is nothing in it but blanks."""
        return not self.unreadable and not self.text.strip()

    def day(self) -> date | None:
        """The day that it holds; none if it does not hold one."""
        if isinstance(self.value, date):
            return _sensible(self.value)
        return _sensible(parse_day(one_line(self.text)))

    def month(self) -> date | None:
        """The first day of the month that it names (by itself or by a day in it); none if it names none."""
        found = self.value if isinstance(self.value, date) else _month(one_line(self.text))
        return _sensible(found.replace(day=1)) if found else None

    def span(self) -> Span | None:
        """The due date that it gives, in the words shown if they can be read again; none if it gives none."""
        if isinstance(self.value, date):
            return self._span_of_date(self.value)
        shown = parse_span(self.text)
        return shown if shown and (shown.starts_on is None or _sensible(shown.starts_on)) else None

    def number(self) -> Decimal | None:
        """The number that it holds, to four decimals; none if it holds none, or one of more than 11 digits.

        A percentage is its figure: '82.4%' is 82.4. Thousands may have commas.
        """
        found = self.value if isinstance(self.value, Decimal) else _number(one_line(self.text))
        kept = None if found is None else rounded(found)
        return None if kept is None or abs(kept) >= 10**WHOLE_DIGITS else kept

    def names(self) -> tuple[str, ...]:
        """The names that commas or line breaks separate, each once and on one line.

        A line break at the end says that only line breaks separate: names with commas in them are written so.
        """
        text = normalised(self.text)
        parts = map(one_line, re.split(r"\n" if text.endswith("\n") else r"[,\n]", text))
        return tuple(dict.fromkeys(part for part in parts if part))

    def _span_of_date(self, day: date) -> Span | None:
        if not _sensible(day):
            return None
        start, words = day, in_words(day)
        if self.precision == Precision.MONTH:
            start, words = day.replace(day=1), month_in_words(day)
        elif self.precision == Precision.YEAR:
            start, words = day.replace(month=1, day=1), str(day.year)
        shown = parse_span(self.text)
        return shown if shown and shown.starts_on == start else Span(start, self.precision, words)


def rounded(number: Decimal) -> Decimal:
    """The number to four decimals, written without zeros that say nothing: 85 for 85.000."""
    text = f"{number:.{DECIMALS}f}"
    return Decimal(text.rstrip("0").rstrip(".")) + 0  # no minus before a zero


def _sensible(day: date | None) -> date | None:
    return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _month(text: str) -> date | None:
    return parse_month(text) or parse_day(text)


def _number(text: str) -> Decimal | None:
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    digits = Decimal(found["digits"].replace(",", ""))
    return -digits if found["sign"] in {"-", "\u2212"} else digits
