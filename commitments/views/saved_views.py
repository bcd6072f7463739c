"""Registers under a name: saved from what is shown, renamed, shared, deleted."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from commitments.actions import RefusedError
from commitments.actions.saved_views import change_view, delete_view, save_view
from commitments.forms.saved_views import SavedViewForm
from commitments.models import ReportingPeriod, SavedView
from commitments.permissions import Action, may, permit
from commitments.register.listing import Listing
from commitments.views.acting import done, signed_in
from commitments.views.finding import period_or_404
from commitments.views.plan_changes import form_page, posted
from commitments.views.register import listing_or_404, register_page


@form_page
def saved_view_add(request: HttpRequest, org: str, strategy: str, period: str) -> HttpResponse:
    """Saves what the address asks the register for under a name; what the register does not know is not kept."""
    listing = listing_or_404(request, org, strategy, period)
    found = listing.period
    if not listing.is_valid:
        return register_page(request, listing)
    form = SavedViewForm(posted(request), may_share=may(request.user, Action.SHARE_VIEW, found))

    def act() -> str:
        view = save_view(
            strategy=found.strategy,
            name=form.cleaned_data["name"],
            query=listing.query,
            shared=form.is_shared(),
            by=signed_in(request),
        )
        return _said(view)

    if form.is_valid() and done(request, form, act):
        address = reverse("register", args=found.address)
        return redirect(f"{address}?{listing.query}" if listing.query else address)
    return render(request, "commitments/saved_view_edit.jinja", _around(listing) | {"form": form, "view": None})


@form_page
def saved_view_edit(request: HttpRequest, org: str, strategy: str, period: str, view: int) -> HttpResponse:
    """Renames one's own view, shares it, or keeps it to oneself again."""
    found, chosen = _view_or_404(request, org, strategy, period, view)
    if chosen.owner_id != request.user.pk:
        raise PermissionDenied(f"{request.user} does not own {chosen}.")
    may_share = chosen.shared or may(request.user, Action.SHARE_VIEW, found)
    form = SavedViewForm(posted(request), may_share=may_share, view=chosen)

    def act() -> str:
        name, shared = form.cleaned_data["name"], form.is_shared()
        return _said(change_view(view=chosen, name=name, shared=shared, by=signed_in(request)))

    if form.is_valid() and done(request, form, act):
        return redirect("register", *found.address)
    context = _around(_listing(found, chosen)) | {"form": form, "view": chosen}
    return render(request, "commitments/saved_view_edit.jinja", context)


@form_page
def saved_view_delete(request: HttpRequest, org: str, strategy: str, period: str, view: int) -> HttpResponse:
    """Asks whether a view should go, and deletes it: one's own or, for the strategy team, one that somebody shares."""
    found, chosen = _view_or_404(request, org, strategy, period, view)
    if chosen.owner_id != request.user.pk:
        permit(request.user, Action.REMOVE_SHARED_VIEW, found)
    if request.method == "POST":
        try:
            delete_view(view=chosen, by=signed_in(request))
        except RefusedError as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, f"The view “{chosen}” is deleted.")
        return redirect("register", *found.address)
    context = _around(_listing(found, chosen)) | {"view": chosen, "is_own": chosen.owner_id == request.user.pk}
    return render(request, "commitments/saved_view_delete.jinja", context)


def _view_or_404(
    request: HttpRequest, org: str, strategy: str, period: str, view: int
) -> tuple[ReportingPeriod, SavedView]:
    """The period of an address and a view of its strategy that this person sees."""
    found = period_or_404(request, org, strategy, period)
    permit(request.user, Action.READ, found)
    views = SavedView.objects.visible_to(request.user).filter(strategy=found.strategy_id).select_related("owner")
    chosen = get_object_or_404(views, pk=view)
    chosen.strategy = found.strategy
    return found, chosen


def _listing(period: ReportingPeriod, view: SavedView) -> Listing:
    """The register that a view opens in this period."""
    return Listing(period, QueryDict(view.query), timezone.now())


def _around(listing: Listing) -> dict[str, Any]:
    """What every page of a view is given beside its own."""
    period = listing.period
    return {"strategy": period.strategy, "period": period, "here": "register", "listing": listing}


def _said(view: SavedView) -> str:
    whose = "Everyone who can read this strategy sees it." if view.shared else "Only you see it."
    return f"“{view}” is saved. {whose}"
