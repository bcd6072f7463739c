"""Finds acronyms in words: those of an organisation's list that are used, and those that are used without being listed.

Pure: no Django, no database. Time grows with the text and never with its square: every pattern looks at a few characters
around a place and gives nothing back.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

# Word types an apostrophe and the hyphen that does not break as characters of their own.
_PLAIN = str.maketrans({"\u2019": "'", "\u2010": "-", "\u2011": "-"})
_LETTER = r"[^\W\d_]"
# A single letter joined to an acronym is part of it (CAR-T, L&OD, NHSE/I, CE+); a longer word is not (CCC-led, non-AHP).
_TAIL = rf"[-&]{_LETTER}(?!\w)|(?<={_LETTER}{{2}})/[A-Z](?!\w)|\+(?!\w)"
# A number after a hyphen makes it the reference of something: BO-01.
_NUMBERED = r"-\d{1,3}(?!\d)"
_BEFORE = rf"(?<!\w)(?<!\b{_LETTER}[-&])"
_AFTER = rf"(?!\w|{_TAIL}|{_NUMBERED})"
_TOKEN = re.compile(rf"(?<!\w)(?:{_LETTER}[-&])?[^\W_]++(?:{_TAIL})*+(?!\w|{_NUMBERED})")

_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S++|(?<!\S)[^\s@]++@[^\s@.]++\.\S++")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?:;])\s+|\n+")
_THREE_WORDS = re.compile(rf"\b{_LETTER}++(?: {_LETTER}++){{2}}")
# What everybody reads without a list: numerals, GOV.UK's own examples, units, degrees, small words in capitals for emphasis.
_ORDINARY = re.compile(
    "[IVX]+[a-c]?|UK|US|USA|EU|VAT|MP|GP|TV|OK|COVID|Q&A|A-Z|PhD|MSc|BSc|THE|AND|OR|NOT|NO|ALL|ANY|ONLY|MUST|NEW|NOW|"
    r"\d?(?:AM|PM|KB|MB|GB|TB|kV|MV|kWh|MWh|GWh|MHz|GHz)"
)
_LONGEST = 12


@dataclass(frozen=True)
class Unknown:
    """A word that looks like an acronym and is not on the list; `near` is the listed one it may be a slip of, or empty."""

    short: str
    occurrences: int
    near: str = ""


@dataclass(frozen=True)
class Use:
    """A place in a text where a listed acronym stands: from `start` up to `end`, without a plural's or a possessive's ending."""

    short: str
    start: int
    end: int


@dataclass(frozen=True)
class _Listed:
    """A list made ready for searching."""

    pattern: re.Pattern[str]
    shorts: dict[str, str]  # by every form in which one of the list may be written
    alike: dict[str, set[str]]  # by its letters, whole and with one left out


def used(texts: Iterable[str], listed: Collection[str]) -> list[str]:
    """Those of the listed acronyms that the texts use, in alphabetical order.

    A plural, a possessive, a mixed-case one in capitals (IOM for IoM) and small letters after a figure (5wte) count;
    a part of another word or acronym does not, nor does an ordinary word in small letters.
    """
    uses = finder(listed)
    return sorted({use.short for text in texts for use in uses(text)}, key=_alphabetical)


def finder(listed: Collection[str]) -> Callable[[str], Iterator[Use]]:
    """What finds the listed acronyms in a text, in order, as `used` counts them."""
    ready = _ready(frozenset(listed))

    def uses(text: str) -> Iterator[Use]:
        for found in ready.pattern.finditer(text.translate(_PLAIN)):
            group = 1 if found[1] else 2
            yield Use(ready.shorts[found[group]], found.start(group), found.end(group))

    return uses


def unlisted(texts: Iterable[str], listed: Collection[str]) -> list[Unknown]:
    """What looks like an acronym in the texts and is not on the list, in alphabetical order, plurals counted as singular.

    Numerals, references, addresses, units and sentences wholly in capitals are left out.
    """
    ready = _ready(frozenset(listed))
    counts = Counter(short for text in texts for short in _shaped(text, ready))
    return [Unknown(short, counts[short], _near(short, ready)) for short in sorted(counts, key=_alphabetical)]


@lru_cache(maxsize=32)
def _ready(listed: frozenset[str]) -> _Listed:
    """The list as one pattern: group 1 is a form on its own, group 2 one that follows a figure."""
    names = sorted(short for short in listed if _letters(short))
    shorts = {short.translate(_PLAIN): short for short in names}
    alike: dict[str, set[str]] = {}
    for short in names:
        for form in _other_forms(short.translate(_PLAIN)):
            shorts.setdefault(form, short)
        for key in _with_one_left_out(_letters(short)):
            alike.setdefault(key, set()).add(short)
    counted = {form: short for short in names for form in _after_a_figure(short)}
    pattern = rf"(?:{_BEFORE}({_any_of(shorts)})|(?<=\d)({_any_of(counted)}))(?:'?s)?{_AFTER}"
    return _Listed(re.compile(pattern), {**counted, **shorts}, alike)


def _other_forms(short: str) -> Iterator[str]:
    """Other ways to write an acronym: wholly in capitals where it is mixed, and one of what it names several of."""
    if sum(map(str.isupper, short)) >= 2:
        yield short.upper()
        yield _singular(short)


def _after_a_figure(short: str) -> set[str]:
    """How an acronym may be written right after a figure: '5wte'. Not those of two letters, or '8am' would be one."""
    return {short, short.lower(), short.upper()} if len(short) >= 3 and short.isalpha() else set()


def _any_of(forms: Collection[str]) -> str:
    """A pattern for any of the forms, the longest first; it can't match where there are none."""
    longest_first = sorted(forms, key=len, reverse=True)
    return "|".join(map(re.escape, longest_first)) or "(?!)"


def _shaped(text: str, ready: _Listed) -> Iterator[str]:
    """Each word of the text that looks like an acronym and is none of the list."""
    for sentence in _BETWEEN_SENTENCES.split(_ADDRESS.sub(" ", text.translate(_PLAIN))):
        if sentence.isupper() and _THREE_WORDS.search(sentence):
            continue  # all in capitals: no telling which of its words are acronyms
        for token in _TOKEN.findall(ready.pattern.sub(" ", sentence)):
            short = _singular(token)
            if _is_acronym(short) and short not in ready.shorts:
                yield short


def _is_acronym(token: str) -> bool:
    """Whether a word has the shape of an acronym: two capitals or more, and more of them than small letters."""
    capitals, small = sum(map(str.isupper, token)), sum(map(str.islower, token))
    if capitals < 2 or capitals <= small or len(token) > _LONGEST or token[:2].isdigit():
        return False
    return not _ORDINARY.fullmatch(token)


def _singular(token: str) -> str:
    """'KPI' for 'KPIs'; anything else as it is."""
    return token[:-1] if len(token) > 2 and token[-1] == "s" and not token[-2].islower() else token


def _near(short: str, ready: _Listed) -> str:
    """The listed acronym that this one is most likely a slip of, or nothing."""
    word = _letters(short)
    candidates = {name for key in _with_one_left_out(word) for name in ready.alike.get(key, ())}
    ranked = sorted((_unlikeness(word, _letters(name)), name) for name in candidates)
    return ranked[0][1] if ranked and ranked[0][0] < 3 else ""


def _unlikeness(word: str, other: str) -> int:
    """0 for the same letters, 1 for two neighbours swapped, 2 for one letter wrong, missing or too many, 3 for anything else.

    Short acronyms differ by a letter as a matter of course (CIO and CEO, CMIO and CNIO): 2 is for the longer ones.
    """
    if word == other:
        return 0
    alike = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False))))
    rest, other_rest = word[alike:], other[alike:]
    if len(word) >= 3 and rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]:
        return 1
    one_off = rest[1:] == other_rest[1:] or rest[1:] == other_rest or rest == other_rest[1:]
    long_enough = len(word) >= 5 if len(word) == len(other) else min(len(word), len(other)) >= 4
    return 2 if one_off and long_enough else 3


def _with_one_left_out(word: str) -> set[str]:
    """The word, and what is left of it without each of its letters: two words a slip apart have one of these in common."""
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


def _letters(short: str) -> str:
    """The letters and figures of an acronym without regard to case: 'cm' of 'C&M'."""
    return "".join(filter(str.isalnum, short)).casefold()


def _alphabetical(short: str) -> tuple[str, str]:
    return _letters(short), short
