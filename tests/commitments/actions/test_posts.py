"""Giving a post to people: who may be given it, and what two administrators at once may not do."""

import pytest

from commitments.actions import RefusedError
from commitments.actions.posts import assign_post
from commitments.models import AuditEvent, Post
from tests.factories import MembershipFactory, OrganisationFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Sand Hills Trust")


@pytest.fixture
def by(organisation):
    return somebody(organisation, "Grace", role="administrator")


def somebody(organisation, name, role="reader", **fields):
    email = f"{name.lower()}@example.nhs.uk"
    return MembershipFactory(
        organisation=organisation, user=UserFactory(name=name, email=email, **fields), role=role
    ).user


def assign(post, by, holder=None, deputy=None):
    shown = post.holder_id, post.deputy_id
    return assign_post(post=post, holder=holder, deputy=deputy, shown=shown, by=by)


def refusal(post, *arguments, **names):
    before = Post.objects.values().get(pk=post.pk)
    with pytest.raises(RefusedError) as caught:
        assign(post, *arguments, **names)
    assert Post.objects.values().get(pk=post.pk) == before
    assert AuditEvent.objects.count() == 0
    return str(caught.value)


def test_post_gets_a_holder_and_a_deputy(organisation, by):
    ann, bob = somebody(organisation, "Ann"), somebody(organisation, "Bob")
    post = PostFactory(organisation=organisation, title="Chief Nurse", deputy=ann)

    assign(post, by, holder=ann, deputy=bob)

    post.refresh_from_db()
    event = AuditEvent.objects.get()
    assert (post.holder, post.deputy) == (ann, bob)
    assert (event.by, event.what, event.thing_words) == (by, "assigned", "Chief Nurse")
    assert event.before == {"holder": "", "deputy": "ann@example.nhs.uk"}
    assert event.after == {"holder": "ann@example.nhs.uk", "deputy": "bob@example.nhs.uk"}


def test_post_can_be_left_to_nobody(organisation, by):
    post = PostFactory(organisation=organisation, holder=somebody(organisation, "Ann"))

    assert assign(post, by).holder is None


def test_post_that_stays_as_it_is_writes_nothing_down(organisation, by):
    ann = somebody(organisation, "Ann")

    assign(PostFactory(organisation=organisation, holder=ann), by, holder=ann)

    assert AuditEvent.objects.count() == 0


def test_post_has_two_different_people(organisation, by):
    ann = somebody(organisation, "Ann")

    said = refusal(PostFactory(organisation=organisation), by, holder=ann, deputy=ann)

    assert said == "Choose two different people as holder and deputy."


@pytest.mark.parametrize(("place", "before"), [("holder", None), ("deputy", None), ("deputy", "holder")])
def test_nobody_gives_a_post_to_themselves(organisation, by, place, before):
    post = PostFactory(organisation=organisation, **({before: by} if before else {}))

    assert refusal(post, by, **{place: by}) == "You can’t give a post to yourself. Ask another administrator."


def test_administrator_who_holds_a_post_may_keep_it_and_give_it_up(organisation, by):
    ann = somebody(organisation, "Ann")
    post = PostFactory(organisation=organisation, holder=by)

    post = assign(post, by, holder=by, deputy=ann)
    kept = post.holder, post.deputy
    given_up = assign(post, by, holder=ann)

    assert kept == (by, ann)
    assert (given_up.holder, given_up.deputy) == (ann, None)


def test_post_is_for_people_of_the_organisation_with_open_accounts(organisation, by):
    post = PostFactory(organisation=organisation)
    closed, stranger = somebody(organisation, "Carl", is_active=False), UserFactory(name="Dora")

    assert refusal(post, by, holder=closed) == "Carl has no open account in Sand Hills Trust. Invite them first."
    assert refusal(post, by, deputy=stranger) == "Dora has no open account in Sand Hills Trust. Invite them first."


def test_closed_holder_does_not_keep_a_deputy_from_being_chosen(organisation, by):
    closed, ann = somebody(organisation, "Carl", is_active=False), somebody(organisation, "Ann")
    post = PostFactory(organisation=organisation, holder=closed)

    assert assign(post, by, holder=closed, deputy=ann).deputy == ann


def test_second_of_two_administrators_is_told_what_the_first_chose(organisation, by):
    ann, bob = somebody(organisation, "Ann"), somebody(organisation, "Bob")
    post = PostFactory(organisation=organisation)

    assign(post, by, holder=ann)
    with pytest.raises(RefusedError) as caught:
        assign(post, by, holder=bob)

    assert str(caught.value) == (
        "Somebody else has changed this post meanwhile. It now has Ann as its holder and nobody as its deputy. "
        "Look again before you save."
    )
    assert Post.objects.get().holder == ann
