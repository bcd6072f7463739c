"""What a meeting asked of a report: logged, corrected or deleted while nobody has answered it, answered.

`site` is where the links of letters lead, such as https://tracker.example.nhs.uk; with none, no letter is sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from commitments.actions import RefusedError
from commitments.dates import Precision
from commitments.models import AuditEvent, Commitment, Meeting, Post, ReportingPeriod, User
from commitments.text import normalised
from reports.actions.question_letters import tell_who_answers
from reports.models import BoardQuestion, QuestionKind, meeting_in_words

LONGEST, LONGEST_ANSWER = 2000, 4000  # characters


@dataclass(frozen=True)
class QuestionWords:
    """What was asked: its kind, its words, the commitments that it rests on, who is to answer and where it was asked, if that is known.

    Without a post that is to answer, those that lead its commitments are.
    """

    kind: QuestionKind
    text: str
    commitments: Sequence[Commitment] = ()
    answerer: Post | None = None
    meeting: Meeting | None = None
    public: bool = False


class ChangedQuestionError(RefusedError):
    """A question was changed or answered after the person had read it."""


@transaction.atomic
def ask(
    *, period: ReportingPeriod, words: QuestionWords, by: User, today: date | None = None, site: str = ""
) -> BoardQuestion:
    """Logs what was asked over a period's report, and writes to those who are to answer.

    Raises RefusedError for one without words, or that is logged already, or of another strategy, period or organisation.
    """
    _hold(period)
    _refuse_unless_it_can_stand(words, period)
    _refuse_twice(words, period)
    question = BoardQuestion.objects.create(
        period=period,
        meeting=words.meeting,
        kind=words.kind,
        text=words.text,
        answerer=words.answerer,
        asked_on=_asked_on(words.meeting, today or timezone.localdate()),
        logged_by=by,
        public=words.public,
    )
    question.commitments.set(words.commitments)
    _record(question, by, "logged", after=_plain(question))
    tell_who_answers(question=question, by=by, site=site)
    return question


@transaction.atomic
def correct(
    *, question: BoardQuestion, words: QuestionWords, revision: int, by: User, today: date | None = None
) -> BoardQuestion:
    """Changes what was asked. Nobody gets another letter.

    Raises ChangedQuestionError where it is no longer the revision that was read, and RefusedError once it is answered, or as in asking.
    """
    question = _held(question)
    _refuse_if_answered(question)
    _refuse_unless_it_was_read(question, revision)
    _refuse_unless_it_can_stand(words, question.period)
    before = _plain(question)
    if words.meeting != question.meeting:
        question.meeting, question.asked_on = words.meeting, _asked_on(words.meeting, today or timezone.localdate())
    question.kind, question.text, question.answerer = words.kind, words.text, words.answerer
    question.public = words.public
    question.revision += 1
    question.save(update_fields=["meeting", "asked_on", "kind", "text", "answerer", "public", "revision"])
    question.commitments.set(words.commitments)
    _record(question, by, "changed", before, _plain(question))
    return question


@transaction.atomic
def delete(*, question: BoardQuestion, by: User) -> None:
    """Takes a question away that nobody has answered; what it said stays in the audit. Raises RefusedError for an answered one."""
    question = _held(question)
    _refuse_if_answered(question)
    _record(question, by, "deleted", before=_plain(question))
    question.delete()


@transaction.atomic
def answer(
    *, question: BoardQuestion, text: str, revision: int, by: User, now: datetime | None = None
) -> BoardQuestion:
    """Answers a question, or changes its answer: the one before stays in the audit. The same answer again changes nothing.

    Raises RefusedError without words, and ChangedQuestionError where the question is no longer the revision that was read.
    """
    question, said = _held(question), normalised(text).strip()
    _refuse_unless_it_was_read(question, revision)
    _refuse_length(said, LONGEST_ANSWER, "Enter the answer.")
    if said == question.answer:
        return question
    before = {"answer": question.answer} if question.answer else {}
    question.answer, question.answered_by, question.answered_at = said, by, now or timezone.now()
    question.revision += 1
    question.save(update_fields=["answer", "answered_by", "answered_at", "revision"])
    _record(question, by, "answered again" if before else "answered", before, {"answer": said})
    return question


def _hold(period: ReportingPeriod) -> None:
    """Lets one transaction at a time log what was asked over a report, so that a form that is sent twice logs it once."""
    ReportingPeriod.objects.select_for_update(no_key=True).only("pk").get(pk=period.pk)


def _held(question: BoardQuestion) -> BoardQuestion:
    """The question as the database has it now, held until the transaction ends. Raises RefusedError for one that is gone."""
    rows = BoardQuestion.objects.select_for_update(of=("self",), no_key=True).filter(pk=question.pk)
    now = rows.select_related("period__strategy__organisation", "meeting__committee", "answerer").first()
    if now is None:
        raise RefusedError("Somebody else has deleted this meanwhile.")
    return now


def _refuse_if_answered(question: BoardQuestion) -> None:
    if question.answer:
        raise RefusedError(f"{question.answered_by} has answered this already, so what was asked stays as it is.")


def _refuse_unless_it_was_read(question: BoardQuestion, revision: int) -> None:
    if revision != question.revision:
        raise ChangedQuestionError("Somebody else changed this meanwhile. Compare the two, then save again.")


def _refuse_length(text: str, most: int, missing: str) -> None:
    if not text:
        raise RefusedError(missing)
    if len(text) > most:
        raise RefusedError(f"Use at most {most:,} characters.")


def _refuse_unless_it_can_stand(words: QuestionWords, period: ReportingPeriod) -> None:
    _refuse_length(normalised(words.text).strip(), LONGEST, "Enter what was asked, challenged or decided.")
    if any(each.strategy_id != period.strategy_id for each in words.commitments):
        raise RefusedError("It can only be about this strategy.")
    if words.meeting and words.meeting.period_id != period.pk:
        raise RefusedError(f"This meeting does not receive the report for {period}. Choose one that does.")
    if words.answerer and words.answerer.organisation_id != period.strategy.organisation_id:
        raise RefusedError("Only a post of this organisation can answer it.")


def _refuse_twice(words: QuestionWords, period: ReportingPeriod) -> None:
    """Refuses the same words about the same commitments: a button that was pressed twice."""
    asked = {each.pk for each in words.commitments}
    alike = BoardQuestion.objects.filter(period=period, kind=words.kind, text=normalised(words.text).strip())
    for each in alike.prefetch_related("commitments"):
        if {commitment.pk for commitment in each.commitments.all()} == asked:
            raise RefusedError(f"This {each.get_kind_display().lower()} is logged already.")


def _asked_on(meeting: Meeting | None, today: date) -> date:
    """The day on which it was asked: that of the meeting, where it is known and has come; otherwise today."""
    if meeting and meeting.held_precision == Precision.DAY:
        return min(meeting.held_on, today)
    return today


def _plain(question: BoardQuestion) -> dict[str, Any]:
    """What a question says, as plain values."""
    return {
        "kind": question.kind,
        "text": question.text,
        "commitments": [each.ref for each in question.commitments.order_by("position", "id")],
        "answerer": question.answerer.title if question.answerer else "",
        "meeting": meeting_in_words(question.meeting) if question.meeting else "",
        "asked_on": question.asked_on.isoformat(),
        "public": question.public,
    }


def _record(
    question: BoardQuestion,
    by: User,
    what: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    organisation = question.period.strategy.organisation
    AuditEvent.objects.record(by=by, organisation=organisation, what=what, thing=question, before=before, after=after)
