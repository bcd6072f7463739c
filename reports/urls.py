"""Addresses of what was said then."""

from django.urls import path

from reports.views.editions import edition, edition_document, edition_pdf, edition_verify, editions
from reports.views.issuing import edition_issue, edition_present, edition_withdraw
from reports.views.report import report, report_pdf

urlpatterns = [
    path("<slug:org>/<slug:strategy>/editions/", editions, name="editions"),
    path("<slug:org>/<slug:strategy>/<slug:period>/report/", report, name="report"),
    path("<slug:org>/<slug:strategy>/<slug:period>/report.pdf", report_pdf, name="report-pdf"),
    path("<slug:org>/<slug:strategy>/<slug:period>/report/issue/", edition_issue, name="edition-issue"),
    path("<slug:org>/<slug:strategy>/<slug:period>/editions/<int:number>/", edition, name="edition"),
    path("<slug:org>/<slug:strategy>/<slug:period>/editions/<int:number>/report.pdf", edition_pdf, name="edition-pdf"),
    path(
        "<slug:org>/<slug:strategy>/<slug:period>/editions/<int:number>/document.json",
        edition_document,
        name="edition-document",
    ),
    path(
        "<slug:org>/<slug:strategy>/<slug:period>/editions/<int:number>/verify/", edition_verify, name="edition-verify"
    ),
    path(
        "<slug:org>/<slug:strategy>/<slug:period>/editions/<int:number>/present/",
        edition_present,
        name="edition-present",
    ),
    path(
        "<slug:org>/<slug:strategy>/<slug:period>/editions/<int:number>/withdraw/",
        edition_withdraw,
        name="edition-withdraw",
    ),
]
