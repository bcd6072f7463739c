"""Administrators' pages of posts: who holds them and who deputises."""

import re

import pytest

from commitments.models import Post
from tests.factories import CommitmentFactory, MembershipFactory, OrganisationFactory, PostFactory, UserFactory
from tests.pages import page

pytestmark = pytest.mark.django_db

LIST = "/organisation-1/posts/"
HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Sand Hills Trust", short_name="SHT")


@pytest.fixture
def grace(organisation):
    return member(organisation, "Grace", role="administrator")


@pytest.fixture
def administrator(client, grace):
    client.force_login(grace)
    return client


def member(organisation, name="Ann", role="reader", **fields):
    user = UserFactory(name=name, email=f"{name.lower()}@example.nhs.uk", **fields)
    return MembershipFactory(organisation=organisation, user=user, role=role).user


def save(client, post, **changes):
    given = {"holder": "", "deputy": "", "shown_holder": post.holder_id or "", "shown_deputy": post.deputy_id or ""}
    return client.post(f"{LIST}{post.pk}/", given | changes, follow=True)


def options(response, name):
    """What can be chosen in a list."""
    found = re.search(rf'<select[^>]*name="{name}".*?</select>', response.content.decode(), re.DOTALL)
    return [words.strip() for words in re.findall(r"<option[^>]*>(.*?)</option>", found.group())]


def test_posts_show_those_that_nobody_holds_first(administrator, organisation):
    ann, gone = member(organisation), member(organisation, "Carl", is_active=False)
    nurse = PostFactory(organisation=organisation, title="Chief Nurse", holder=ann, deputy=gone)
    PostFactory(organisation=organisation, title="Matron", holder=gone)
    PostFactory(organisation=organisation, title="Porter", deputy=ann)
    PostFactory(title="Of another organisation")
    CommitmentFactory.create_batch(2, lead=nurse)

    shown = page(administrator.get(LIST))

    start = shown.words.index("Commitments led") + 1
    assert shown.title == "Posts of SHT – Strategy Tracker"
    assert shown.words[start:] == [
        *("Post", "Matron", "Holder", "Carl", "Account closed", "Deputy", "Nobody", "Commitments led", "0"),
        *("Post", "Porter", "Holder", "No holder", "Deputy", "Ann", "Commitments led", "0"),
        *("Post", "Chief Nurse", "Holder", "Ann", "Deputy", "Carl", "Account closed", "Commitments led", "2"),
    ]
    assert shown.links["Chief Nurse"] == f"{LIST}{nurse.pk}/"


def test_posts_say_when_there_are_none(administrator):
    said = "There is no post here yet. Posts come with the plan, when the strategy team brings it in."

    assert said in page(administrator.get(LIST)).words


@pytest.mark.parametrize("number", [1, 3])
def test_posts_need_five_queries(administrator, organisation, number, django_assert_num_queries):
    for each in range(number):
        post = PostFactory(organisation=organisation, holder=member(organisation, f"Ann{each}"))
        CommitmentFactory(lead=post)

    with django_assert_num_queries(5):
        administrator.get(LIST)


def test_post_edit_offers_the_people_here_with_open_accounts_but_not_oneself(administrator, organisation):
    gone = member(organisation, "Carl", is_active=False)
    member(organisation, "Bob")
    member(organisation, "Dora", is_active=False)
    MembershipFactory(user=UserFactory(name="Stranger"))
    post = PostFactory(organisation=organisation, title="Chief Nurse", holder=gone)

    response = administrator.get(f"{LIST}{post.pk}/")

    assert page(response).title == "Chief Nurse – Strategy Tracker"
    assert options(response, "holder") == [
        "Nobody",
        "Bob (bob@example.nhs.uk)",
        "Carl (carl@example.nhs.uk, account closed)",
    ]


def test_post_edit_gives_the_post_to_people(administrator, organisation):
    ann, bob = member(organisation), member(organisation, "Bob")
    post = PostFactory(organisation=organisation, title="Chief Nurse")

    response = save(administrator, post, holder=ann.pk, deputy=bob.pk)

    post.refresh_from_db()
    assert response.redirect_chain == [(LIST, 302)]
    assert "Saved. Chief Nurse: Ann holds it, Bob deputises." in page(response).words
    assert (post.holder, post.deputy) == (ann, bob)


def test_post_edit_leaves_a_post_to_nobody(administrator, organisation):
    post = PostFactory(organisation=organisation, title="Chief Nurse", holder=member(organisation))

    assert "Saved. Chief Nurse: nobody holds it, nobody deputises." in page(save(administrator, post)).words


def test_post_edit_refuses_one_person_twice_and_keeps_what_was_chosen(administrator, organisation):
    ann = member(organisation)
    post = PostFactory(organisation=organisation, title="Chief Nurse")

    response = save(administrator, post, holder=ann.pk, deputy=ann.pk)

    assert page(response).title == "Error: Chief Nurse – Strategy Tracker"
    assert "Choose two different people as holder and deputy." in page(response).words
    assert response.content.decode().count(f'value="{ann.pk}" selected') == 2


def test_post_edit_refuses_oneself_strangers_and_nonsense(administrator, organisation, grace):
    post, stranger = PostFactory(organisation=organisation), UserFactory()

    for chosen in (grace.pk, stranger.pk, "nobody", "\x00", 10**30):
        response = save(administrator, post, holder=chosen)
        said = "Choose somebody from the list. Nobody can give a post to themselves"
        assert (response.status_code, said in page(response).words) == (200, True)
    assert Post.objects.get().holder is None


def test_post_edit_keeps_oneself_where_somebody_else_put_one(administrator, organisation, grace):
    ann = member(organisation)
    post = PostFactory(organisation=organisation, title="Chief Nurse", holder=grace)

    response = save(administrator, post, holder=grace.pk, deputy=ann.pk)

    assert "Saved. Chief Nurse: Grace holds it, Ann deputises." in page(response).words


def test_post_edit_tells_the_second_of_two_what_the_first_has_done(administrator, organisation):
    ann, bob = member(organisation), member(organisation, "Bob")
    post = PostFactory(organisation=organisation, title="Chief Nurse")
    Post.objects.filter(pk=post.pk).update(holder=ann)

    refused = save(administrator, post, holder=bob.pk)
    now = re.search(r'name="shown_holder" value="(\d+)"', refused.content.decode()).group(1)
    saved = save(administrator, post, holder=bob.pk, shown_holder=now)

    assert any(words.startswith("Somebody else has changed this post meanwhile.") for words in page(refused).words)
    assert "Saved. Chief Nurse: Bob holds it, nobody deputises." in page(saved).words


def test_posts_show_hostile_text_as_text(administrator, organisation):
    post = PostFactory(organisation=organisation, title=HOSTILE, holder=UserFactory(name=HOSTILE))

    for path in (LIST, f"{LIST}{post.pk}/"):
        response = administrator.get(path)
        assert b"<script>alert" not in response.content
        assert HOSTILE in page(response).words


@pytest.mark.parametrize("role", ["reader", "executive", "board_secretary", "strategy_team"])
def test_pages_of_posts_are_for_administrators(client, organisation, role):
    post = PostFactory(organisation=organisation)
    ann = member(organisation, role=role)
    client.force_login(ann)

    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{post.pk}/").status_code == 403
    assert save(client, post, holder=ann.pk).status_code == 403


def test_post_of_another_organisation_is_not_there(administrator):
    other = PostFactory()

    assert administrator.get(f"{LIST}{other.pk}/").status_code == 404
    assert administrator.get(f"/organisation-2/posts/{other.pk}/").status_code == 404
    assert administrator.get("/organisation-2/posts/").status_code == 404


def test_posts_refuse_other_methods(administrator, organisation):
    assert administrator.post(LIST).status_code == 405
    assert administrator.put(f"{LIST}{PostFactory(organisation=organisation).pk}/").status_code == 405
