"""Somebody new finds the strategy, reads the plan down to one commitment, and the board's report."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_visitor_reads_plan_and_report(visitor):
    visitor.opens("/")
    expect(visitor.page.get_by_text("are illustrative, not the Trust’s")).to_be_visible()

    visitor.follows("Five-year strategic plan 2021-2025")
    visitor.follows("Be digital")
    expect(visitor.page.get_by_role("heading", name="Be digital", exact=True)).to_be_in_viewport()
    expect(visitor.page.locator("#bd-01")).to_contain_text("Lead:")

    visitor.opens("/")
    visitor.page.get_by_role("link", name="Implementation report, March 2022").click()
    visitor.sees_a_sound_page()
    visitor.follows("Be innovative")
    expect(visitor.page.get_by_role("heading", name="Be innovative |")).to_be_in_viewport()
    assert visitor.page.locator("table.commitments th[scope=row]").count() == 93


def test_keyboard_reaches_the_content_and_scrolls_a_wide_table(visitor):
    visitor.opens("/ccc/five-year-strategic-plan-2021-2025/march-2022/report/")
    visitor.page.keyboard.press("Tab")
    expect(visitor.page.get_by_role("link", name="Skip to main content")).to_be_focused()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("#maincontent")).to_be_focused()
    table = visitor.page.get_by_role("region", name="Be outstanding |")
    table.focus()
    expect(table).to_be_focused()


def test_report_downloads_as_pdf(visitor):
    visitor.opens("/ccc/five-year-strategic-plan-2021-2025/march-2022/report/")
    with visitor.page.expect_download(timeout=120_000) as download:
        visitor.page.get_by_role("link", name="Download the report (PDF)").click()
    assert download.value.suggested_filename == "ccc-march-2022-implementation-report.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def test_address_that_leads_nowhere_says_so(visitor):
    visitor.opens("/ccc/no-such-plan/plan/")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Page not found")


def test_pages_work_without_javascript(visitor, chromium, live_server):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 375, "height": 700})
    page = context.new_page()
    page.goto(f"{live_server.url}/ccc/five-year-strategic-plan-2021-2025/march-2022/report/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Implementation report, March 2022")
    page.get_by_role("link", name="Acronyms used").click()
    expect(page.get_by_role("heading", name="Acronyms used")).to_be_in_viewport()
    context.close()
