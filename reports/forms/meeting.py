"""What a meeting chooses to go through."""

from typing import Any

from django import forms

from reports.meeting import ATTENTION, Walk


class ChoiceForm(forms.Form):
    """All commitments or those that need attention, of all priorities or of one. Nonsense in the address asks for everything."""

    show = forms.ChoiceField(label="Show", required=False)
    priority = forms.ChoiceField(required=False)

    def __init__(self, data: Any, *, strategy: Any, everything: Walk) -> None:
        super().__init__(data)
        every = f"Every {strategy.commitment_label.lower()}"
        priorities = {str(each.row.priority_id): each.row.priority for each in everything.items}
        in_order = sorted(priorities.items(), key=lambda found: (found[1].position, found[1].pk))
        self.fields["priority"].label = strategy.priority_label
        self._offer("show", [("", every), (ATTENTION, "Only what needs attention")])
        self._offer("priority", [("", "All"), *((key, priority.name) for key, priority in in_order)])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def chosen(self) -> dict[str, Any]:
        """What to narrow a walk to."""
        self.is_valid()
        given = self.cleaned_data
        return {"exceptions": given.get("show") == ATTENTION, "priority": given.get("priority", "")}
