"""The register of a period: as a page, as Excel and as CSV."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.models import SavedView
from commitments.models.prepared import ANY_READER, Prepared, key
from commitments.permissions import Action, allowed_in, permit
from commitments.register.asked import first_controls, orders, rarer_groups, uses_rarer
from commitments.register.downloads import about_sheet, register_sheet, texts_of
from commitments.register.listing import Listing
from commitments.register.spreadsheets import CSV, XLSX, Sheet, as_csv, as_xlsx
from commitments.views.finding import period_or_404


@require_safe
def register(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """The commitments of a period's plan, those that the address asks for; with status 400 and a sentence where it asks nonsense."""
    return register_page(request, listing_or_404(request, org, strategy, period))


@require_safe
def register_xlsx(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """Every row that the address asks for, on all pages, as an Excel file."""
    listing = listing_or_404(request, org, strategy, period)
    if not listing.is_valid:
        return register_page(request, listing)
    rows = _downloaded(listing)
    shown = (
        f"{len(rows.rows)} of {listing.total(len(rows.rows))} {listing.period.strategy.commitment_label_plural.lower()}"
    )
    about = about_sheet(listing.period, listing.asked, listing.order, shown, timezone.localtime())
    title = f"{listing.period.strategy.title}: register, {listing.period.label}"
    return _file(f"{org}-{period}-register.xlsx", XLSX, as_xlsx([rows, about], title))


@require_safe
def register_csv(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """The same rows as a CSV file."""
    listing = listing_or_404(request, org, strategy, period)
    if not listing.is_valid:
        return register_page(request, listing)
    return _file(f"{org}-{period}-register.csv", CSV, as_csv(_downloaded(listing)))


def listing_or_404(request: HttpRequest, org: str, strategy: str, period: str) -> Listing:
    """The register of an address as its query asks for it, for who may read it."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.READ, found)
    return Listing(found, request.GET, timezone.now())


def register_page(request: HttpRequest, listing: Listing) -> HttpResponse:
    """A register as a page, with status 400 where nonsense was asked."""
    period, form = listing.period, listing.form
    page, lines = listing.page(request.GET.get("page"))
    context = {
        "strategy": period.strategy,
        "period": period,
        "earlier": listing.earlier,
        "here": "register",
        "form": form,
        "controls": first_controls(form, period.strategy),
        "groups": rarer_groups(form, period.strategy),
        "opened": uses_rarer(form),
        "page": page,
        "lines": lines,
        "tolds": {told for line in lines for told in (line.now, line.before)},
        "total": listing.total(page.paginator.count),
        "asked": listing.asked,
        **_saved_views(request, listing),
    }
    if listing.is_valid:
        context |= {"query": listing.query, "orders": orders(form)}
    return render(request, "commitments/register.jinja", context, status=200 if listing.is_valid else 400)


def _saved_views(request: HttpRequest, listing: Listing) -> dict[str, Any]:
    """The views that this person has saved, those that others share, and which of these shows what is shown now."""
    views = _VIEWS.rows(user=request.user.pk, strategy=listing.period.strategy_id)
    own = [view for view in views if view.owner_id == request.user.pk]
    shown = listing.query if listing.is_valid else None
    return {
        "own_views": own,
        "shared_views": [view for view in views if view.owner_id != request.user.pk],
        "view_shown": shown,
        "is_saved": any(view.query == shown for view in own),
    }


_VIEWS = Prepared(
    lambda: (
        SavedView.objects.visible_to(ANY_READER)
        .filter(strategy=key("strategy"))
        .select_related("owner")
        .annotate(is_removable=allowed_in(ANY_READER, Action.REMOVE_SHARED_VIEW, "strategy__organisation"))
    )
)


def _downloaded(listing: Listing) -> Sheet:
    return register_sheet(listing.lines(), texts_of(listing.period), listing.period, listing.earlier)


def _file(name: str, kind: str, content: bytes) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)
