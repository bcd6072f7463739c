"""What an update says, as plain values: what a form gives, and what is in the database. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from commitments.models import Answer, PointKind, Stage
from commitments.text import normalised
from commitments.workbook.plan import Bullet

CHARACTERS_IN_A_BULLET = 2_000
CHARACTERS_IN_A_REASON = 2_000
BULLETS_IN_AN_UPDATE = 60
# What can be carried forward is what was promised and is still to come.
CARRIED = (Answer.PARTLY, Answer.NOT_DONE)


@dataclass(frozen=True)
class Promise:
    """A next step that an earlier update named and that is still open, with what is nested under it.

    `times` says how often it had been carried forward before: once more makes 2 of 1, which is missed twice.
    """

    key: int
    text: str
    under: tuple[str, ...] = ()
    times: int = 0

    @property
    def bullets(self) -> tuple[Bullet, ...]:
        """The step as bullets, for the list that it is carried into."""
        return (Bullet(self.text), *(Bullet(text, 1) for text in self.under))


@dataclass(frozen=True)
class Answered:
    """What came of a next step: the answer, why, and whether it is carried forward."""

    answer: str = ""
    note: str = ""
    carried: bool = False


@dataclass(frozen=True)
class Written:
    """An update's words. `next` is what is typed; the steps that are carried forward stand before it."""

    stage: str = ""
    rating: str = ""
    reason: str = ""
    progress: tuple[Bullet, ...] = ()
    next: tuple[Bullet, ...] = ()
    evidence: tuple[Bullet, ...] = ()
    answers: Mapping[int, Answered] = field(default_factory=dict)

    def bullets(self, kind: PointKind) -> tuple[Bullet, ...]:
        """One of the three lists, as typed."""
        lists = {PointKind.PROGRESS: self.progress, PointKind.NEXT: self.next, PointKind.EVIDENCE: self.evidence}
        return lists[kind]

    def answered(self, promise: Promise) -> Answered:
        """What is said of a promise; an empty answer where nothing is."""
        return self.answers.get(promise.key, Answered())

    def lists(self, promises: Collection[Promise]) -> dict[PointKind, tuple[Bullet, ...]]:
        """The three lists as they are kept and printed, with what is carried forward before what is typed under next."""
        carried = [bullet for each in promises if self.answered(each).carried for bullet in each.bullets]
        return {kind: self.bullets(kind) for kind in PointKind} | {PointKind.NEXT: (*carried, *self.next)}

    def settled(self, promises: Collection[Promise]) -> "Written":
        """The same as the database keeps it: no rating of what has ended, no answers to what is not open, no blank ends."""
        answers = {each.key: _settled(self.answered(each)) for each in promises}
        return replace(
            self,
            rating="" if self.stage in Stage.ended else self.rating,
            reason=normalised(self.reason).strip(),
            answers={key: answer for key, answer in answers.items() if answer != Answered()},
        )


def _settled(answered: Answered) -> Answered:
    carried = answered.carried and answered.answer in CARRIED
    return Answered(answered.answer, normalised(answered.note).strip(), carried)


def too_much(written: Written, promises: Collection[Promise]) -> str:
    """A sentence where an update is longer than the database and the board take; empty otherwise."""
    lists = written.lists(promises).values()
    texts = [bullet.text for bullets in lists for bullet in bullets]
    if len(texts) > BULLETS_IN_AN_UPDATE:
        return f"An update has at most {BULLETS_IN_AN_UPDATE} lines, and this one has {len(texts):,}. Shorten it."
    longest = max(map(len, texts), default=0)
    if longest > CHARACTERS_IN_A_BULLET:
        return f"A line has at most {CHARACTERS_IN_A_BULLET:,} characters, and one here has {longest:,}. Split it."
    prose = [written.reason, *(answer.note for answer in written.answers.values())]
    if max(map(len, prose)) > CHARACTERS_IN_A_REASON:
        return f"A reason has at most {CHARACTERS_IN_A_REASON:,} characters. Shorten it."
    return ""
