"""One is told before one is signed out, and stays signed in where one says so."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PLAN = "/ccc/five-year-strategic-plan-2021-2025/plan/"
SOON = re.compile(r"^You will be signed out at \d\d:\d\d, because the site has not heard from you for a while\.$")


@pytest.fixture
def told(visitor):
    """What is said of the session, to somebody at the plan; their clock goes when it is told to."""
    visitor.page.clock.install()
    visitor.signs_in_as("reader")
    visitor.opens(PLAN)
    return visitor.page.get_by_role("alert")


def test_reader_is_warned_and_stays_signed_in(visitor, told):
    expect(told).to_be_empty()
    visitor.page.clock.fast_forward("25:00")
    expect(told.locator("p")).to_have_text(SOON)
    visitor.sees_a_sound_page()

    visitor.page.evaluate("scrollTo(0, 2000)")
    expect(told).to_be_in_viewport()
    told.get_by_role("button", name="Stay signed in").press("Enter")
    expect(told).to_be_empty()

    visitor.page.clock.fast_forward("23:00")
    expect(told).to_be_empty()
    visitor.page.clock.fast_forward("02:00")
    expect(told.locator("p")).to_have_text(SOON)
    visitor.page.clock.fast_forward("05:00")
    expect(told.locator("p")).to_contain_text("You were signed out at ")
    visitor.sees_a_sound_page()
    expect(told.get_by_role("link", name="Sign in")).to_have_attribute("href", f"/account/sign-in/?next={PLAN}")


def test_another_window_keeps_all_of_them_signed_in(visitor, told):
    visitor.page.clock.fast_forward("25:00")
    expect(told.locator("p")).to_have_text(SOON)
    other = visitor.page.context.new_page()
    other.goto(visitor.address + PLAN)

    expect(told).to_be_empty()


def test_reader_is_told_when_the_site_cannot_be_reached(visitor, told):
    visitor.page.clock.fast_forward("25:00")
    visitor.page.context.set_offline(True)
    told.get_by_role("button", name="Stay signed in").click()

    expect(told.locator("p")).to_have_text(
        "The site can’t be reached, so you may be signed out soon. Copy what you typed."
    )
