"""The kinds of parameters that lists of the API take. What can be asked for is what the reader may see: asking tells nothing else."""

from typing import Any

from django.db.models import F, QuerySet
from django_filters import rest_framework as filters
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from commitments.models import Priority, ReportingPeriod, Strategy

_UNKNOWN = "This list has no parameter of this name."


class Filters(filters.DjangoFilterBackend):  # type: ignore[misc]  # django-filter ships no types
    """Narrows lists, not single rows. A parameter that the list does not have is refused: a misspelt one would give everything."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        if view.detail:
            return queryset
        known = {*view.filterset_class.base_filters, "page", "page_size"}
        unknown = sorted(set(request.query_params) - known)
        if unknown:
            raise ValidationError({name[:60]: [_UNKNOWN] for name in unknown[:5]})
        narrowed: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return narrowed


class Among(filters.ModelChoiceFilter):  # type: ignore[misc]  # as above
    """One of the rows that the reader may see. Another organisation's row and none at all are refused in the same words."""

    def __init__(self, model: Any, field_name: str | None = None, **options: Any) -> None:
        what, key = model._meta.verbose_name, options.get("to_field_name", "id")
        told = {
            "invalid_choice": f"There is no such {what} among those that you may read.",
            "required": f"Say of which {what}, by its {key}.",
        }
        super().__init__(
            field_name=field_name,
            queryset=lambda request: model.objects.visible_to(request.user),
            error_messages=told,
            **{"label": f"Only those of this {what}, by its {key}."} | options,
        )


class OneOf(filters.ChoiceFilter):  # type: ignore[misc]  # as above
    """One of a few words."""

    def __init__(self, choices: list[tuple[str, Any]], label: str, **options: Any) -> None:
        words = ", ".join(value for value, _words in choices)
        told = {"invalid_choice": f"Choose one of these: {words}."}
        super().__init__(choices=choices, label=label, error_messages=told, **options)


class Sort(OneOf):
    """The order of a list: by one name, or by the first where none is given. Rows that are alike stand by their ids."""

    def __init__(self, **paths: tuple[str, ...]) -> None:
        self.paths = paths
        choices = [(name, name) for name in paths] + [(f"-{name}", f"{name}, the other way round") for name in paths]
        super().__init__(
            choices, f"The order of the list; with - first, the other way round. Without it, {next(iter(paths))}."
        )

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        asked = value or next(iter(self.paths))
        paths = [F(path) for path in self.paths[asked.removeprefix("-")]]
        # In full, because the two databases disagree on the place of what is not known.
        if asked.startswith("-"):
            return qs.order_by(*(path.desc(nulls_last=True) for path in paths), "-id")
        return qs.order_by(*(path.asc(nulls_last=True) for path in paths), "id")


def of_a_strategy(path: str) -> Among:
    """The parameter `strategy`; the path leads to a row's strategy."""
    return Among(Strategy, path)


def of_a_priority(path: str) -> Among:
    """The parameter `priority`."""
    return Among(Priority, path)


def of_a_period(path: str) -> Among:
    """The parameter `period`."""
    return Among(ReportingPeriod, path)
