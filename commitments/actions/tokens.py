"""Tokens, with which programs read what a person may read."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from knox.models import AuthToken

from commitments.actions import RefusedError
from commitments.models import AuditEvent, Organisation, User

MOST_TOKENS = 10  # that work for one person at a time: more than anybody keeps an eye on


@transaction.atomic
def make_token(*, days: int, by: User) -> tuple[AuthToken, str]:
    """A token that works for so many days, and its text, which is kept nowhere: the database has its hash alone.

    Raises RefusedError for who has ten that work.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # so that two pages at once can't make an eleventh
    if AuthToken.objects.filter(user=by, expiry__gt=timezone.now()).count() >= MOST_TOKENS:
        raise RefusedError(f"You have {MOST_TOKENS} tokens that work. Revoke one that is not used any more.")
    token, text = AuthToken.objects.create(user=by, expiry=timedelta(days=days))
    _record(by, "made a token", after={"begins": token.token_key, "works until": token.expiry})
    return token, text


@transaction.atomic
def revoke_token(*, token: AuthToken, by: User) -> None:
    """Ends one of one's own tokens at once and for good."""
    if token.user_id != by.pk:
        raise RefusedError("This is another person’s token.")
    token.delete()
    _record(by, "revoked a token", before={"begins": token.token_key, "works until": token.expiry})


def _record(by: User, what: str, **values: dict[str, Any]) -> None:
    """Writes it down in each organisation that the person is of: a token reads them all."""
    own = Q(memberships__user=by) | Q(posts__holder=by) | Q(posts__deputy=by)
    for organisation in Organisation.objects.filter(own).distinct():
        AuditEvent.objects.record(by=by, organisation=organisation, what=what, thing=by, **values)
