"""The edition and the audience that an address names."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from commitments.permissions import Action, permit
from reports.models import Audience, Edition


def edition_or_404(
    request: HttpRequest, org: str, strategy: str, period: str, number: int, *, to: Action = Action.READ
) -> Edition:
    """The edition of an address with its story, without its content: that is read from the database where it is used.

    Raises PermissionDenied where the reader may not do with it what the page is for.
    """
    found = get_object_or_404(
        Edition.objects.visible_to(request.user).with_their_story(),
        report__period__strategy__organisation__slug=org,
        report__period__strategy__slug=strategy,
        report__period__slug=period,
        number=number,
    )
    permit(request.user, to, found.report.period)
    return found


def audience_or_404(request: HttpRequest) -> Audience:
    """The audience that the address names, as in ?audience=public; the board without one."""
    name = request.GET.get("audience", Audience.BOARD)
    if name not in Audience.values:
        raise Http404
    return Audience(name)
