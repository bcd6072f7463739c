"""The priorities, themes and sub-themes of a plan: added, renamed, put in order, removed while nothing stands in them.

None of it changes the words of a promise, so the ledger tells none of it: the history of each does. Editions keep the names that
they were issued with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db import models, transaction
from django.db.models import Max

from commitments.actions import RefusedError
from commitments.actions.changes import hold, refuse_other
from commitments.actions.ordering import exchange
from commitments.models import AuditEvent, Post, Priority, Strategy, Theme, User
from commitments.plan.happenings import REORDERED
from commitments.plan.within import standing_in, strategy_of
from commitments.text import normalised, one_line

Level = Priority | Theme
_Level = TypeVar("_Level", Priority, Theme)


@dataclass(frozen=True)
class Words:
    """What is said of a priority or a theme; strapline and executive lead are a priority's alone."""

    name: str
    context: str = ""
    strapline: str = ""
    executive_lead: Post | None = None


def plain(level: Level) -> dict[str, str]:
    """What is said of a priority or a theme: what a page carries, and what is written down."""
    if isinstance(level, Theme):
        return {"name": level.name, "context": level.context}
    lead = level.executive_lead.title if level.executive_lead else ""
    return {
        "name": level.name,
        "strapline": level.strapline,
        "context": level.context,
        "executive_lead": lead,
    }


@transaction.atomic
def add_priority(*, strategy: Strategy, words: Words, by: User) -> Priority:
    """Adds a priority behind the others of its strategy. Raises RefusedError for no name and for one that is there."""
    hold(strategy)
    made = Priority(strategy=strategy, position=_next(strategy.priorities.all()))
    return _added(made, words, by)


@transaction.atomic
def add_theme(*, priority: Priority, under: Theme | None = None, words: Words, by: User) -> Theme:
    """Adds a theme behind the others of its priority, or a sub-theme behind the others of a theme.

    Raises RefusedError where the priority or the theme is gone, for no name, and for one that is there.
    """
    priority = _held(priority)
    parent = _held(under) if under else None
    if parent and (parent.parent_id or parent.priority_id != priority.pk):
        raise RefusedError(f"“{parent}” can’t have another level below it. Choose where it stands from the list.")
    position = _next(Theme.objects.filter(priority=priority, parent=parent))
    return _added(Theme(priority=priority, parent=parent, position=position), words, by)


@transaction.atomic
def change_level(*, level: _Level, words: Words, shown: Mapping[str, str], by: User) -> _Level:
    """Changes what is said of a priority or a theme. `shown` is what the page showed, as `plain`.

    Raises RefusedError where it is not as shown or is gone, for no name, and for a name that is there already.
    """
    now = _held(level)
    before = plain(now)
    refuse_other(before, shown)
    _say(now, words)
    after = plain(now)
    names = [name for name in after if after[name] != before[name]]
    if names:
        now.save(update_fields=names)
        _record(now, "changed", by, {name: before[name] for name in names}, {name: after[name] for name in names})
    return now


@transaction.atomic
def reorder_level(*, level: _Level, up: bool, by: User) -> _Level:
    """Lets a priority or a theme change places with the one before it, or after it. Raises RefusedError at the end."""
    now = _held(level)
    before, after = exchange(now, beside(now), up=up, called=f"“{now}”")
    _record(now, REORDERED, by, {"place": before}, {"place": after})
    return now


@transaction.atomic
def remove_level(*, level: _Level, by: User) -> None:
    """Takes a priority or a theme out of the plan. Raises RefusedError while anything stands in it."""
    # The whole row is held, so that nothing that names it can be added meanwhile.
    now = _held(level)
    type(now)._default_manager.select_for_update().get(pk=now.pk)
    if sentence := standing_in(now):
        raise RefusedError(sentence)
    _record(now, "removed", by, plain(now), {})
    now.delete()


def beside(level: _Level) -> list[_Level]:
    """A priority or a theme and those that stand beside it, in order."""
    rows: models.QuerySet[_Level] = type(level)._default_manager.all()
    if isinstance(level, Theme):
        rows = rows.filter(priority=level.priority_id, parent=level.parent_id)
    else:
        rows = rows.filter(strategy=level.strategy_id)
    return list(rows.order_by("position", "id"))


def _held(level: _Level) -> _Level:
    """A priority or a theme as the database has it, its plan held until the transaction ends. Raises RefusedError for one that is gone."""
    hold(strategy_of(level))
    above = ("priority__strategy__organisation", "parent") if isinstance(level, Theme) else ("strategy__organisation",)
    lead = () if isinstance(level, Theme) else ("executive_lead",)
    now: _Level | None = type(level)._default_manager.select_related(*above, *lead).filter(pk=level.pk).first()
    if now is None:
        raise RefusedError(f"Somebody else has removed “{level}” meanwhile.")
    return now


def _added(level: _Level, words: Words, by: User) -> _Level:
    _say(level, words)
    level.save()
    _record(level, "added", by, {}, {name: value for name, value in plain(level).items() if value})
    return level


def _say(level: _Level, words: Words) -> None:
    """Gives a priority or a theme its words. Raises RefusedError for what can't be."""
    name, strategy = one_line(words.name), strategy_of(level)
    if not name:
        raise RefusedError("Enter the name.")
    # As an import compares names, whatever their case.
    double = [each for each in beside(level) if each.pk != level.pk and each.name.casefold() == name.casefold()]
    if double:
        raise RefusedError(f"There is “{double[0]}” already. Choose another name.")
    level.name, level.context = name, normalised(words.context).strip()
    if isinstance(level, Priority):
        if words.executive_lead and words.executive_lead.organisation_id != strategy.organisation_id:
            raise RefusedError(f"{words.executive_lead} is not a post of {strategy.organisation}.")
        level.strapline, level.executive_lead = one_line(words.strapline), words.executive_lead


def _next(rows: models.QuerySet[_Level]) -> int:
    """The position behind every row."""
    highest: int | None = rows.aggregate(highest=Max("position"))["highest"]
    return 1 if highest is None else highest + 1


def _record(level: Level, what: str, by: User, before: Mapping[str, object], after: Mapping[str, object]) -> None:
    organisation = strategy_of(level).organisation
    AuditEvent.objects.record(
        by=by, organisation=organisation, what=what, thing=level, before=dict(before), after=dict(after)
    )
