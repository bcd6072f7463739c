import pytest

from tests.factories import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def one_role_twice():
    MembershipFactory.create_batch(2, user=UserFactory(), organisation=OrganisationFactory(), role="executive")


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [
        ("one_membership_per_person_organisation_and_role", one_role_twice),
        ("membership_is_of_a_known_role", lambda: MembershipFactory(role="owner")),
    ],
)
def test_membership_refuses(refused_by, constraint, attempt):
    assert refused_by(attempt) == constraint


def test_somebody_may_have_several_roles():
    user, organisation = UserFactory(), OrganisationFactory()
    for role in ("executive", "administrator"):
        MembershipFactory(user=user, organisation=organisation, role=role)

    assert [str(each) for each in user.memberships.all()] == [f"{user}: Executive", f"{user}: Administrator"]
