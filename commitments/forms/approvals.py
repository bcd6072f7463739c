"""What an executive decides about an update, and why the strategy team opens one again."""

from typing import Any

from django import forms

from commitments.forms.texts import Prose
from commitments.models import Rating, Stage, StatusUpdate
from commitments.standing.status_words import Status

_READ = "This page was out of date. Read the update again before you decide"
NO_RATING = "No rating of my own"


class DecisionForm(forms.Form):
    """A decision on the revision that was read."""

    revision = forms.IntegerField(
        widget=forms.HiddenInput, error_messages=dict.fromkeys(("required", "invalid"), _READ)
    )


class ApproveForm(DecisionForm):
    """Approving, with one's own rating beside the lead's where anything is still to come."""

    rating = forms.ChoiceField(
        label="Your own rating",
        required=False,
        widget=forms.RadioSelect,
        help_text="Only where you see it differently. Both are shown then, and yours counts on the dashboard.",
        error_messages={"invalid_choice": "Choose from the ratings that are listed"},
    )

    def __init__(self, data: Any = None, *, update: StatusUpdate, words: dict[str, Status], rating: str = "") -> None:
        """`rating` is what was chosen in a form that is given back."""
        super().__init__(data, auto_id="approve-%s", initial={"rating": rating or update.executive_rating})
        field = self.fields["rating"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", NO_RATING), *((code, words[code].word) for code in reversed(Rating.values))]
        if update.stage not in Stage.rated:
            del self.fields["rating"]


class ReturnForm(DecisionForm):
    """Giving an update back, with what should change."""

    note = Prose(
        "What should change",
        most=2000,
        missing="Say what the author should change",
        rows=4,
        hint="The author gets this in a letter, and reads it beside the update.",
    )

    def __init__(self, data: Any = None, *, note: str = "") -> None:
        """`note` is what was typed into a form that is given back."""
        super().__init__(data, auto_id="return-%s", initial={"note": note})


class ReopenForm(forms.Form):
    """Why an approved update is opened again."""

    reason = Prose(
        "Reason",
        most=2000,
        missing="Say why this update is opened again",
        rows=3,
        hint="Who approves it again reads this, and it stays in the history.",
    )
