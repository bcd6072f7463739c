"""Finds acronyms that mean two things: what the list says, and what the texts themselves explain in brackets.

Pure, and linear in the length of the texts: around each bracket a few words are looked at.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from commitments.acronyms import used

_LONGEST = 160  # characters that an explanation may have
_SHORT = r"[^\W_](?:[^\W_]|[&/+-](?=[^\W_+])){1,11}\+?"
# 'Community diagnostic centre (CDC)' and 'CDC (community diagnostic centre)'.
_AFTER = re.compile(rf"\(({_SHORT})\)")
_BEFORE = re.compile(rf"(?<![\w&/+-])({_SHORT}) \(([^()]{{4,{_LONGEST}}})\)")
_ENDS = re.compile(r"[.;:()!?\n]")
_WORD = re.compile(r"[^\W_]+")
_SMALL = {"a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with"}


def meanings(texts: Iterable[str], listed: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The acronyms that mean two things or more, each with its meanings: that of the list first, then those of the texts.

    `listed` gives the meaning of each short form. A meaning that says the same in other letters (Centres for centre, & for and),
    or more than another, is no second one; two entries of the list that differ in their letters' case alone are one acronym.
    """
    texts = list(texts)
    found: dict[str, list[str]] = {}
    called: dict[str, str] = {}
    for short in used(texts, listed):
        _add(found, called, short, listed[short])
    for short, long in _explained(texts):
        several = short.casefold() not in called and short.endswith("s") and short[:-1].casefold() in called
        _add(found, called, short[:-1] if several else short, long)
    return {called[key]: tuple(longs) for key, longs in found.items() if len(longs) > 1}


def _add(found: dict[str, list[str]], called: dict[str, str], short: str, long: str) -> None:
    key = short.casefold()
    called.setdefault(key, short)
    longs = found.setdefault(key, [])
    if not any(_is_the_same(long, other) for other in longs):
        longs.append(long)


def _explained(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every acronym that a text explains, with the words that explain it."""
    for text in texts:
        for bracket in _AFTER.finditer(text):
            before = _ENDS.split(text[max(0, bracket.start() - _LONGEST) : bracket.start()])[-1]
            if long := _words_for(bracket[1], before):
                yield bracket[1], long
        for bracket in _BEFORE.finditer(text):
            if _words_for(bracket[1], bracket[2]) == bracket[2].strip():
                yield bracket[1], bracket[2].strip()


def _words_for(short: str, before: str) -> str:
    """The last words of a text, if their first letters are an acronym's, small words aside; nothing otherwise."""
    if sum(map(str.isupper, short)) < 2:
        return ""
    letters = [letter for letter in short.removesuffix("s").casefold() if letter.isalnum()]
    start = len(before)
    for word in reversed(list(_WORD.finditer(before))):
        if not letters:
            break
        if word[0][0].casefold() == letters[-1]:
            letters.pop()
            start = word.start()
        elif word[0].casefold() not in _SMALL:
            return ""
    return "" if letters else before[start:].strip()


def _is_the_same(one: str, other: str) -> bool:
    """Whether one of two meanings says all that the other says."""
    first, second = _telling(one), _telling(other)
    return first in second or second in first


def _telling(long: str) -> str:
    """The words of a meaning that tell it from others, in small letters and in the singular."""
    words = (word.casefold().removesuffix("s") for word in _WORD.findall(long) if word.casefold() not in _SMALL)
    return f" {' '.join(words)} "
