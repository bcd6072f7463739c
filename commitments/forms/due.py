"""When a commitment is due, as the plan says it."""

from typing import Any

from django import forms

from commitments.actions.leading import due_of
from commitments.dates import Span, parse_span
from commitments.forms.organisation import Shown
from commitments.forms.texts import Line, Prose
from commitments.models import Commitment

_LIKE = "31 March 2027, March 2027, Q1 2026/27, 2027, 2026/27 or ongoing"
_HINT = (
    "A day (31 March 2027), a month (March 2027), a quarter of the financial year (Q1 2026/27), a year (2027), "
    "a financial year (2026/27), or ongoing. Leave empty where it is not known."
)


class Due(Line):
    """A due date in the words of the plan, which say how exact it is. None where nothing was typed."""

    def __init__(self) -> None:
        super().__init__("Due", most=60, hint=_HINT)

    def clean(self, value: Any) -> Span | None:
        """The due date as a span."""
        words: str = super().clean(value)
        span = parse_span(words)
        if words and span is None:
            raise forms.ValidationError(f"Enter a date like {_LIKE}")
        return span


class DueForm(Shown):
    """Another due date, and why."""

    due = Due()
    reason = Prose("Reason", most=2000, rows=3, hint="Why it changes. You can leave this empty. The history keeps it.")

    def __init__(self, data: Any = None, *, commitment: Commitment) -> None:
        super().__init__(data, now=due_of(commitment))
