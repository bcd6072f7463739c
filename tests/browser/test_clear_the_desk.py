"""The board secretary opens the report desk, follows a finding to the page that mends it, mends it, and the finding is gone."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

STRATEGY = "/ccc/five-year-strategic-plan-2021-2025"
MARCH = f"{STRATEGY}/march-2022"
FIGURE = "says 40 ideas; the update of BI-02 says 50 ideas."


def test_secretary_mends_a_finding(visitor):
    visitor.signs_in_as("secretary")
    main = visitor.page.get_by_role("main")
    expect(main).to_contain_text("Report desk, September 2022")
    expect(main).to_contain_text("54 of 84 approved")
    main.locator("summary").first.focus()
    visitor.page.keyboard.press("Enter")
    expect(main.get_by_role("link", name="Open the update of BI-07", exact=True)).to_be_visible()
    visitor.sees_a_sound_page()

    visitor.opens(f"{MARCH}/desk/")
    expect(main).to_contain_text("Nothing blocks this report.")
    expect(main).to_contain_text(FIGURE)
    main.get_by_role("link", name="Change the highlight").first.click()
    visitor.sees_a_sound_page()
    text = visitor.page.locator("[name=text]")
    text.fill(text.input_value().replace("40", "50"))
    visitor.page.get_by_role("main").get_by_role("button").first.click()
    visitor.sees_a_sound_page()

    visitor.opens(f"{MARCH}/desk/")
    expect(main).not_to_contain_text(FIGURE)
    expect(main).to_contain_text("Every figure in a highlight stands in an update that it rests on.")
    visitor.follows("Preview the report")
    assert visitor.page.locator("abbr[title='Electronic patient record']").count() == 1


def test_team_lists_an_acronym_that_the_desk_found(visitor):
    visitor.signs_in_as("team")
    visitor.opens(f"{MARCH}/desk/")
    visitor.follows("Add ACE to the list")
    visitor.page.locator("[name=short]").fill("ACE")
    visitor.page.locator("[name=long]").fill("Accelerate, coordinate and evaluate")
    visitor.page.get_by_role("main").get_by_role("button").first.click()
    visitor.sees_a_sound_page()

    visitor.opens(f"{MARCH}/desk/")
    expect(visitor.page.get_by_role("link", name="Add ACE to the list", exact=True)).to_have_count(0)
    visitor.opens(f"{MARCH}/commitments/BD-05/")
    assert visitor.page.locator("abbr[title='Accelerate, coordinate and evaluate']").count() == 1
