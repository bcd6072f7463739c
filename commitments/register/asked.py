"""What the address of a register asks for: as groups of fields, in words, and as an address again. No queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField, Form
from django.utils.http import urlencode

from commitments.filters import NONE, SORTS, CommitmentFilter
from commitments.filters.commitments import ANY
from commitments.models import Rating, Stage, Strategy
from commitments.plan.names import PlanNames
from commitments.standing.attention import in_words as reasons_in_words
from commitments.standing.status_words import Status

IN_PLAN_ORDER = "plan"
_FIRST = ("words", "priority", "stage", "rating", "sort")
# Those that are asked for less often, by what they are about. A filter that stands nowhere here comes last.
_RARER = {
    "Part of the plan": ("theme", "lead", "committee", "reworded", "added"),
    "What to look into": ("attention", "movement", "overdue"),
    "The update": ("update", "late", "unchanged", "promises"),
}
_CALLED = {
    "added": "Added to the plan",
    "attention": "Needs attention",
    "late": "Late update",
    "promises": "Earlier next steps",
    "sort": "Sort by",
    "unchanged": "Unchanged text",
}


@dataclass(frozen=True)
class Control:
    """A field of the filters and what the page calls it."""

    label: str
    field: BoundField


@dataclass(frozen=True)
class Group:
    """Fields that belong together, under a heading."""

    heading: str
    controls: tuple[Control, ...]


@dataclass(frozen=True)
class Asked:
    """One thing that was asked for, in words, and the query of the address without it."""

    label: str
    value: str
    without: str

    @property
    def words(self) -> str:
        """The whole of it: 'Rating: Red'."""
        return f"{self.label}: {self.value}"


@dataclass(frozen=True)
class Order:
    """An order of the list that a column offers: whether it stands in it now, what it is, and the query that asks for it."""

    is_now: bool
    words: str
    query: str


def in_words_of(filters: CommitmentFilter, words: dict[str, Status], names: PlanNames) -> CommitmentFilter:
    """The filters with choices in the strategy's words, and of names that are known already: the filters need not ask for them.

    Where no committee oversees anything, none is offered; an address that asks for one all the same is told so.
    """
    choices = {
        "stage": [*((code, words[code].word) for code in Stage.values), (NONE, "Not reported")],
        "rating": [*((code, words[code].word) for code in Rating.values), (NONE, "No rating")],
        "priority": _listed(names.priorities),
        "theme": [*_listed(names.themes_apart), (NONE, "No theme")],
        "lead": [*_listed(names.leads), (NONE, "No lead named")],
        "committee": [*_listed(names.committees), (NONE, "No committee")],
        "attention": [(ANY, "Any reason"), *reasons_in_words(words).items(), (NONE, "No reason")],
    }
    for name, chosen in choices.items():
        field: Any = filters.form.fields[name]
        field.choices = chosen
    if not names.committees and not filters.form.data.get("committee"):
        del filters.form.fields["committee"]
    return filters


def first_controls(form: Form, strategy: Strategy) -> tuple[Control, ...]:
    """The fields that always stand open."""
    return _controls(form, strategy, _FIRST)


def rarer_groups(form: Form, strategy: Strategy) -> list[Group]:
    """The other fields, in groups."""
    named = {*_FIRST, *(name for names in _RARER.values() for name in names)}
    groups = _RARER | {"More": tuple(name for name in form.fields if name not in named)}
    found = (Group(heading, _controls(form, strategy, names)) for heading, names in groups.items())
    return [group for group in found if group.controls]


def uses_rarer(form: Form) -> bool:
    """Whether any of the fields that are not always open was filled, rightly or not."""
    return any(form.data.get(name) for name in form.fields if name not in _FIRST)


def query_of(form: Form, **instead: str) -> str:
    """The query of the address that asks for the same, of a form without faults: nothing unknown, nothing empty, in one order.

    `instead` are values that it asks for in place of those of the form; an empty one asks for nothing.
    """
    return urlencode({name: value for name, value in (_values(form) | instead).items() if value}, doseq=True)


def asked(form: Form, strategy: Strategy) -> list[Asked]:
    """What the rows are narrowed down by, in words, of a form without faults; the order is none of it."""
    found = [name for name in _values(form) if name != "sort"]
    return [Asked(label(name, strategy), _value_in_words(form, name), query_of(form, **{name: ""})) for name in found]


def orders(form: Form) -> dict[str, Order]:
    """The orders of the list by their names, of a form without faults."""
    now = form.cleaned_data["sort"] or IN_PLAN_ORDER
    return {
        name: Order(
            name == now, words[0].lower() + words[1:], query_of(form, sort=name if name != IN_PLAN_ORDER else "")
        )
        for name, words in SORTS.items()
    }


def label(name: str, strategy: Strategy) -> str:
    """What a page calls a field: the filters' own labels are written for programs."""
    own = {"priority": strategy.priority_label, "theme": strategy.theme_label}
    return (own | _CALLED).get(name) or name.replace("_", " ").capitalize()


def _listed(names: dict[int, str]) -> list[tuple[str, str]]:
    return [(str(key), name) for key, name in names.items()]


def _controls(form: Form, strategy: Strategy, names: Iterable[str]) -> tuple[Control, ...]:
    return tuple(Control(label(name, strategy), form[name]) for name in names if name in form.fields)


def _values(form: Form) -> dict[str, Any]:
    """What was asked for by the names of the fields, as the address writes it; nothing that asks for nothing."""
    found = {}
    for name in form.fields:
        cleaned = form.cleaned_data.get(name)
        if cleaned and (name, cleaned) != ("sort", IN_PLAN_ORDER):
            found[name] = cleaned if isinstance(cleaned, str | list) else form[name].data
    return found


def _value_in_words(form: Form, name: str) -> str:
    """A value as the list of choices calls it; words as they were typed; a tick as 'Yes'."""
    value, field = form.cleaned_data[name], form.fields[name]
    called = {str(code): str(words) for code, words in getattr(field, "choices", ())}
    if isinstance(value, bool):
        return "Yes"
    values = value if isinstance(value, list) else [value]
    return ", ".join(called.get(str(each), str(each)) for each in values)
