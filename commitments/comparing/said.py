"""What an update says, as plain values: as it is now, and as it was approved."""

from dataclasses import dataclass
from typing import Any

from commitments.models import StatusUpdate


@dataclass(frozen=True)
class Said:
    """Codes of stage and ratings, the reason, and the bullets of all lists: kind, text and depth of each."""

    stage: str = ""
    rating: str = ""
    executive_rating: str = ""
    reason: str = ""
    points: tuple[tuple[str, str, int], ...] = ()

    def bullets(self, kind: str) -> list[tuple[str, int]]:
        """The bullets of one of its lists, in order."""
        return [(text, depth) for each, text, depth in self.points if each == kind]


def said_in(update: StatusUpdate) -> Said:
    """What an update says now; one query."""
    points = tuple((each.kind, each.text, each.depth) for each in update.points.all())
    return Said(update.stage, update.rating, update.executive_rating, update.reason, points)


def said_then(content: dict[str, Any]) -> Said:
    """What an approved text says, from its content."""
    points = tuple((each["kind"], each["text"], each["depth"]) for each in content["points"])
    return Said(content["stage"], content["rating"], content["executive_rating"], content["reason"], points)


def content(update: StatusUpdate) -> dict[str, Any]:
    """What an update says and answers now, as an approved text keeps it; two queries."""
    said = said_in(update)
    answers = [
        {"step": each.point.text, "answer": each.answer, "note": each.note}
        for each in update.outcomes.select_related("point")
    ]
    return {
        "stage": said.stage,
        "rating": said.rating,
        "executive_rating": said.executive_rating,
        "reason": said.reason,
        "points": [{"kind": kind, "text": text, "depth": depth} for kind, text, depth in said.points],
        "answers": answers,
    }
