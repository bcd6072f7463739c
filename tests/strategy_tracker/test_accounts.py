"""Signing in, and passwords, through the pages that people use."""

import re
import time
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, path, reverse

from commitments.models import User
from strategy_tracker import urls
from strategy_tracker.accounts import ByInvitation, change_password
from tests.pages import page

pytestmark = pytest.mark.django_db

SIGN_IN = "/account/sign-in/"
FORGOTTEN = "/account/password/forgotten/"
ADDRESS = "ann@example.nhs.uk"
PASSWORD = "three random words"
NEW = "four other random words"
WRONG = "The email address or the password is not right."
TOO_MANY = "There were too many tries to sign in. Wait 5 minutes, then try again."
HOSTILE = [
    *("https://evil.example/", "//evil.example/", "///evil.example/", "/\\evil.example/", "\\\\evil.example/"),
    *("javascript:alert(1)", "https:evil.example", "http://testserver@evil.example/", "\thttps://evil.example/"),
    *(
        "/" + "x" * 100_000,
        "http://testserver.evil.example/",
        "data:text/html,x",
        "\x00//evil.example/",
        "ftp://testserver/",
    ),
]

# As strategy_tracker/urls.py, with the page for passwords that knows of people without one.
urlpatterns = [path("account/password/", change_password, name="account_change_password"), *urls.urlpatterns]
handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500


@pytest.fixture(autouse=True)
def _fast_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ann():
    return User.objects.create_user(ADDRESS, PASSWORD, name="Ann")


def sign_in(client, password=PASSWORD, address=ADDRESS, **fields):
    return client.post(SIGN_IN, {"login": address, "password": password} | fields)


def is_signed_in(client):
    return client.get("/account/").status_code == 200


def said(response):
    return response.status_code, page(response).title, page(response).words


# Signing in


@pytest.mark.parametrize("address", [ADDRESS, "Ann@Example.NHS.uk", f" {ADDRESS} "])
def test_right_password_signs_in_and_leads_home(client, ann, address):
    response = sign_in(client, address=address)

    assert (response.status_code, response.url) == (302, "/")
    assert is_signed_in(client)


def test_right_password_leads_to_where_one_was_going(client, ann):
    shown = client.get(f"{SIGN_IN}?next=/account/%3Fa%3Db")

    assert 'name="next" value="/account/?a=b"' in shown.content.decode()
    assert sign_in(client, next="/account/?a=b").url == "/account/?a=b"


@pytest.mark.parametrize("target", HOSTILE)
def test_hostile_next_leads_home(client, ann, target):
    assert sign_in(client, next=target).url == "/"
    assert client.post("/account/sign-out/", {"next": target}).url == SIGN_IN


def test_wrong_password_unknown_address_and_closed_account_are_told_the_same(client, ann):
    User.objects.create_user("closed@example.nhs.uk", PASSWORD, is_active=False)
    User.objects.create_user("invited@example.nhs.uk")

    wrong = sign_in(client, "wrong")
    others = [
        sign_in(client, address="nobody@example.nhs.uk"),
        sign_in(client, address="closed@example.nhs.uk"),
        sign_in(client, "wrong", address="closed@example.nhs.uk"),
        sign_in(client, address="invited@example.nhs.uk"),
    ]

    assert said(wrong)[:2] == (200, "Error: Sign in – Strategy Tracker")
    assert WRONG in page(wrong).words
    assert [said(other) for other in others] == [said(wrong)] * 4
    assert not is_signed_in(client)


def test_unknown_address_takes_as_many_hashes_as_a_wrong_password(client, ann, monkeypatch):
    from django.contrib.auth.hashers import MD5PasswordHasher  # noqa: PLC0415 -- beside what counts it

    hashed, encode = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: hashed.append(given) or encode(*given))

    counts = []
    for address in (ADDRESS, "nobody@example.nhs.uk"):
        hashed.clear()
        sign_in(client, "wrong", address=address)
        counts.append(len(hashed))

    assert counts == [1, 1]


@pytest.mark.parametrize(("fields", "words"), [({"login": ""}, "Email address"), ({"password": ""}, "Password")])
def test_empty_field_is_said(client, ann, fields, words):
    response = client.post(SIGN_IN, {"login": ADDRESS, "password": PASSWORD} | fields)

    assert page(response).title == "Error: Sign in – Strategy Tracker"
    assert "This field is required." in page(response).words


@pytest.mark.parametrize("address", ["\x00@example.nhs.uk", "x" * 10_000 + "@example.nhs.uk", "ann", "\u202eann@x.uk"])
def test_odd_addresses_are_refused_in_words(client, ann, address):
    assert sign_in(client, address=address).status_code == 200


def test_form_from_another_site_is_refused(ann):
    response = sign_in(Client(enforce_csrf_checks=True))

    assert (response.status_code, page(response).title) == (403, "This page was too old – Strategy Tracker")


# Limits


def test_sixth_try_after_five_wrong_ones_is_refused_whatever_the_password(client, ann):
    for _ in range(5):
        assert WRONG in page(sign_in(client, "wrong")).words

    elsewhere = Client()  # another browser, and maybe another process of the site
    right = sign_in(elsewhere)

    assert TOO_MANY in page(right).words
    assert not is_signed_in(elsewhere)


def test_limit_counts_in_the_cache_that_all_processes_share(client, ann):
    sign_in(client, "wrong")

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM strategy_tracker_cache WHERE cache_key LIKE '%%login_failed%%'")
        assert cursor.fetchone() == (2,)  # one counts the tries for the address, one those from the machine


def test_limit_of_one_address_leaves_others_alone_and_ends_after_five_minutes(client, ann, monkeypatch):
    User.objects.create_user("bob@example.nhs.uk", PASSWORD)
    for _ in range(5):
        sign_in(client, "wrong")

    other = sign_in(client, address="bob@example.nhs.uk")
    later = SimpleNamespace(time=lambda: time.time() + 301, monotonic=time.monotonic, sleep=time.sleep)
    monkeypatch.setattr("allauth.core.internal.ratelimit.time", later)
    again = sign_in(Client())

    assert (other.status_code, again.status_code) == (302, 302)


def test_limit_counts_unknown_addresses_too(client):
    for _ in range(5):
        sign_in(client, address="nobody@example.nhs.uk")

    assert TOO_MANY in page(sign_in(client, address="nobody@example.nhs.uk")).words


def test_many_tries_from_one_machine_get_a_page_that_says_so(client, ann):
    for number in range(30):
        sign_in(client, address=f"person-{number}@example.nhs.uk")

    assert said(sign_in(client))[:2] == (429, "Too many tries – Strategy Tracker")


# There is no way to make an account


def test_there_is_no_page_to_sign_up(client, rf):
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    assert ByInvitation().is_open_for_signup(rf.get("/")) is False
    for address in ("/account/signup/", "/account/sign-up/", "/accounts/signup/", "/account/email/"):
        assert client.post(address, {"email": ADDRESS, "password1": NEW, "password2": NEW}).status_code in {302, 404}
    assert User.objects.count() == 0


# Forgotten passwords


def ask(client, address=ADDRESS):
    return client.post(FORGOTTEN, {"email": address}, follow=True)


def link(letter):
    return re.search(r"http://testserver(/account/password/choose/\S+)", letter.body).group(1)


def choose(client, address, first=NEW, second=None):
    """Follows a link of a letter and types a password there."""
    form = client.get(address, follow=True)
    fields = {"password1": first, "password2": first if second is None else second}
    return client.post(form.redirect_chain[-1][0], fields, follow=True) if form.redirect_chain else form


def test_forgotten_password_answers_the_same_for_every_address(client, ann, mailoutbox):
    User.objects.create_user("closed@example.nhs.uk", PASSWORD, is_active=False)

    known = ask(client)
    others = [ask(client, "nobody@example.nhs.uk"), ask(client, "closed@example.nhs.uk")]

    assert said(known)[:2] == (200, "Check your email – Strategy Tracker")
    assert [(said(other), other.redirect_chain) for other in others] == [(said(known), known.redirect_chain)] * 2
    assert [letter.to for letter in mailoutbox] == [[ADDRESS]]


def test_link_of_the_letter_gives_a_new_password_once(client, ann, mailoutbox):
    elsewhere = Client()
    sign_in(elsewhere)
    ask(client)
    address = link(mailoutbox[0])

    chosen = choose(client, address)
    again = choose(Client(), address)

    assert mailoutbox[0].subject == "Choose a new password for Strategy Tracker"
    assert page(chosen).title == "Your password is saved – Strategy Tracker"
    assert page(again).title == "This link no longer works – Strategy Tracker"
    assert page(again).links == {"Ask for a new link": FORGOTTEN}
    assert not is_signed_in(elsewhere)
    assert WRONG in page(sign_in(client)).words
    assert sign_in(client, NEW).status_code == 302


def test_link_of_the_letter_ends_after_three_days(client, ann, mailoutbox, settings):
    ask(client)

    settings.PASSWORD_RESET_TIMEOUT = -1

    assert page(choose(client, link(mailoutbox[0]))).title == "This link no longer works – Strategy Tracker"


@pytest.mark.parametrize("key", ["1-abc", "zzzzzzzzzzzzz-abc", "zzzzzzzzzzzzzzzzzzzzzz-abc", "1-set-password"])
def test_made_up_link_does_not_work(client, ann, key):
    assert said(client.get(f"/account/password/choose/{key}/"))[1] == "This link no longer works – Strategy Tracker"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("short", "short"), "This password is too short. It must contain at least 12 characters."),
        (("1q2w3e4r5t6y", "1q2w3e4r5t6y"), "This password is too common."),
        (("93847561029384", "93847561029384"), "This password is entirely numeric."),
        (("ann@example.nhs", "ann@example.nhs"), "The password is too similar to the e-mail address."),
        ((NEW, "another word entirely"), "You must type the same password each time."),
        (("", ""), "This field is required."),
    ],
)
def test_weak_password_is_refused_in_a_sentence(client, ann, mailoutbox, typed, words):
    ask(client)

    response = choose(client, link(mailoutbox[0]), *typed)

    assert page(response).title == "Error: Choose a password – Strategy Tracker"
    assert words in page(response).words
    assert sign_in(client).status_code == 302


def test_link_of_an_account_closed_meanwhile_opens_nothing(client, ann, mailoutbox):
    ask(client)
    form = client.get(link(mailoutbox[0]), follow=True)
    User.objects.filter(pk=ann.pk).update(is_active=False)

    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})

    ann.refresh_from_db()
    assert ann.is_active is False
    assert WRONG in page(sign_in(client, NEW)).words


def test_asking_for_many_letters_gets_a_page_that_says_so(client, ann, mailoutbox):
    answers = [ask(client).status_code for _ in range(6)]

    assert answers == [200] * 5 + [429]
    assert len(mailoutbox) == 5


# Changing one's password


def change(client, **changes):
    fields = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    return client.post("/account/password/", fields | changes, follow=True)


def test_changing_the_password_ends_every_session(client, ann):
    elsewhere = Client()
    for each in (client, elsewhere):
        sign_in(each)

    response = change(client)

    assert page(response).title == "Your password is saved – Strategy Tracker"
    assert (is_signed_in(client), is_signed_in(elsewhere)) == (False, False)
    assert sign_in(client, NEW).status_code == 302


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"oldpassword": "wrong"}, "Enter the password that you use now."),
        (
            {"password1": "short", "password2": "short"},
            "This password is too short. It must contain at least 12 characters.",
        ),
        ({"password2": "another word entirely"}, "You must type the same password each time."),
    ],
)
def test_password_is_not_changed_where_something_is_wrong(client, ann, changes, words):
    sign_in(client)

    response = change(client, **changes)

    assert page(response).title == "Error: Change your password – Strategy Tracker"
    assert words in page(response).words
    assert is_signed_in(client)


def test_saving_a_password_saves_nothing_else(ann):
    User.objects.filter(pk=ann.pk).update(is_active=False)  # closed while the page was open

    ByInvitation().set_password(ann, NEW)

    ann.refresh_from_db()
    assert (ann.is_active, ann.check_password(NEW)) == (False, True)


@pytest.mark.urls(__name__)
def test_person_without_a_password_chooses_one_by_a_letter(client):
    client.force_login(User.objects.create_user(ADDRESS))

    assert client.get("/account/password/").url == FORGOTTEN


@pytest.mark.urls(__name__)
def test_person_with_a_password_changes_it(client, ann):
    assert client.get("/account/password/").url == f"{SIGN_IN}?next=/account/password/"
    client.force_login(ann)
    assert page(client.get("/account/password/")).title == "Change your password – Strategy Tracker"


# The admin site's door


def test_admin_site_is_for_staff_and_has_no_door_of_its_own(client, ann):
    signed_out = client.get("/admin/", follow=True)
    client.force_login(ann)
    stranger = client.get("/admin/", follow=True)
    User.objects.filter(pk=ann.pk).update(is_staff=True)

    assert page(signed_out).title == "Sign in – Strategy Tracker"
    assert (stranger.status_code, page(stranger).title) == (403, "You can’t do this – Strategy Tracker")
    assert client.get("/admin/").status_code == 200
