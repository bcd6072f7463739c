"""The first administrator of a new site."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from commitments.models import AuditEvent, User
from commitments.people import roles_in
from tests.factories import A_MOMENT, MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

LINK = "http://127.0.0.1:8000/account/password/choose/"


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Sand Hills Trust")


def add(email="Grace@example.nhs.uk", *arguments):
    said = StringIO()
    wanted = ["--name", " Grace  Obi ", "--organisation", "organisation-1", "--role", "administrator"]
    call_command("add_person", email, *wanted, *arguments, stdout=said)
    return said.getvalue().splitlines()


def test_add_person_makes_an_administrator_who_chooses_a_password(organisation, client, mailoutbox):
    lines = add()

    person = User.objects.get(email="grace@example.nhs.uk")
    event = AuditEvent.objects.get()
    assert lines[0] == "Grace Obi is in Sand Hills Trust as: Administrator."
    assert lines[1] == "To choose a password, once, within 3 days:"
    assert lines[2].startswith(LINK)
    assert roles_in(person, organisation) == ["administrator"]
    assert (event.by, event.what) == (User.objects.system(), "invited")
    assert mailoutbox == []
    page = client.get(lines[2].removeprefix("http://127.0.0.1:8000"), follow=True)
    assert "Choose a password" in page.content.decode()


def test_add_person_gives_several_roles_and_a_link_to_another_site(organisation):
    lines = add("grace@example.nhs.uk", "--role", "reader", "--site", "https://tracker.example.nhs.uk/")

    assert lines[0] == "Grace Obi is in Sand Hills Trust as: Reader, Administrator."
    assert lines[2].startswith("https://tracker.example.nhs.uk/account/password/choose/")


def test_add_person_prints_a_new_link_for_who_has_not_used_the_first(organisation):
    add()

    assert add()[2].startswith(LINK)
    assert AuditEvent.objects.count() == 1


def test_add_person_who_has_a_password_needs_no_link(organisation):
    User.objects.create_user("grace@example.nhs.uk", "correct horse battery", name="Grace", last_login=A_MOMENT)

    assert add() == [
        "Grace is in Sand Hills Trust as: Administrator.",
        "They sign in as grace@example.nhs.uk with the password that they have.",
    ]


def test_add_person_refuses_who_is_there_already(organisation):
    person = UserFactory(email="grace@example.nhs.uk", name="Grace")
    MembershipFactory(user=person, organisation=organisation)

    with pytest.raises(CommandError, match=r"^Grace is here already as: Reader\."):
        add()


def test_add_person_refuses_what_is_no_address(organisation):
    with pytest.raises(CommandError, match=r"^'grace' is not an e-mail address.$"):
        add("grace")


def test_add_person_names_the_organisations_that_there_are():
    with pytest.raises(CommandError, match=r"^There is no organisation 'organisation-1'. Import a plan first"):
        add()
    OrganisationFactory(slug="sht")
    with pytest.raises(CommandError, match=r"^There is no organisation 'organisation-1'. There is: sht.$"):
        add()
