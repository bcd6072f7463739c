"""Any two editions of a strategy, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.permissions import Action, permit
from commitments.views.finding import current_period, strategy_or_404
from reports.compare import Changed, changes
from reports.document import Document, read
from reports.document.frozen import UnreadableDocumentError
from reports.models import Edition


@dataclass(frozen=True)
class Place:
    """A place of the report with what differs there."""

    name: str
    changes: tuple[Changed, ...]


@require_safe
def edition_compare(request: HttpRequest, org: str, strategy: str) -> HttpResponse:
    """What one edition of a strategy says and another does not; the two stand in the address, or are asked for."""
    found = strategy_or_404(request, org, strategy)
    permit(request.user, Action.READ, found)
    visible = Edition.objects.visible_to(request.user).filter(report__period__strategy=found)
    editions = list(visible.with_their_story().order_by("-report__period__month", "-number"))
    before, after = (_chosen(request, name, editions) for name in ("before", "after"))
    values: dict[str, Any] = {
        "strategy": found,
        "period": current_period(request, found),
        "here": "editions",
        "editions": editions,
        "before": before,
        "after": after,
        "why": "",
        "places": (),
    }
    if before and after:
        try:
            values["places"] = tuple(_places(_document(before), _document(after)))
        except UnreadableDocumentError as error:
            values["why"] = str(error)
    return render(request, "reports/edition_compare.jinja", values)


def _chosen(request: HttpRequest, name: str, editions: list[Edition]) -> Edition | None:
    """The edition that the address names by its key, such as ?before=12; none where it names none. Else there is no such page."""
    key = request.GET.get(name, "")
    if not key:
        return None
    found = [each for each in editions if str(each.pk) == key]
    if not found:
        raise Http404
    return found[0]


def _document(edition: Edition) -> Document:
    return read(edition.document)


def _places(before: Document, after: Document) -> Iterator[Place]:
    for name, found in groupby(changes(before, after), key=lambda each: each.place):
        yield Place(name, tuple(found))
