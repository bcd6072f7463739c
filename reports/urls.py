"""Addresses of what was said then."""

from django.urls import path

from reports.views.report import report, report_pdf

urlpatterns = [
    path("<slug:org>/<slug:strategy>/<slug:period>/report/", report, name="report"),
    path("<slug:org>/<slug:strategy>/<slug:period>/report.pdf", report_pdf, name="report-pdf"),
]
