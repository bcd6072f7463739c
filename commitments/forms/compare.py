"""Which two periods are compared, and for which commitments."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms

from commitments.models import Commitment, PeriodState, ReportingPeriod
from commitments.text import one_line

_LONGEST = 300  # characters of a ref that are looked at; it has 30
_SHOWN = 60  # characters of a wording in the list
_NAMES = ("period", "with", "priority", "commitment", "changed")


class CompareForm(forms.Form):
    """Two periods; a priority or a commitment, or all; everything or only what changed. What it gives are the rows themselves.

    Where nothing is asked, it is the period of the page with the one before, and `with` is none where there is none before. A
    commitment of another priority than the one that was chosen is let go, and `left_out` is its ref.
    """

    changed = forms.BooleanField(label="Only what changed", required=False)

    def __init__(self, asked: Any, *, period: ReportingPeriod, commitments: Iterable[Commitment]) -> None:
        """`asked` is the query of an address; `commitments` are those that can be chosen."""
        self._commitments = {each.ref: each for each in commitments}
        self.left_out = ""
        periods = list(period.strategy.periods.order_by("-month"))
        offered = [each for each in periods if each.state != PeriodState.PLANNED or each == period]
        before = next((each.slug for each in offered if each.month < period.month), "")
        given = {name: asked.get(name, "") for name in _NAMES}
        given["commitment"] = self._as_written(given["commitment"])
        super().__init__(given | {"period": given["period"] or period.slug, "with": given["with"] or before})
        slugs = {each.slug: each for each in offered}
        labels = [(each.slug, each.label) for each in offered]
        self.fields["period"] = _choice("Compare", labels, slugs.get)
        self.fields["with"] = _choice("With", [("", "Choose a period")] * (not before) + labels, slugs.get)
        self._offer_commitments(period)
        self.order_fields(_NAMES)

    def _offer_commitments(self, period: ReportingPeriod) -> None:
        strategy = period.strategy
        priorities = {str(each.pk): each for each in strategy.priorities.all()}
        names = [(key, each.name) for key, each in priorities.items()]
        self.fields["priority"] = _choice(strategy.priority_label, [("", "All"), *names], priorities.get)
        self.fields["commitment"] = _choice(strategy.commitment_label, self._listed(), self._commitments.get)

    def _listed(self, priority: int | None = None) -> list[tuple[str, str]]:
        """The commitments to choose from: all, or those of a priority."""
        rows = [each for each in self._commitments.values() if priority in {None, each.priority_id}]
        return [("", "All"), *((each.ref, _shortened(str(each))) for each in rows)]

    def _as_written(self, ref: str) -> str:
        """A ref in the plan's own capitals and small letters."""
        asked = one_line(ref[:_LONGEST])
        return next((each for each in self._commitments if each.casefold() == asked.casefold()), asked)

    def clean(self) -> dict[str, Any]:
        """Refuses a period beside itself; lets go of a commitment of another priority."""
        given = self.cleaned_data
        priority, commitment = given.get("priority"), given.get("commitment")
        if given.get("period") and given.get("period") == given.get("with"):
            self.add_error("with", f"Choose another period than {given['period'].label}, to compare it with")
        if priority and commitment and commitment.priority_id != priority.pk:
            self.left_out, given["commitment"] = commitment.ref, None
        if priority:
            field = self.fields["commitment"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = self._listed(priority.pk)
        return given


def _choice(label: str, choices: list[tuple[str, str]], row: Callable[[str], Any]) -> forms.TypedChoiceField:
    """A list to choose one row from, or none; a choice that isn't in it is refused in a sentence."""
    told = {"invalid_choice": f"{label}: choose from the list"}
    return forms.TypedChoiceField(
        label=label, choices=choices, coerce=row, empty_value=None, required=False, error_messages=told
    )


def _shortened(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
