"""What permissions are asked about, and where it belongs."""

from commitments.models import (
    Commitment,
    Organisation,
    Priority,
    ReportingPeriod,
    StatusUpdate,
    Strategy,
    SuccessMeasure,
    User,
)

Thing = Organisation | Strategy | Priority | ReportingPeriod | Commitment | StatusUpdate | SuccessMeasure | User


def organisation_of(thing: Thing) -> Organisation:
    """The organisation that a thing belongs to."""
    if isinstance(thing, User):
        raise TypeError("A person may be of several organisations: say which is meant.")
    if isinstance(thing, Organisation):
        return thing
    if isinstance(thing, Strategy):
        return thing.organisation
    if isinstance(thing, StatusUpdate):
        return thing.commitment.strategy.organisation
    if isinstance(thing, SuccessMeasure):
        return thing.priority.strategy.organisation
    return thing.strategy.organisation


def commitment_of(thing: Thing) -> Commitment | None:
    """The commitment that a thing is, or is of."""
    if isinstance(thing, StatusUpdate):
        return thing.commitment
    return thing if isinstance(thing, Commitment) else None
