"""Figures in texts: percentages, sums of money, counts. Dates, years, references and the numbers of things are none. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,7}"
_DAY = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?"
# Taken out before figures are looked for. A number right after one of the words is a name: phase 2, level 7, ward 3.
_NO_FIGURES = re.compile(
    rf"\b{_DAY}(?: (?:and|to|or) {_DAY})? {_MONTH}\b(?: ?'?\d{{2,4}}\b)?"
    rf"|\b{_MONTH}\.? {_DAY}\b(?![\d%+]|,\d)(?:,? \d{{4}}\b)?"
    r"|\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b"
    r"|\b(?:19|20)\d{2}(?:[/–-]\d{2,4})?\b(?!%|[.,]\d)"
    r"|\b\d{2}/\d{2}\b|\b\d{1,2}:\d{2}\b|\b\d{1,4}(?:st|nd|rd|th)\b"
    r"|\b[a-z][\w&]{0,12}-\d{1,3}\b|\b[a-z]{1,12}\d\w*"
    r"|\b(?:phase|level|stage|tier|band|grade|part|type|year|wave|step|version|ward|floor|week|day|section|goal|objective"
    r"|option|number|no\.?|covid|quarter|domain|standard) \d{1,3}\b",
    re.IGNORECASE,
)
_NUMBER = r"\d{1,3}(?:,\d{3})++(?:\.\d++)?|\d++(?:\.\d++)?"
_FIGURE = re.compile(
    rf"£ ?(?P<money>{_NUMBER}) ?(?:(?P<scale>k|m|bn|thousand|million|billion)\b)?"
    rf"|(?<![\w.,-])(?P<share>{_NUMBER}) ?(?:%|per ?cent\b)"
    rf"|(?<![\w.,/-])(?P<count>{_NUMBER})\+?(?:wte\b)?(?!\w|[/-]\w|[.,]\d)(?: (?P<noun>[a-z]{{3,30}})\b)?",
    re.IGNORECASE,
)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_SPELT = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPELT_NUMBER = re.compile(rf"\b(?:{'|'.join(_SPELT)})\b", re.IGNORECASE)
_NO_NOUNS = {"and", "are", "for", "from", "has", "have", "out", "per", "the", "was", "were", "with"}


class What(StrEnum):
    """What a figure counts."""

    MONEY = "money"
    SHARE = "share"
    COUNT = "count"


@dataclass(frozen=True)
class Figure:
    """A number with what it is of: its value, its words as printed, and the thing that is counted, where one follows it."""

    what: What
    value: Decimal
    words: str
    noun: str = ""


def figures(text: str) -> list[Figure]:
    """The figures of a text in order: '40+ ideas', '£5.3m', '60%'. A count is one of something: a bare number is no figure."""
    return [each for each in _numbers(text) if each.what != What.COUNT or each.noun]


def unsupported(text: str, told: Iterable[str]) -> list[tuple[Figure, str]]:
    """The figures of a text that stand in none of the others, each with what these say of the same thing instead, or nothing.

    £5.3m is £5,300,000, and a count may be spelt out.
    """
    there = [figure for each in told for figure in _numbers(each, spelt=True)]
    known = {(each.what, each.value) for each in there}
    return [(each, _instead(each, there)) for each in figures(text) if (each.what, each.value) not in known]


def _instead(figure: Figure, there: list[Figure]) -> str:
    alike = (each for each in there if figure.noun and (each.what, each.noun) == (figure.what, figure.noun))
    return next((each.words for each in alike), "")


def _numbers(text: str, *, spelt: bool = False) -> Iterator[Figure]:
    """Every number of a text that is no date and no name, with those that are spelt out where they are asked for."""
    rest = _NO_FIGURES.sub(" ; ", text)
    for found in _FIGURE.finditer(rest):
        if found["money"]:
            scale = Decimal(10) ** _SCALES.get((found["scale"] or "").lower(), 0)
            yield Figure(What.MONEY, _value(found["money"]) * scale, found[0].strip())
        elif found["share"]:
            yield Figure(What.SHARE, _value(found["share"]), found[0])
        else:
            noun = (found["noun"] or "").lower()
            yield Figure(What.COUNT, _value(found["count"]), found[0], "" if noun in _NO_NOUNS else noun)
    for word in _SPELT_NUMBER.findall(rest) if spelt else ():
        yield Figure(What.COUNT, Decimal(1 + _SPELT.index(word.lower())), word)


def _value(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))
