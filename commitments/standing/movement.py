"""Where a commitment stands, and how that moved between two updates. Pure.

From one approved update to the next the order is red < amber < green < complete. Not achieved, stopped and merged are *ended* and
paused is *paused*: neither better nor worse. From or to nothing is *new*.
"""

from dataclasses import dataclass
from enum import StrEnum

ORDER = {"red": 1, "amber": 2, "green": 3, "complete": 4}
ENDED = {"not_achieved", "stopped", "merged"}


class Movement(StrEnum):
    """How a commitment's standing moved from one period to the next."""

    BETTER = "Better"
    WORSE = "Worse"
    UNCHANGED = "Unchanged"
    PAUSED = "Paused"
    ENDED = "Ended"
    NEW = "New"


@dataclass(frozen=True)
class Standing:
    """The stage and the rating of an approved update, as codes; empty where not given."""

    stage: str = ""
    rating: str = ""

    @property
    def level(self) -> int | None:
        """Its place in the order red < amber < green < complete; none where it has no place there."""
        return ORDER.get("complete" if self.stage == "complete" else self.rating)


def movement(before: Standing, after: Standing) -> Movement | None:
    """How `after` differs from `before`; none where nothing can be said about `after`."""
    if after.stage in ENDED:
        return Movement.ENDED
    if after.stage == "paused":
        return Movement.PAUSED
    if after.level is None:
        return None
    if before.level is None:
        return Movement.NEW
    if after.level == before.level:
        return Movement.UNCHANGED
    return Movement.BETTER if after.level > before.level else Movement.WORSE
