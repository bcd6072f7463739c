"""What a report says before its tables: cover sheet, introduction, what the board asked, promises kept."""

import re

from django.db.models import Count

from commitments.dates import in_words, month_in_words
from commitments.models import Answer, Meeting, Outcome, ReportingPeriod, State
from commitments.rounds.deadlines import day_in_london
from reports.document.front import Fact, Question
from reports.document.parts import Kept
from reports.models import Audience, BoardQuestion, Report
from reports.questions import asked_at, questions_for

NO_ANSWER = "No answer yet"
NOBODY = "Nobody named"
_END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def cover(report: Report) -> tuple[Fact, ...]:
    """What the cover sheet says beside the meetings; what is empty is left out."""
    given = (
        ("Purpose", report.purpose),
        ("Executive sponsor", report.sponsor),
        ("Author", report.author),
        ("Executive summary", report.summary),
        ("Recommendation", report.recommendation),
        ("Previously considered by", report.considered_by),
    )
    return tuple(Fact(name, paragraphs_of(words)) for name, words in given if words)


def paragraphs_of(words: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in words.splitlines() if line.strip())


def kept(period: ReportingPeriod) -> Kept | None:
    """What became of the next steps that the approved updates of a period answer; none where none is answered."""
    answered = Outcome.objects.filter(update__period=period, update__state=State.APPROVED).exclude(answer="")
    numbers = dict(answered.order_by().values_list("answer").annotate(Count("id")))
    if not numbers:
        return None
    each = {answer.value: numbers.get(answer.value, 0) for answer in Answer}
    return Kept(answered=sum(each.values()), **each)


def introduction(period: ReportingPeriod, meetings: list[Meeting], written: str) -> tuple[str, ...]:
    """What is written as introduction, and what this period adds to it: a delay, and the meetings that receive the report.

    An organisation that has typed these into its introduction doesn't read them twice.
    """
    paragraphs = [each.strip() for each in written.split("\n\n") if each.strip()]
    if period.is_delayed() and period.delay_reason and period.delay_reason.casefold() not in written.casefold():
        scheduled = month_in_words(period.scheduled_for or period.month)
        paragraphs.append(f"The update scheduled for {scheduled} was delayed because of {period.delay_reason}.")
    sentences = _END_OF_SENTENCE.split(written)
    going = dict.fromkeys((each.committee.name, month_in_words(each.held_on)) for each in meetings)
    named = [
        f"the {name} in {month}"
        for name, month in going
        if not any(name in sentence and month in sentence for sentence in sentences)
    ]
    if named:
        paragraphs.append(
            f"This report goes to {' and to '.join([', '.join(named[:-1]), named[-1]] if named[1:] else named)}."
        )
    return tuple(paragraphs)


def questions(period: ReportingPeriod, audience: str) -> tuple[Question, ...]:
    """What meetings asked since the report before, and what was done; for the public, what is marked for it."""
    asked = questions_for(period)
    return tuple(_question(each) for each in asked if each.public or audience != Audience.PUBLIC)


def _question(asked: BoardQuestion) -> Question:
    refs = tuple(each.ref for each in asked.commitments.all())
    answer = paragraphs_of(asked.answer)
    if asked.answered_at:
        answer = (*answer, f"Answered on {in_words(day_in_london(asked.answered_at))}.")
    return Question(
        kind=asked.get_kind_display(),
        asked_at=asked_at(asked),
        text=paragraphs_of(asked.text),
        refs=refs,
        answerer=_answerer(asked),
        answer=answer or (NO_ANSWER,),
        is_answered=bool(asked.answer),
    )


def _answerer(asked: BoardQuestion) -> str:
    """The post that answers: the one named, or else those that lead the commitments."""
    if asked.answerer:
        return asked.answerer.title
    leads = dict.fromkeys(each.lead.title for each in asked.commitments.all() if each.lead)
    return ", ".join(leads) or NOBODY
