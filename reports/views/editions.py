"""Editions: their list, what each says, and whether it is still what was issued. Their files are in files.py."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.permissions import Action, Person, may, permit
from commitments.views.finding import current_period, strategy_or_404
from reports.actions.verifying import verify
from reports.document.frozen import UnreadableDocumentError
from reports.models import Edition
from reports.render.html import context
from reports.views.charts import charts_at
from reports.views.files import downloads, missing, size_in_words
from reports.views.finding import edition_or_404
from reports.views.placing import opened, opened_or_none, place_within


@dataclass(frozen=True)
class Shelf:
    """A period with the editions of its report, the newest first."""

    period: Any
    editions: list[Edition]


@require_safe
def editions(request: HttpRequest, org: str, strategy: str) -> HttpResponse:
    """Every edition of a strategy's reports, by period, the newest first."""
    found = strategy_or_404(request, org, strategy)
    permit(request.user, Action.READ, found)
    issued = Edition.objects.visible_to(request.user).filter(report__period__strategy=found).with_their_story()
    issued = issued.annotate(pdf_size=Length("pdf"))
    by_period: dict[int, list[Edition]] = defaultdict(list)
    for each in issued.order_by("-number"):
        by_period[each.report.period_id].append(each)
    values = {
        "strategy": found,
        "period": current_period(request, found),
        "here": "editions",
        "shelves": [Shelf(period, by_period[period.pk]) for period in found.periods.order_by("-month")],
        "may_issue": may(request.user, Action.ISSUE_REPORT, found),
        "size_in_words": size_in_words,
    }
    return render(request, "reports/editions.jinja", values)


@require_safe
def edition(request: HttpRequest, org: str, strategy: str, period: str, number: int) -> HttpResponse:
    """An edition as a page: its frozen document, read and rendered as it is, and what has become of it."""
    found = edition_or_404(request, org, strategy, period, number)
    files, person = downloads(found), Person(request.user, found.report.period.strategy.organisation)
    values: dict[str, Any] = {"downloads": files, "missing": missing(found, files)}
    values["may_issue"] = person.may(Action.ISSUE_REPORT, found.report.period)
    # It may quote texts that an edition for the public has not.
    values["left_open"] = found.advice_left_open() if person.may(Action.EDIT_REPORT, found.report.period) else []
    try:
        document = opened(found.document)
    except UnreadableDocumentError as error:
        values |= place_within(found, None, "edition") | {"why": str(error)}
        return render(request, "reports/edition_unreadable.jinja", values, status=503)
    values |= place_within(found, document, "edition")
    told = context(document, charts_at("edition-chart", found.address)) | {"fingerprint": found.fingerprint}
    return render(request, "reports/edition.jinja", told | values)


@require_safe
def edition_verify(request: HttpRequest, org: str, strategy: str, period: str, number: int) -> HttpResponse:
    """Whether an edition is what was issued: compared now, and told plainly, with how to check a file of it."""
    found = edition_or_404(request, org, strategy, period, number)
    values = place_within(found, opened_or_none(found.document), "edition-verify")
    return render(request, "reports/edition_verify.jinja", values | {"verification": verify(found)})
