"""What a download of the register holds: its rows with their texts, and a sheet that says what it is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from commitments.dates import in_words
from commitments.models import PointKind, ReportingPeriod, StatusUpdate, UpdatePoint
from commitments.register.asked import Asked
from commitments.register.rows import Line, Told
from commitments.register.spreadsheets import Column, Sheet, Value
from commitments.standing.status_words import Status


@dataclass(frozen=True)
class Texts:
    """What an approved update says, as cells hold it: a bullet a line."""

    progress: str = ""
    next: str = ""
    reason: str = ""


def texts_of(period: ReportingPeriod) -> dict[int, Texts]:
    """The texts of a period's approved updates, by the keys of these: two queries."""
    updates = StatusUpdate.objects.approved().filter(period=period)
    lines: dict[tuple[int, str], list[str]] = defaultdict(list)
    points = UpdatePoint.objects.filter(update__in=updates).order_by("position")
    for update, kind, text, depth in points.values_list("update_id", "kind", "text", "depth"):
        lines[update, kind].append(bullet(text, depth))
    return {
        key: Texts("\n".join(lines[key, PointKind.PROGRESS]), "\n".join(lines[key, PointKind.NEXT]), reason)
        for key, reason in updates.values_list("pk", "reason")
    }


def bullet(text: str, depth: int = 0) -> str:
    """A bullet as a line of a cell, or one nested under it."""
    return f"   – {text}" if depth else f"• {text}"


def register_sheet(
    lines: Iterable[Line], texts: dict[int, Texts], period: ReportingPeriod, earlier: ReportingPeriod | None
) -> Sheet:
    """The rows of the register with what the period's updates say."""
    columns = _columns(period, earlier)
    return Sheet("Register", columns, [_row(line, texts.get(line.update or 0, Texts()), earlier) for line in lines])


def about_sheet(
    period: ReportingPeriod,
    asked: Iterable[Asked],
    order: str,
    shown: str,
    at: datetime,
    *,
    of: Mapping[str, str] | None = None,
) -> Sheet:
    """What the download is of: how many rows, narrowed down by what, when. `shown` says how many: '3 of 93 commitments'.

    `of` says what the rows are of, where they are not those that the round has now.
    """
    strategy = period.strategy
    said = {
        "Organisation": strategy.organisation.name,
        "Strategy": strategy.title,
        "Period": period.label,
        **(of or {"State of the round": period.get_state_display()}),
        "Rows": shown,
        "Narrowed down by": "\n".join(each.words for each in asked) or "Nothing: every row is here",
        "Order": order,
        "Downloaded": f"{in_words(at.date())} at {at:%H:%M}",
        "Counted": "Stages, ratings and texts are those of approved updates.",
    }
    if strategy.illustrative:
        said["Note"] = strategy.illustrative
    return Sheet("About", (Column("About this file", 24), Column("", 90)), list(said.items()))


def _columns(period: ReportingPeriod, earlier: ReportingPeriod | None) -> list[Column]:
    strategy = period.strategy
    before = [f"{earlier.label}: {part}" for part in ("stage", "rating", "note")] if earlier else []
    now = [f"{period.label}: {part}" for part in ("stage", "rating", "lead’s rating", "note")]
    return [
        Column("Ref", 11),
        Column(strategy.commitment_label, 50),
        Column("Marker", 9),
        Column(strategy.priority_label, 26),
        Column(strategy.theme_label, 26),
        Column("Lead", 26),
        *(Column(heading, 16) for heading in before + now),
        *([Column("Movement", 12)] if earlier else []),
        Column("Due", 22),
        Column("Overdue", 10),
        *(Column(heading, 60) for heading in ("Progress", "Next")),
        Column("Reason and what will be done", 50),
    ]


def _row(line: Line, texts: Texts, earlier: ReportingPeriod | None) -> list[Value]:
    now, before = line.now, line.before
    return [
        *(line.ref, line.wording, line.marker, line.priority, line.theme, line.lead),
        *((*_standing(before), before.instead) if earlier else ()),
        *(*_standing(now), _word(now.lead_rating), now.instead),
        *((line.moved,) if earlier else ()),
        *(line.due_on or line.due, "Overdue" if line.is_overdue else ""),
        *(texts.progress, texts.next, texts.reason),
    ]


def _standing(told: Told) -> tuple[str, str]:
    return _word(told.stage), _word(told.rating)


def _word(status: Status | None) -> str:
    return status.word if status else ""
