"""One's calendar of due dates, for Outlook and programs like it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commitments.actions.feeds import make_feed, withdraw_feed
from commitments.models import Feed
from commitments.rounds.agenda import agenda
from commitments.rounds.calendar import ics
from commitments.views.acting import signed_in, site_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """The address of one's own calendar; made, made anew and withdrawn here."""
    me = signed_in(request)
    if request.method == "POST":
        if request.POST.get("do") == "withdraw":
            withdraw_feed(by=me)
            messages.success(request, "The address is withdrawn. Nobody can read your calendar by it any more.")
        else:
            make_feed(by=me)
            messages.success(request, "Your calendar has an address.")
        return redirect("calendar")
    feed = Feed.objects.filter(user=me).first()
    context = {
        "address": site_of(request) + reverse("calendar-feed", args=[feed.secret]) if feed else "",
        "made_on": timezone.localdate(feed.made_at) if feed else None,
        "entries": agenda(me, site_of(request)),
    }
    return render(request, "commitments/calendar.jinja", context)


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar of whoever made this address; who knows it needs not sign in. 404 once it is withdrawn or the account closed."""
    feed = get_object_or_404(Feed.objects.select_related("user"), secret=secret, user__is_active=True)
    text = ics("Strategy Tracker", agenda(feed.user, site_of(request)), timezone.now())
    headers = {
        "Content-Disposition": 'inline; filename="strategy-tracker.ics"',
        "Cache-Control": "private, max-age=3600",
    }
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
