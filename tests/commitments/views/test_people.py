"""Administrators' pages of people: who is here, inviting, roles, closing accounts."""

import re

import pytest

from commitments.models import AuditEvent, Membership, User
from commitments.people import roles_in
from tests.factories import A_MOMENT, MembershipFactory, OrganisationFactory, PostFactory, UserFactory
from tests.pages import page

pytestmark = pytest.mark.django_db

LIST = "/organisation-1/people/"
INVITE = "/organisation-1/people/invite/"
HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Sand Hills Trust", short_name="SHT")


@pytest.fixture
def grace(organisation):
    user = UserFactory(name="Grace", email="grace@example.nhs.uk")
    return MembershipFactory(organisation=organisation, user=user, role="administrator").user


@pytest.fixture
def administrator(client, grace):
    client.force_login(grace)
    return client


def member(organisation, name="Ann", role="reader", **fields):
    user = UserFactory(name=name, email=f"{name.lower()[:20]}@example.nhs.uk", **fields)
    return MembershipFactory(organisation=organisation, user=user, role=role).user


def address(person):
    return f"{LIST}{person.pk}/"


def hidden(response, name):
    """The values of the hidden fields of this name."""
    return re.findall(rf'<input type="hidden" name="{name}" value="([^"]*)"', response.content.decode())


# The list


def test_people_lists_everyone_with_roles_posts_and_whether_they_were_here(administrator, organisation):
    ann = member(organisation, last_login=A_MOMENT)
    MembershipFactory(organisation=organisation, user=ann, role="executive")
    PostFactory(organisation=organisation, title="Chief Nurse", holder=ann)
    PostFactory(organisation=organisation, title="Matron", deputy=ann)
    PostFactory(organisation=organisation, title="Porter", holder=UserFactory(email="zed@example.nhs.uk"))
    member(organisation, "Bob", is_active=False)

    shown = page(administrator.get(LIST))

    today = shown.words[shown.words.index("Administrator") + 4]
    headings = ("Person", "Roles", "Posts", "Has signed in")
    assert shown.title == "People of SHT – Strategy Tracker"
    assert shown.words == [
        *("Sand Hills Trust", "People", "Everyone with a role or a post here.", "See the posts and who holds them"),
        *("Invite somebody", "People, their roles and posts", *headings),
        *("Person", "Ann", ", ann@example.nhs.uk", "ann@example.nhs.uk"),
        *("Roles", "Reader", "Executive", "Posts", "Chief Nurse", "Matron (deputy)", "Has signed in", "1 March 2022"),
        *("Person", "Bob", ", bob@example.nhs.uk", "bob@example.nhs.uk", "Account closed"),
        *("Roles", "Reader", "Posts", "None", "Has signed in", "Not yet"),
        *("Person", "Grace", ", grace@example.nhs.uk", "grace@example.nhs.uk"),
        *("Roles", "Administrator", "Posts", "None", "Has signed in", today),
        *("Person", "zed@example.nhs.uk", "Roles", "None", "Posts", "Porter", "Has signed in", "Not yet"),
    ]
    assert shown.links["Ann , ann@example.nhs.uk"] == address(ann)


def test_people_are_looked_for_by_words_of_name_or_address(administrator, organisation):
    member(organisation, "Ann Lee")
    member(organisation, "Bob")

    by_name, by_address = page(administrator.get(f"{LIST}?words=LEE")), page(administrator.get(f"{LIST}?words=bob@"))
    none = page(administrator.get(f"{LIST}?words=zed"))

    assert ("Ann Lee" in by_name.words, "Bob" in by_name.words) == (True, False)
    assert ("Ann Lee" in by_address.words, "Bob" in by_address.words) == (False, True)
    assert by_name.links["Show everyone"] == LIST
    assert "0 with “zed”." in none.words


@pytest.mark.parametrize(("more", "searchable"), [(18, False), (20, True)])
def test_people_offer_a_search_where_they_fill_more_than_a_screen(administrator, organisation, more, searchable):
    for number in range(1, more + 1):
        member(organisation, f"Person {number}")

    assert ("Name or email address" in page(administrator.get(LIST)).words) is searchable


@pytest.mark.parametrize("words", ["x" * 201, "%00", "a%00b"])
def test_people_say_what_they_can_not_look_for(administrator, words):
    response = administrator.get(f"{LIST}?words={words}")

    assert response.status_code == 400
    assert page(response).title == "Error: People of SHT – Strategy Tracker"


def test_people_show_hostile_text_as_text(administrator, organisation):
    PostFactory(organisation=organisation, title=HOSTILE, holder=member(organisation, HOSTILE))

    response = administrator.get(f"{LIST}?words=<script>")

    assert b"<script>alert" not in response.content
    assert page(response).words.count(HOSTILE) == 2


@pytest.mark.parametrize("number", [1, 3])
def test_people_need_eight_queries(administrator, organisation, number, django_assert_num_queries):
    for each in range(number):
        ann = member(organisation, f"Ann {each}")
        PostFactory(organisation=organisation, holder=ann)
        PostFactory(organisation=organisation, deputy=ann)

    with django_assert_num_queries(8):
        administrator.get(LIST)


# Inviting


def invitation(**changes):
    return {"name": "Ann", "email": "ann@example.nhs.uk", "roles": ["reader", "executive"]} | changes


def test_person_invite_offers_every_role_with_what_it_allows(administrator):
    response = administrator.get(INVITE)
    shown = page(response)

    assert shown.title == "Invite somebody – Strategy Tracker"
    assert [word for word in shown.words if word in {"Reader", "Executive", "Strategy team", "Administrator"}]
    assert "Edits and issues the board’s reports, and reads updates before they are approved." in shown.words
    assert response.content.decode().count(" checked") == 1


def test_person_invite_makes_the_person_and_sends_the_letter(
    administrator, organisation, grace, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = administrator.post(INVITE, invitation(), follow=True)

    person = User.objects.get(email="ann@example.nhs.uk")
    assert response.redirect_chain == [(LIST, 302)]
    assert "A letter is on its way to ann@example.nhs.uk." in page(response).words
    assert roles_in(person, organisation) == ["reader", "executive"]
    assert AuditEvent.objects.get().by == grace
    assert "http://testserver/account/password/choose/" in mailoutbox[0].body


def test_person_invite_says_that_somebody_has_an_account_already(administrator):
    UserFactory(email="ann@example.nhs.uk", name="Ann Lee")

    shown = page(administrator.post(INVITE, invitation(), follow=True))

    assert "A letter is on its way to ann@example.nhs.uk. They have an account already, as Ann Lee." in shown.words


def test_person_invite_refuses_who_is_here_and_keeps_what_was_typed(administrator, organisation):
    member(organisation)

    response = administrator.post(INVITE, invitation())

    assert page(response).title == "Error: Invite somebody – Strategy Tracker"
    assert "Ann is here already as: Reader. Nothing was changed, and no letter was sent." in page(response).words
    assert 'value="ann@example.nhs.uk"' in response.content.decode()
    assert Membership.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": " \u202e "}, "Enter the person’s name"),
        ({"name": ""}, "Enter the person’s name"),
        ({"name": "x" * 201}, "The name must be 200 characters or fewer"),
        ({"email": ""}, "Enter the person’s email address"),
        ({"email": "ann"}, "Enter an email address in the correct format, like name@example.nhs.uk"),
        ({"email": f"ann@{'x' * 60}.{'y' * 60}.{'z' * 60}.{'z' * 60}.{'z' * 20}.uk"}, "254 characters or fewer"),
        ({"roles": []}, "Choose at least one role"),
        ({"roles": ["emperor"]}, "Choose from the roles that are listed"),
        ({"name": "a\x00b"}, "Null characters are not allowed."),
        ({"email": "ann\x00@example.nhs.uk"}, "Enter an email address in the correct format"),
    ],
)
def test_person_invite_says_what_is_wrong(administrator, changes, said):
    response = administrator.post(INVITE, invitation(**changes))

    assert response.status_code == 200
    assert any(said in words for words in page(response).words)
    assert User.objects.count() == 1


def test_person_invite_with_nothing_typed_says_so(administrator):
    assert page(administrator.post(INVITE)).title == "Error: Invite somebody – Strategy Tracker"


@pytest.mark.django_db(transaction=True)
def test_person_invite_says_when_the_letter_could_not_be_sent(administrator, monkeypatch):
    def fails(*_args, **_kwargs):
        raise OSError("The server is away")

    monkeypatch.setattr("commitments.actions.letters.send_mail", fails)

    shown = page(administrator.post(INVITE, invitation(), follow=True))

    assert any(words.startswith("This is saved, but the letter to ann@example.nhs.uk") for words in shown.words)
    assert User.objects.filter(email="ann@example.nhs.uk").exists()


# One person


def save(client, person, **changes):
    """Posts the form of a person's page as it shows it, with these changes."""
    shown = client.get(address(person))
    given = {
        "do": "save",
        "name": person.name,
        "shown_name": hidden(shown, "shown_name"),
        "roles": hidden(shown, "shown_roles"),
        "shown_roles": hidden(shown, "shown_roles"),
    }
    return client.post(address(person), given | changes, follow=True)


def test_person_edit_shows_who_somebody_is(administrator, organisation):
    ann = member(organisation, last_login=A_MOMENT)
    post = PostFactory(organisation=organisation, title="Chief Nurse", holder=ann)
    PostFactory(organisation=organisation, title="Matron", deputy=ann)

    response = administrator.get(address(ann))
    shown = page(response)

    assert shown.title == "Ann – Strategy Tracker"
    assert shown.words[:9] == [
        *("Sand Hills Trust", "Ann", "Email address", "ann@example.nhs.uk", "Last signed in", "1 March 2022"),
        *("Posts", "Chief Nurse", "Matron"),
    ]
    assert shown.links["Chief Nurse"] == f"/organisation-1/posts/{post.pk}/"
    assert hidden(response, "shown_roles") == ["reader"]
    assert hidden(response, "shown_name") == ["Ann"]


def test_person_edit_changes_name_and_roles(administrator, organisation):
    ann = member(organisation)

    response = save(administrator, ann, name="Ann Lee", roles=["executive", "board_secretary"])

    ann.refresh_from_db()
    assert response.redirect_chain == [(address(ann), 302)]
    assert "Saved. Ann Lee now has the roles: Executive, Board secretary." in page(response).words
    assert (ann.name, roles_in(ann, organisation)) == ("Ann Lee", ["executive", "board_secretary"])


def test_person_edit_keeps_what_another_administrator_saved_meanwhile(administrator, organisation):
    ann = member(organisation)
    MembershipFactory(organisation=organisation, user=ann, role="executive")

    response = save(administrator, ann, roles=["reader", "board_secretary"], shown_roles=["reader"])

    said = "Saved. Ann now has the roles: Reader, Executive, Board secretary. Somebody else has changed them too."
    assert said in page(response).words


def test_person_edit_without_a_role_left_leads_back_to_the_list(administrator, organisation):
    ann = member(organisation)

    response = save(administrator, ann, roles=[])

    assert response.redirect_chain == [(LIST, 302)]
    assert "Saved. Ann has no role here any more." in page(response).words


def test_person_edit_shows_what_is_wrong_and_keeps_what_was_typed(administrator, organisation):
    ann = member(organisation)

    response = save(administrator, ann, name="", roles=["executive"])

    assert page(response).title == "Error: Ann – Strategy Tracker"
    assert hidden(response, "shown_roles") == ["reader"]
    assert re.search(r'value="executive"[^>]* checked', response.content.decode())
    assert roles_in(ann, organisation) == ["reader"]


@pytest.mark.parametrize("do", ["save", "invite", "close", "open", "", "nonsense"])
def test_person_edit_of_oneself_can_be_read_and_not_changed(administrator, organisation, grace, do):
    read = page(administrator.get(address(grace)))

    answer = administrator.post(
        address(grace), {"do": do, "sure": "on", "name": "Queen", "roles": ["administrator", "strategy_team"]}
    )

    assert "This is you. Nobody changes their own roles or closes their own account: ask another administrator." in (
        read.words
    )
    assert "Save" not in read.words
    assert answer.status_code == 403
    grace.refresh_from_db()
    assert (grace.name, grace.is_active, roles_in(grace, organisation)) == ("Grace", True, ["administrator"])


def test_person_edit_sends_the_invitation_again(
    administrator, organisation, mailoutbox, django_capture_on_commit_callbacks
):
    ann = member(organisation)

    with django_capture_on_commit_callbacks(execute=True):
        response = administrator.post(address(ann), {"do": "invite"}, follow=True)

    assert "A letter is on its way to ann@example.nhs.uk." in page(response).words
    assert len(mailoutbox) == 1


def test_person_edit_offers_no_invitation_to_who_signs_in(administrator, organisation):
    ann = member(organisation, last_login=A_MOMENT, password="md5$salt$hash")

    refused = administrator.post(address(ann), {"do": "invite"})

    assert "Send the invitation again" not in page(administrator.get(address(ann))).words
    assert page(refused).title == "Error: Ann – Strategy Tracker"
    assert any(words.startswith("Ann has signed in already.") for words in page(refused).words)


def test_person_edit_closes_an_account_when_it_is_confirmed(administrator, organisation):
    ann = member(organisation)

    unsure = administrator.post(address(ann), {"do": "close"})
    sure = administrator.post(address(ann), {"do": "close", "sure": "on"}, follow=True)

    ann.refresh_from_db()
    said = "The account of Ann is closed. They are signed out, and their tokens for programs have ended."
    assert "Tick the box to close the account" in page(unsure).words
    assert said in page(sure).words
    assert "This account is closed: nobody can sign in to it." in page(sure).words
    assert ann.is_active is False


def test_closed_account_is_signed_out_at_once_and_when_it_is_open_again(administrator, organisation):
    ann = member(organisation)
    theirs = type(administrator)()
    theirs.force_login(ann)
    before = theirs.get("/account/").status_code

    administrator.post(address(ann), {"do": "close", "sure": "on"})
    closed = theirs.get("/account/").status_code
    administrator.post(address(ann), {"do": "open"})

    assert (before, closed, theirs.get("/account/").status_code) == (200, 302, 302)


def test_person_edit_opens_a_closed_account(administrator, organisation):
    ann = member(organisation, is_active=False)

    response = administrator.post(address(ann), {"do": "open"}, follow=True)
    again = administrator.post(address(ann), {"do": "open"})

    said = "The account of Ann is open again. A letter with a link to choose a password is on its way."
    assert said in page(response).words
    assert "The account of Ann is open already." in page(again).words


def test_person_edit_of_who_belongs_elsewhere_changes_roles_alone(administrator, organisation):
    ann = member(organisation)
    MembershipFactory(user=ann)

    shown = page(administrator.get(address(ann)))
    saved = save(administrator, ann, name="Queen", roles=["executive"])
    closed = administrator.post(address(ann), {"do": "close", "sure": "on"})

    ann.refresh_from_db()
    assert any(words.startswith("Ann also belongs to another organisation.") for words in shown.words)
    assert ("Name" in shown.words, "Close the account" in shown.words) == (False, False)
    assert "Saved. Ann now has the roles: Executive." in page(saved).words
    assert closed.status_code == 200
    assert (ann.name, ann.is_active, roles_in(ann, organisation)) == ("Ann", True, ["executive"])


def test_person_edit_finds_only_people_of_the_organisation(administrator, organisation):
    stranger = MembershipFactory().user

    assert administrator.get(address(stranger)).status_code == 404
    assert administrator.post(address(stranger), {"do": "close", "sure": "on"}).status_code == 404
    assert administrator.get(f"{LIST}{10**30}/").status_code == 404


def test_person_edit_needs_as_many_queries_for_many_posts(administrator, organisation, django_assert_num_queries):
    ann = member(organisation)
    for _ in range(3):
        PostFactory(organisation=organisation, holder=ann)

    with django_assert_num_queries(11):
        administrator.get(address(ann))


# Who may


@pytest.mark.parametrize("role", ["reader", "executive", "board_secretary", "strategy_team"])
def test_pages_of_people_are_for_administrators(client, organisation, grace, role):
    client.force_login(member(organisation, role=role))

    for path in (LIST, INVITE, address(grace)):
        assert client.get(path).status_code == 403
    assert client.post(INVITE, invitation(email="zed@example.nhs.uk")).status_code == 403
    assert client.post(address(grace), {"do": "close", "sure": "on"}).status_code == 403
    assert User.objects.filter(is_active=False).count() == 0
    assert User.objects.count() == 2


def test_pages_of_people_are_not_there_for_an_administrator_of_another_organisation(client, organisation, grace):
    client.force_login(MembershipFactory(role="administrator").user)

    for path in (LIST, INVITE, address(grace)):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code in {404, 405}


def test_people_refuse_other_methods(administrator, grace):
    assert administrator.post(LIST).status_code == 405
    assert administrator.put(INVITE).status_code == 405
    assert administrator.delete(address(grace)).status_code == 405
