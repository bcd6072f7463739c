"""Writing what a report says beside its tables."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from commitments.actions import RefusedError
from commitments.comparing.differences import Piece, words
from commitments.permissions import Action, permit
from commitments.views.acting import signed_in
from commitments.views.finding import period_or_404
from reports.actions.writing import ChangedReportError, write_report
from reports.forms.writing import ReportForm
from reports.models import Report

_TEXTS = ("introduction", "purpose", "sponsor", "author", "summary", "recommendation", "considered_by")


@require_http_methods(["GET", "HEAD", "POST"])
def report_edit(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """The introduction, cover sheet and sections of a period's report; two people who change them at once see both texts."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.EDIT_REPORT, found)
    report = Report.objects.filter(period=found).first() or Report(period=found)
    posted = request.method == "POST"
    form = ReportForm(request.POST) if posted else ReportForm.of(report)
    stale: list[tuple[str, tuple[Piece, ...]]] = []
    if posted and form.is_valid():
        read = form.cleaned_data["revision"]
        try:
            write_report(
                period=found, written=form.written(), revision=-1 if read is None else read, by=signed_in(request)
            )
        except RefusedError as refused:
            form.add_error(None, str(refused))
            report = Report.objects.filter(period=found).first() or report
            stale = _differences(report, form) if isinstance(refused, ChangedReportError) else []
        else:
            messages.success(request, "The report’s introduction and cover sheet are saved.")
            return redirect("report-desk", *found.address)
    place = {"strategy": found.strategy, "period": found, "here": "report-desk"}
    return render(request, "reports/report_edit.jinja", place | {"form": form, "report": report, "stale": stale})


def _differences(report: Report, form: ReportForm) -> list[tuple[str, tuple[Piece, ...]]]:
    """The texts that saving would change, by the names of their fields: as they are now, with words struck and added."""
    pairs = [(form.fields[name].label, getattr(report, name), form.cleaned_data[name]) for name in _TEXTS]
    return [(str(label), words(now, typed)) for label, now, typed in pairs if now != typed]
