"""One's own account."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.models import Membership, Post
from commitments.permissions import Action, organisations_where


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here: name, address, roles and posts; for administrators, the way to their people."""
    mine = Q(holder=request.user.pk) | Q(deputy=request.user.pk)
    context = {
        "memberships": Membership.objects.filter(user=request.user.pk).select_related("organisation"),
        "posts": Post.objects.filter(mine).select_related("organisation"),
        "administered": organisations_where(request.user, Action.READ_PEOPLE),
    }
    return render(request, "commitments/account.jinja", context)
