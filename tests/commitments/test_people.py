"""Who is of an organisation, and whose account it is."""

import pytest

from commitments.models import Role, User
from commitments.people import (
    MEANINGS,
    has_yet_to_sign_in,
    in_words,
    people_of,
    roles_in,
    why_not_ours,
    with_their_parts,
)
from tests.factories import A_MOMENT, MembershipFactory, OrganisationFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory()


def test_people_of_an_organisation_are_those_with_a_role_or_a_post_by_name(organisation):
    zoe, bob, closed = UserFactory(name="Zoe"), UserFactory(name="bob"), UserFactory(name="Carl", is_active=False)
    nameless = UserFactory(email="ann@example.nhs.uk")
    MembershipFactory(organisation=organisation, user=zoe)
    MembershipFactory(organisation=organisation, user=zoe, role=Role.EXECUTIVE)
    MembershipFactory(organisation=organisation, user=closed)
    PostFactory(organisation=organisation, holder=bob, deputy=nameless)
    PostFactory(organisation=organisation)
    MembershipFactory(user=UserFactory())
    PostFactory(holder=UserFactory(), deputy=UserFactory())
    UserFactory()

    assert list(people_of(organisation)) == [nameless, bob, closed, zoe]


def test_parts_of_people_are_those_in_the_organisation_alone(organisation):
    person = UserFactory(last_login=A_MOMENT.replace(month=7, day=1, hour=23, minute=30))
    held = PostFactory(organisation=organisation, holder=person)
    deputised = PostFactory(organisation=organisation, deputy=person)
    role = MembershipFactory(organisation=organisation, user=person)
    MembershipFactory(user=person, role=Role.EXECUTIVE)
    PostFactory(holder=person)
    PostFactory(deputy=person)

    found = with_their_parts(people_of(organisation), organisation).get()

    assert (found.roles_here, found.held_here, found.deputised_here) == ([role], [held], [deputised])
    assert found.signed_in_on.isoformat() == "2022-07-02"  # in London


def test_roles_stand_in_the_order_of_the_table(organisation):
    person = UserFactory()
    for role in (Role.ADMINISTRATOR, Role.READER, Role.EXECUTIVE):
        MembershipFactory(organisation=organisation, user=person, role=role)
    MembershipFactory(user=person, role=Role.STRATEGY_TEAM)

    assert roles_in(person, organisation) == ["reader", "executive", "administrator"]
    assert in_words(["administrator", "reader"]) == "Reader, Administrator"


def test_every_role_has_a_meaning():
    assert list(MEANINGS) == list(Role)


@pytest.mark.parametrize(
    ("last_login", "password", "yet"),
    [(None, None, True), (None, "correct horse", True), (A_MOMENT, None, True), (A_MOMENT, "correct horse", False)],
)
def test_person_has_yet_to_sign_in_until_they_have_with_a_password(last_login, password, yet):
    person = User.objects.create_user("ann@example.nhs.uk", password, last_login=last_login)

    assert has_yet_to_sign_in(person) is yet


@pytest.mark.parametrize(
    ("elsewhere", "why"),
    [
        ("nothing", ""),
        ("role", "Ann also belongs to another organisation."),
        ("holder", "Ann also belongs to another organisation."),
        ("deputy", "Ann also belongs to another organisation."),
        ("staff", "Ann also looks after this site."),
    ],
)
def test_account_is_an_organisations_own_when_it_is_used_nowhere_else(organisation, elsewhere, why):
    person = UserFactory(name="Ann", is_staff=elsewhere == "staff")
    MembershipFactory(organisation=organisation, user=person)
    PostFactory(organisation=organisation, holder=person)
    if elsewhere == "role":
        MembershipFactory(user=person)
    if elsewhere in {"holder", "deputy"}:
        PostFactory(**{elsewhere: person})

    only = (
        " You can change the roles that they have here, but not their name, and you can’t close or open their account."
    )
    assert why_not_ours(person, organisation) == (f"{why}{only}" if why else "")
