"""What is asked before a token is made."""

from django import forms

_PERIODS = [(30, "30 days"), (90, "90 days"), (365, "A year")]
_CHOOSE = "Choose how long the token works."


class TokenForm(forms.Form):
    """How long a token works, in days."""

    days = forms.TypedChoiceField(
        label="How long should it work?",
        choices=_PERIODS,
        coerce=int,
        initial=90,
        widget=forms.RadioSelect,
        error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
    )
