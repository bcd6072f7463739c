"""What Excel shows for a value: 'Mar-22' for a date in the format mmm-yy, '82.4%' for 0.824, '3' for 3.0."""

import re
from calendar import day_name, month_name
from datetime import date, datetime
from decimal import Decimal

from openpyxl.utils.escape import unescape

from commitments.dates import Precision, in_words
from commitments.text import normalised
from commitments.workbook.reading.cells import Cell

# The parts of a number format: text in quotes, one escaped character, a condition or locale, a space as wide as a
# character, a part of a date, anything else.
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[[^\]]*\]|[_*].|(?P<date>y+|m+|d+)|(?P<time>[hs])|(?P<other>.)',
    re.IGNORECASE,
)
_FIXED = re.compile(r"(?P<whole>0+)(?:\.(?P<decimals>0+))?")
# Excel shows these two in the order of the computer's own settings, whatever the file says.
_LOCAL_DATES = {"mm-dd-yy", "m/d/yy h:mm"}
_LONG_DATE = "[$-f800]"


def shown(value: object, number_format: str, where: str) -> Cell:
    """The cell for a value that openpyxl read, with the number format that it is shown in."""
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        return Cell(_date(value, number_format), where, day, _precision(number_format))
    if isinstance(value, bool):
        return Cell(str(value).upper(), where)
    if isinstance(value, int | float):
        return _number(value, number_format, where)
    return Cell(normalised(unescape(str(value))), where)


def _number(value: float, number_format: str, where: str) -> Cell:
    """A number to 15 digits, which is what Excel holds. One in percent is its figure: 0.824 shown as 82.4%."""
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    if not number.is_finite():
        return Cell(str(value), where)
    first = number_format.split(";", maxsplit=1)[0]
    if "%" in first:
        return Cell(f"{_plain(number * 100)}%", where, number * 100)
    if fixed := _FIXED.fullmatch(first):
        decimals = len(fixed["decimals"] or "")
        width = len(fixed["whole"]) + (decimals + 1 if decimals else 0)
        return Cell(f"{number:0{width}.{decimals}f}", where, number)
    return Cell(_plain(number), where, number)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(value: date, number_format: str) -> str:
    first = number_format.split(";", maxsplit=1)[0]
    if first.lower().startswith(_LONG_DATE):
        return in_words(value)
    parts = list(_PART.finditer(first))
    if not any(part["date"] for part in parts):
        return value.isoformat()[:10]
    if first in _LOCAL_DATES or any(part["time"] for part in parts):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    return "".join(_part(value, part) for part in parts).strip()


def _part(value: date, part: re.Match[str]) -> str:
    if not part["date"]:
        return part["quoted"] or part["escaped"] or part["other"] or ""
    letter, count = part["date"][0].lower(), len(part["date"])
    if letter == "y":
        return f"{value.year:04}" if count > 2 else f"{value.year % 100:02}"
    number = value.month if letter == "m" else value.day
    if count <= 2:
        return f"{number:0{count}}"
    name = month_name[value.month] if letter == "m" else day_name[value.weekday()]
    return {3: name[:3], 4: name}.get(count, name[0])


def _precision(number_format: str) -> Precision:
    """How much of a date its format shows."""
    first = number_format.split(";", maxsplit=1)[0]
    letters = {part["date"][0].lower() for part in _PART.finditer(first) if part["date"]}
    if "d" in letters or not letters or first in _LOCAL_DATES:
        return Precision.DAY
    return Precision.MONTH if "m" in letters else Precision.YEAR
