"""The choices that depend on the rows: the priorities, themes, leads and committees of their strategies."""

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce

from commitments.filters.kinds import NONE
from commitments.models import Committee, Post, Priority, Theme

Choices = list[tuple[str, str]]


def read_once(choices: Callable[[Any], Choices], strategies: Any) -> Callable[[], Choices]:
    """The choices as a function that reads the database when it is first asked, and then no more."""
    return cache(lambda: choices(strategies))


def priorities(strategies: Any) -> Choices:
    """The priorities of some strategies, as the plan orders them."""
    found = Priority.objects.filter(strategy__in=strategies)
    return [(str(each.pk), each.name) for each in found.order_by("strategy_id", "position", "id")]


def themes(strategies: Any) -> Choices:
    """Their themes as the plan orders them, each followed by its sub-themes."""
    found = Theme.objects.filter(priority__strategy__in=strategies).select_related("parent", "priority")
    ordered = found.order_by(
        "priority__strategy_id",
        "priority__position",
        "priority_id",
        Coalesce("parent__position", "position"),
        Coalesce("parent_id", "id"),
        F("parent_id").asc(nulls_first=True),
        "position",
        "id",
    )
    names = [(each, f"{each.parent.name}: {each.name}" if each.parent else each.name) for each in ordered]
    times = Counter(name for _theme, name in names)
    told = [(str(each.pk), f"{name} ({each.priority})" if times[name] > 1 else name) for each, name in names]
    return [*told, (NONE, "No theme")]


def leads(strategies: Any) -> Choices:
    """The posts that lead their commitments."""
    found = Post.objects.filter(commitments_led__strategy__in=strategies).distinct()
    return [(str(each.pk), each.title) for each in found] + [(NONE, "No lead named")]


def committees(strategies: Any) -> Choices:
    """The committees that oversee any of their priorities."""
    found = Committee.objects.filter(priorities__strategy__in=strategies).distinct()
    return [(str(each.pk), each.name) for each in found] + [(NONE, "No committee")]
