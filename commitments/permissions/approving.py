"""Who may approve an update."""

from django.db.models import Q

from commitments.models import Organisation, Role, StatusUpdate, User
from commitments.permissions.things import organisation_of


def approvers(update: StatusUpdate) -> frozenset[int]:
    """The keys of those who may approve an update.

    They are the holder and the deputy of the priority's executive lead; where nobody of these is left, the other executives;
    failing that, the board secretary. Whoever typed any of its words or handed it in is not among them.
    """
    own = {*update.typed_by.values_list("pk", flat=True), update.submitted_by_id}
    priority = update.commitment.priority
    lead = Q(posts_held__priorities_led=priority) | Q(posts_deputised__priorities_led=priority)
    organisation = organisation_of(update)
    for chosen in (lead, _having(Role.EXECUTIVE, organisation), _having(Role.BOARD_SECRETARY, organisation)):
        found = set(User.objects.filter(chosen, is_active=True).values_list("pk", flat=True)) - own
        if found:
            return frozenset(found)
    return frozenset()


def _having(role: Role, organisation: Organisation) -> Q:
    return Q(memberships__role=role, memberships__organisation=organisation)
