"""Addresses of what was said then."""

from django.urls import path

from reports.views.as_at import (
    as_at_commitment,
    as_at_dashboard,
    as_at_register,
    as_at_register_csv,
    as_at_register_xlsx,
)
from reports.views.charts import edition_chart, report_chart
from reports.views.code import edition_find
from reports.views.comparing import edition_compare
from reports.views.desk import report_desk
from reports.views.editions import edition, edition_verify, editions
from reports.views.files import (
    edition_document,
    edition_pdf,
    edition_plan,
    edition_text,
    edition_word,
    edition_workbook,
)
from reports.views.issuing import edition_issue, edition_present, edition_withdraw
from reports.views.meeting import meeting
from reports.views.questions import question_add, question_answer, question_delete, question_edit, questions
from reports.views.report import report, report_pdf, report_text, report_word, report_workbook
from reports.views.writing import report_edit

urlpatterns = [
    path("<slug:org>/<slug:strategy>/editions/", editions, name="editions"),
    path("<slug:org>/<slug:strategy>/<slug:period>/meeting/", meeting, name="meeting"),
    path("<slug:org>/<slug:strategy>/<slug:period>/questions/", questions, name="questions"),
    path("<slug:org>/<slug:strategy>/<slug:period>/questions/add/", question_add, name="question-add"),
    path("<slug:org>/<slug:strategy>/<slug:period>/questions/<int:question>/", question_edit, name="question-edit"),
    path(
        "<slug:org>/<slug:strategy>/<slug:period>/questions/<int:question>/answer/",
        question_answer,
        name="question-answer",
    ),
    path(
        "<slug:org>/<slug:strategy>/<slug:period>/questions/<int:question>/delete/",
        question_delete,
        name="question-delete",
    ),
    path("<slug:org>/<slug:strategy>/<slug:period>/desk/", report_desk, name="report-desk"),
    path("<slug:org>/<slug:strategy>/editions/find/", edition_find, name="edition-find"),
    path("<slug:org>/<slug:strategy>/editions/compare/", edition_compare, name="edition-compare"),
    path("<slug:org>/<slug:strategy>/<slug:period>/report/", report, name="report"),
    path("<slug:org>/<slug:strategy>/<slug:period>/report/edit/", report_edit, name="report-edit"),
    path("<slug:org>/<slug:strategy>/<slug:period>/report.pdf", report_pdf, name="report-pdf"),
    path("<slug:org>/<slug:strategy>/<slug:period>/report.docx", report_word, name="report-word"),
    path("<slug:org>/<slug:strategy>/<slug:period>/report.xlsx", report_workbook, name="report-workbook"),
    path("<slug:org>/<slug:strategy>/<slug:period>/report.txt", report_text, name="report-text"),
    path("<slug:org>/<slug:strategy>/<slug:period>/report/charts/<int:measure>.svg", report_chart, name="report-chart"),
    path(
        "<slug:org>/<slug:strategy>/<slug:period>/editions/<int:number>/charts/<int:measure>.svg",
        edition_chart,
        name="edition-chart",
    ),
    path("<slug:org>/<slug:strategy>/<slug:period>/report/issue/", edition_issue, name="edition-issue"),
    path("<slug:org>/<slug:strategy>/<slug:period>/editions/<int:number>/", edition, name="edition"),
    path(
        "<slug:org>/<slug:strategy>/<slug:period>/editions/<int:number>/dashboard/",
        as_at_dashboard,
        name="as-at-dashboard",
    ),
    path(
        "<slug:org>/<slug:strategy>/<slug:period>/editions/<int:number>/register/",
        as_at_register,
        name="as-at-register",
    ),
    path(
        "<slug:org>/<slug:strategy>/<slug:period>/editions/<int:number>/register.xlsx",
        as_at_register_xlsx,
        name="as-at-register-xlsx",
    ),
    path(
        "<slug:org>/<slug:strategy>/<slug:period>/editions/<int:number>/register.csv",
        as_at_register_csv,
        name="as-at-register-csv",
    ),
    path(
        "<slug:org>/<slug:strategy>/<slug:period>/editions/<int:number>/commitments/<path:ref>/",
        as_at_commitment,
        name="as-at-commitment",
    ),
    path("<slug:org>/<slug:strategy>/<slug:period>/editions/<int:number>/report.pdf", edition_pdf, name="edition-pdf"),
    path(
        "<slug:org>/<slug:strategy>/<slug:period>/editions/<int:number>/report.docx", edition_word, name="edition-word"
    ),
    path(
        "<slug:org>/<slug:strategy>/<slug:period>/editions/<int:number>/report.xlsx",
        edition_workbook,
        name="edition-workbook",
    ),
    path("<slug:org>/<slug:strategy>/<slug:period>/editions/<int:number>/plan.xlsx", edition_plan, name="edition-plan"),
    path(
        "<slug:org>/<slug:strategy>/<slug:period>/editions/<int:number>/report.txt", edition_text, name="edition-text"
    ),
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
