"""The report of a period: as a page, and as PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.permissions import Action, may
from commitments.views.finding import period_or_404
from reports.document import build
from reports.models import Edition
from reports.render.html import context
from reports.render.pdf import PressError, pdf


@require_safe
def report(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """The implementation report as a page, built from what is approved now."""
    found = period_or_404(request, org, strategy, period)
    place = {
        "strategy": found.strategy,
        "period": found,
        "here": "report",
        "edition": Edition.objects.visible_to(request.user).standing().filter(report__period=found).first(),
        "may_issue": may(request.user, Action.ISSUE_REPORT, found),
    }
    return render(request, "reports/report.jinja", context(build(found)) | place)


@require_safe
def report_pdf(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """The same report as accessible PDF, made in a child process; a page that says why where that fails."""
    found = period_or_404(request, org, strategy, period)
    try:
        printed = pdf(build(found))
    except PressError as error:
        values = {"strategy": found.strategy, "period": found, "here": "report", "why": str(error)}
        return render(request, "reports/report_failed.jinja", values, status=503)
    name = f"{org}-{period}-implementation-report.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(printed, content_type="application/pdf", headers=headers)
