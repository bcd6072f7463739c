"""Dates in running text that have passed, in the words of the text. Pure.

A date has passed when the last day of its span has: 'Jan 22' is all of January 2022, 'early 2022' lasts until 30 April, 'mid-2022'
until 31 August, 'spring 2022' until 31 May. A quarter of one year is one of the financial year that begins in it. Of a span from one
date to another only the end counts, and what goes on since a date, or from it onwards, has none. A year on its own is a date only
after a word that makes it one: neither 'room 2021' nor the name of a plan, '2021-2025', is.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from commitments.dates import parse_span

_LONGEST_AGO = 10  # years, of a year in two digits: 'March 05' is a day rather than a month of 2005
# The last month of each part of a year; a winter ends in the year after.
_PARTS = {
    "early": 4,
    "start": 4,
    "beginning": 4,
    "mid": 8,
    "middle": 8,
    "late": 12,
    "spring": 5,
    "summer": 8,
    "autumn": 11,
    "winter": 14,
    "easter": 4,
    "christmas": 12,
    "h1": 6,
    "first half": 6,
    "h2": 12,
    "second half": 12,
}
_BEFORE_YEARS = "|".join(
    rf"(?<=\b{word} )" for word in ("by", "in", "end of", "during", "before", "until", "throughout")
)
_COUNTED = "patients|people|staff|beds|cases|referrals|appointments|tests|scans|samples|visits|hours|posts"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_NAMED = rf"(?<!\bon )(?-i:{_MONTH})\.?"  # 'may 22' is no month, and 'on May 22' is a day
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d{2}(?!\d|[/–-]\d)"  # no part of '2021-2025'
# Two digits are a year where the sentence may end, or goes on with a word that counts nothing: not in 'by May 22 patients'.
_SHORT = (
    r"(?:['’]\d{2}\b|\d{2}(?=\W*$|[.,;:)!?]|\W+(?:and|or|then|to|until|for|with|when|if|as|so|but|by|in|at|on|of|after"
    r"|before|once|following)\b))"
)
_FORMS = {  # the longest form first: '31 March 2022' is no 'March 2022'
    "day": rf"\b{_DAY} {_MONTH} \d{{4}}\b|\b\d{{1,2}}/\d{{1,2}}/\d{{4}}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b",
    "short": rf"\b(?:{_DAY} )?{_NAMED} {_SHORT}",
    "month": rf"\b{_MONTH} \d{{4}}\b",
    "quarter": r"\b(?:Q|Quarter )[1-4],? (?:of )?(?:FY ?)?(?:\d{4}|\d{2}(?=[/–-]\d))(?:[/–-]\d{2,4})?\b",
    "winter": r"\bwinter (?:of )?\d{4}[/–-]\d{2}\b",
    "years": r"\bFY ?\d{2}[/–-]\d{2}\b|\b\d{4}[/–-]\d{2}\b(?![/–-]\d)",
    "part": rf"\b(?:{'|'.join(_PARTS)})(?:[ -]| in | of ){_YEAR}",
    "year": rf"(?:{_BEFORE_YEARS}){_YEAR}(?! (?:{_COUNTED})\b)",
}
_DATES = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items()), re.IGNORECASE)
# What may stand between the 'to' of a span and the year that it ends in.
_END = (
    rf"(?:(?:the|end|of|{'|'.join(_PARTS)}|{_DAY}|{_MONTH}|Q[1-4]|Quarter [1-4])[ -]){{0,4}}(?:\d{{4}}|['’]\d{{2}})\b"
)
_GOES_ON = re.compile(rf" ?(?:\bto\b|\buntil\b|\btill\b|–|-) ?{_END}|,? onwards?\b", re.IGNORECASE)
_AND = re.compile(rf" and {_END}", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween (?:the )?(?:(?:end|start) of )?$", re.IGNORECASE)
_SINCE = re.compile(r"\bsince (?:the )?(?:(?:end|start|beginning) of )?$", re.IGNORECASE)


def past_dates(texts: Iterable[str], today: date) -> list[str]:
    """The dates in the texts whose last day has passed, in their words, each once."""
    found = (each for text in texts for each in _ends(text))
    return list(dict.fromkeys(each[0] for each in found if _is_past(each, today)))


def _ends(text: str) -> Iterator[re.Match[str]]:
    """The dates of a text, but not one that only begins a span."""
    for found in _DATES.finditer(text):
        before = text[max(found.start() - 30, 0) : found.start()]
        goes_on = _GOES_ON.match(text, found.end()) or (_BETWEEN.search(before) and _AND.match(text, found.end()))
        if not goes_on and not _SINCE.search(before):
            yield found


def _is_past(found: re.Match[str], today: date) -> bool:
    last = _last_day(found[0], found.lastgroup or "")
    if last is None or last >= today:
        return False
    return found.lastgroup != "short" or last.year > today.year - _LONGEST_AGO


def _last_day(words: str, form: str) -> date | None:
    """The last day of a date; none for words that are none, such as '31 February 2022'."""
    if form in {"part", "winter"}:
        return _end_of_part(words.lower())
    span = parse_span(_in_full(words, form))
    return span.last_day if span else None


def _end_of_part(words: str) -> date:
    """The last day of 'early 2022', 'spring of 2022', 'winter 2021/22'."""
    part = next(each for each in _PARTS if words.startswith(each))
    found = re.search(r"\d{4}", words)
    months = int(found[0] if found else 0) * 12 + _PARTS[part] - 1
    year, month = divmod(months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def _in_full(words: str, form: str) -> str:
    """A date as parse_span reads it: '14th Jan. ’22' as '14 Jan 2022', 'Q1 22-23' as 'Q1 2022-23', 'Q1 2022' with both its years."""
    if form == "day":
        return re.sub(r"^(\d{1,2})(?:st|nd|rd|th)\b", r"\1", words, flags=re.IGNORECASE)
    if form == "short":
        plain = re.sub(r"^(\d{1,2})(?:st|nd|rd|th)\b", r"\1", words.replace(".", ""), flags=re.IGNORECASE)
        return re.sub(r"['’]?(\d{2})$", r"20\1", plain).replace("Sept ", "Sep ")
    if form in {"quarter", "years"}:
        plain = re.sub(r"FY ?", "", words.replace(",", ""), flags=re.IGNORECASE)
        plain = re.sub(r"(?<!\d)(\d{2})(?=[/–-])", r"20\1", plain)
        alone = re.search(r" (\d{4})$", plain)
        return f"{plain}/{(int(alone[1]) + 1) % 100:02}" if alone else plain
    return words
