"""What differs between two texts, and between two lists of bullets: words struck, words added. Pure.

A text is compared word by word, a list bullet by bullet; a bullet that stands in both lists with other words is compared by words.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A word keeps the marks inside it ('12.5', 'CAR-T', '2022/23'); marks around it are words of their own. The blank before a word
# is part of it, so that what is the same and what was added, put together, are the later text.
_WORD = re.compile(r"\s*(?:\w+(?:[^\w\s]+\w+)*|[^\w\s]+)")
_LONGEST = 500  # words: longer texts are compared as a whole, because the time grows with the square of their length
_MOST_PAIRS = 10_000  # of bullets that are looked at for one that was changed
_ALIKE = 0.5  # the share of their words that two bullets have in common for one to be the other, changed
_AKIN = 0.3  # below it, single words in common are chance, and striking around them helps nobody


class Difference(StrEnum):
    """What became of a word or a bullet."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"  # of a bullet alone


@dataclass(frozen=True)
class Piece:
    """Some words with the blanks between them, and what became of them."""

    what: Difference
    text: str


@dataclass(frozen=True)
class Line:
    """A bullet, how deep it stands, and its words in pieces."""

    what: Difference
    depth: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class _Stretch:
    """Words of the earlier and of the later text that belong together."""

    same: bool
    old: slice
    new: slice


Bullets = Sequence[tuple[str, int]]  # texts with their depths


def words(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of two texts in order. Same and removed together are the first text, same and added the second.

    A run of white space is told as one blank, or as one line break where it has one; either text may begin with a blank.
    """
    old, new = _words(before), _words(after)
    if max(len(old), len(new)) > _LONGEST:
        return _pieces(old, new, [_Stretch(old == new, slice(len(old)), slice(len(new)))])
    return _pieces(old, new, _stretches(old, new))


def bullets(before: Bullets, after: Bullets) -> tuple[Line, ...]:
    """The bullets of two lists in order, each with what became of it; a change of depth alone is none."""
    old, new = [text for text, _depth in before], [text for text, _depth in after]
    lines: list[Line] = []
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += [_line(Difference.SAME, text, depth) for text, depth in after[start:end]]
        else:
            lines += _between(before[first:last], after[start:end])
    return tuple(lines)


def has_changed(found: Sequence[Piece | Line]) -> bool:
    """Whether anything differs."""
    return any(each.what != Difference.SAME for each in found)


def _words(text: str) -> list[str]:
    """The words of a text, each with the blank or the line break before it; the first counts as standing after a blank."""
    found = _WORD.findall(text.strip())
    return [_blank(word, first=not place) + word.strip() for place, word in enumerate(found)]


def _blank(word: str, *, first: bool) -> str:
    before = word[: len(word) - len(word.lstrip())]
    return "\n" if "\n" in before else " " if before or first else ""


def _stretches(old: list[str], new: list[str]) -> list[_Stretch]:
    """The stretches of two texts. A lone word in common between two changes counts as changed with them."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    codes = matcher.get_opcodes()
    if matcher.ratio() < _AKIN:
        return [_Stretch(False, slice(len(old)), slice(len(new)))]
    found: list[_Stretch] = []
    for place, (tag, first, last, start, end) in enumerate(codes):
        alone = last - first == 1 and 0 < place < len(codes) - 1
        now = _Stretch(tag == "equal" and not alone, slice(first, last), slice(start, end))
        if found and not now.same and not found[-1].same:
            before = found.pop()
            now = _Stretch(False, slice(before.old.start, last), slice(before.new.start, end))
        found.append(now)
    return found


def _pieces(old: list[str], new: list[str], stretches: list[_Stretch]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    for each in stretches:
        if each.same:
            found.append(Piece(Difference.SAME, "".join(new[each.new])))
        else:
            found.append(Piece(Difference.REMOVED, "".join(old[each.old])))
            found.append(Piece(Difference.ADDED, "".join(new[each.new])))
    return tuple(_without_blanks_at_the_start([piece for piece in found if piece.text]))


def _without_blanks_at_the_start(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces without the blank that the first word of each text was given."""
    told: set[Difference] = set()
    for piece in pieces:
        begins = not told if piece.what == Difference.SAME else not told & {piece.what, Difference.SAME}
        told.add(piece.what)
        yield Piece(piece.what, piece.text[1:]) if begins else piece


def _between(before: Bullets, after: Bullets) -> list[Line]:
    """The bullets of a stretch that differs: each new one after the old one that it changes, if it changes any."""
    lines: list[Line] = []
    place = 0
    for text, depth in after:
        found = _changed_from(text, before[place:]) if len(before) * len(after) <= _MOST_PAIRS else None
        if found is None:
            lines.append(_line(Difference.ADDED, text, depth))
            continue
        lines += [_line(Difference.REMOVED, *gone) for gone in before[place : place + found]]
        lines.append(Line(Difference.CHANGED, depth, words(before[place + found][0], text)))
        place += found + 1
    return lines + [_line(Difference.REMOVED, *gone) for gone in before[place:]]


def _changed_from(text: str, others: Bullets) -> int | None:
    """The place of the bullet that is most like a text; none where none is alike."""
    shares = [_share(text, other) for other, _depth in others]
    best = max(shares, default=0.0)
    return shares.index(best) if best >= _ALIKE else None


def _share(one: str, other: str) -> float:
    """How many of the words of two texts they have in common, in whatever order: from 0 to 1."""
    left, right = Counter(one.casefold().split()), Counter(other.casefold().split())
    return 2 * (left & right).total() / ((left.total() + right.total()) or 1)


def _line(what: Difference, text: str, depth: int) -> Line:
    return Line(what, depth, (Piece(what, text),))
