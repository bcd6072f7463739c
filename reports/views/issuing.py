"""What board secretaries do with reports: issue, present to a further meeting, withdraw."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from commitments.actions import RefusedError
from commitments.permissions import Action, permit
from commitments.views.finding import period_or_404
from reports.actions.issuing import issue, propose
from reports.actions.presenting import present, withdraw
from reports.checks import left_out
from reports.forms.issuing import IssueForm, PresentForm, WithdrawForm
from reports.models import Audience, Edition
from reports.render.pdf import PressError
from reports.views.finding import audience_or_404, edition_or_404
from reports.views.placing import place

NO_MEETING = "No meeting receives this report yet. The strategy team can name one in the plan workbook and import it."
ALL_MEETINGS = "Every meeting of this period has received it."
WITHDRAWN = "This edition is withdrawn, so it can’t be presented to a meeting any more."

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def edition_issue(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """Issues the report of a period to a meeting, for the board or for the public; first says what that will do."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.ISSUE_REPORT, found)
    audience = audience_or_404(request)
    proposal = propose(found, audience)
    why_not = proposal.obstacle or ("" if found.meetings.exists() else NO_MEETING)
    values = {"strategy": found.strategy, "period": found, "here": "editions"}
    if why_not and request.method != "POST":
        kind = "a public edition of the report" if audience == Audience.PUBLIC else "the report"
        other = audience if proposal.same_as else None  # what is in the way of one audience alone
        told = {"title": f"Issue {kind} for {found}", "why": why_not, "edition": proposal.same_as, "audience": other}
        return render(request, "reports/edition_obstacle.jinja", values | told)
    before = proposal.before.number if proposal.before else None
    waiting = left_out(proposal.findings)
    form = IssueForm(_posted(request), meetings=found.meetings.all(), before=before, waiting=waiting)

    def act() -> tuple[Edition, str]:
        given = {name: form.cleaned_data[name] for name in ("meeting", "change_note") if name in form.cleaned_data}
        made = issue(period=found, by=_person(request), audience=audience, leaving_out=waiting, **given)
        return made, f"Edition {made.number} is issued to the {made.presentations.get().to}."

    if done := _done(request, form, act):
        return done
    return render(request, "reports/edition_issue.jinja", values | {"proposal": proposal, "form": form})


@form_page
def edition_present(request: HttpRequest, org: str, strategy: str, period: str, number: int) -> HttpResponse:
    """Takes an edition to a further meeting of its period."""
    found = edition_or_404(request, org, strategy, period, number, to=Action.ISSUE_REPORT)
    meetings = found.report.period.meetings.exclude(presentations__edition=found)
    why_not = WITHDRAWN if found.is_withdrawn() else "" if meetings else ALL_MEETINGS
    if why_not and request.method != "POST":
        told = {"title": f"Present edition {number} to another meeting", "why": why_not}
        return render(request, "reports/edition_obstacle.jinja", _place(request, found) | told)
    form = PresentForm(_posted(request), meetings=meetings)

    def act() -> tuple[Edition, str]:
        made = present(edition=found, by=_person(request), **form.cleaned_data)
        return found, f"Edition {number} is presented to the {made.to}."

    if done := _done(request, form, act):
        return done
    return render(request, "reports/edition_present.jinja", _place(request, found) | {"form": form})


@form_page
def edition_withdraw(request: HttpRequest, org: str, strategy: str, period: str, number: int) -> HttpResponse:
    """Withdraws an edition, with a reason."""
    found = edition_or_404(request, org, strategy, period, number, to=Action.ISSUE_REPORT)
    if found.is_withdrawn() and request.method != "POST":
        told = {"title": f"Withdraw edition {number}", "why": "This edition is withdrawn already."}
        return render(request, "reports/edition_obstacle.jinja", _place(request, found) | told)
    form = WithdrawForm(_posted(request))

    def act() -> tuple[Edition, str]:
        withdraw(edition=found, by=_person(request), reason=form.cleaned_data["reason"])
        return found, f"Edition {number} is withdrawn."

    if done := _done(request, form, act):
        return done
    return render(request, "reports/edition_withdraw.jinja", _place(request, found) | {"form": form})


def _place(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    """Where a page stands that does something with an edition: its menu is that of the period."""
    return place(edition) | {"period": period_or_404(request, *edition.report.period.address)}


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _person(request: HttpRequest) -> Any:
    """The person who asks; nobody comes here without signing in."""
    return request.user


def _done(request: HttpRequest, form: Form, act: Callable[[], tuple[Edition, str]]) -> HttpResponse | None:
    """The way to the edition that an action has left, with the sentence that says what was done.

    None where the form has faults, or where the action was refused: then the form says why.
    """
    if not form.is_valid():
        return None
    try:
        edition, sentence = act()
    except RefusedError as error:
        form.add_error(None, str(error))
    except PressError as error:
        form.add_error(None, f"Nothing was issued, because a file of it could not be made. {error}")
    else:
        messages.success(request, sentence)
        return redirect("edition", *edition.address)
    return None
