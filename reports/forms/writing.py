"""What is filled in for a report beside its tables."""

from typing import Any

from django import forms

from reports.actions.writing import Written
from reports.models import CHARACTERS_OF_A_FACT, Report, Section


def _prose(label: str, rows: int, help_text: str, most: int = CHARACTERS_OF_A_FACT) -> forms.CharField:
    told = {"max_length": f"Write at most {most:,} characters"}
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, required=False, max_length=most, widget=area, help_text=help_text, error_messages=told
    )


def _line(label: str, most: int, help_text: str = "") -> forms.CharField:
    told = {"max_length": f"Write at most {most} characters"}
    return forms.CharField(label=label, required=False, max_length=most, help_text=help_text, error_messages=told)


class ReportForm(forms.Form):
    """The introduction, the cover sheet and the sections of a report."""

    introduction = _prose(
        "Introduction",
        10,
        "Leave a blank line between paragraphs. If you leave it empty, the report prints the strategy’s own introduction.",
        5 * CHARACTERS_OF_A_FACT,
    )
    purpose = _line("Purpose", 100, "What the meeting is asked for: approval, discussion, assurance or information.")
    sponsor = _line("Executive sponsor", 200)
    author = _line("Author", 200)
    summary = _prose("Executive summary", 5, "Two or three sentences, each on a line of its own.")
    recommendation = _prose("Recommendation", 3, "Such as: The board is asked to note the report.")
    considered_by = _prose("Previously considered by", 3, "Each meeting with its date on a line of its own.")
    prints = forms.MultipleChoiceField(
        label="Sections to print",
        choices=Section.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="A section with nothing in it is never printed. The tables of commitments always are.",
        error_messages={"invalid_choice": "Choose sections from the list"},
    )
    revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    @classmethod
    def of(cls, report: Report) -> "ReportForm":
        """The form as it stands for a report."""
        initial: dict[str, Any] = {name: getattr(report, name) for name in Written.__dataclass_fields__}
        initial["prints"] = [code for code in Section.values if code not in report.left_out]
        return cls(initial=initial | {"revision": report.revision})

    def written(self) -> Written:
        """What was filled in, for the action."""
        values = {name: self.cleaned_data[name] for name in Written.__dataclass_fields__ if name != "left_out"}
        chosen = self.cleaned_data["prints"]
        return Written(**values, left_out=tuple(code for code in Section.values if code not in chosen))
