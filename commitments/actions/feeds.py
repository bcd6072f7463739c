"""A person's calendar at an address that nobody can guess: made, and withdrawn."""

import secrets

from django.db import transaction
from django.db.models import Q

from commitments.models import AuditEvent, Feed, Organisation, User

BYTES = 32  # of chance in an address


@transaction.atomic
def make_feed(*, by: User) -> Feed:
    """A new address for one's own calendar; the one before, if there was one, leads nowhere from now on."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    Feed.objects.filter(user=by).delete()
    feed = Feed.objects.create(user=by, secret=secrets.token_urlsafe(BYTES))
    _record(by, "made a calendar address")
    return feed


@transaction.atomic
def withdraw_feed(*, by: User) -> bool:
    """Ends the address of one's own calendar; whether there was one."""
    ended, _rows = Feed.objects.filter(user=by).delete()
    if ended:
        _record(by, "withdrew a calendar address")
    return bool(ended)


def _record(by: User, what: str) -> None:
    """Writes it down in each organisation that the person is of, without the address: whoever has it reads the calendar."""
    own = Q(memberships__user=by) | Q(posts__holder=by) | Q(posts__deputy=by)
    for organisation in Organisation.objects.filter(own).distinct():
        AuditEvent.objects.record(by=by, organisation=organisation, what=what, thing=by)
