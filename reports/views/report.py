"""The report of a period, as it stands now: as a page, and as a file of each format."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.permissions import Action, may
from commitments.views.finding import period_or_404
from reports.document import build
from reports.models import Audience, Edition
from reports.render.formats import FORMATS, Format
from reports.render.html import context
from reports.render.pdf import PressError, pdf
from reports.views.charts import charts_at
from reports.views.files import sent
from reports.views.finding import audience_or_404


@require_safe
def report(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """The implementation report as a page, built from what is approved now; `?audience=public` as the public would receive it."""
    found = period_or_404(request, org, strategy, period)
    place = {
        "strategy": found.strategy,
        "period": found,
        "here": "report",
        "edition": Edition.objects.visible_to(request.user).standing().filter(report__period=found).first(),
        "may_edit": may(request.user, Action.EDIT_REPORT, found),
        "may_issue": may(request.user, Action.ISSUE_REPORT, found),
    }
    document = build(found, audience_or_404(request))
    return render(request, "reports/report.jinja", context(document, charts_at("report-chart", found.address)) | place)


@require_safe
def report_pdf(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """The same report as accessible PDF, made in a child process."""
    return _made(request, (org, strategy, period), Format("PDF", "PDF", ".pdf", "application/pdf", pdf))


@require_safe
def report_word(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """The same report as a Word file, marked as a draft."""
    return _made(request, (org, strategy, period), FORMATS["word"])


@require_safe
def report_workbook(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """The same report as an Excel workbook, marked as a draft."""
    return _made(request, (org, strategy, period), FORMATS["workbook"])


@require_safe
def report_text(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """The same report as plain text, marked as a draft."""
    return _made(request, (org, strategy, period), FORMATS["text"])


def _made(request: HttpRequest, place: tuple[str, str, str], form: Format) -> HttpResponse:
    """The report in a format, built from what is approved now; a page that says why where that fails."""
    found, audience = period_or_404(request, *place), audience_or_404(request)
    try:
        content = form.make(build(found, audience))
    except PressError as error:
        values = {"strategy": found.strategy, "period": found, "here": "report", "what": form.called, "why": str(error)}
        return render(request, "reports/report_failed.jinja", values, status=503)
    org, _strategy, period = place
    name = f"{org}-{period}-implementation-report{'-public' if audience == Audience.PUBLIC else ''}"
    return sent(content, form.media_type, f"{name}{form.ending}")
