"""What is typed for a saved view of the register."""

from typing import Any

from django import forms

from commitments.forms.texts import Line
from commitments.models import SavedView


class SavedViewForm(forms.Form):
    """The name of a view, and whether others see it."""

    name = Line("Name", most=100, missing="Enter a name for this view", hint="For example, Red ratings in digital.")
    shared = forms.BooleanField(
        label="Share it",
        required=False,
        help_text="Everyone who can read this strategy sees the view, its name and yours.",
    )

    def __init__(self, data: Any = None, *, may_share: bool, view: SavedView | None = None) -> None:
        """Who may not share is not asked. `view` is the one that the form changes."""
        super().__init__(data, initial={"name": view.name, "shared": view.shared} if view else None)
        if not may_share:
            del self.fields["shared"]

    def is_shared(self) -> bool:
        """Whether others are to see it, of a form without faults."""
        return bool(self.cleaned_data.get("shared"))
