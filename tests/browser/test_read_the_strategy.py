"""An executive reads the strategy from its dashboard down to one commitment; the secretary issues the report; a stranger sees nothing."""

import pytest
from playwright.sync_api import expect

from commitments.demonstration import EMAIL_ENDING
from commitments.models import User

pytestmark = pytest.mark.browser

STRATEGY = "/ccc/five-year-strategic-plan-2021-2025"


def test_executive_signs_in_and_reads_the_dashboard_down_to_one_commitment(visitor):
    visitor.opens(f"{STRATEGY}/march-2022/")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    visitor.page.get_by_role("button", name="Executive: Priya Nair").click()
    visitor.sees_a_sound_page()

    assert visitor.page.url.endswith(f"{STRATEGY}/march-2022/")
    expect(visitor.page.get_by_text("are illustrative, not the Trust’s").first).to_be_visible()
    visitor.page.get_by_role("navigation", name="Menu").get_by_role("link", name="Register").click()
    visitor.sees_a_sound_page()
    visitor.page.get_by_role("main").get_by_role("link", name="BD-01").first.click()
    visitor.sees_a_sound_page()
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("BD-01")


def test_reader_reads_plan_and_report(visitor):
    visitor.signs_in_as("reader")
    visitor.follows("Plan")
    visitor.follows("Be digital")
    expect(visitor.page.get_by_role("heading", name="Be digital", exact=True)).to_be_in_viewport()
    expect(visitor.page.locator("#bd-01")).to_contain_text("Lead:")

    visitor.follows("Report")
    visitor.opens(f"{STRATEGY}/march-2022/report/")
    visitor.follows("Be innovative")
    expect(visitor.page.get_by_role("heading", name="Be innovative |")).to_be_in_viewport()
    assert visitor.page.locator("table.commitments th[scope=row]").count() == 93


def test_keyboard_reaches_the_content_and_scrolls_a_wide_table(visitor):
    visitor.signs_in_as("reader")
    visitor.opens(f"{STRATEGY}/march-2022/report/")
    visitor.page.keyboard.press("Tab")
    expect(visitor.page.get_by_role("link", name="Skip to main content")).to_be_focused()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("#maincontent")).to_be_focused()
    table = visitor.page.get_by_role("region", name="Be outstanding |")
    table.focus()
    expect(table).to_be_focused()


def test_secretary_issues_the_report_and_downloads_it(visitor):
    visitor.signs_in_as("secretary")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("Report desk")
    visitor.opens(f"{STRATEGY}/march-2022/report/issue/")
    visitor.page.get_by_role("radio").first.check()
    visitor.page.set_default_timeout(120_000)
    visitor.page.get_by_role("main").get_by_role("button").click()
    visitor.sees_a_sound_page()
    expect(visitor.page.get_by_role("main")).to_contain_text("Edition 1")

    visitor.opens(f"{STRATEGY}/march-2022/editions/1/")
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="PDF").first.click()
    assert download.value.suggested_filename == "ccc-march-2022-edition-1.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    visitor.opens(f"{STRATEGY}/march-2022/editions/1/verify/")
    visitor.opens(f"{STRATEGY}/editions/")


def test_stranger_sees_nothing(visitor):
    User.objects.create_user(f"stranger{EMAIL_ENDING}", name="Nobody’s Neighbour")
    visitor.signs_in_as("stranger")
    expect(visitor.page.get_by_role("main")).to_contain_text("You are not a member of any organisation here yet.")

    for path in ("plan/", "march-2022/", "march-2022/register/", "march-2022/report/", "editions/"):
        visitor.opens(f"{STRATEGY}/{path}")
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Page not found")


def test_administrator_looks_after_people_and_posts(visitor):
    visitor.signs_in_as("administrator")
    visitor.opens("/strategies/")
    visitor.follows("People of The Clatterbridge Cancer Centre NHS Foundation Trust")
    visitor.opens("/ccc/people/invite/")
    visitor.opens("/ccc/posts/")
    visitor.opens("/account/")
    visitor.opens("/tokens/")
    visitor.opens("/api/v1/docs/")


def test_pages_for_everybody_are_sound(visitor):
    for path in ("/account/sign-in/", "/account/password/forgotten/", "/accessibility/", "/nowhere/"):
        visitor.opens(path)


def test_pages_work_without_javascript(chromium, live_server, visitor):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 375, "height": 700})
    page = context.new_page()
    page.goto(f"{live_server.url}{STRATEGY}/march-2022/report/")
    page.get_by_role("button", name="Reader: Joe Lund").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Implementation report, March 2022")
    page.get_by_role("link", name="Acronyms used").click()
    expect(page.get_by_role("heading", name="Acronyms used")).to_be_in_viewport()
    page.get_by_role("link", name="Dashboard").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    context.close()
