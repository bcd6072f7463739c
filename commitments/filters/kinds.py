"""The kinds of questions that a list of commitments can be asked. What is not among the answers is refused in a sentence."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from commitments.text import one_line

NONE = "none"  # asks for those that have no stage, no rating, no lead, no theme
YES = "yes"
MOST_CHARACTERS, MOST_WORDS = 200, 10
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
    """Rows of a theme or of one of its sub-themes, or of none."""

    def chosen(self, value: Any) -> Q:
        """The condition for a theme."""
        return Q(theme=value) | Q(theme__parent=value) if value else Q(theme=None)


class OneOfThose(OneOf):
    """Rows for which something holds that has a name: each name with its condition."""

    def __init__(self, what: str, label: str, choices: Any, condition: Callable[[str], Q]) -> None:
        self.condition = condition
        super().__init__(what, "pk", label, choices)

    def chosen(self, value: Any) -> Q:
        """The condition of that name."""
        return self.condition(value)


class YesOrNo(OneOf):
    """Rows of which something is so, or those of which it isn't."""

    def __init__(self, label: str, condition: Callable[[Rows, datetime], Q]) -> None:
        self.condition = condition  # of some rows at an instant
        super().__init__("an answer", "pk", label, [(YES, "Yes"), ("no", "No")])

    def filter(self, qs: Rows, value: str) -> Rows:
        """The rows of which it is so, or isn't; every row where nothing is asked."""
        if not value:
            return qs
        so = self.condition(qs, self.parent.now)
        return qs.filter(so) if value == YES else qs.exclude(so)
