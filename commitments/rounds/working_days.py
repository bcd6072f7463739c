"""Working days of England: Monday to Friday, but for bank holidays. Pure, and known without a network.

The due dates of a round are counted in these, because nobody writes an update on Boxing Day.
"""

from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

_ONE = timedelta(days=1)
_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Whether people are at work in England on that day."""
    return day.weekday() < _SATURDAY and day not in _bank_holidays(day.year)


def working_days_before(day: date, number: int) -> date:
    """The day that many working days before another: 1 gives the last working day before it, 0 the day itself."""
    return _stepped(day, number, -_ONE)


def working_days_after(day: date, number: int) -> date:
    """The day that many working days after another: 1 gives the next working day, 0 the day itself."""
    return _stepped(day, number, _ONE)


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after the first day, up to and with the last: Monday to Tuesday is 1, Friday to Monday too.

    Below nought where the last comes before the first.
    """
    if end < start:
        return -working_days_between(end, start)
    weeks, rest = divmod((end - start).days, 7)
    odd = sum((end - _ONE * number).weekday() < _SATURDAY for number in range(rest))
    free = (day for year in range(start.year, end.year + 1) for day in _bank_holidays(year))
    return 5 * weeks + odd - sum(start < day <= end for day in free)


def _stepped(day: date, number: int, step: timedelta) -> date:
    for _ in range(number):
        day += step
        while not is_working_day(day):
            day += step
    return day


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    """Those of a year that fall on weekdays; none after 2100, which the package does not know."""
    days = country_holidays("GB", subdiv="ENG", years=year, expand=False)
    return frozenset(day for day in days if day.weekday() < _SATURDAY)
