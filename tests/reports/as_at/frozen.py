"""Frozen plans for the tests, and what is live at the same moment."""

from dataclasses import fields, is_dataclass
from datetime import UTC, datetime

from commitments.dashboard.values import Count
from reports.as_at.plan import FrozenPlan
from reports.document import build, canonical, read

NOW = datetime(2022, 10, 5, 9, tzinfo=UTC)


def frozen(period):
    """The plan of a period as an edition issued now would hold it, read back from its text."""
    return FrozenPlan(read(canonical(build(period, at=NOW))), period)


def plain(value):
    """A value without the queries of its numbers, which go by keys where it is live and by numbers where it is frozen."""
    if isinstance(value, Count):
        return value.number
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    return [plain(each) for each in value] if isinstance(value, tuple | list) else value


def counts_of(value):
    """The numbers in a value that lead to rows."""
    if isinstance(value, Count):
        return [value]
    if is_dataclass(value):
        return [count for each in fields(value) for count in counts_of(getattr(value, each.name))]
    return [count for each in value for count in counts_of(each)] if isinstance(value, tuple) else []
