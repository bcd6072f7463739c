"""The menu is the same on every page of a strategy for the same person: what one has found once stays where it was."""

import re

import pytest

from commitments.permissions import PAGES
from tests.commitments.permissions.test_table import WHO_MAY
from tests.people import world
from tests.strategy_tracker.test_addresses import address, there  # noqa: F401 -- a fixture

pytestmark = pytest.mark.django_db

MENU = re.compile(r'<nav class="nhsuk-header__navigation[^>]*aria-label="Menu">(.*?)</nav>', re.DOTALL)
LINK = re.compile(r'<a[^>]*href="([^"]+)"[^>]*>([^<]+)</a>')
PEOPLE = ("team", "secretary", "executive", "holder", "reader", "executive lead")


def menu(client, at):
    """The menu of a page, by its words; none where it has none, as files and the pages within an edition."""
    response = client.get(at)
    if not response.headers["Content-Type"].startswith("text/html"):
        return None
    found = MENU.search(response.content.decode())
    return {words: href for href, words in LINK.findall(found[1])} if found else None


@pytest.mark.parametrize("name", PAGES)
def test_menu_is_that_of_the_dashboard_on_every_page(client, there, name, monkeypatch):  # noqa: F811 -- the fixture
    monkeypatch.setattr("reports.views.report.pdf", lambda _document: b"%PDF")
    at, home = address(name, there), address("dashboard", there)
    for person in (each for each in PEOPLE if each in WHO_MAY[PAGES[name]]):
        client.force_login(there.people[person])
        found = menu(client, at)

        assert found in (None, menu(client, home)), person


def test_menu_offers_each_what_they_may_do(client):
    made, found = world(), {}
    for person in PEOPLE:
        client.force_login(made.people[person])
        found[person] = " ".join(menu(client, address("dashboard", made)))

    assert found == {
        "team": "Dashboard Register Measures Round Desk Report Editions Plan Changes",
        "secretary": "Dashboard Register Measures Round Desk Report Editions Plan Changes",
        "executive": "Dashboard Register Measures Round Report Editions Plan Changes",
        "holder": "Dashboard Register Measures Highlights Report Editions Plan Changes",
        "reader": "Dashboard Register Measures Report Editions Plan Changes",
        "executive lead": "Dashboard Register Measures Highlights Report Editions Plan Changes",
    }
