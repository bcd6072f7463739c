"""Who sees what through the API: a stranger nothing, and nobody not even that."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.commitments.api.samples import LISTS, address, asked_of, plan, token_of
from tests.factories import MembershipFactory, OrganisationFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db

NOT_FOUND = {
    "status": 404,
    "message": "There is nothing at this address, or nothing that you may read.",
    "fields": {},
}


@pytest.mark.parametrize("kind", LISTS)
def test_nobody_is_asked_to_sign_in(client, kind):
    made = plan()

    for path in (address(kind), address(kind, made[kind].pk), address(kind, 987654)):
        for method in (client.get, client.head, client.options, client.post, client.delete):
            response = method(path)
            assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, "Token")


@pytest.mark.parametrize("kind", LISTS)
def test_stranger_sees_nothing(client, kind):
    made = plan()
    client.force_login(UserFactory())

    listed = client.get(address(kind, **asked_of(kind, made)))

    if kind == "commitments":
        assert listed.json()["fields"] == {"strategy": ["There is no such strategy among those that you may read."]}
    else:
        assert listed.json() == {"count": 0, "next": None, "previous": None, "results": []}
    for row in (made[kind].pk, 987654):
        assert (client.get(address(kind, row)).json(), client.head(address(kind, row)).status_code) == (NOT_FOUND, 404)


@pytest.mark.parametrize("kind", LISTS)
def test_reader_sees_nothing_of_another_organisation(reader, kind, another_organisation):
    mine = plan()

    listed = reader.get(address(kind, **asked_of(kind, mine))).json()["results"]

    assert [row["id"] for row in listed] == [mine[kind].pk]
    assert reader.get(address(kind, another_organisation[kind].pk)).json() == NOT_FOUND


@pytest.mark.parametrize("kind", LISTS)
def test_person_of_a_group_reads_its_members_and_not_the_other_way_round(client, kind):
    group = OrganisationFactory()
    made = plan(OrganisationFactory(parent=group))
    of_the_group, of_the_member = (MembershipFactory(organisation=each).user for each in (group, OrganisationFactory()))

    client.force_login(of_the_group)
    assert client.get(address(kind, made[kind].pk)).status_code == 200
    client.force_login(of_the_member)
    assert client.get(address(kind, made[kind].pk)).status_code == 404


@pytest.mark.parametrize("kind", LISTS)
def test_person_of_a_post_reads_without_a_role(client, kind):
    organisation = OrganisationFactory()
    post = PostFactory(organisation=organisation, holder=UserFactory())
    made = plan(organisation)
    client.force_login(post.holder)

    assert client.get(address(kind, made[kind].pk)).status_code == 200


@pytest.mark.parametrize("kind", LISTS)
def test_token_reads_what_its_person_reads(client, kind, member):
    user, made = member

    with_token = client.get(address(kind, **asked_of(kind, made)), headers=token_of(user))
    client.force_login(user)
    with_session = client.get(address(kind, **asked_of(kind, made)))

    assert (with_token.status_code, with_token.json()) == (200, with_session.json())
    assert with_token.json()["count"] == 1


@pytest.mark.parametrize("kind", LISTS)
def test_writing_is_not_allowed_and_options_tell_nothing(reader, kind):
    made = plan()

    for path in (address(kind), address(kind, made[kind].pk), address(kind, 987654)):
        for method in (reader.post, reader.put, reader.patch, reader.delete, reader.options):
            response = method(path, b'{"title": "Mine"}', content_type="application/json")
            assert response.json() == {
                "status": 405,
                "message": "This address can only be read: use GET.",
                "fields": {},
            }
            assert response.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("kind", LISTS)
def test_reading_with_a_token_writes_nothing(client, kind, member):
    user, made = member
    header = token_of(user)

    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(address(kind, **asked_of(kind, made)), headers=header)

    assert {query["sql"].split()[0] for query in captured} == {"SELECT"}
