"""What the register, and the same list in the API, can be narrowed down by and sorted by.

For a queryset that CommitmentQuerySet.standing_in has given its columns.
"""

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from commitments.models import Commitment, Post, Priority, Rating, Stage, Theme, UpdatePoint
from commitments.models.standings import Reported
from commitments.standing import Movement
from commitments.text import one_line

NONE = "none"  # asks for those that have no stage, no rating, no lead
MOST_CHARACTERS, MOST_WORDS = 200, 10
MOVEMENTS = {each.name.lower(): each.value for each in Movement}
SORTS = {
    "plan": "Order of the plan",
    "rating": "Rating, red first",
    "stage": "Stage, not started first",
    "movement": "Movement, worse first",
    "due": "Due date, soonest first",
    "lead": "Lead, by name",
}
# What the executive asks about first; what has no such word comes last.
_FIRST: dict[str, list[str]] = {
    "rating": [Rating.RED, Rating.AMBER, Rating.GREEN],
    "stage": list(Stage.values),
    "moved": [Movement.WORSE, Movement.PAUSED, Movement.NEW, Movement.UNCHANGED, Movement.BETTER, Movement.ENDED],
}
Choices = list[tuple[str, str]]
Rows = Any  # a CommitmentQuerySet; django-stubs can't see the columns that standing_in added to it


class SearchField(forms.CharField):
    """A few words to search for, on one line. What is too long is refused before any work is done with it."""

    def to_python(self, value: Any) -> str:
        """The words as they are searched for. Raises ValidationError, with a sentence, where they are too many."""
        given = str(value or "")
        words = one_line(given) if len(given) <= 10 * MOST_CHARACTERS else given  # pasted text may be full of blanks
        if len(words) > MOST_CHARACTERS:
            raise ValidationError(f"Search for at most {MOST_CHARACTERS} characters.", code="max_length")
        if len(words.split()) > MOST_WORDS:
            raise ValidationError(f"Search for at most {MOST_WORDS} words.", code="max_words")
        return words

    def prepare_value(self, value: Any) -> str:
        """What the box shows again: no more of it than could have been meant."""
        return one_line(str(value or "")[: 10 * MOST_CHARACTERS])


class SearchFilter(django_filters.CharFilter):  # type: ignore[misc]  # django-filter ships no types
    """Rows that hold all of the words."""

    field_class = SearchField


class OneOf(django_filters.ChoiceFilter):  # type: ignore[misc]  # as above
    """Rows whose column holds one of a few values. Choices that depend on the rows come with them, see CommitmentFilter."""

    def __init__(self, what: str, column: str, label: str, choices: Any = (), *, none: Any = NONE) -> None:
        self.none = none  # what the column holds where 'none' is asked for
        told = {"invalid_choice": f"Choose {what} from the list."}
        super().__init__(
            field_name=column, label=label, choices=choices or list, error_messages=told, empty_label="All"
        )

    def filter(self, qs: Rows, value: str) -> Rows:
        """The rows with that value; every row where no value is given."""
        return qs.filter(self.chosen(self.none if value == NONE else value)) if value else qs

    def chosen(self, value: Any) -> Q:
        """The condition for a value."""
        return Q(**{self.field_name: value})


class OneTheme(OneOf):
    """Rows of a theme or of one of its sub-themes."""

    def chosen(self, value: Any) -> Q:
        """The condition for a theme."""
        return Q(theme=value) | Q(theme__parent=value)


class OneMovement(OneOf):
    """Rows that moved in one way."""

    def chosen(self, value: Any) -> Q:
        """The condition for a movement, which the address writes in small letters."""
        return Q(moved=MOVEMENTS.get(value, ""))


class CommitmentFilter(django_filters.FilterSet):  # type: ignore[misc]  # as above
    """Narrows down commitments that know where they stand in a period. Choices are those of the strategies of the rows."""

    words = SearchFilter(method="by_words", label="All of these words, in the ref, the wording or the approved update.")
    priority = OneOf("a priority", "priority", "Only those of this priority, by its id.")
    theme = OneTheme("a theme", "theme", "Only those of this theme and of its sub-themes, by its id.")
    lead = OneOf("a lead", "lead", "Only those that this post leads, by its id; none: that no post leads.", none=None)
    stage = OneOf(
        "a stage",
        "stage",
        "Only those at this stage by the approved update; none: where none is reported.",
        [*Stage.choices, (NONE, "Not reported")],
        none="",
    )
    rating = OneOf(
        "a rating",
        "rating",
        "Only those rated so, by the executive where one has rated; none: those without a rating.",
        [*Rating.choices, (NONE, "No rating")],
        none="",
    )
    movement = OneMovement(
        "a movement",
        "moved",
        "Only those that moved so since the last period; none: that can’t be compared.",
        [*MOVEMENTS.items(), (NONE, "Not compared")],
    )
    update = OneOf("an answer", "reported", "Only those whose update has come so far.", Reported.choices)
    sort = django_filters.ChoiceFilter(
        method="in_order",
        label="The order of the list.",
        choices=[*SORTS.items()],
        error_messages={"invalid_choice": "Choose an order from the list."},
        empty_label=None,
    )

    class Meta:
        model = Commitment
        fields: list[str] = []

    def __init__(self, data: Any = None, queryset: Rows = None, **options: Any) -> None:
        super().__init__(data, queryset, **options)
        strategies = self.queryset.order_by().values("strategy")
        for name, choices in (("priority", _priorities), ("theme", _themes), ("lead", _leads)):
            self.filters[name].extra["choices"] = _read_once(choices, strategies)

    def by_words(self, rows: Rows, _name: str, value: str) -> Rows:
        """Those in which every word occurs: in the ref, the wording (of the period, after worded_in) or the approved update."""
        wording = "words_then" if "words_then" in rows.query.annotations else "wording"
        points = UpdatePoint.objects.filter(update=OuterRef("update_id"))
        for word in value.split():
            written = Q(ref__icontains=word) | Q(**{f"{wording}__icontains": word})
            rows = rows.filter(written | Exists(points.filter(text__icontains=word)))
        return rows

    def in_order(self, rows: Rows, _name: str, value: str) -> Rows:
        """The rows in an order; those alike in it stand as in the plan."""
        first = {
            "rating": _rank("rating"),
            "stage": _rank("stage"),
            "movement": _rank("moved"),
            "due": F("due_on").asc(nulls_last=True),
            "lead": F("lead__title").asc(nulls_last=True),
        }
        return rows.in_report_order(*([first[value]] if value in first else []))


def _rank(column: str) -> Case:
    places = [When(**{column: word}, then=Value(place)) for place, word in enumerate(_FIRST[column])]
    return Case(*places, default=Value(len(places)))


def _read_once(choices: Callable[[Any], Choices], strategies: Any) -> Callable[[], Choices]:
    """The choices as a function that reads the database when it is first asked, and then no more."""
    return cache(lambda: choices(strategies))


def _priorities(strategies: Any) -> Choices:
    found = Priority.objects.filter(strategy__in=strategies)
    return [(str(each.pk), each.name) for each in found.order_by("strategy_id", "position", "id")]


def _themes(strategies: Any) -> Choices:
    """Themes as the plan orders them, each followed by its sub-themes."""
    found = Theme.objects.filter(priority__strategy__in=strategies).select_related("parent", "priority")
    ordered = found.order_by(
        "priority__strategy_id",
        "priority__position",
        "priority_id",
        Coalesce("parent__position", "position"),
        Coalesce("parent_id", "id"),
        F("parent_id").asc(nulls_first=True),
        "position",
        "id",
    )
    names = [(each, f"{each.parent.name}: {each.name}" if each.parent else each.name) for each in ordered]
    times = Counter(name for _theme, name in names)
    return [(str(each.pk), f"{name} ({each.priority})" if times[name] > 1 else name) for each, name in names]


def _leads(strategies: Any) -> Choices:
    found = Post.objects.filter(commitments_led__strategy__in=strategies).distinct()
    return [(str(each.pk), each.title) for each in found] + [(NONE, "No lead named")]
