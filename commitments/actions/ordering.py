"""Rows that change places with a neighbour."""

from collections.abc import Sequence
from typing import TypeVar

from commitments.actions import RefusedError
from commitments.models import Commitment, Priority, Theme

Placed = TypeVar("Placed", Commitment, Priority, Theme)


def exchange(row: Placed, rows: Sequence[Placed], *, up: bool, called: str) -> tuple[int, int]:
    """Lets a row of these, which stand in their order, change places with the one before it, or after it; gives its place before and now.

    Places are counted from one. Raises RefusedError for the first and the last one.
    """
    order = list(rows)
    here = next(place for place, each in enumerate(order) if each.pk == row.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        raise RefusedError(f"{called} is {'first' if up else 'last'} already.")
    positions = _rising([each.position for each in order])
    order[here], order[there] = order[there], order[here]
    for each, position in zip(order, positions, strict=True):
        if each.position != position:
            each.position = position
            each.save(update_fields=["position"])
    return here + 1, there + 1


def _rising(positions: list[int]) -> list[int]:
    """The positions, each raised where it is not above the one before it."""
    found: list[int] = []
    for position in positions:
        found.append(max(position, found[-1] + 1) if found else position)
    return found
