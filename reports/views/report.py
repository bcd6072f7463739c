"""The report of a period: as a page, and as PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.addresses import NotFoundError, find_period, find_strategy
from reports.document import Document, build
from reports.render.html import context
from reports.render.pdf import PressError, pdf


@require_safe
def report(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """The implementation report as a page, built from what is approved now."""
    document = _document(org, strategy, period)
    return render(request, "reports/report.jinja", context(document) | {"address": (org, strategy, period)})


@require_safe
def report_pdf(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """The same report as accessible PDF, made in a child process; a page that says why where that fails."""
    document = _document(org, strategy, period)
    try:
        printed = pdf(document)
    except PressError as error:
        values = {"document": document, "address": (org, strategy, period), "why": str(error)}
        return render(request, "reports/report_failed.jinja", values, status=503)
    name = f"{org}-{period}-implementation-report.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(printed, content_type="application/pdf", headers=headers)


def _document(org: str, strategy: str, period: str) -> Document:
    try:
        return build(find_period(find_strategy(f"{org}/{strategy}"), period))
    except NotFoundError as error:
        raise Http404 from error
