"""An executive compares two periods: the whole plan, a priority, one commitment; sees the words that were struck and added."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

STRATEGY = "/ccc/five-year-strategic-plan-2021-2025"


def test_executive_compares_two_periods_down_to_one_commitment(visitor):
    visitor.signs_in_as("executive")
    visitor.opens(f"{STRATEGY}/march-2022/commitments/BD-05/")
    visitor.follows("Compare two periods")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("March 2022 compared with June 2021")

    visitor.page.get_by_label("Strategic priority").select_option(label="Be digital")
    visitor.page.get_by_label("Commitment").select_option(label="All")
    visitor.presses("Compare")
    expect(visitor.page.get_by_role("heading", level=2, name="Be digital")).to_be_visible()
    expect(visitor.page.get_by_text("15 of 15 commitments changed.")).to_be_visible()

    visitor.page.get_by_label("Commitment").select_option("BD-05")
    visitor.presses("Compare")
    assert "/march-2022/compare/?with=june-2021&priority=" in visitor.page.url
    assert visitor.page.url.endswith("&commitment=BD-05")
    expect(visitor.page.get_by_role("heading", level=3)).to_have_count(1)
    expect(visitor.page.locator("del").first).to_be_visible()
    expect(visitor.page.locator("ins").first).to_be_visible()

    visitor.page.get_by_label("Compare", exact=True).select_option(label="September 2022")
    visitor.page.get_by_label("With", exact=True).select_option(label="March 2022")
    visitor.page.get_by_label("Strategic priority").select_option(label="All")
    visitor.page.get_by_label("Commitment").select_option(label="All")
    visitor.page.get_by_label("Only what changed").check()
    visitor.presses("Compare")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("September 2022 compared with March 2022")
    expect(visitor.page.get_by_text("removed: Explore the idea").first).to_be_attached()
    visitor.page.get_by_role("link", name="BI-06", exact=True).first.click()
    assert "#commitment-" in visitor.page.url

    visitor.page.get_by_label("With", exact=True).select_option(label="September 2022")
    visitor.page.get_by_role("button", name="Compare", exact=True).click()
    visitor.sees_a_sound_page()
    expect(visitor.page.get_by_role("link", name="Choose another period than September 2022")).to_be_visible()
