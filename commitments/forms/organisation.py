"""What the strategy team types about posts, acronyms, committees, labels and status words."""

from copy import copy
from typing import Any

from django import forms

from commitments.actions.organisation import DEFAULTS, LABELS, words_of
from commitments.actions.oversight import overseen_now, priorities_of, priority_in_words
from commitments.forms.texts import Line
from commitments.models import Acronym, Committee, Post, Priority, Strategy

_DAYS = "Enter a number of working days between 0 and 60"
_LABELS = {
    "priority_label": ("Top level: one", 60),
    "priority_label_plural": ("Top level: several", 60),
    "theme_label": ("Middle level: one", 60),
    "theme_label_plural": ("Middle level: several", 60),
    "commitment_label": ("Promise: one", 60),
    "commitment_label_plural": ("Promise: several", 60),
    "reworded_marker": ("Mark of what was reworded", 10),
    "added_marker": ("Mark of what was added", 10),
}


class Shown(forms.Form):
    """A form that carries what the page showed, so that two people don't undo each other's work."""

    def __init__(self, data: Any = None, *, now: dict[str, str]) -> None:
        """`now` are the values by the names of the fields."""
        super().__init__(data, initial=dict(now))
        self.now = now
        for name, value in now.items():
            self.fields[f"shown_{name}"] = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
            self.initial[f"shown_{name}"] = value

    def shown(self) -> dict[str, str]:
        """What the page showed, of a form without faults."""
        return {name: self.cleaned_data[f"shown_{name}"] for name in self.now}

    def base_on_now(self) -> None:
        """Bases what was typed on what is there now."""
        data: Any = copy(self.data)  # with every box that was ticked
        for name, value in self.now.items():
            data[f"shown_{name}"] = value
        self.data = data


class PostForm(Shown):
    """The title of a post."""

    title = Line(
        "Title of the post", most=200, missing="Enter the title of the post", hint="For example, Director of Digital."
    )

    def __init__(self, data: Any = None, *, post: Post | None = None) -> None:
        super().__init__(data, now={"title": post.title} if post else {})


class AcronymForm(Shown):
    """An acronym and its meaning."""

    short = Line("Acronym", most=30, missing="Enter the acronym", hint="As the papers write it: MDT.")
    long = Line("Meaning", most=300, missing="Enter what it stands for", hint="For example, multidisciplinary team.")

    def __init__(self, data: Any = None, *, acronym: Acronym | None = None, short: str = "") -> None:
        super().__init__(data, now={"short": acronym.short, "long": acronym.long} if acronym else {"short": short})


class RemoveForm(forms.Form):
    """The tick that removing an acronym asks for."""

    sure = forms.BooleanField(
        label="Yes, remove this acronym", error_messages={"required": "Tick the box to remove the acronym"}
    )


class CommitteeForm(Shown):
    """A committee, when its papers are due, and which priorities it oversees."""

    name = Line("Name", most=200, missing="Enter the name of the committee")
    papers_working_days = forms.IntegerField(
        label="Working days before a meeting that its papers are due",
        min_value=0,
        max_value=60,
        initial=5,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _DAYS),
    )

    def __init__(self, data: Any = None, *, committee: Committee | None = None) -> None:
        """Without a committee, of a new one: what it oversees is said once it is there."""
        priorities = priorities_of(committee.organisation) if committee else []
        now = {"name": committee.name, "papers_working_days": str(committee.papers_working_days)} if committee else {}
        super().__init__(data, now=now | overseen_now(priorities))
        self.elsewhere = {
            str(each.pk): each.committee.name for each in priorities if each.committee not in (None, committee)
        }
        if priorities:
            self.fields["oversees"] = _oversees(priorities)
            self.initial["oversees"] = [str(each.pk) for each in priorities if each.committee == committee]

    def overseen(self) -> dict[int, str]:
        """The names of the priorities that are ticked by their keys, of a form without faults."""
        ticked = self.cleaned_data.get("oversees", [])
        field: Any = self.fields.get("oversees")
        return {int(key): name for key, name in field.choices if key in ticked} if field else {}


def _oversees(priorities: list[Priority]) -> forms.MultipleChoiceField:
    """A box to tick for each priority: in the strategy's word for them, or with the strategy's title where there are several."""
    strategies = {each.strategy for each in priorities}
    several, label = len(strategies) > 1, priorities[0].strategy.priority_label_plural.lower()
    return forms.MultipleChoiceField(
        label=f"Which {'priorities' if several else label} does it oversee?",
        choices=[(str(each.pk), priority_in_words(each, priorities)) for each in priorities],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="One committee oversees each. If you tick one that another committee oversees, it moves to this committee.",
        error_messages={"invalid_choice": "Choose from those that are listed"},
    )


class LabelsForm(Shown):
    """What a strategy calls its levels, and its marks."""

    def __init__(self, data: Any = None, *, strategy: Strategy) -> None:
        super().__init__(data, now={name: getattr(strategy, name) for name in LABELS})
        for name, (label, most) in _LABELS.items():
            self.fields[name] = Line(label, most=most, missing=f"{label}: enter a word or a sign")

    def labels(self) -> dict[str, str]:
        """The labels by name, of a form without faults."""
        return {name: self.cleaned_data[name] for name in LABELS}


class StatusWordsForm(Shown):
    """What a strategy calls each stage and rating, and what it means by it."""

    def __init__(self, data: Any = None, *, strategy: Strategy) -> None:
        now: dict[str, str] = {}
        for code, (word, meaning) in words_of(strategy).items():
            now |= {f"word_{code}": word, f"meaning_{code}": meaning}
        super().__init__(data, now=now)
        for code, usual in DEFAULTS.items():
            self.fields[f"word_{code}"] = Line(f"Word for “{usual}”", most=40)
            self.fields[f"meaning_{code}"] = Line(f"Meaning of “{usual}”", most=300, rows=2)

    def said(self) -> dict[str, tuple[str, str]]:
        """Word and meaning by code, of a form without faults."""
        return _paired(self.cleaned_data)

    def shown_words(self) -> dict[str, tuple[str, str]]:
        """What the page showed, likewise."""
        return _paired(self.shown())


def _paired(values: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {code: (values[f"word_{code}"], values[f"meaning_{code}"]) for code in DEFAULTS}
