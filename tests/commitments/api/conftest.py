"""What only the API's tests start from."""

import pytest

from tests.commitments.api.samples import plan
from tests.factories import MembershipFactory, OrganisationFactory


@pytest.fixture
def another_organisation(reader, db):
    """A plan of an organisation that the reader is no member of."""
    organisation = OrganisationFactory()
    organisation.memberships.all().delete()
    return plan(organisation)


@pytest.fixture
def member(db):
    """A reader of Organisation 1, and its plan: for those who come with a token."""
    membership = MembershipFactory()
    return membership.user, plan(membership.organisation)
