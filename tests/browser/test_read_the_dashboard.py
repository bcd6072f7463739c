"""An executive reads the dashboard: where delivery stands, what needs attention, each number down to its rows; and prints it."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser

STRATEGY = "/ccc/five-year-strategic-plan-2021-2025"
DASHBOARD = f"{STRATEGY}/september-2022/"


def follows_a_number(visitor, part: str, link: re.Pattern[str]) -> None:
    """Follows a number of a part of the dashboard; the register lists as many."""
    found = visitor.page.get_by_role("region", name=part).get_by_role("link", name=link).first
    number = re.search(r"\d+", found.inner_text())[0]
    found.click()
    visitor.sees_a_sound_page()
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("Register, September 2022")
    expect(visitor.page.get_by_role("main")).to_contain_text(re.compile(rf"Showing {number} of \d+"))


@pytest.fixture
def executive(visitor):
    visitor.signs_in_as("executive")
    visitor.opens(DASHBOARD)
    return visitor


NUMBERS = [
    ("Where delivery stands", re.compile(r"\d+ Amber in all")),
    ("Movement since March 2022", re.compile(r"\d+ Worse since March 2022")),
    ("What needs attention", re.compile(r"\d+ needs? attention$")),
    ("What needs attention", re.compile(r"\d+ need attention: Amber in two periods running")),
    ("Said, then did", re.compile(r"\d+ Commitments with a next step not done")),
    ("Strategic priorities", re.compile(r"\d+ Amber: Be digital")),
]


def test_executive_follows_numbers_to_their_commitments(executive):
    for part, link in NUMBERS:
        follows_a_number(executive, part, link)
        executive.page.goto(executive.address + DASHBOARD)


def test_executive_follows_what_needs_attention_to_the_commitment(executive):
    first = executive.page.get_by_role("region", name="Needs attention first").get_by_role("row").nth(1)
    expect(first).to_contain_text("Red in September 2022")
    ref = first.get_by_role("link").inner_text()

    first.get_by_role("link").click()
    executive.sees_a_sound_page()

    expect(executive.page.get_by_role("heading", level=1)).to_contain_text(ref)


def test_executive_reads_one_priority_in_another_period(executive):
    navigation = executive.page.get_by_role("navigation", name="Strategic priorities")
    navigation.get_by_role("link", name="Be digital").click()
    executive.sees_a_sound_page()
    executive.follows("March 2022")

    expect(executive.page.get_by_role("heading", level=1)).to_contain_text("Dashboard, March 2022: Be digital")
    expect(navigation.get_by_role("link", name="Be digital")).to_have_attribute("aria-current", "page")
    executive.page.get_by_role("region", name="Where delivery stands").get_by_role("link").first.click()
    executive.sees_a_sound_page()
    expect(executive.page.get_by_role("main")).to_contain_text("Showing 15 of 93")


def test_dashboard_is_printed_on_one_landscape_page(executive):
    for path in ("september-2022/", "march-2022/", "june-2021/"):
        executive.page.goto(f"{executive.address}{STRATEGY}/{path}")

        printed = PdfReader(io.BytesIO(executive.page.pdf(prefer_css_page_size=True)))

        (page,) = printed.pages
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)
        words = page.extract_text()
        assert "Where delivery stands" in words
        assert "What needs attention" in words
        assert "period by period" not in words
