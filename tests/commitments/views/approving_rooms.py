"""A world with an update that waits, and everybody who presses its buttons."""

from django.db import transaction

from commitments.models import StatusUpdate
from tests.factories import CommitmentFactory, SubmittedUpdateFactory
from tests.people import MEMBERS, STRANGERS, World, world


def waiting() -> World:
    """A world with an update that waits."""
    made = world("submitted")
    StatusUpdate.objects.update(stage="in_progress", rating="green")
    made.update.refresh_from_db()
    return made


def address(update, rest="approvals", end=""):
    org, strategy, period = update.period.address
    return f"/{org}/{strategy}/{period}/{rest}/{update.commitment.ref}/{end}"


def more(there, *refs):
    """More updates of the same priority that wait."""
    period, priority = there.update.period, there.update.commitment.priority
    made = [CommitmentFactory(priority=priority, ref=ref, wording=f"Promise {ref}") for ref in refs]
    return [SubmittedUpdateFactory(commitment=each, period=period, stage="in_progress") for each in made]


def state():
    return StatusUpdate.objects.values_list("state", flat=True).get()


def tried(client, there, at, posted):
    """The status that each person gets for pressing a button, and the state in which each leaves the update."""
    found = {}
    for name in (*MEMBERS, *STRANGERS):
        with transaction.atomic():
            client.force_login(there.people[name])
            found[name] = (client.post(at, posted | {"revision": 0}).status_code, state())
            transaction.set_rollback(True)
    return found


def expected(able, before, then):
    """What everybody gets who is not able: strangers find nothing, who is signed out is asked to sign in."""
    refused = dict.fromkeys(MEMBERS, (403, before)) | dict.fromkeys(STRANGERS, (404, before))
    return refused | {"closed account": (302, before)} | dict.fromkeys(able, (302, then))
