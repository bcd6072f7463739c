"""What the strategy team types when it changes the plan."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from commitments.actions.changes import Occasion, Seen
from commitments.actions.plan import NewCommitment
from commitments.forms.due import Due
from commitments.forms.texts import Line, Prose
from commitments.models import Commitment, PeriodState, Post, Strategy
from commitments.plan.places import places
from commitments.text import shortened


class Choice(forms.ChoiceField):
    """One of a list; `missing` is the sentence that asks for it, with none it may be left."""

    def __init__(self, label: str, missing: str = "", hint: str = "") -> None:
        sentences = {"required": missing, "invalid_choice": "Choose from the list"}
        super().__init__(label=label, required=bool(missing), help_text=hint, error_messages=sentences)

    def offer(self, choices: list[tuple[str, str]], nothing: str = "") -> None:
        """Lists what can be chosen; `nothing` is what choosing nothing is called, with a list that must be chosen from."""
        self.choices = [("", nothing or "Choose"), *choices]


class OccasionForm(forms.Form):
    """Why the plan is changed, where that was agreed, and which report tells it."""

    reason = Prose(
        "Reason", most=2000, missing="Say why the plan is changed", rows=3, hint="The board’s report prints it."
    )
    agreed_at = Line(
        "Agreed at", most=200, hint="For example, Trust Board, 30 March 2022. Leave empty where no meeting decided."
    )
    period = Choice("Reported in", "Choose the period whose report tells this change")

    def __init__(self, data: Any = None, *, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        every = list(strategy.periods.order_by("-month"))
        self.periods = {str(each.pk): each for each in every if each.state != PeriodState.CLOSED}
        opened = [key for key, each in self.periods.items() if each.state == PeriodState.OPEN]
        if every:
            _choice(self, "period").offer([(key, each.label) for key, each in self.periods.items()])
            self.initial.setdefault("period", (opened or list(self.periods) or [""])[0])
        else:
            del self.fields["period"]

    def occasion(self) -> Occasion:
        """The occasion, of a form without faults."""
        given = self.cleaned_data
        return Occasion(given["reason"], given["agreed_at"], self.periods.get(given.get("period", "")))


class AddForm(OccasionForm):
    """A commitment that is added to the plan."""

    wording = Line("Words", most=2000, missing="Enter its words", rows=3)
    place = Choice("Place", "Choose where it stands")
    ref = Line("Ref", most=30, hint="Leave empty to get the next free one of its place.")
    lead = Choice("Lead", hint="The post that leads it.")
    due = Due()

    def __init__(self, data: Any = None, *, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(data, strategy=strategy, **kwargs)
        self.places = {each.key: each for each in places(strategy)}
        self.posts = {str(post.pk): post for post in Post.objects.filter(organisation=strategy.organisation_id)}
        _choice(self, "place").offer([(key, each.words) for key, each in self.places.items()])
        _choice(self, "lead").offer([(key, post.title) for key, post in self.posts.items()], "No post yet")
        letters = "A ref must begin with a letter or a number, and have only these, blanks, hyphens and full stops"
        self.fields["ref"].validators.append(RegexValidator(r"^\w[\w .-]*$", letters))

    def new(self) -> NewCommitment:
        """What is added, of a form without faults."""
        given = self.cleaned_data
        lead = self.posts.get(given["lead"])
        return NewCommitment(given["wording"], self.places[given["place"]], given["ref"], lead, given["due"])


class Based(forms.Form):
    """What a change was based on: the commitment as the page showed it."""

    shown_wording = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    shown_change = forms.CharField(required=False, widget=forms.HiddenInput)

    def seen(self) -> Seen:
        """What was seen, of a form without faults."""
        change = self.cleaned_data["shown_change"]
        return Seen(self.cleaned_data["shown_wording"], int(change) if change.isdecimal() and len(change) < 19 else -1)

    def base_on(self, seen: Seen) -> None:
        """Bases what was typed on what the page shows now."""
        self.data = {name: self.data[name] for name in self.data} | _hidden(seen)


class ChangeForm(Based, OccasionForm):
    """A change of one commitment."""

    def __init__(self, data: Any = None, *, commitment: Commitment, **kwargs: Any) -> None:
        initial = _hidden(Seen.of(commitment)) | kwargs.pop("initial", {})
        super().__init__(data, strategy=commitment.strategy, initial=initial, **kwargs)


class RewordForm(ChangeForm):
    """New words."""

    wording = Line("New words", most=2000, missing="Enter the new words", rows=4)

    def __init__(self, data: Any = None, *, commitment: Commitment) -> None:
        super().__init__(data, commitment=commitment, initial={"wording": commitment.wording})


class MoveForm(ChangeForm):
    """Another place."""

    place = Choice("New place", "Choose where it goes")

    def __init__(self, data: Any = None, *, commitment: Commitment) -> None:
        super().__init__(data, commitment=commitment)
        here = (commitment.priority_id, commitment.theme_id)
        every = places(commitment.strategy)
        self.places = {each.key: each for each in every if (each.priority.pk, each.theme and each.theme.pk) != here}
        _choice(self, "place").offer([(key, each.words) for key, each in self.places.items()])


class MergeForm(ChangeForm):
    """The commitment that this one becomes part of, and the tick that merging asks for."""

    into = Choice("Merge into", "Choose what it becomes part of")
    sure = forms.BooleanField()

    def __init__(self, data: Any = None, *, commitment: Commitment) -> None:
        super().__init__(data, commitment=commitment)
        rows = Commitment.objects.in_force().filter(strategy=commitment.strategy_id).exclude(pk=commitment.pk)
        self.others = {str(each.pk): each for each in rows.in_report_order()}
        _choice(self, "into").offer([(key, shortened(str(each))) for key, each in self.others.items()])
        _ask(self, "merge", commitment)


class StopForm(ChangeForm):
    """The tick that stopping asks for."""

    sure = forms.BooleanField()

    def __init__(self, data: Any = None, *, commitment: Commitment) -> None:
        super().__init__(data, commitment=commitment)
        _ask(self, "stop", commitment)


class UndoForm(Based):
    """What the mistake was."""

    reason = Prose("What was the mistake?", most=2000, missing="Say what the mistake was", rows=3)

    def __init__(self, data: Any = None, *, commitment: Commitment) -> None:
        super().__init__(data, initial=_hidden(Seen.of(commitment)))


def _choice(form: forms.Form, name: str) -> Choice:
    field = form.fields[name]
    assert isinstance(field, Choice)
    return field


def _ask(form: forms.Form, what: str, commitment: Commitment) -> None:
    form.fields["sure"].label = f"Yes, {what} {commitment.ref}"
    form.fields["sure"].error_messages["required"] = f"Tick the box to {what} {commitment.ref}"


def _hidden(seen: Seen) -> dict[str, str]:
    return {"shown_wording": seen.wording, "shown_change": str(seen.change)}
