"""The updates that somebody may approve, over all organisations: the rule of `approvers`, asked of the database at once."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from commitments.models import Membership, PeriodState, Role, State, StatusUpdate, User
from commitments.models.visible import Reader

_ORGANISATION = "commitment__strategy__organisation"
_LEAD = "commitment__priority__executive_lead"


def approvable_by(user: Reader) -> QuerySet[StatusUpdate]:
    """The submitted updates of open rounds of which this person is one of the `approvers`; one query, however many there are."""
    if not user.is_active:
        return StatusUpdate.objects.none()
    own = Q(submitted_by=user.pk) | Q(Exists(_typed(OuterRef("pk"), user.pk)))
    leads = Q(**{f"{_LEAD}__holder": user.pk}) | Q(**{f"{_LEAD}__deputy": user.pk})
    no_lead = ~_somebody(Q(pk=OuterRef(f"{_LEAD}__holder")) | Q(pk=OuterRef(f"{_LEAD}__deputy")))
    no_executive = ~_somebody(Q(memberships__role=Role.EXECUTIVE, memberships__organisation=OuterRef(_ORGANISATION)))
    stands_in = _has(user, Role.EXECUTIVE) | (no_executive & _has(user, Role.BOARD_SECRETARY))
    submitted = StatusUpdate.objects.filter(state=State.SUBMITTED, period__state=PeriodState.OPEN)
    return submitted.filter(~own, leads | (no_lead & stands_in))


def _typed(update: Any, user: Any) -> QuerySet[StatusUpdate]:
    return StatusUpdate.objects.filter(pk=update, typed_by=user)


def _somebody(chosen: Q) -> Q:
    """Whether anybody of these, with an open account, did not write the update that is asked about."""
    typed = _typed(OuterRef(OuterRef("pk")), OuterRef("pk"))
    others = ~Q(pk=OuterRef("submitted_by")) & ~Q(Exists(typed))
    return Q(Exists(User.objects.filter(chosen, others, is_active=True)))


def _has(user: Reader, role: Role) -> Q:
    """Whether this person has a role in the update's organisation."""
    return Q(**{f"{_ORGANISATION}__in": Membership.objects.filter(user=user.pk, role=role).values("organisation")})
