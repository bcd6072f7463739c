"""What the strategy team types about measures: what they are, their targets, the resets of their limits."""

from datetime import date
from typing import Any

from django import forms

from commitments.actions.measures import Definition, plain
from commitments.actions.targets import LONGEST_REASON, Goal, plain_target
from commitments.forms.organisation import Shown
from commitments.forms.plan import Choice
from commitments.forms.texts import Line, Prose
from commitments.forms.values import Number, When, hint, value_typed
from commitments.measures.pasting import Kind
from commitments.models import Better, MeasureKind, Post, Strategy, SuccessMeasure, Target

# By what a page carries, which is what the history tells.
_KINDS = {kind.label: kind for kind in MeasureKind}
_BETTER = {better.label: better for better in Better}
_KIND_WORDS = {
    MeasureKind.MILESTONE: "Milestone (words, no chart)",
    MeasureKind.QUALITATIVE: "Qualitative (words, no chart)",
}


class MeasureForm(Shown):
    """What a measure is."""

    name = Line("Name", most=300, missing="Enter the name of the measure", rows=2)
    priority = Choice("Priority", "Choose the priority that it shows")
    kind = Choice("Kind", "Choose the kind", hint="What its readings are.")
    unit = Line("Unit", most=30, hint="What its numbers count: %, posts or £. Leave empty for words.")
    better = Choice("Direction of good")
    tolerance = Number(
        "Tolerance",
        "How far a reading may miss the target and still be within tolerance of it. Leave empty where there is none.",
    )
    baseline = Line("Baseline", most=300, hint="The value at the start: a number, or words for a milestone.")
    post = Choice(
        "Who records its readings", hint="The holder and the deputy of this post. The strategy team can as well."
    )

    def __init__(
        self, data: Any = None, *, strategy: Strategy, measure: SuccessMeasure | None = None, priority: str = ""
    ) -> None:
        super().__init__(data, now=plain(measure) if measure else {})
        self.priorities = {each.name: each for each in strategy.priorities.all()}
        self.posts = {each.title: each for each in Post.objects.filter(organisation=strategy.organisation_id)}
        self._offer("priority", {name: name for name in self.priorities})
        self._offer("kind", {label: _KIND_WORDS.get(kind, label) for label, kind in _KINDS.items()})
        self._offer("better", {label: f"{label} is better" for label in _BETTER}, "Not said yet")
        self._offer("post", {title: title for title in self.posts}, "No post: only the strategy team")
        self.fields["priority"].label = strategy.priority_label
        if priority in self.priorities:
            self.initial["priority"] = priority

    def _offer(self, name: str, choices: dict[str, str], nothing: str = "") -> None:
        field = self.fields[name]
        assert isinstance(field, Choice)
        field.offer(list(choices.items()), nothing)

    def clean(self) -> dict[str, Any]:
        """The baseline as a number or words, by the kind."""
        given = super().clean() or {}
        kind, baseline = _KINDS.get(given.get("kind", "")), given.get("baseline", "")
        if kind:
            try:
                given["baseline"] = value_typed("Baseline", baseline, Kind.of(kind))
            except forms.ValidationError as error:
                self.add_error("baseline", error)
        return given

    def definition(self) -> Definition:
        """What the measure is to be, of a form without faults."""
        given = self.cleaned_data
        better = _BETTER.get(given["better"])
        return Definition(
            priority=self.priorities[given["priority"]],
            name=given["name"],
            kind=_KINDS[given["kind"]],
            unit=given["unit"],
            better=better.value if better else "",
            tolerance=given["tolerance"],
            baseline=given["baseline"],
            post=self.posts.get(given["post"]),
        )

    def clean_tolerance(self) -> Any:
        """A tolerance goes to both sides, so it has no minus."""
        tolerance = self.cleaned_data["tolerance"]
        if tolerance is not None and tolerance < 0:
            raise forms.ValidationError("Tolerance: enter a number that is not less than 0")
        return tolerance


class TargetForm(Shown):
    """What a measure should reach, and by when."""

    value = Line("Target", most=300, missing="Enter the target")
    due_on = When("By", hint="For example, 31 March 2025 or March 2025. Leave empty where it always holds.")

    def __init__(self, data: Any = None, *, measure: SuccessMeasure, target: Target | None = None) -> None:
        super().__init__(data, now=plain_target(target) if target else {})
        self.kind = Kind.of(measure.kind)
        self.fields["value"].help_text = hint(measure, self.kind)

    def clean_value(self) -> Any:
        """The target as a number or words, by the kind of the measure."""
        return value_typed("Target", self.cleaned_data["value"], self.kind)

    def goal(self) -> Goal:
        """The target, of a form without faults."""
        due = self.cleaned_data["due_on"]
        return Goal(self.cleaned_data["value"], due.settled(()) if due else None)


class ResetForm(forms.Form):
    """From which day limits are reckoned anew, and why."""

    day = When(
        "From", "Enter the date of the change", "The day or month of the change, for example 1 July 2021 or July 2021."
    )
    reason = Prose(
        "Reason",
        most=LONGEST_REASON,
        missing="Say what changed, and why it will last",
        rows=3,
        hint="What changed, and why it will last. The chart shows it.",
    )

    def since(self) -> date:
        """The first day of the new limits, of a form without faults; of a month, its first day."""
        day: date = self.cleaned_data["day"].day
        return day
