"""What came of the next steps that earlier updates named, in numbers: said, then did."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from commitments.dashboard.values import Count, Part, query
from commitments.models import Answer, Outcome, ReportingPeriod, State
from commitments.standing.kept import Kept
from commitments.standing.shares import per_cents


@dataclass(frozen=True)
class Answered:
    """An answer: how many next steps had it, and the commitments that they are of."""

    code: str
    word: str
    steps: int
    commitments: Count


@dataclass(frozen=True)
class Answers:
    """What the approved updates of a period answer. Kept ÷ answered is the rate."""

    steps: int
    kept: int
    rate: int  # in whole per cents
    answers: tuple[Answered, ...]
    bar: tuple[Part, ...]
    all_kept: Count  # the commitments that did all that they had said


def answers(period: ReportingPeriod, rows: list[Any], **asked: int) -> Answers | None:
    """What came of the next steps of some commitments in a period, in one query; none where nothing is answered.

    `asked` is what the register must be asked to list no others.
    """
    return answers_of(answered_in(period, {row.pk for row in rows}), **asked)


def answered_in(period: ReportingPeriod, keys: set[int]) -> list[tuple[int, str]]:
    """The answers that the approved updates of a period give: the key of the commitment, of these alone, and the answer."""
    outcomes = Outcome.objects.filter(update__period=period, update__state=State.APPROVED).exclude(answer="")
    return [pair for pair in outcomes.values_list("update__commitment", "answer") if pair[0] in keys]


def answers_of(found: list[tuple[int, str]], **asked: int) -> Answers | None:
    """The same of answers that are read already, each with the key of its commitment. No queries."""
    if not found:
        return None
    steps = Counter(answer for _key, answer in found)
    given: dict[int, set[str]] = defaultdict(set)
    for key, answer in found:
        given[key].add(answer)
    shares = per_cents([steps[answer] for answer in Answer])
    of = [(answer, sum(answer in theirs for theirs in given.values())) for answer in Answer]
    return Answers(
        steps=len(found),
        kept=steps[Answer.DONE],
        rate=round(100 * steps[Answer.DONE] / len(found)),
        answers=tuple(
            Answered(answer.value, str(answer.label), steps[answer], Count(number, query(asked, promises=answer)))
            for answer, number in of
            if number
        ),
        bar=tuple(Part(f"answer-{answer}", share) for answer, share in zip(Answer, shares, strict=True) if share),
        all_kept=Count(sum(theirs == {Answer.DONE} for theirs in given.values()), query(asked, promises=Kept.ALL_DONE)),
    )
