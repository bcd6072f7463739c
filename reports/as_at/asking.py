"""What the rows of a frozen plan can be asked for: what the register can be asked for, by the same names. No queries."""

from collections.abc import Callable
from typing import Any

from commitments.filters import MOVEMENTS, NONE
from commitments.filters.commitments import ANY, FIRST
from commitments.filters.kinds import YES
from commitments.models import Answer
from commitments.standing.attention import Reason
from commitments.standing.kept import Kept
from reports.as_at.plan import Row


def found(rows: list[Row], asked: dict[str, Any]) -> list[Row]:
    """The rows that are all that is asked for, in the order that `sort` asks for; those alike in it stand as in the plan."""
    values = {name: str(value) for name, value in asked.items() if value and name in ASKED}
    kept = [row for row in rows if all(ASKED[name](row, value) for name, value in values.items())]
    order = ORDERS.get(asked.get("sort") or "")
    return sorted(kept, key=order) if order else kept


def _or_empty(value: str) -> str:
    return "" if value == NONE else value


def _says(row: Row, words: str) -> bool:
    """Whether every word occurs in the ref, the wording or what the update says."""
    texts = [text.casefold() for text in (row.ref, row.words_then, *row.texts)]
    return all(any(word in text for text in texts) for word in words.casefold().split())


def _is_of_theme(row: Row, value: str) -> bool:
    if value == NONE:
        return row.theme_id is None
    return int(value) in (row.theme_id, row.theme__parent_id)


def _needs_attention(row: Row, value: str) -> bool:
    if value in (ANY, NONE):
        return bool(row.reasons) == (value == ANY)
    return value in row.reasons


def _kept(row: Row, value: str) -> bool:
    if value == Kept.MISSED_TWICE:
        return Reason.MISSED_TWICE in row.reasons
    answers = set(row.known.answers)
    return answers == {Answer.DONE} if value == Kept.ALL_DONE else value in answers


def _flag(name: str) -> Callable[[Row, str], bool]:
    return lambda row, value: (name in row.known.flags) == (value == YES)


# Question by question, whether a row is what a value asks for.
ASKED: dict[str, Callable[[Row, str], bool]] = {
    "words": _says,
    "priority": lambda row, value: row.priority_id == int(value),
    "theme": _is_of_theme,
    "lead": lambda row, value: row.lead_id == (None if value == NONE else int(value)),
    "stage": lambda row, value: row.stage == _or_empty(value),
    "rating": lambda row, value: row.rating == _or_empty(value),
    "movement": lambda row, value: row.moved == MOVEMENTS.get(value, ""),
    "update": lambda row, value: row.reported == value,
    "attention": _needs_attention,
    "promises": _kept,
    **{name: _flag(name) for name in ("overdue", "late", "unchanged", "reworded", "added")},
}


def _rank(column: str) -> Callable[[Row], int]:
    places = {word: place for place, word in enumerate(FIRST[column])}
    return lambda row: places.get(getattr(row, column), len(places))


def _seriousness(row: Row) -> int:
    return [*Reason].index(row.reasons[0]) if row.reasons else len(Reason)


# Order by order, the place of a row; what has nothing to be ordered by comes last.
ORDERS: dict[str, Callable[[Row], Any]] = {
    "attention": _seriousness,
    "rating": _rank("rating"),
    "stage": _rank("stage"),
    "movement": _rank("moved"),
    "due": lambda row: (not row.known.due_on, row.known.due_on),
    "lead": lambda row: (not row.known.lead, row.known.lead),
}
