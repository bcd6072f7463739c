"""What people type about readings: one, many at once, and corrections."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from commitments.actions.readings import Entry, plain_reading, value_of
from commitments.forms.organisation import Shown
from commitments.forms.texts import Line
from commitments.forms.values import When, hint, value_typed
from commitments.measures.pasting import MOST, Kind, Pasted, Value, pasted
from commitments.models import Observation, SuccessMeasure

_LONGEST = 100_000  # characters of what is pasted


class ReadingForm(forms.Form):
    """A new reading."""

    day = When(
        "Date",
        "Enter the date of the reading",
        "For example, 31 March 2022 or March 2022. A month is kept as its last day.",
    )
    value = Line("Reading", most=300, missing="Enter the reading")
    note = Line("Note", most=500, hint="Anything that a reader should know. You can leave it empty.")

    def __init__(self, data: Any = None, *, measure: SuccessMeasure) -> None:
        super().__init__(data)
        self.kind = Kind.of(measure.kind)
        self.fields["value"].help_text = hint(measure, self.kind)
        self.days = list(measure.observations.values_list("date", flat=True)) if data is not None else []

    def clean_day(self) -> date:
        """The day of the reading, which has come."""
        typed = self.cleaned_data["day"]
        if why := typed.why_not(timezone.localdate()):
            raise forms.ValidationError(f"Date: {why}")
        day: date = typed.settled(self.days)
        return day

    def clean_value(self) -> Value | None:
        """The reading as a number or words, by the kind of the measure."""
        return value_typed("Reading", self.cleaned_data["value"], self.kind)

    def entry(self) -> Entry:
        """The reading, of a form without faults."""
        given = self.cleaned_data
        return Entry(given["day"], given["value"], given["note"])


class CorrectForm(Shown):
    """Another value for a reading, or another note."""

    value = Line("Reading", most=300, missing="Enter the reading")
    note = Line("Note", most=500, hint="If you change the reading, say why.")

    def __init__(self, data: Any = None, *, reading: Observation) -> None:
        super().__init__(data, now=plain_reading(reading))
        self.kind = Kind.of(reading.measure.kind)

    def clean_value(self) -> Value | None:
        """The reading as a number or words, by the kind of the measure."""
        return value_typed("Reading", self.cleaned_data["value"], self.kind)


class SureForm(Shown):
    """Carries what the page showed of what is to be deleted."""


class PasteForm(forms.Form):
    """Two columns: dates and values. `looked_at` names the preview that the person saw."""

    text = forms.CharField(
        label="Dates and readings",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "Paste a date and a reading on each line"},
    )
    looked_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, measure: SuccessMeasure) -> None:
        super().__init__(data)
        self.measure = measure
        self.pasted = Pasted(())

    def clean_text(self) -> str:
        """The text, of which each line is read. It stays as it was pasted."""
        text: str = self.cleaned_data["text"]
        lines = sum(1 for line in text.splitlines() if line.strip())
        if lines > MOST:
            raise forms.ValidationError(f"Paste at most {MOST} lines at a time. This has {lines:,}")
        if len(text) > _LONGEST:
            raise forms.ValidationError(f"Paste at most {_LONGEST:,} characters at a time. This has {len(text):,}")
        there = {each.date: value_of(each) for each in self.measure.observations.all()}
        self.pasted = pasted(text, kind=Kind.of(self.measure.kind), there=there, today=timezone.localdate())
        return text

    def show(self) -> None:
        """Bases the form on the preview that the page shows now."""
        self.data = {name: self.data[name] for name in self.data} | {"looked_at": self.pasted.name}

    def was_looked_at(self) -> bool:
        """Whether what would be saved is what the person saw."""
        return bool(self.pasted.to_save) and self.cleaned_data["looked_at"] == self.pasted.name

    def entries(self) -> list[Entry]:
        """The readings that are saved."""
        return [Entry(each.day, each.value) for each in self.pasted.to_save if each.day and each.value is not None]

    def seen(self) -> dict[date, Value]:
        """What the preview showed of readings that are there."""
        return {each.day: each.before for each in self.pasted.to_save if each.day and each.before is not None}
