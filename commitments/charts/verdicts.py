"""Whether a reading meets its target, comes near enough to it, or misses it: said here alone. Pure."""

from decimal import Decimal
from enum import StrEnum

from commitments.charts.pictures import Picture


class Verdict(StrEnum):
    """What a reading says about its target, in the words of a small chart."""

    MET = "Meets the target"
    WITHIN = "Within tolerance of the target"
    NOT_YET = "Does not yet meet the target"
    MISSED = "Does not meet the target"

    @property
    def verb(self) -> str:
        """The same between 'The last reading' and 'of 85%'."""
        words = self.value[:1].lower() + self.value[1:]
        return f"is {words}" if self == Verdict.WITHIN else words


def verdict(picture: Picture, tolerance: Decimal | None = None) -> Verdict | None:
    """What the last reading of a picture says about the target that it is held against; none where nothing can be said.

    A target is met where the reading is as good or better, by the direction of good. A reading that is worse is within tolerance
    where it is no further from the target than that. A target of a day still to come is not yet met.
    """
    goal = picture.goal
    if goal is None or not picture.dots or picture.better not in {"higher", "lower"}:
        return None
    last, aim = picture.dots[-1], Decimal(goal.value)
    short_by = aim - Decimal(last.value) if picture.better == "higher" else Decimal(last.value) - aim
    if short_by <= 0:
        return Verdict.MET
    if tolerance is not None and short_by <= tolerance:
        return Verdict.WITHIN
    return Verdict.NOT_YET if goal.day and goal.day > last.day else Verdict.MISSED
