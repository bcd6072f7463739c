"""Board questions as pages, reports and letters show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone

from commitments.dates import in_words
from commitments.permissions import Action, Person
from commitments.rounds.deadlines import day_in_london
from commitments.rounds.owing import people_of_post
from reports.models import Audience, BoardQuestion, BoardQuestionQuerySet, Edition, meeting_in_words
from reports.permissions import may_answer, may_correct

SHOWN = ("all", "open", "answered")


@dataclass(frozen=True)
class Asked:
    """What was asked, and what may be done with it. `answerers` are posts with their people; `answered` says when and by whom."""

    question: BoardQuestion
    at: str
    commitments: tuple[Any, ...]
    answerers: tuple[str, ...]
    answered: str
    may_answer: bool
    may_correct: bool


@dataclass(frozen=True)
class Listing:
    """What was asked over a period's report, and earlier without an answer yet; how many there are of each that can be shown."""

    own: tuple[Asked, ...]
    earlier: tuple[Asked, ...]
    numbers: dict[str, int]


@dataclass(frozen=True)
class Owed:
    """A question that waits for somebody's answer."""

    question: BoardQuestion
    at: str
    refs: tuple[str, ...]


def listing(period: Any, person: Person, shown: str) -> Listing:
    """What was asked over a period's report and, of what was asked earlier in its strategy, what is open: two queries.

    `shown` is one of SHOWN. `person` is who reads it: where they may answer or correct, it says so.
    """
    earlier = Q(period__month__lt=period.month, answer="")
    rows = BoardQuestion.objects.visible_to(person.user).filter(
        Q(period=period) | earlier, period__strategy=period.strategy
    )
    found = list(with_their_story(rows, period.strategy))
    chosen = [each for each in found if shown == "all" or bool(each.answer) == (shown == "answered")]
    all_asked = [asked(each, person) for each in chosen]
    return Listing(
        own=tuple(each for each in all_asked if each.question.period_id == period.pk),
        earlier=tuple(each for each in all_asked if each.question.period_id != period.pk),
        numbers={"all": len(found), **_numbers(found)},
    )


def asked(question: BoardQuestion, person: Person) -> Asked:
    """A question `with_their_story` as a page shows it to somebody. No query but those of the person."""
    return Asked(
        question=question,
        at=asked_at(question),
        commitments=tuple(question.commitments.all()),
        answerers=answerers(question),
        answered=_answered(question),
        may_answer=may_answer(person, question),
        may_correct=not question.answer and may_correct(person, question),
    )


def asked_at(question: BoardQuestion) -> str:
    """Where and when it was asked: 'Trust Board, 30 March 2022'; the day alone where no meeting is named."""
    return meeting_in_words(question.meeting) if question.meeting else in_words(question.asked_on)


def answerers(question: BoardQuestion) -> tuple[str, ...]:
    """The posts that are to answer, with their people: the one that is named, or else those that lead its commitments."""
    leads = {each.lead.pk: each.lead for each in question.commitments.all() if each.lead}
    posts = [question.answerer] if question.answerer else leads.values()
    return tuple(_post(each) for each in posts)


def with_their_story(questions: BoardQuestionQuerySet, strategy: Any) -> BoardQuestionQuerySet:
    """Questions of a strategy in the order in which they were asked, with all that is said of them: two queries."""
    people = strategy.commitments.select_related("lead__holder", "lead__deputy").in_report_order()
    return questions.select_related(
        *("period__strategy__organisation", "meeting__committee", "answerer__holder", "answerer__deputy"),
        *("logged_by", "answered_by"),
    ).prefetch_related(Prefetch("commitments", people))


def questions_for(period: Any) -> list[BoardQuestion]:
    """What the report of a period opens with, in the order in which it was asked: four queries.

    It is all that was asked over the report of the period before, and of what was asked earlier in the same strategy that which is
    still open, or was answered since that report was issued (without an edition: since its month began). Each comes with its
    commitments, its meeting and who is to answer.
    """
    before = period.previous()
    if before is None:
        return []
    older = Q(period__month__lt=before.month) & (Q(answer="") | Q(answered_at__gte=_issued_at(before)))
    rows = BoardQuestion.objects.filter(Q(period=before) | older, period__strategy=period.strategy_id)
    return list(with_their_story(rows, period.strategy))


def questions_owed(user: Any) -> list[Owed]:
    """What waits for somebody's answer in every organisation, in the order in which it was asked: two queries.

    It is what their posts are to answer and, where no post is named, what rests on commitments that their posts lead.
    """
    named = Q(answerer__holder=user.pk) | Q(answerer__deputy=user.pk)
    leads = Q(commitments__lead__holder=user.pk) | Q(commitments__lead__deputy=user.pk)
    mine = BoardQuestion.objects.filter(named | Q(leads, answerer=None)).values("pk")
    found = BoardQuestion.objects.visible_to(user).filter(pk__in=mine, answer="")
    loaded = found.select_related("period__strategy__organisation", "meeting__committee")
    return [
        Owed(each, asked_at(each), tuple(commitment.ref for commitment in each.commitments.all()))
        for each in loaded.prefetch_related("commitments")
    ]


def asked_of(commitment: Any, period: Any) -> list[BoardQuestion]:
    """What was asked of a commitment over a period's report, and of what was asked earlier that which is open: one query."""
    earlier = Q(period__month__lt=period.month, answer="")
    found = commitment.board_questions.filter(Q(period=period) | earlier)
    return list(found.select_related("meeting__committee"))


def logged_in_words(question: BoardQuestion) -> str:
    """The sentence that says that a question was logged, and who is to answer it; two queries."""
    refs = ", ".join(each.ref for each in question.commitments.in_report_order())
    posts = answerers(with_their_story(BoardQuestion.objects.filter(pk=question.pk), question.period.strategy).get())
    about = f" about {refs}" if refs else ""
    to = f"To answer: {'; '.join(posts)}." if posts else "Nobody is named to answer it yet."
    return f"{question.get_kind_display()} logged{about}. {to}"


def may_log(person: Person, period: Any) -> bool:
    """Whether somebody may log what was asked over a period's report."""
    return person.may(Action.ASK_BOARD_QUESTION, period)


def _numbers(found: Iterable[BoardQuestion]) -> dict[str, int]:
    answered = [bool(each.answer) for each in found]
    return {"open": answered.count(False), "answered": answered.count(True)}


def _issued_at(period: Any) -> datetime:
    """When the report of a period was last issued to the board; the beginning of its month where it never was."""
    editions = Edition.objects.standing().filter(report__period=period, audience=Audience.BOARD)
    issued = editions.order_by("-number").values_list("issued_at", flat=True).first()
    return issued or timezone.make_aware(datetime.combine(period.month, time.min))


def _answered(question: BoardQuestion) -> str:
    if question.answered_at is None:
        return ""
    return f"{in_words(day_in_london(question.answered_at))} by {question.answered_by}"


def _post(post: Any) -> str:
    people = [str(person) for person in people_of_post(post) if person.is_active]
    return f"{post.title} ({', '.join(people) or 'nobody holds this post'})"
