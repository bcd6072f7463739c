"""An executive looks at what the board saw at an edition: its numbers, the rows behind one, a commitment; and at what is true now."""

import re

import pytest
from playwright.sync_api import expect

from commitments.addresses import find_period, find_strategy
from commitments.models import StatusUpdate
from tests.reports.issued import edition_of

pytestmark = pytest.mark.browser

PLACE = "ccc/five-year-strategic-plan-2021-2025"
EDITION = f"/{PLACE}/september-2022/editions/1"


@pytest.fixture
def issued(visitor):
    """The September 2022 report of the demonstration as edition 1; what was red in it has turned green since."""
    period = find_period(find_strategy(PLACE), "september-2022")
    edition_of(period)
    red = StatusUpdate.objects.filter(period=period, state="approved", rating="red")
    return [update.commitment.ref for update in red.select_related("commitment")], red.update(rating="green")


def test_executive_follows_a_number_as_at_an_edition_to_a_commitment_and_to_what_is_true_now(visitor, issued):
    refs, _changed = issued
    visitor.signs_in_as("executive")
    visitor.opens(f"/{PLACE}/editions/")
    visitor.follows("Edition 1 of September 2022")
    visitor.follows("Dashboard as at edition 1")
    expect(visitor.page.get_by_text("This page shows what the meeting received")).to_be_visible()

    visitor.follows(f"{len(refs)} Red in all")
    assert visitor.page.url.endswith(f"{EDITION}/register/?rating=red")
    expect(visitor.page.get_by_text(f"Showing {len(refs)} of 93 commitments")).to_be_visible()

    visitor.follows(refs[0])
    assert visitor.page.url.endswith(f"{EDITION}/commitments/{refs[0]}/")
    expect(visitor.page.locator("main .status--red").first).to_be_visible()

    visitor.follows(f"{refs[0]} as it is now")
    assert visitor.page.url.endswith(f"/september-2022/commitments/{refs[0]}/")
    expect(visitor.page.locator("#september-2022 .status--green").first).to_be_visible()
    expect(visitor.page.get_by_text("later changes are not in it")).to_have_count(0)

    visitor.page.go_back()
    visitor.follows("Dashboard")
    assert visitor.page.url.endswith(f"{EDITION}/dashboard/")
    expect(visitor.page.get_by_role("link", name=f"{len(refs)} Red in all", exact=True)).to_be_visible()
    visitor.follows("The dashboard as it is now")
    expect(visitor.page.get_by_role("link", name=f"{len(refs)} Red in all", exact=True)).to_have_count(0)


def test_executive_narrows_the_register_of_an_edition_down(visitor, issued):
    visitor.signs_in_as("executive")
    visitor.opens(f"{EDITION}/register/")
    expect(visitor.page.get_by_text("Showing 93 of 93 commitments")).to_be_visible()

    visitor.page.get_by_label("Strategic priority").select_option(label="Be digital")
    visitor.page.get_by_label("Words").fill("digital")
    visitor.presses("Show")
    assert visitor.page.url.startswith(f"{visitor.address}{EDITION}/register/?")
    expect(visitor.page.get_by_text(re.compile(r"^Showing \d+ of 93 commitments$"))).to_be_visible()
    expect(visitor.page.get_by_text("Strategic priority: Be digital", exact=True)).to_be_visible()

    visitor.follows("Remove the filter Strategic priority: Be digital")
    expect(visitor.page.get_by_text("Strategic priority: Be digital", exact=True)).to_have_count(0)
    visitor.opens(f"{EDITION}/dashboard/?priority=5")
    visitor.follows("All strategic priorities")
    assert visitor.page.url.endswith(f"{EDITION}/dashboard/")
