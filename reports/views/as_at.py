"""The dashboard, the register and the page of a commitment as the board saw them: from an edition's frozen document alone."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.abbreviations import FirstUses
from commitments.models import Priority
from commitments.register.asked import first_controls, rarer_groups, uses_rarer
from commitments.register.listing import ROWS
from commitments.register.spreadsheets import CSV, XLSX, as_csv, as_xlsx
from commitments.text import one_line
from reports.as_at.commitment import seen
from reports.as_at.dashboard import numbers, strip
from reports.as_at.downloads import about, sheet
from reports.as_at.listing import FrozenListing
from reports.as_at.plan import FrozenPlan
from reports.document.frozen import UnreadableDocumentError
from reports.models import Edition
from reports.views.files import sent
from reports.views.finding import edition_or_404
from reports.views.placing import opened, place_within

_LONGEST = 300  # characters of an address that are looked at; a ref has 30
Show = Callable[[HttpRequest, Edition, FrozenPlan], HttpResponse]


@require_safe
def as_at_dashboard(request: HttpRequest, org: str, strategy: str, period: str, number: int) -> HttpResponse:
    """Where delivery stood, for the whole strategy or one priority; each number leads to its rows as they were."""
    return _shown(request, edition_or_404(request, org, strategy, period, number), _dashboard)


@require_safe
def as_at_register(request: HttpRequest, org: str, strategy: str, period: str, number: int) -> HttpResponse:
    """The commitments that the edition reports, those that the address asks for; with status 400 where it asks nonsense."""
    return _shown(request, edition_or_404(request, org, strategy, period, number), _register)


@require_safe
def as_at_register_xlsx(request: HttpRequest, org: str, strategy: str, period: str, number: int) -> HttpResponse:
    """Every row that the address asks for, on all pages, as an Excel file."""
    return _shown(request, edition_or_404(request, org, strategy, period, number), _register_xlsx)


@require_safe
def as_at_register_csv(request: HttpRequest, org: str, strategy: str, period: str, number: int) -> HttpResponse:
    """The same rows as a CSV file."""
    return _shown(request, edition_or_404(request, org, strategy, period, number), _register_csv)


@require_safe
def as_at_commitment(request: HttpRequest, ref: str, **place: Any) -> HttpResponse:
    """All that the edition says of a commitment."""
    show = partial(_commitment, ref=one_line(ref[:_LONGEST]))
    return _shown(request, edition_or_404(request, **place), show)


def _shown(request: HttpRequest, edition: Edition, show: Show) -> HttpResponse:
    """A page of an edition's frozen plan; or one that says why there is none."""
    try:
        document = opened(edition.document)
    except UnreadableDocumentError as error:
        values = place_within(edition, None) | {"why": str(error)}
        return render(request, "reports/edition_unreadable.jinja", values, status=503)
    if not document.status_words:
        return render(request, "reports/as_at_unknown.jinja", place_within(edition, document))
    return show(request, edition, FrozenPlan(document, edition.report.period))


def _around(edition: Edition, plan: FrozenPlan, here: str) -> dict[str, Any]:
    """What each of these pages has: its place, called as the document calls it, and where the others are."""
    said = edition.in_words()
    return place_within(edition, plan.document, here) | {
        "strategy": plan.strategy,
        "period": plan.period,
        "earlier": plan.earlier,
        "edition_in_words": said[0].lower() + said[1:],
        "register": reverse("as-at-register", args=edition.address),
    }


def _dashboard(request: HttpRequest, edition: Edition, plan: FrozenPlan) -> HttpResponse:
    chosen = _chosen(request, plan.priorities)
    counted = numbers(plan, chosen)
    page = Paginator(counted.rows, ROWS).get_page(request.GET.get("page"))
    measures = plan.measures(chosen)
    context = {
        "priorities": plan.priorities,
        "chosen": chosen,
        "dashboard": counted.dashboard,
        "watchlist": counted.watchlist,
        "promises": counted.promises,
        "measures": (),
        "measures_then": [each for each in measures if each.readings],
        "measures_silent": sum(not each.readings for each in measures),
        "strip": strip(plan, list(page)),
        "page": page,
    }
    return render(request, "reports/as_at_dashboard.jinja", _around(edition, plan, "as-at-dashboard") | context)


def _chosen(request: HttpRequest, priorities: list[Priority]) -> Priority | None:
    """The priority that the address asks for by its number; none where it asks for all. Raises Http404 for what is none of these."""
    asked = request.GET.get("priority")
    found = next((each for each in priorities if str(each.pk) == asked), None)
    if asked and found is None:
        raise Http404
    return found


def _listing(request: HttpRequest, edition: Edition, plan: FrozenPlan) -> FrozenListing:
    return FrozenListing(plan, request.GET, lambda ref: reverse("as-at-commitment", args=(*edition.address, ref)))


def _register_xlsx(request: HttpRequest, edition: Edition, plan: FrozenPlan) -> HttpResponse:
    listing = _listing(request, edition, plan)
    if not listing.is_valid:
        return _register(request, edition, plan)
    sheets = [sheet(listing), about(listing, edition.in_words(), timezone.localtime())]
    title = f"{plan.strategy.title}: register, {plan.period.label}, edition {edition.number}"
    return sent(as_xlsx(sheets, title), XLSX, f"{edition.file_name}-register.xlsx")


def _register_csv(request: HttpRequest, edition: Edition, plan: FrozenPlan) -> HttpResponse:
    listing = _listing(request, edition, plan)
    if not listing.is_valid:
        return _register(request, edition, plan)
    return sent(as_csv(sheet(listing)), CSV, f"{edition.file_name}-register.csv")


def _register(request: HttpRequest, edition: Edition, plan: FrozenPlan) -> HttpResponse:
    listing = _listing(request, edition, plan)
    page, lines = listing.page(request.GET.get("page"))
    context = {
        "form": listing.form,
        "controls": first_controls(listing.form, plan.strategy),
        "groups": rarer_groups(listing.form, plan.strategy),
        "opened": uses_rarer(listing.form),
        "page": page,
        "lines": lines,
        "tolds": {told for line in lines for told in (line.now, line.before)},
        "total": listing.total,
        "asked": listing.asked,
        "query": listing.query,
        "orders": listing.orders,
    }
    values = _around(edition, plan, "as-at-register") | context
    return render(request, "reports/as_at_register.jinja", values, status=200 if listing.is_valid else 400)


def _commitment(request: HttpRequest, edition: Edition, plan: FrozenPlan, ref: str) -> HttpResponse:
    row = plan.row(ref)
    if row is None:
        raise Http404
    acronyms = {each.short: each.long for each in plan.document.acronyms}
    context = {"seen": seen(plan, row), "first_uses": FirstUses(acronyms)}
    return render(request, "reports/as_at_commitment.jinja", _around(edition, plan, "as-at-commitment") | context)
