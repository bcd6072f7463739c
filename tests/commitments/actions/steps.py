"""The steps of an update on its way to the board, by name, and updates in every state."""

import pytest

from commitments.actions import RefusedError
from commitments.actions.updates import approve, rate, reopen, return_to_author, submit, withdraw
from commitments.models import StatusUpdate
from tests.factories import A_MOMENT, ApprovedUpdateFactory, StatusUpdateFactory, SubmittedUpdateFactory

LATER = A_MOMENT.replace(hour=10)
IN_STATE = {"draft": StatusUpdateFactory, "submitted": SubmittedUpdateFactory, "approved": ApprovedUpdateFactory}
ACTIONS = {
    "submit": lambda update, by: submit(update=update, by=by, now=LATER),
    "approve": lambda update, by: approve(update=update, by=by, now=LATER),
    "return": lambda update, by: return_to_author(update=update, by=by, note="Say when"),
    "withdraw": lambda update, by: withdraw(update=update, by=by),
    "rate": lambda update, by: rate(update=update, by=by, rating="red"),
    "reopen": lambda update, by: reopen(update=update, by=by, reason="A wrong figure"),
}
ALLOWED = [
    ("submit", "draft"),
    ("approve", "submitted"),
    ("return", "submitted"),
    ("withdraw", "submitted"),
    ("rate", "submitted"),
    ("reopen", "approved"),
]


def row(update):
    """The update as the database has it."""
    return StatusUpdate.objects.filter(pk=update.pk).values().get()


def in_state(state, **fields):
    return IN_STATE[state](stage="in_progress", rating="green", commitment__ref="BD-04", **fields)


def refusal(attempt):
    """The sentence with which an action refuses."""
    with pytest.raises(RefusedError) as caught:
        attempt()
    return str(caught.value)
