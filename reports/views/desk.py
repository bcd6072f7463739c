"""The report desk: what stands between a period's report and the board."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.permissions import PAGES, Action, Person, permit
from commitments.permissions.queue import approvable_by
from commitments.rounds.deadlines import day_in_london
from commitments.views.finding import period_or_404
from reports.checks import Finding, Fix, Severity, check
from reports.checks.groups import Group, groups, what_is_fine
from reports.document import Document, build
from reports.document.desk import Desk, desk_of
from reports.models import Edition

SHOWN = 5  # findings of a kind; the others wait behind a line that opens
# What one does at the desk, in this order; pages of the whole strategy have two parts of an address.
_WORK = (
    ("report-edit", "Edit the introduction and cover sheet"),
    ("narrative", "Edit highlights, challenges and key activities"),
    ("questions", "Answer what the board asked"),
    ("report", "Preview the report"),
    ("report-pdf", "Preview the PDF"),
    ("edition-issue", "Issue the report"),
    ("editions", "See the editions"),
)
_OF_THE_STRATEGY = {"editions"}
_NOT_BEGUN = "The round has not begun, so there is no report to issue yet."
_NO_MEETING = "No meeting receives this report yet. The strategy team names one when it plans the round."


@dataclass(frozen=True)
class Row:
    """A finding as the desk shows it, with the page that this person may open to mend it, or at least to see it."""

    sentence: str
    link: Fix | None


@dataclass(frozen=True)
class Section:
    """The findings of a kind: the first few and the rest. `link` is that of all of them; `ask` says who mends what the reader may not."""

    title: str
    advice: str
    ask: str
    number: int
    rows: tuple[Row, ...]
    rest: tuple[Row, ...]
    link: Fix | None


@require_safe
def report_desk(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """What stands between a report and the board: what blocks first, then advice by kind, then what is fine."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.EDIT_REPORT, found)
    document, desk = build(found), desk_of(found, day_in_london(timezone.now()))
    findings = check(document, desk)
    opened = _Opened(request, found, findings)
    sections = [(each.kind.severity, opened.section(each)) for each in groups(findings)]
    editions = Edition.objects.visible_to(request.user).standing().filter(report__period=found)
    context = {
        "strategy": found.strategy,
        "period": found,
        "here": "report-desk",
        "document": document,
        "obstacles": [_NOT_BEGUN] * (found.state == "planned") + [_NO_MEETING] * (not document.meetings),
        "blocking": [section for severity, section in sections if severity == Severity.BLOCKS],
        "advice": [section for severity, section in sections if severity == Severity.ADVISORY],
        "fine": what_is_fine(document, desk, findings),
        "progress": _progress(document, desk, findings),
        "edition": editions.with_their_story().first(),
        "work": opened.work(),
        "may_issue": opened.may("edition-issue"),
    }
    return render(request, "reports/desk.jinja", context)


class _Opened:
    """The pages that a person may open from a period's desk."""

    def __init__(self, request: HttpRequest, period: Any, findings: Sequence[Finding]) -> None:
        self._period = period
        self._person = Person(request.user, period.strategy.organisation)
        self._allowed: dict[Action, bool] = {}
        waiting = any(each.fix.page == "approval" for each in findings)
        mine = approvable_by(request.user).filter(period=period).values_list("commitment__ref", flat=True)
        self._approvable = set(mine) if waiting else set()

    def may(self, page: str) -> bool:
        """Whether the person may open a page of the period."""
        action = PAGES.get(page)
        if action is not None and action not in self._allowed:
            self._allowed[action] = self._person.may(action, self._period)
        return action is not None and self._allowed[action]

    def work(self) -> list[Fix]:
        """What the person may do at the desk."""
        parts = {name: self._period.address[: 2 if name in _OF_THE_STRATEGY else 3] for name, _words in _WORK}
        return [Fix(name, parts[name], words) for name, words in _WORK if self.may(name)]

    def section(self, group: Group) -> Section:
        """The findings of a kind as this person may mend them. What all of them are mended by stands there once."""
        rows = tuple(Row(each.sentence, self._link(each)) for each in group.findings)
        links = {row.link for row in rows}
        shared = links.pop() if len(links) == 1 and len(rows) > 1 else None
        if shared:
            rows = tuple(replace(row, link=None) for row in rows)
        mendable = any(self._opens(each.fix) for each in group.findings)
        return Section(
            title=group.kind.title,
            advice=group.kind.advice,
            ask="" if mendable else f"This is for {group.kind.who}.",
            number=len(rows),
            rows=rows[:SHOWN],
            rest=rows[SHOWN:],
            link=shared or self._more(group.code),
        )

    def _more(self, code: str) -> Fix | None:
        """A page that shows all of a kind; none where there is no such page."""
        return Fix("round", self._period.address, "See the whole round") if code == "update" else None

    def _link(self, found: Finding) -> Fix | None:
        return next((each for each in (found.fix, found.look) if each and self._opens(each)), None)

    def _opens(self, fix: Fix) -> bool:
        return fix.args[-1] in self._approvable if fix.page == "approval" else self.may(fix.page)


def _progress(document: Document, desk: Desk, findings: Sequence[Finding]) -> str:
    """How many of the updates that belong in the report are approved: '63 of 93 approved'."""
    refs = {line.ref for chapter in document.chapters for group in chapter.groups for line in group.lines}
    approved = sum(desk.updates[ref].state == "approved" for ref in refs & desk.updates.keys())
    return f"{approved} of {approved + sum(each.code == 'update' for each in findings)} approved"
