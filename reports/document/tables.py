"""The tables of a report: a chapter for each priority, and its lines."""

from itertools import groupby

from commitments.models import ChangeKind, Commitment, PointKind, Priority, Rating, ReportingPeriod, Stage, State
from commitments.models import wording_at as wording_in
from commitments.models.update import StatusUpdate, UpdatePoint
from reports.document.endings import ended
from reports.document.parts import Cell, Chapter, Completed, Group, Line, Point, Word
from reports.document.rows import Rows

NO_UPDATE = "No update reported"
NOT_THEN = "Not in the plan then"
NO_NEXT_STEP = "No next step reported"
NO_NEXT_STEP_NEEDED = "No next step needed"
WAITING = "Update awaiting approval"


class Words:
    """What a strategy calls its stages and ratings."""

    def __init__(self, given: dict[str, str]) -> None:
        self._words = dict([*Stage.choices, *Rating.choices]) | given

    def __call__(self, code: str) -> Word | None:
        """The stage or rating of a code; none for an empty code."""
        return Word(code, self._words[code]) if code else None


def chapters(rows: Rows, priorities: list[Priority], words: Words) -> tuple[Chapter, ...]:
    """One chapter for each priority that has commitments, in the order of the plan."""
    by_priority = {key: list(found) for key, found in groupby(rows.commitments, key=lambda each: each.priority_id)}
    return tuple(
        _chapter(rows, f"priority-{number}", priority, by_priority[priority.pk], words)
        for number, priority in enumerate(priorities, start=1)
        if priority.pk in by_priority
    )


def completed_earlier(rows: Rows, commitment: Commitment) -> ReportingPeriod | None:
    """The earlier period in which a commitment was complete, if nothing was reported of it since; none otherwise."""
    ending = ended(rows, commitment, rows.period)
    return ending.since if ending and ending.stage == Stage.COMPLETE else None


def wording(rows: Rows, commitment: Commitment) -> str:
    """The words that a commitment had in the period of the report."""
    return wording_in(rows.changes[commitment.pk], commitment.wording, rows.period.month)


def marker(rows: Rows, commitment: Commitment) -> str:
    """The marks that a commitment carries for good: reworded and added since the plan was published."""
    reworded = any(
        change.kind == ChangeKind.REWORDED and (change.period is None or change.period.month <= rows.period.month)
        for change in rows.changes[commitment.pk]
    )
    return rows.period.strategy.marks(reworded=reworded, added=not commitment.in_published_plan)


def in_plan(rows: Rows, commitment: Commitment, period: ReportingPeriod) -> bool:
    """Whether a commitment stood in the plan in a period: always, unless it was added later (or when, is not known)."""
    added = [change for change in rows.changes[commitment.pk] if change.kind == ChangeKind.ADDED]
    known = [change.period.month for change in added if change.period]
    return commitment.in_published_plan or (bool(known) and min(known) <= period.month)


def _chapter(rows: Rows, anchor: str, priority: Priority, commitments: list[Commitment], words: Words) -> Chapter:
    groups: dict[tuple[str, str], list[Line]] = {}
    completed: list[Completed] = []
    for commitment in commitments:
        if period := completed_earlier(rows, commitment):
            mark, said = marker(rows, commitment), wording(rows, commitment)
            completed.append(Completed(commitment.ref, said, mark, period.label))
        else:
            groups.setdefault(_theme_names(commitment), []).append(_line(rows, commitment, words))
    return Chapter(
        anchor=anchor,
        name=priority.name,
        strapline=priority.strapline[:1].upper() + priority.strapline[1:],
        executive_lead=priority.executive_lead.title if priority.executive_lead else "",
        has_themes=any(theme for theme, _ in groups),
        has_sub_themes=any(sub_theme for _, sub_theme in groups),
        columns=_columns(rows),
        groups=tuple(Group(theme, sub_theme, tuple(lines)) for (theme, sub_theme), lines in groups.items()),
        completed_earlier=tuple(completed),
    )


def _columns(rows: Rows) -> tuple[str, ...]:
    return (*([rows.earlier.label] if rows.earlier else []), rows.period.label, "Next")


def _theme_names(commitment: Commitment) -> tuple[str, str]:
    theme = commitment.theme
    if theme is None:
        return "", ""
    return (theme.parent.name, theme.name) if theme.parent else (theme.name, "")


def _line(rows: Rows, commitment: Commitment, words: Words) -> Line:
    update = rows.update(commitment, rows.period)
    ending = ended(rows, commitment, rows.period)
    cells = [_earlier_cell(rows, commitment, rows.earlier, words)] if rows.earlier else []
    return Line(
        ref=commitment.ref,
        wording=wording(rows, commitment),
        marker=marker(rows, commitment),
        stage=words(update.stage if update else ending.stage if ending else ""),
        rating=words(update.rating) if update else None,
        executive_rating=words(update.executive_rating) if update else None,
        reason=update.reason if update else "",
        cells=(*cells, *_cells_now(rows, commitment, update, words)),
    )


def _earlier_cell(rows: Rows, commitment: Commitment, period: ReportingPeriod, words: Words) -> Cell:
    update = rows.update(commitment, period)
    points = rows.points_of(update, PointKind.PROGRESS) if update else []
    nothing = NO_UPDATE if in_plan(rows, commitment, period) else NOT_THEN
    return _cell(points, _ended_in_words(rows, commitment, period, words) or nothing)


def _ended_in_words(rows: Rows, commitment: Commitment, period: ReportingPeriod, words: Words) -> str:
    """That a commitment had ended before a period; empty where it had not."""
    ending = ended(rows, commitment, period)
    word = words(ending.stage) if ending else None
    return ending.in_words(word.word) if ending and word else ""


def _cells_now(rows: Rows, commitment: Commitment, update: StatusUpdate | None, words: Words) -> tuple[Cell, Cell]:
    if has_ended := _ended_in_words(rows, commitment, rows.period, words):
        return Cell((), has_ended), Cell((), NO_NEXT_STEP_NEEDED)
    if update is None:
        waiting = rows.waiting.get(commitment.pk) == State.SUBMITTED
        nothing = Cell((), WAITING if waiting else NO_UPDATE)
        return nothing, nothing
    progress = _cell(rows.points_of(update, PointKind.PROGRESS), NO_UPDATE)
    return progress, _cell(rows.points_of(update, PointKind.NEXT), NO_NEXT_STEP)


def _cell(points: list[UpdatePoint], instead: str) -> Cell:
    """Bullets with those nested under them; words for an empty cell."""
    nested: list[tuple[str, list[str]]] = []
    for point in points:
        if point.depth and nested:
            nested[-1][1].append(point.text)
        else:
            nested.append((point.text, []))
    return Cell(tuple(Point(text, tuple(under)) for text, under in nested), "" if nested else instead)
