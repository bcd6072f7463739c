"""The demonstration plans of fixtures/, with an open round whose updates stand in every state."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import cycle
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from commitments.actions import RefusedError
from commitments.actions.period_dates import extend_period
from commitments.actions.periods import make_drafts
from commitments.actions.updates import approve, return_to_author, submit
from commitments.demonstration import (
    bring_oversight,
    bring_people,
    bring_recorders,
    oversight_from_yaml,
    people_from_yaml,
    recorders_from_yaml,
)
from commitments.models import Answer, Outcome, PeriodState, ReportingPeriod, StatusUpdate, Strategy, User
from commitments.rounds.working_days import working_days_after
from commitments.standing.promises import open_steps
from commitments.workbook.apply import apply
from commitments.workbook.plan import Plan
from commitments.workbook.reading import read
from commitments.workbook.reading.demonstration import Demonstration, RoundEntry, sheets_from_yaml

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
ILLUSTRATIVE = "Demonstration: stages, ratings, posts, oversight by committees, readings, board questions and the September 2022 round are illustrative, not the Trust’s."

UPDATES_DUE_IN, APPROVALS_DUE_IN = 8, 13  # working days from the day of loading
# What came of the next steps, in turn: as illustrative as the round is.
ANSWERS = (
    (Answer.DONE, ""),
    (Answer.DONE, ""),
    (Answer.PARTLY, "Begun; the rest is planned for the next six months."),
    (Answer.DONE, ""),
    (Answer.NOT_DONE, "Put off until the staff are in post."),
    (Answer.DONE, ""),
    (Answer.DROPPED, "Overtaken by the regional programme."),
)


def load_plan(folder: Path) -> Strategy:
    """Loads the plan of a folder, with its people, its round, who records which readings, and which committees oversee what; a second time, it changes nothing."""
    demonstration = sheets_from_yaml(folder)
    return _load(_plan_of(demonstration, folder), demonstration, folder.name)


def _plan_of(demonstration: Demonstration, folder: Path) -> Plan:
    reading = read(demonstration.sheets)
    problems = [*demonstration.problems, *reading.problems]
    if problems or reading.plan is None:
        raise CommandError("\n".join([f"{folder} can't be loaded:", *map(str, problems)]))
    return reading.plan


@transaction.atomic
def _load(plan: Plan, demonstration: Demonstration, source: str) -> Strategy:
    by = User.objects.system()
    strategy = apply(plan=plan, by=by, source=f"the demonstration {source}").strategy
    bring_people(people_from_yaml(FIXTURES / "people.yaml"), strategy.organisation)
    bring_recorders(recorders_from_yaml(FIXTURES / "recorders.yaml"), strategy)
    bring_oversight(oversight_from_yaml(FIXTURES / "oversight.yaml"), strategy)
    strategy.illustrative = ILLUSTRATIVE
    strategy.save(update_fields=["illustrative"])
    untouched = StatusUpdate.objects.filter(
        commitment__strategy=strategy, period__state=PeriodState.OPEN, revision=0
    ).select_related("commitment")
    answers = cycle(ANSWERS)
    for update in untouched:
        _bring_to(update, demonstration.rounds.get(update.commitment.ref, RoundEntry("draft")), answers, by)
    for period in strategy.periods.filter(state=PeriodState.OPEN, updates_due_on=None):
        _begin(period, by)
    return strategy


def _begin(period: ReportingPeriod, by: User) -> None:
    """Gives the open round dates that lie ahead, whenever the demonstration is loaded, and the drafts that it lacks."""
    today = timezone.localdate()
    due, approved = working_days_after(today, UPDATES_DUE_IN), working_days_after(today, APPROVALS_DUE_IN)
    extend_period(period=period, updates_due_on=due, approvals_due_on=approved, by=by)
    with suppress(RefusedError):  # where none is lacking
        make_drafts(period=period, by=by)


def _answer(update: StatusUpdate, answers: Iterator[tuple[Answer, str]]) -> None:
    """Says what came of the next steps that the report before named."""
    outcomes = [
        Outcome(update=update, point=step, answer=answer, note=note)
        for step, (answer, note) in zip(open_steps(update), answers, strict=False)
    ]
    Outcome.objects.bulk_create(outcomes)


def _bring_to(update: StatusUpdate, entry: RoundEntry, answers: Iterator[tuple[Answer, str]], by: User) -> None:
    """Takes a draft as far as the demonstration says, by the actions that people will use."""
    if entry.state in {"submitted", "approved", "returned"}:
        _answer(update, answers)
        submit(update=update, by=by)
    if entry.state == "approved":
        approve(update=update, by=by)
    if entry.state == "returned":
        return_to_author(update=update, by=by, note=entry.note)
