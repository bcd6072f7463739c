"""What is typed for a point of the narrative."""

from typing import Any

from django import forms

from commitments.actions.narrative import LONGEST, PointWords
from commitments.forms.refs import RefsForm
from commitments.forms.texts import Line
from commitments.models import NarrativeKind, NarrativePoint, ReportingPeriod

_NO_PRIORITY = "None: it is of the whole strategy"


class PointForm(RefsForm):
    """A point: its list, its words, its priority and the refs of the commitments that it rests on."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=NarrativeKind.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what it is"),
    )
    text = Line("Words", most=LONGEST, missing="Enter the words", rows=3, hint="As the report will print them.")
    priority = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": "Choose one of those that are listed"}
    )
    refs = Line("Rests on", most=1000)
    public = forms.BooleanField(
        label="Print it in public editions too", required=False, help_text="Untick it for words that stay private."
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, period: ReportingPeriod, edits: bool, **kwargs: Any) -> None:
        """Without `edits`, the form is that of a proposal, which says nothing on who may read it."""
        super().__init__(data, **kwargs)
        self.priorities = {str(each.pk): each for each in period.strategy.priorities.all()}
        self.commitments = list(period.strategy.commitments.in_the_plan().select_related("priority").in_report_order())
        field = self.fields["priority"]
        assert isinstance(field, forms.ChoiceField)
        field.label = period.strategy.priority_label
        field.choices = [("", _NO_PRIORITY), *((key, each.name) for key, each in self.priorities.items())]
        examples = ", ".join(each.ref for each in self.commitments[:2])
        self.fields["refs"].help_text = f"Refs, with commas between them: {examples}." if examples else ""
        if not edits:
            del self.fields["public"]

    @classmethod
    def of(cls, point: NarrativePoint) -> "PointForm":
        """The form as the page of a point first shows it."""
        initial = {
            "kind": point.kind,
            "text": point.text,
            "priority": str(point.priority_id or ""),
            "refs": ", ".join(each.ref for each in point.commitments.in_report_order()),
            "public": point.public,
        }
        return cls(period=point.period, edits=True, initial=initial)

    def words(self) -> PointWords:
        """What was typed, of a form without faults."""
        given = self.cleaned_data
        return PointWords(
            kind=NarrativeKind(given["kind"]),
            text=given["text"],
            priority=self.priorities.get(given["priority"]),
            commitments=given["refs"],
            public=given.get("public", True),
        )
