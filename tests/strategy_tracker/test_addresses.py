"""Every address of the site: who is answered, and that none is forgotten."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from commitments.models import Feed, slugs
from commitments.permissions import PAGES, Action
from reports.models import FileKind
from tests.commitments.permissions.test_table import WHO_MAY, measure_of
from tests.factories import (
    AcronymFactory,
    BoardQuestionFactory,
    EditionFactory,
    EditionFileFactory,
    FeedFactory,
    MeetingFactory,
    NarrativePointFactory,
    ObservationFactory,
    RebaseFactory,
    TargetFactory,
    ThemeFactory,
    UserFactory,
)
from tests.people import MEMBERS, STRANGERS, world

pytestmark = pytest.mark.django_db

# Pages that the table need not name.
FOR_EVERYBODY = {
    "calendar-feed": "a calendar program can't sign in; its address is a secret of its person",
    "accessibility": "a statement that the law asks to be public",
    "account_login": "signing in",
    "account_logout": "signing out; who is not signed in is led to signing in",
    "account_inactive": "said to those whose account is closed",
    "account_reset_password": "signing in",
    "account_reset_password_done": "signing in",
    "account_reset_password_from_key": "signing in",
    "account_reset_password_from_key_done": "signing in",
    "demonstration-sign-in": "signing in to a demonstration; refused elsewhere",
}
OF_ONES_OWN = {
    "home": "leads to what one may read",
    "strategies": "lists what one may read",
    "account": "who one is",
    "my-updates": "what one owes",
    "update-guidance": "says how to write, and nothing of what is kept",
    "approvals": "what waits for one's approval",
    "calendar": "one's own calendar",
    "account_change_password": "one's own password",
    "tokens": "one's own tokens",
    "token-revoke": "one's own tokens",
    "saved-view-edit": "one's own views; tests/commitments/views/test_saved_views.py tries everybody",
    "saved-view-delete": "likewise, and the strategy team deletes those that are shared",
    "api-docs": "says how the API is asked, and nothing of what is kept",
}
# Answered by the API: tests/commitments/api and tests/reports/test_api.py try each of these.
OF_THE_API = re.compile(r"^api/v1/")
OF_THE_ADMIN_SITE = re.compile(r"^admin/")  # for staff alone: tests/commitments/test_admin.py
POSTED_ONLY = {"demonstration-sign-in"}


def patterns(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, str]]:
    """Every address with its name."""
    for each in (resolver or get_resolver()).url_patterns:
        route = before + str(each.pattern).lstrip("^")
        if isinstance(each, URLPattern):
            yield route, each.name or ""
        else:
            yield from patterns(each, route)


def pages() -> list[tuple[str, str]]:
    """The addresses of pages, those of the API and of the admin site apart."""
    others = (OF_THE_API, OF_THE_ADMIN_SITE)
    named = {*FOR_EVERYBODY, *OF_ONES_OWN}
    return [
        (route, name) for route, name in patterns() if name in named or not any(each.match(route) for each in others)
    ]


def test_every_page_is_named_in_the_table():
    names = [name for _route, name in pages()]

    assert sorted(set(names) - {*PAGES, *FOR_EVERYBODY, *OF_ONES_OWN}) == []
    assert sorted({*PAGES, *FOR_EVERYBODY, *OF_ONES_OWN} - set(names)) == []


def test_the_sites_own_words_can_be_nobodys_address():
    routes = [route.split("/") for route, _name in patterns()]
    words = [[part for part in parts if part and "<" not in part and "(" not in part] for parts in routes]

    assert {parts[0] for parts in routes if parts[0] and "<" not in parts[0]} <= slugs.ORGANISATION
    assert {parts[1] for parts in routes if parts[0] == "<slug:org>" and "<" not in parts[1]} <= slugs.STRATEGY
    assert {parts[2] for parts in routes if parts[1:2] == ["<slug:strategy>"] and "<" not in parts[2]} <= slugs.PERIOD
    assert words != []


@pytest.fixture
def there(request):
    """A world with an edition; its update is approved, or what the page needs it to be."""
    made = world("submitted" if request.node.callspec.params.get("name") == "approval" else "approved")
    FeedFactory(user=made.people["reader"])
    NarrativePointFactory(period=made.update.period)
    MeetingFactory(period=made.update.period, committee__organisation=made.organisation)
    AcronymFactory(organisation=made.organisation)
    ThemeFactory(priority=made.update.commitment.priority)
    BoardQuestionFactory(period=made.update.period).commitments.add(made.update.commitment)
    measure = measure_of(made)
    ObservationFactory(measure=measure, date=made.update.period.month)  # within what its report tells
    for factory in (TargetFactory, RebaseFactory):
        factory(measure=measure)
    edition = EditionFactory(report__period=made.update.period)
    for kind in FileKind.values:
        EditionFileFactory(edition=edition, kind=kind)
    return made


def route_of(name):
    """The address of a page, with its places open."""
    return next(route for route, found in patterns() if found == name)


def places(name):
    """What stands in the places of the address of a page."""
    return re.findall(r"<(?:\w+:)?(\w+)>", route_of(name))


def address(name, there):
    """The address of a page in this world."""
    period = there.update.period
    org, strategy, slug = period.address
    parts = {
        "org": org,
        "strategy": strategy,
        "period": slug,
        "ref": there.update.commitment.ref,
        "number": 1,
        "user": there.people["reader"].pk,
        "post": there.update.commitment.lead_id,
        "point": getattr(there.update.period.narrative.first(), "pk", 0),
        "question": getattr(there.update.period.board_questions.first(), "pk", 0),
        "key": "no-such-token",
        "secret": getattr(Feed.objects.first(), "secret", "unknown"),
        "view": 1,
        "acronym": there.organisation.acronyms.get().pk if there.organisation.acronyms.exists() else 0,
        "committee": there.organisation.committees.get().pk if there.organisation.committees.exists() else 0,
        "priority": there.update.commitment.priority_id,
        "meeting": getattr(there.update.period.meetings.first(), "pk", 0),
        "theme": getattr(there.update.commitment.priority.themes.first(), "pk", 0),
        "uidb36": "1",
    }
    measure = there.update.commitment.priority.measures.first()
    if measure:
        rows = {"reading": measure.observations, "target": measure.targets, "reset": measure.rebases}
        # A report numbers its measures by itself.
        number = 1 if name in {"report-chart", "edition-chart"} else measure.pk
        parts |= {"measure": number} | {part: row.get().pk for part, row in rows.items()}
    return reverse(name, kwargs={part: parts[part] for part in places(name)})


def some_address(name):
    """An address of a page where nothing need be: who is not signed in is sent away before anything is looked for."""
    parts = dict.fromkeys(re.findall(r"<int:(\w+)>", route_of(name)), 1)
    return reverse(name, kwargs=dict.fromkeys(places(name), "some") | parts)


def answers(client, there, name, who):
    """The status that each of these people gets at a page."""
    at = address(name, there)
    found = {}
    for person in who:
        client.force_login(there.people[person])
        found[person] = client.get(at).status_code
    return found


@pytest.mark.parametrize("name", PAGES)
def test_page_answers_those_whom_the_table_names(client, there, name, monkeypatch):
    monkeypatch.setattr("reports.views.report.pdf", lambda _document: b"%PDF")  # printed once for each person

    found = answers(client, there, name, MEMBERS)

    assert found == {person: 200 if person in WHO_MAY[PAGES[name]] else 403 for person in MEMBERS}


@pytest.mark.parametrize("name", PAGES)
def test_page_is_not_there_for_strangers(client, there, name):
    people = [person for person in STRANGERS if person != "closed account"]

    assert answers(client, there, name, people) == dict.fromkeys(people, 404)


@pytest.mark.parametrize("name", [*PAGES, *OF_ONES_OWN])
def test_page_asks_who_is_there(client, name):
    at = some_address(name)

    response = client.get(at)

    assert (response.status_code, response.url) == (302, f"/account/sign-in/?next={at}")


@pytest.mark.parametrize("name", [*PAGES, *OF_ONES_OWN])
def test_page_asks_those_whose_account_was_closed(client, name):
    at = some_address(name)
    client.force_login(UserFactory(is_active=False))

    response = client.get(at)

    assert (response.status_code, response.url) == (302, f"/account/sign-in/?next={at}")


def test_table_gives_every_page_an_action():
    assert set(PAGES.values()) <= set(Action)


INLINE = re.compile(rb"<style|<script(?![^>]*\ssrc=)|<[^>]+\s(?:style|on\w+)=", re.IGNORECASE)


@pytest.mark.parametrize("name", [*PAGES, *OF_ONES_OWN, *sorted(set(FOR_EVERYBODY) - POSTED_ONLY)])
def test_page_keeps_to_what_its_headers_allow(client, there, name, monkeypatch):
    monkeypatch.setattr("reports.views.report.pdf", lambda _document: b"%PDF")
    able = there.people[
        "administrator" if PAGES.get(name) in {Action.READ_PEOPLE, Action.MANAGE_PEOPLE} else "secretary"
    ]
    client.force_login(able)

    response = client.get(address(name, there))

    assert set(response.headers["Content-Security-Policy"].split("; ")) == {
        *("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"),
        *("script-src 'self'", "style-src 'self'", "font-src 'self'", "connect-src 'self'", "form-action 'self'"),
        "img-src 'self' data:",
    }
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert INLINE.search(response.content) is None


def test_search_for_what_headers_forbid_finds_it():
    for forbidden in (b"<p style='x'>", b"<style>", b"<script>alert(1)</script>", b'<a onclick="x">'):
        assert INLINE.search(forbidden)
    assert INLINE.search(b'<script src="/static/x.js"></script> an on= off, stylesheet') is None
