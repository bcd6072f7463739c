import pytest

from commitments.models import User
from commitments.models.people import SYSTEM_EMAIL
from tests.factories import UserFactory


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [
        (
            "one_user_per_email_address_whatever_its_case",
            lambda: [UserFactory(email=email) for email in ("jo@example.nhs.uk", "Jo@Example.NHS.uk")],
        ),
        ("user_has_an_email_address", lambda: UserFactory(email="")),
    ],
)
def test_people_constraint_holds(constraint, attempt, refused_by):
    assert refused_by(attempt) == constraint


@pytest.mark.django_db
def test_create_user_keeps_the_address_in_small_letters():
    user = User.objects.create_user(" Jo.Bloggs@Example.NHS.uk ", "a long password", name="Jo Bloggs")

    assert user.email == "jo.bloggs@example.nhs.uk"
    assert user.check_password("a long password")
    assert (user.is_active, user.is_staff, user.is_superuser) == (True, False, False)
    assert str(user) == "Jo Bloggs"


@pytest.mark.django_db
def test_create_user_without_a_password_has_none_to_sign_in_with():
    assert User.objects.create_user("jo@example.nhs.uk").has_usable_password() is False


@pytest.mark.django_db
def test_create_superuser_may_use_the_admin_site():
    user = User.objects.create_superuser("jo@example.nhs.uk", "a long password")

    assert (user.is_staff, user.is_superuser) == (True, True)
    assert str(user) == "jo@example.nhs.uk"


@pytest.mark.django_db
def test_system_is_one_user_that_nobody_can_sign_in_as():
    first, second = User.objects.system(), User.objects.system()

    assert first == second
    assert (first.email, first.is_active, first.has_usable_password()) == (SYSTEM_EMAIL, False, False)
