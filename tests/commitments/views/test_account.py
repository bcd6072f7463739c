"""One's own account."""

import pytest

from commitments.models import User
from tests.factories import MembershipFactory, OrganisationFactory, PostFactory, UserFactory
from tests.pages import page

pytestmark = pytest.mark.django_db


def test_account_of_a_person_with_nothing_says_whom_to_ask(client):
    client.force_login(User.objects.create_user("ann@example.nhs.uk"))

    shown = page(client.get("/account/"))

    assert shown.title == "Your account – Strategy Tracker"
    assert shown.words == [
        *("Your account", "Name", "Not given", "Email address", "ann@example.nhs.uk"),
        *("Roles and posts", "You have no role and no post yet. Ask your administrator."),
        *("Signing in", "Choose a password", "Tokens for programs", "Your calendar of due dates"),
    ]


def test_account_shows_roles_and_posts_in_every_organisation(client):
    ann = User.objects.create_user("ann@example.nhs.uk", "correct horse battery", name="Ann")
    organisation = OrganisationFactory(name="Sand Hills Trust")
    MembershipFactory(user=ann, organisation=organisation, role="strategy_team")
    MembershipFactory(user=ann, organisation__name="Lake Trust")
    PostFactory(organisation=organisation, title="Chief Nurse", holder=ann)
    PostFactory(organisation=organisation, title="Matron", deputy=ann)
    MembershipFactory(organisation=organisation)
    client.force_login(ann)

    shown = page(client.get("/account/"))

    start = shown.words.index("Roles and posts")
    assert shown.words[start + 1 :] == [
        *("Strategy team", "– Sand Hills Trust", "Reader", "– Lake Trust"),
        *("Chief Nurse", "– Sand Hills Trust", "Matron, as deputy", "– Sand Hills Trust"),
        *("Signing in", "Change your password", "Tokens for programs", "Your calendar of due dates"),
    ]
    assert shown.links["Change your password"] == "/account/password/"


def test_account_leads_administrators_to_their_people(client):
    organisation = OrganisationFactory(name="Sand Hills Trust")
    client.force_login(MembershipFactory(organisation=organisation, role="administrator").user)

    links = page(client.get("/account/")).links

    assert links["People of Sand Hills Trust"] == "/organisation-1/people/"
    assert links["Posts of Sand Hills Trust"] == "/organisation-1/posts/"


@pytest.mark.parametrize("number", [1, 3])
def test_account_needs_five_queries(client, number, django_assert_num_queries):
    ann = UserFactory()
    for _ in range(number):
        MembershipFactory(user=ann)
        PostFactory(holder=ann)
    client.force_login(ann)

    with django_assert_num_queries(5):
        client.get("/account/")


def test_account_refuses_post(client):
    client.force_login(UserFactory())

    assert client.post("/account/").status_code == 405
