"""Invitations, roles and accounts: what each action demands, changes, writes down and tells."""

import re
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPServerDisconnected
from threading import Barrier

import pytest
from django.db import connection
from knox.models import AuthToken

from commitments.actions import RefusedError
from commitments.actions.letters import LetterNotSentError
from commitments.actions.people import change_person, close_account, invite, invite_again, open_account
from commitments.models import AuditEvent, Feed, Membership, User
from commitments.people import roles_in
from tests.factories import (
    A_MOMENT,
    FeedFactory,
    MembershipFactory,
    OrganisationFactory,
    PostFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SITE = "https://tracker.example.nhs.uk"
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _fast_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Sand Hills Trust", short_name="SHT")


@pytest.fixture
def by(organisation):
    return member(organisation, "administrator", name="Grace", email="grace@example.nhs.uk")


def member(organisation, *roles, **fields):
    user = UserFactory(**fields)
    for role in roles:
        MembershipFactory(organisation=organisation, user=user, role=role)
    return user


def events():
    return list(AuditEvent.objects.order_by("id").values_list("what", "thing", "thing_words", "before", "after"))


def refusal(attempt):
    """The sentence with which an action refuses; nothing may have changed and no event be written."""
    before = list(User.objects.order_by("pk").values()), list(Membership.objects.order_by("pk").values())
    with pytest.raises(RefusedError) as caught:
        attempt()
    assert (list(User.objects.order_by("pk").values()), list(Membership.objects.order_by("pk").values())) == before
    assert events() == []
    return str(caught.value)


# Invitations


def ann(organisation, by, **changes):
    given = {"email": "ann@example.nhs.uk", "name": "Ann", "roles": ["reader"], "site": SITE}
    return invite(organisation=organisation, by=by, **given | changes)


def test_invite_makes_a_person_without_a_password(organisation, by):
    person = ann(organisation, by, email="Ann@Example.NHS.uk", roles=["executive", "reader"])

    assert (person.email, person.name, person.is_active, person.is_staff) == ("ann@example.nhs.uk", "Ann", True, False)
    assert not person.has_usable_password()
    assert roles_in(person, organisation) == ["reader", "executive"]
    after = {"email": "ann@example.nhs.uk", "name": "Ann", "roles": ["reader", "executive"]}
    assert events() == [("invited", "user", "Ann", {}, after)]
    assert AuditEvent.objects.get().by == by


def test_invite_writes_a_letter_with_a_link_to_choose_a_password(
    organisation, by, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        ann(organisation, by, name="Ann O’Hara & Co", roles=["reader", "strategy_team"])

    (letter,) = mailoutbox
    link = re.search(rf"^{SITE}/account/password/choose/\S+/$", letter.body, re.MULTILINE)
    assert (letter.subject, letter.to) == ("Your account in Strategy Tracker for SHT", ["ann@example.nhs.uk"])
    assert letter.body.startswith(
        "Dear Ann O’Hara & Co,\n\nGrace has invited you to Strategy Tracker for Sand Hills Trust."
    )
    assert "Your role there: Reader, Strategy team." in letter.body
    assert "works once, for 3 days" in letter.body
    assert f"{SITE}/account/password/forgotten/" in letter.body
    assert link


def test_invite_without_a_site_sends_no_letter(organisation, by, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ann(organisation, by, site="")

    assert mailoutbox == []


def test_invite_takes_the_person_who_has_the_address_whatever_its_case(
    organisation, by, mailoutbox, django_capture_on_commit_callbacks
):
    known = User.objects.create_user("ann@example.nhs.uk", PASSWORD, name="Ann Lee")
    User.objects.filter(pk=known.pk).update(email="Ann@example.nhs.uk", last_login=A_MOMENT)

    with django_capture_on_commit_callbacks(execute=True):
        person = ann(organisation, by, email="ANN@example.nhs.uk", name="Annie")

    assert (person, person.name, person.check_password(PASSWORD)) == (known, "Ann Lee", True)
    assert roles_in(person, organisation) == ["reader"]
    assert f"{SITE}/account/sign-in/" in mailoutbox[0].body
    assert "/choose/" not in mailoutbox[0].body


def test_invite_gives_a_role_to_somebody_who_holds_a_post(organisation, by):
    holder = UserFactory(email="ann@example.nhs.uk")
    PostFactory(organisation=organisation, holder=holder)

    ann(organisation, by)

    assert roles_in(holder, organisation) == ["reader"]


def test_invite_refuses_somebody_who_has_a_role_here(organisation, by):
    member(organisation, "executive", email="ann@example.nhs.uk", name="Ann")

    said = refusal(lambda: ann(organisation, by))

    assert said == "Ann is here already as: Executive. Nothing was changed, and no letter was sent."


def test_invite_refuses_oneself(organisation, by):
    assert refusal(lambda: ann(organisation, by, email=by.email)).startswith("Grace is here already as: Administrator.")


def test_invite_refuses_a_closed_account(organisation, by):
    UserFactory(email="ann@example.nhs.uk", is_active=False)

    said = refusal(lambda: ann(organisation, by))

    assert said == "The account of this address is closed. It has to be opened before you can invite anybody to it."


def test_invite_refuses_to_give_no_role(organisation, by):
    assert refusal(lambda: ann(organisation, by, roles=[])) == "Choose at least one role."


@pytest.mark.django_db(transaction=True)
def test_invite_is_saved_where_the_letter_can_not_be_sent(organisation, by, monkeypatch):
    def fails(*_args, **_kwargs):
        raise SMTPServerDisconnected("The server is away")

    monkeypatch.setattr("commitments.actions.letters.send_mail", fails)

    with pytest.raises(LetterNotSentError) as caught:
        ann(organisation, by)

    assert str(caught.value) == (
        "This is saved, but the letter to ann@example.nhs.uk could not be sent. Try to send it again from their page."
    )
    assert roles_in(User.objects.get(email="ann@example.nhs.uk"), organisation) == ["reader"]


def test_invite_again_writes_the_letter_once_more(organisation, by, mailoutbox, django_capture_on_commit_callbacks):
    person = member(organisation, "reader", name="Ann", email="ann@example.nhs.uk")

    with django_capture_on_commit_callbacks(execute=True):
        invite_again(person=person, organisation=organisation, by=by, site=SITE)

    assert [letter.to for letter in mailoutbox] == [["ann@example.nhs.uk"]]
    assert events() == [("invited again", "user", "Ann", {}, {})]


def test_invite_again_of_somebody_with_a_post_alone_names_no_role(
    organisation, by, mailoutbox, django_capture_on_commit_callbacks
):
    person = PostFactory(organisation=organisation, holder=UserFactory(name="Ann")).holder

    with django_capture_on_commit_callbacks(execute=True):
        invite_again(person=person, organisation=organisation, by=by, site=SITE)

    assert "Your role there" not in mailoutbox[0].body


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"is_active": False}, "The account of Ann is closed. Open it again first."),
        (
            {"last_login": A_MOMENT, "password": "md5$salt$hash"},
            "Ann has signed in already. They can ask for a new password on the page for signing in.",
        ),
    ],
)
def test_invite_again_refuses_who_needs_no_letter(organisation, by, fields, said):
    person = member(organisation, "reader", name="Ann", **fields)

    assert refusal(lambda: invite_again(person=person, organisation=organisation, by=by, site=SITE)) == said


# Names and roles


def change(person, organisation, by, **changes):
    roles = roles_in(person, organisation)
    shown = {"name": person.name, "shown_name": person.name, "roles": roles, "shown_roles": roles}
    return change_person(person=person, organisation=organisation, by=by, **shown | changes)


def test_change_person_gives_and_takes_what_differs_from_what_was_shown(organisation, by):
    person = member(organisation, "reader", "executive", name="Ann")
    MembershipFactory(user=person, role="strategy_team")

    changed = change(person, organisation, by, roles=["executive", "strategy_team"])

    assert roles_in(changed, organisation) == ["executive", "strategy_team"]
    before, after = (
        {"name": "Ann", "roles": ["reader", "executive"]},
        {"name": "Ann", "roles": ["executive", "strategy_team"]},
    )
    assert events() == [("changed", "user", "Ann", before, after)]
    assert person.memberships.count() == 3


def test_two_administrators_who_save_at_once_lose_nothing(organisation, by):
    person = member(organisation, "reader", name="Ann")
    shown = {"shown_name": "Ann", "shown_roles": ["reader"]}

    change(person, organisation, by, name="Ann Lee", roles=["reader", "executive"], **shown)
    changed = change(person, organisation, by, name="Ann", roles=["board_secretary"], **shown)

    assert (changed.name, roles_in(changed, organisation)) == ("Ann Lee", ["executive", "board_secretary"])


def test_change_person_without_a_change_writes_nothing_down(organisation, by):
    change(member(organisation, "reader", name="Ann"), organisation, by)

    assert events() == []


def test_change_person_may_take_the_last_role(organisation, by):
    person = member(organisation, "reader")

    assert roles_in(change(person, organisation, by, roles=[]), organisation) == []


def test_nobody_changes_their_own_roles(organisation, by):
    said = "Nobody changes their own name or roles. Ask another administrator."

    assert refusal(lambda: change(by, organisation, by, roles=["administrator", "strategy_team"])) == said
    assert refusal(lambda: change(by, organisation, by, name="Queen")) == said


@pytest.mark.parametrize("other", ["none", "closed", "elsewhere"])
def test_last_administrator_stays_one(organisation, by, other):
    if other == "closed":
        member(organisation, "administrator", is_active=False)
    if other == "elsewhere":
        MembershipFactory(role="administrator")
    system = User.objects.system()

    said = refusal(lambda: change(by, organisation, system, roles=[]))

    assert said == "Grace is the last administrator of Sand Hills Trust. Make somebody else one first."


def test_administrator_who_is_not_the_last_can_be_taken_off(organisation, by):
    other = member(organisation, "administrator")

    assert roles_in(change(other, organisation, by, roles=[]), organisation) == []


def test_name_of_somebody_who_belongs_elsewhere_too_is_not_changed(organisation, by):
    person = member(organisation, "reader", name="Ann")
    MembershipFactory(user=person)

    assert refusal(lambda: change(person, organisation, by, name="Bob")).startswith(
        "Ann also belongs to another organisation."
    )
    assert roles_in(change(person, organisation, by, roles=["executive"]), organisation) == ["executive"]


# Accounts


def test_close_account_ends_password_tokens_and_calendar_and_keeps_roles(organisation, by):
    person = User.objects.create_user("ann@example.nhs.uk", PASSWORD, name="Ann")
    MembershipFactory(organisation=organisation, user=person)
    post = PostFactory(organisation=organisation, holder=person)
    FeedFactory(user=person)
    for owner in (person, person, by):
        AuthToken.objects.create(owner)
    session = person.get_session_auth_hash()

    close_account(person=person, organisation=organisation, by=by)

    person.refresh_from_db()
    post.refresh_from_db()
    assert (person.is_active, person.has_usable_password()) == (False, False)
    assert person.get_session_auth_hash() != session
    assert [token.user for token in AuthToken.objects.all()] == [by]
    assert Feed.objects.count() == 0
    assert (roles_in(person, organisation), post.holder) == (["reader"], person)
    assert events() == [("closed", "user", "Ann", {"open": True}, {"open": False, "tokens ended": 2})]


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("oneself", "Nobody closes their own account. Ask another administrator."),
        ("closed", "The account of Ann is closed already."),
        ("elsewhere", "Ann also belongs to another organisation."),
        ("staff", "Ann also looks after this site."),
    ],
)
def test_close_account_refuses(organisation, by, who, said):
    person = by if who == "oneself" else member(organisation, "reader", name="Ann")
    User.objects.filter(pk=person.pk).update(is_active=who != "closed", is_staff=who == "staff")
    if who == "elsewhere":
        MembershipFactory(user=person)

    assert refusal(lambda: close_account(person=person, organisation=organisation, by=by)).startswith(said)


def test_account_of_the_last_administrator_stays_open(organisation, by):
    system = User.objects.system()

    said = refusal(lambda: close_account(person=by, organisation=organisation, by=system))

    assert said == "Grace is the last administrator of Sand Hills Trust. Make somebody else one first."


def test_open_account_asks_for_a_new_password(organisation, by, mailoutbox, django_capture_on_commit_callbacks):
    person = member(organisation, "reader", name="Ann", is_active=False, last_login=A_MOMENT)
    person.set_unusable_password()
    person.save()

    with django_capture_on_commit_callbacks(execute=True):
        open_account(person=person, organisation=organisation, by=by, site=SITE)

    person.refresh_from_db()
    assert (person.is_active, person.has_usable_password()) == (True, False)
    assert "/account/password/choose/" in mailoutbox[0].body
    assert events() == [("opened", "user", "Ann", {"open": False}, {"open": True})]


def test_open_account_refuses_an_open_one_and_one_of_another_organisation(organisation, by):
    person = member(organisation, "reader", name="Ann")
    shared = member(organisation, "reader", name="Bob", is_active=False)
    MembershipFactory(user=shared)

    def opened(who):
        return lambda: open_account(person=who, organisation=organisation, by=by, site=SITE)

    assert refusal(opened(person)) == "The account of Ann is open already."
    assert refusal(opened(shared)).startswith("Bob also belongs to another organisation.")


@pytest.mark.django_db(transaction=True)
def test_two_administrators_can_not_remove_each_other_at_the_same_time(organisation):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, and a test's database in memory takes no second connection")
    ready = Barrier(2)

    def removed(person, remover):
        connection.ensure_connection()
        ready.wait(10)
        try:
            change(person, organisation, remover, roles=[])
        except RefusedError:
            return False
        finally:
            connection.close()
        return True

    for _ in range(5):
        pair = [member(organisation, "administrator", name=name) for name in ("Ida", "Joy")]
        Membership.objects.filter(organisation=organisation).exclude(user__in=pair).delete()
        with ThreadPoolExecutor(2) as threads:
            done = [threads.submit(removed, *pair), threads.submit(removed, *reversed(pair))]
            outcomes = sorted(each.result(20) for each in done)
        assert outcomes == [False, True]
        assert Membership.objects.filter(organisation=organisation, role="administrator").count() == 1
