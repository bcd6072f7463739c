"""Dates as plans give them: a day, a month, a quarter, a year, a financial year, or 'ongoing'. Pure.

The financial year of the NHS runs from 1 April to 31 March: '2022/23' begins on 1 April 2022.
"""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a plan dates something."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FINANCIAL_YEAR = "financial_year"
    ONGOING = "ongoing"


_MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_MONTHS_IN = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.YEAR: 12, Precision.FINANCIAL_YEAR: 12}


@dataclass(frozen=True)
class Span:
    """A due date as a plan gives it: where it starts (none if ongoing), how exact it is, and the words given."""

    starts_on: date | None
    precision: Precision
    words: str = ""

    @property
    def last_day(self) -> date | None:
        """The last day that is still in time; none for ongoing."""
        return last_day(self.starts_on, self.precision)


def last_day(starts_on: date | None, precision: Precision) -> date | None:
    """The last day of a span that starts on that date; none where there is no date."""
    if starts_on is None or precision == Precision.ONGOING:
        return None
    if precision == Precision.DAY:
        return starts_on
    months = starts_on.year * 12 + starts_on.month - 1 + _MONTHS_IN[precision] - 1
    year, month = divmod(months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def parse_day(words: str) -> date | None:
    """A full date from '2022-03-31', '31/03/2022' or '31 March 2022'; none if the words are not one."""
    text = words.strip()
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 -- a calendar date has no time zone
        except ValueError:
            continue
    return None


def parse_month(words: str) -> date | None:
    """The first day of a month from '2022-03', '03/2022', 'March 2022' or 'Mar 22'; none if the words are not one."""
    text = words.strip()
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})", text):
        return _first(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{1,2})/(\d{4})", text):
        return _first(int(found[2]), int(found[1]))
    if found := re.fullmatch(r"([A-Za-z]+)\.? (\d{4}|\d{2})", text):
        year = int(found[2]) + (2000 if len(found[2]) == 2 else 0)
        return _first(year, _MONTHS.get(found[1].lower(), 0))
    return None


def parse_span(words: str) -> Span | None:
    """A due date from the words of a plan: a day, a month, 'Q1 2022/23', '2025', '2022/23' or 'ongoing'.

    None if the words are none of these. The words are kept as given.
    """
    text = " ".join(words.split())
    if text.lower() == "ongoing":
        return Span(None, Precision.ONGOING, text)
    for precision, parse in _PARSERS:
        if starts_on := parse(text):
            return Span(starts_on, precision, text)
    return None


def as_typed(span: Span) -> str:
    """A span in words that read back to it: those given where they do, or else those of a report."""
    if parse_span(span.words) == span:
        return span.words
    return span_in_words(span.starts_on, span.precision).partition(" (")[0]


def in_words(day: date) -> str:
    """A day as the NHS writes it: '1 February 2022'."""
    return f"{day.day} {month_name[day.month]} {day.year}"


def month_in_words(day: date) -> str:
    """The month of a day: 'March 2022'."""
    return f"{month_name[day.month]} {day.year}"


def span_in_words(starts_on: date | None, precision: Precision) -> str:
    """A span as a report prints it: 'Quarter 1 2022/23 (April to June 2022)', 'March 2022', '2022/23', 'ongoing'."""
    if starts_on is None or precision == Precision.ONGOING:
        return "ongoing"
    if precision == Precision.DAY:
        return in_words(starts_on)
    if precision == Precision.MONTH:
        return month_in_words(starts_on)
    if precision == Precision.YEAR:
        return str(starts_on.year)
    first_year = starts_on.year if starts_on.month >= 4 else starts_on.year - 1
    years = f"{first_year}/{(first_year + 1) % 100:02}"
    if precision == Precision.FINANCIAL_YEAR:
        return years
    end = last_day(starts_on, precision)
    quarter = (starts_on.month - 4) % 12 // 3 + 1
    return f"Quarter {quarter} {years} ({month_name[starts_on.month]} to {month_in_words(end or starts_on)})"


def _quarter(text: str) -> date | None:
    """The first day of 'Q1 2022/23' or 'Quarter 1 of 2022/23'."""
    found = re.fullmatch(r"(?:Q|Quarter )([1-4]) (?:of )?(.+)", text, re.IGNORECASE)
    start = _financial_year(found[2]) if found else None
    if found is None or start is None:
        return None
    quarter = int(found[1])
    return date(start.year + 1, 1, 1) if quarter == 4 else date(start.year, 1 + 3 * quarter, 1)


def _financial_year(text: str) -> date | None:
    """The first day of '2022/23', '2022-23' or '2022/2023'; none if the second year does not follow the first."""
    found = re.fullmatch(r"([1-8]\d{3})[/\u2013-](\d{2}|\d{4})", text.strip())
    if not found:
        return None
    first, second = int(found[1]), int(found[2])
    follows = second == first + 1 or (len(found[2]) == 2 and second == (first + 1) % 100)
    return date(first, 4, 1) if follows else None


def _year(text: str) -> date | None:
    return date(int(text), 1, 1) if re.fullmatch(r"[12]\d{3}", text) else None


def _first(year: int, month: int) -> date | None:
    return date(year, month, 1) if 1 <= month <= 12 and year >= 1 else None


_PARSERS = (
    (Precision.DAY, parse_day),
    (Precision.MONTH, parse_month),
    (Precision.QUARTER, _quarter),
    (Precision.FINANCIAL_YEAR, _financial_year),
    (Precision.YEAR, _year),
)
