"""Fields for the dates and values of measures, typed as people say them."""

from typing import Any

from django import forms

from commitments.measures import unit_of
from commitments.measures.pasting import Kind, Value
from commitments.measures.typed import NOT_A_DAY, NOT_A_NUMBER, Typed, day_typed, number_typed
from commitments.models import SuccessMeasure
from commitments.text import one_line


class Number(forms.CharField):
    """A number, such as 82.4, 82.4% or 1,234."""

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__(label=label, required=False, help_text=hint)

    def clean(self, value: Any) -> Any:
        """The number; none where nothing was typed."""
        words = one_line(super().clean(value))
        found = number_typed(words)
        if words and found is None:
            raise forms.ValidationError(f"{self.label}: {_small(NOT_A_NUMBER)}")
        return found


class When(forms.CharField):
    """A day or a month, such as 31 March 2022, 31/03/2022, March 2022 or Mar 22. None where nothing was typed and nothing need be."""

    def __init__(self, label: str, missing: str = "", hint: str = "") -> None:
        super().__init__(label=label, required=bool(missing), help_text=hint, error_messages={"required": missing})

    def clean(self, value: Any) -> Typed | None:
        """The day or month."""
        words = one_line(super().clean(value))
        if not words:  # or nothing but characters that nobody can see
            self.validate("")
            return None
        found = day_typed(words)
        if found is None:
            raise forms.ValidationError(f"{self.label}: {_small(NOT_A_DAY)}")
        return found


def value_typed(label: str, text: str, kind: Kind) -> Value | None:
    """The number or words of a text, by what values of a measure may be; none of an empty one. Raises ValidationError."""
    found = kind.read(text)
    if text and found is None:
        raise forms.ValidationError(f"{label}: {_small(kind.complaint)}")
    return found


def hint(measure: SuccessMeasure, kind: Kind) -> str:
    """What is typed as a value of a measure, such as 'A number, in posts.', as a sentence."""
    unit = unit_of(measure)
    number = f"A number, in {unit}." if unit else "A number."
    return number if not kind.words else "In words." if not kind.numbers else "A number or words."


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
