"""What a board asks in the demonstration: read from fixtures/questions.yaml, logged and answered by the actions that people use."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

import cattrs
import yaml
from django.utils import timezone

from commitments.demonstration import EMAIL_ENDING
from commitments.models import ReportingPeriod, Strategy, User
from reports.actions.questions import QuestionWords, answer, ask
from reports.models import BoardQuestion, QuestionKind


@dataclass(frozen=True)
class DemoQuestion:
    """Something made up that was asked over a period's report; with an answer, who gave it on which day."""

    period: str
    committee: str
    asked_on: date
    logged_by: str
    kind: QuestionKind
    text: str
    refs: list[str] = field(default_factory=list)
    answer: str = ""
    answered_by: str = ""
    answered_on: date | None = None


def questions_from_yaml(path: Path) -> list[DemoQuestion]:
    """The questions of a file; an unknown kind or key is an error of cattrs."""
    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_structure_hook(date, lambda value, _type: value)  # YAML has dates of its own
    converter.register_structure_hook(date | None, lambda value, _type: value)
    return converter.structure(yaml.safe_load(path.read_text("utf-8")), list[DemoQuestion])


def bring_questions(questions: list[DemoQuestion], strategy: Strategy) -> None:
    """Logs and answers the questions, unless something was asked of this strategy before."""
    if BoardQuestion.objects.filter(period__strategy=strategy).exists():
        return
    periods = {each.label: each for each in strategy.periods.all()}
    for each in questions:
        _bring(each, periods[each.period], strategy)


def _bring(given: DemoQuestion, period: ReportingPeriod, strategy: Strategy) -> None:
    words = QuestionWords(
        kind=given.kind,
        text=given.text,
        commitments=list(strategy.commitments.filter(ref__in=given.refs)),
        meeting=period.meetings.get(committee__name=given.committee),
    )
    asked = ask(period=period, words=words, by=_person(given.logged_by), today=given.asked_on)
    if given.answered_on:
        moment = datetime.combine(given.answered_on, time(12), timezone.get_current_timezone())
        answer(
            question=asked,
            text=given.answer,
            revision=asked.revision,
            by=_person(given.answered_by),
            now=moment,
        )


def _person(name: str) -> User:
    return User.objects.get(email=f"{name}{EMAIL_ENDING}")
