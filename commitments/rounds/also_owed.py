"""What people owe beside their updates. Apps above this one say it; this one can't know of them."""

from collections.abc import Callable, Sequence
from typing import Any

from commitments.models.visible import Reader

# Filled when the site starts, by the apps that have something to ask: see reports/apps.py.
ALSO_OWED: list[Callable[[Reader], Sequence[Any]]] = []


def also_owed(user: Reader) -> list[Any]:
    """Everything that waits for somebody beside their updates, each with what its template shows."""
    return [each for owed in ALSO_OWED for each in owed(user)]
