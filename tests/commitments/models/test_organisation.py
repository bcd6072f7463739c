import pytest
from django.db import IntegrityError

from commitments.models import Organisation
from tests.factories import CommitteeFactory, OrganisationFactory, PostFactory, UserFactory


def own_group():
    organisation = OrganisationFactory()
    Organisation.objects.filter(id=organisation.id).update(parent=organisation)


def one_person_twice():
    person = UserFactory()
    PostFactory(holder=person, deputy=person)


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [
        ("organisation_has_a_name", lambda: OrganisationFactory(name=" ")),
        ("organisation_is_not_its_own_group", own_group),
        ("organisation_has_an_address_of_its_own", lambda: OrganisationFactory(slug="api")),
        (
            "one_post_of_a_title_per_organisation",
            lambda: PostFactory.create_batch(2, organisation=OrganisationFactory(), title="Chief Nurse"),
        ),
        ("post_has_a_title", lambda: PostFactory(title=" ")),
        ("post_has_two_people_as_holder_and_deputy", one_person_twice),
        (
            "one_committee_of_a_name_per_organisation",
            lambda: CommitteeFactory.create_batch(2, organisation=OrganisationFactory(), name="Trust Board"),
        ),
        ("committee_has_a_name", lambda: CommitteeFactory(name=" ")),
    ],
)
def test_organisation_constraint_holds(constraint, attempt, refused_by):
    assert refused_by(attempt) == constraint


@pytest.mark.django_db
def test_organisation_slug_is_unique():
    OrganisationFactory(slug="trust")

    with pytest.raises(IntegrityError, match="slug"):
        OrganisationFactory(slug="trust")


@pytest.mark.django_db
def test_post_of_the_same_title_in_another_organisation_is_another_post():
    first, second = PostFactory.create_batch(2, title="Chief Nurse")

    assert first.organisation != second.organisation


@pytest.mark.django_db
def test_post_outlives_its_holder():
    post = PostFactory(holder=UserFactory(), deputy=UserFactory())

    post.holder.delete()
    post.deputy.delete()
    post.refresh_from_db()

    assert (post.holder, post.deputy) == (None, None)
