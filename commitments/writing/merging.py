"""Two texts of one update, when two people have written at the same time: both are kept. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from commitments.models import Answer
from commitments.standing.status_words import Status
from commitments.workbook.plan import Bullet
from commitments.writing.typed import as_typed
from commitments.writing.written import Answered, Promise, Written


@dataclass(frozen=True)
class Clash:
    """A part of an update that two people wrote differently: what each says, as lines, and the field that asks what to keep."""

    label: str
    theirs: tuple[str, ...]
    mine: tuple[str, ...]
    fields: tuple[str, ...]


def merged(theirs: Written, mine: Written) -> Written:
    """Both texts in one: each line that either has, once; of two choices mine, unless I made none."""
    keys = [*theirs.answers, *(key for key in mine.answers if key not in theirs.answers)]
    return replace(
        mine,
        stage=mine.stage or theirs.stage,
        rating=mine.rating or theirs.rating,
        reason=_both(theirs.reason, mine.reason),
        progress=_lines(theirs.progress, mine.progress),
        next=_lines(theirs.next, mine.next),
        evidence=_lines(theirs.evidence, mine.evidence),
        answers={key: _answer(theirs.answers.get(key), mine.answers.get(key)) for key in keys},
    )


def clashes(theirs: Written, mine: Written, promises: Sequence[Promise], words: dict[str, Status]) -> tuple[Clash, ...]:
    """The parts in which two texts differ, in the order of the page."""
    answers = tuple(
        Clash(
            f"What came of “{each.text}”",
            _answer_lines(theirs.answered(each)),
            _answer_lines(mine.answered(each)),
            tuple(f"{name}-{each.key}" for name in ("answer", "why", "carry")),
        )
        for each in promises
    )
    parts = (
        *answers,
        Clash("Progress", _typed(theirs.progress), _typed(mine.progress), ("progress",)),
        Clash("Next", _typed(theirs.next), _typed(mine.next), ("next",)),
        Clash("Stage", _word(theirs.stage, words), _word(mine.stage, words), ("stage",)),
        Clash("Rating", _word(theirs.rating, words), _word(mine.rating, words), ("rating",)),
        Clash("Reason", tuple(theirs.reason.splitlines()), tuple(mine.reason.splitlines()), ("reason",)),
        Clash("Evidence", _typed(theirs.evidence), _typed(mine.evidence), ("evidence",)),
    )
    return tuple(part for part in parts if part.theirs != part.mine)


def _lines(theirs: tuple[Bullet, ...], mine: tuple[Bullet, ...]) -> tuple[Bullet, ...]:
    found: list[Bullet] = []
    for tag, first, last, start, end in SequenceMatcher(None, theirs, mine, autojunk=False).get_opcodes():
        found += theirs[first:last]
        if tag != "equal":
            found += mine[start:end]
    return tuple(found)


def _both(theirs: str, mine: str) -> str:
    if mine in theirs:
        return theirs
    return mine if theirs in mine else f"{theirs}\n{mine}"


def _answer(theirs: Answered | None, mine: Answered | None) -> Answered:
    if theirs is None or mine is None:
        return theirs or mine or Answered()
    return Answered(mine.answer or theirs.answer, _both(theirs.note, mine.note), theirs.carried or mine.carried)


def _answer_lines(said: Answered) -> tuple[str, ...]:
    word = [str(Answer(said.answer).label)] if said.answer else []
    return (*word, *said.note.splitlines(), *["Carried forward"] * said.carried)


def _typed(bullets: tuple[Bullet, ...]) -> tuple[str, ...]:
    return tuple(as_typed(bullets).splitlines())


def _word(code: str, words: dict[str, Status]) -> tuple[str, ...]:
    return (words[code].word,) if code else ()
