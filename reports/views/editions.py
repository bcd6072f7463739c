"""Editions: their list, what each says, its files, and whether it is still what was issued."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from commitments.permissions import Action, may, permit
from commitments.views.finding import current_period, strategy_or_404
from reports.actions.verifying import verify
from reports.document import read
from reports.document.frozen import UnreadableDocumentError
from reports.models import Edition
from reports.render.html import context
from reports.views.finding import edition_or_404


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
    by_period: dict[int, list[Edition]] = defaultdict(list)
    for each in issued.order_by("-number"):
        by_period[each.report.period_id].append(each)
    values = {
        "strategy": found,
        "period": current_period(request, found),
        "here": "editions",
        "shelves": [Shelf(period, by_period[period.pk]) for period in found.periods.order_by("-month")],
        "may_issue": may(request.user, Action.ISSUE_REPORT, found),
    }
    return render(request, "reports/editions.jinja", values)


@require_safe
def edition(request: HttpRequest, org: str, strategy: str, period: str, number: int) -> HttpResponse:
    """An edition as a page: its frozen document, read and rendered as it is, and what has become of it."""
    found = edition_or_404(request, org, strategy, period, number)
    values = place(found) | {"may_issue": may(request.user, Action.ISSUE_REPORT, found.report.period)}
    try:
        document = read(found.document)
    except UnreadableDocumentError as error:
        return render(request, "reports/edition_unreadable.jinja", values | {"why": str(error)}, status=503)
    return render(request, "reports/edition.jinja", context(document) | values)


@require_safe
def edition_pdf(request: HttpRequest, org: str, strategy: str, period: str, number: int) -> HttpResponseBase:
    """The PDF that was issued, byte for byte."""
    found = edition_or_404(request, org, strategy, period, number)
    same = get_conditional_response(request, etag=f'"{found.pdf_sha256}"')
    if same:
        return same
    return _file(bytes(found.pdf), "application/pdf", f"{found.file_name}.pdf", found.pdf_sha256)


@require_safe
def edition_document(request: HttpRequest, org: str, strategy: str, period: str, number: int) -> HttpResponseBase:
    """The frozen document that the PDF was made from, byte for byte."""
    found = edition_or_404(request, org, strategy, period, number)
    same = get_conditional_response(request, etag=f'"{found.document_sha256}"')
    if same:
        return same
    return _file(found.document.encode(), "application/json", f"{found.file_name}.json", found.document_sha256)


@require_safe
def edition_verify(request: HttpRequest, org: str, strategy: str, period: str, number: int) -> HttpResponse:
    """Whether an edition is what was issued: compared now, and told plainly, with how to check a file of it."""
    found = edition_or_404(request, org, strategy, period, number)
    return render(request, "reports/edition_verify.jinja", place(found) | {"verification": verify(found)})


def place(found: Edition) -> dict[str, Any]:
    """Where the pages of an edition stand, for the templates."""
    period = found.report.period
    return {"strategy": period.strategy, "period": period, "here": "editions", "edition": found}


def _file(content: bytes, kind: str, name: str, fingerprint: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "ETag": f'"{fingerprint}"',
        "Cache-Control": "private, no-cache",  # asked for again each time, sent again only to who has another
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
