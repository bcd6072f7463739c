"""A lead writes and submits an update; two people write the same one; the browser goes away, or the session does."""

import re

import pytest
from playwright.sync_api import expect

from commitments.demonstration import EMAIL_ENDING
from commitments.models import Post, StatusUpdate, UpdatePoint, User
from tests.browser.conftest import SIZES, Visitor

pytestmark = pytest.mark.browser

ADDRESS = "/ccc/five-year-strategic-plan-2021-2025/september-2022/updates/BD-10/"
SAVED = re.compile(r"^Saved at \d\d:\d\d$")


@pytest.fixture
def lead(visitor):
    """Dan Kowalski, who holds the Head of Business Intelligence, at the page of an update that nobody has begun."""
    visitor.signs_in_as("lead")
    visitor.opens("/my-updates/")
    visitor.page.get_by_role("link", name="of BD-10").click()
    visitor.sees_a_sound_page()
    return visitor


@pytest.fixture
def without_scripts(chromium, visitor):
    """The same page in a browser that runs no scripts, which is why nothing looks at how sound it is."""
    context = chromium.new_context(viewport=visitor.page.viewport_size, java_script_enabled=False)
    page = context.new_page()
    page.goto(visitor.address + ADDRESS)
    page.locator(f"button[value='lead{EMAIL_ENDING}']").click()
    yield page
    context.close()


def another(chromium, visitor, person):
    """Somebody else in a browser of their own, at the same page."""
    context = chromium.new_context(viewport=SIZES["desktop"])
    other = Visitor(context.new_page(), visitor.address, visitor.sound)
    other.signs_in_as(person)
    other.opens(ADDRESS)
    return other


def sends(visitor, button):
    """Presses a button of the form, which saves before it leaves, and looks at the page that it leads to."""
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=button, exact=True).click()
    visitor.sees_a_sound_page()


def update():
    return StatusUpdate.objects.get(commitment__ref="BD-10", period__slug="september-2022")


def is_saved(visitor):
    """Waits until the page says that it has saved itself."""
    expect(visitor.page.locator("[data-saved]")).to_have_text(SAVED, timeout=10_000)


def said(kind="progress"):
    return list(update().points.filter(kind=kind).values_list("text", "depth"))


def test_lead_writes_and_submits_with_the_keyboard_alone(lead):
    page = lead.page
    keyboard = page.keyboard

    def tab_to(name, role):
        wanted = page.get_by_role(role, name=name, exact=True).first
        for _ in range(60):
            keyboard.press("Tab")
            if wanted.evaluate("each => each === document.activeElement"):
                top, bar = wanted.bounding_box()["y"], page.locator(".app-update__buttons").bounding_box()["y"]
                assert top >= 0  # what has the focus is in sight,
                assert top < bar or role == "button"  # and not behind the buttons
                return
        raise AssertionError(f"Tab never came to {name}")

    tab_to("Done", "radio")
    keyboard.press("ArrowRight")  # partly done
    tab_to("Why, and what now? (for: Go through CET’s roles with Quality)".replace("’", "'"), "textbox")
    keyboard.type("Half of the roles are agreed.")
    tab_to("Carry it forward to Next (Go through CET's roles with Quality)", "checkbox")
    keyboard.press("Space")
    tab_to("What has been done since March 2022", "textbox")
    keyboard.type("Two analysts joined\n  One for waiting times")
    expect(page.locator("[data-drawn=progress]")).to_contain_text("– One for waiting times")
    expect(page.locator("[data-drawn=progress]")).to_contain_text("In the report: 2 lines")
    expect(page.locator("[data-drawn=next]")).to_contain_text("• Go through CET's roles with Quality")
    tab_to("Not started", "radio")
    keyboard.press("ArrowDown")  # in progress
    keyboard.press("Tab")
    keyboard.press("ArrowDown")  # from no rating round to green
    expect(page.get_by_role("radio", name="Green")).to_be_checked()
    is_saved(lead)
    lead.sees_a_sound_page()
    tab_to("Submit for approval", "button")
    keyboard.press("Enter")

    expect(page.get_by_role("main")).to_contain_text("It now waits for approval by")
    lead.sees_a_sound_page()
    assert (update().state, update().stage, update().rating) == ("submitted", "in_progress", "green")
    assert said() == [("Two analysts joined", 0), ("One for waiting times", 1)]
    carried = UpdatePoint.objects.get(update=update(), kind="next")
    assert (carried.text, carried.carried_from.text) == ("Go through CET's roles with Quality",) * 2


def test_lead_is_told_what_is_missing_and_led_to_it(lead):
    page = lead.page
    sends(lead, "Submit for approval")

    expect(page).to_have_title(re.compile("^Error: Update of BD-10"))
    page.get_by_role("link", name="Choose a stage before you submit this update.").click()
    expect(page.get_by_role("radio", name="Not started")).to_be_focused()
    page.get_by_role("radio", name="Amber").check()
    page.get_by_role("radio", name="In progress").check()
    page.get_by_role("radio", name="Done", exact=True).check()
    sends(lead, "Submit for approval")
    page.get_by_role("link", name="Say why this is amber and what will be done.").click()
    expect(page.get_by_label("Reason, and what will be done")).to_be_focused()
    page.keyboard.type("A post is empty; it is advertised.")
    sends(lead, "Submit for approval")

    expect(page.get_by_role("main")).to_contain_text("Submitted at")
    lead.presses("Withdraw it to change it")
    expect(page.get_by_label("Reason, and what will be done")).to_have_value("A post is empty; it is advertised.")


def test_reason_and_rating_are_asked_for_where_they_matter(lead):
    page = lead.page
    reason, green = page.get_by_label("Reason, and what will be done"), page.get_by_role("radio", name="Green")
    expect(reason).to_be_hidden()

    page.get_by_role("radio", name="Paused").check()
    expect(reason).to_be_visible()
    page.get_by_role("radio", name="Complete").check()
    expect(reason).to_be_hidden()
    expect(green).to_be_hidden()
    page.get_by_role("radio", name="In progress").check()
    page.get_by_role("radio", name="Red").check()
    expect(reason).to_be_visible()
    sends(lead, "Save draft")  # or the page saves itself while it is closed, and the test is over


def test_the_text_is_there_after_the_browser_was_killed(chromium, lead):
    lead.page.get_by_label("What has been done since March 2022").fill("• Typed before\no\tthe lights went out")
    is_saved(lead)
    lead.page.context.close()

    assert said() == [("Typed before", 0), ("the lights went out", 1)]
    again = another(chromium, lead, "lead")
    expect(again.page.get_by_label("What has been done since March 2022")).to_have_value(
        "Typed before\n  the lights went out"
    )
    again.page.context.close()


def test_two_people_write_the_same_update_and_both_texts_are_kept(chromium, lead):
    sam = another(chromium, lead, "team")
    lead.page.get_by_label("What has been done since March 2022").fill("Dan was here")
    is_saved(lead)

    sam.page.get_by_label("What has been done since March 2022").fill("Sam was here")
    expect(sam.page.locator("[data-saved]")).to_contain_text("Dan Kowalski saved this update meanwhile", timeout=10_000)
    sam.sees_a_sound_page()
    sends(sam, "Save draft")
    expect(sam.page.get_by_role("heading", level=1)).to_contain_text("Two people wrote this update at the same time")
    expect(sam.page.get_by_role("main")).to_contain_text("Dan Kowalski saved it on")
    expect(sam.page.get_by_label("Keep: progress")).to_have_value("Dan was here\nSam was here")
    sam.page.get_by_label("Keep: progress").press("End")  # a browser asks only who has done something on the page
    with sam.page.expect_event("dialog") as asked:
        sam.page.close(run_before_unload=True)
    asked.value.dismiss()
    sends(sam, "Save what is in the boxes")

    assert said() == [("Dan was here", 0), ("Sam was here", 0)]
    expect(sam.page.get_by_role("main")).to_contain_text("Written on behalf of the Head of Business Intelligence")
    sam.page.context.close()


@pytest.mark.parametrize("button", ["Save draft", "Submit for approval"])
def test_what_was_typed_stays_on_the_page_while_the_site_is_out_of_reach(lead, button):
    page = lead.page
    box = page.get_by_label("What has been done since March 2022")
    page.context.set_offline(True)
    box.fill("Typed while the site was away")
    page.get_by_role("button", name=button).click()
    expect(page.locator("[data-saved]")).to_contain_text("Not saved: the site can’t be reached.")
    lead.sees_a_sound_page()
    expect(box).to_have_value("Typed while the site was away")

    page.context.set_offline(False)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # as when one comes back to the window
    is_saved(lead)
    assert said() == [("Typed while the site was away", 0)]


def test_what_is_too_long_to_be_sent_stays_on_the_page(lead):
    box = lead.page.get_by_label("What has been done since March 2022")
    box.fill("é" * 900_000)
    lead.page.get_by_role("button", name="Save draft").click()

    expect(lead.page.locator("[data-saved]")).to_have_text(
        "Not saved: this is longer than the site can take. Shorten it."
    )
    box.fill("Shorter")
    sends(lead, "Save draft")
    expect(lead.page.get_by_role("main")).to_contain_text("Saved as a draft at")


def test_what_was_typed_comes_along_when_the_session_has_ended(lead):
    page = lead.page
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("What has been done since March 2022").fill("Typed after the session ended")
    expect(page.locator("[data-saved]")).to_contain_text("you were signed out", timeout=10_000)
    sends(lead, "Save draft")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.locator(f"button[value='lead{EMAIL_ENDING}']").click()

    expect(page.get_by_role("main")).to_contain_text("You were signed out before this could be saved.")
    expect(page.get_by_label("What has been done since March 2022")).to_have_value("Typed after the session ended")
    is_saved(lead)
    assert said() == [("Typed after the session ended", 0)]


def test_what_was_typed_comes_along_without_scripts(without_scripts):
    page = without_scripts
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("What has been done since March 2022").fill("Typed after the session ended")
    page.get_by_role("button", name="Save draft").click()
    page.locator(f"button[value='lead{EMAIL_ENDING}']").click()

    expect(page.get_by_label("What has been done since March 2022")).to_have_value("Typed after the session ended")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("main")).to_contain_text("Saved as a draft at")
    assert said() == [("Typed after the session ended", 0)]


def test_a_page_works_on_after_signing_in_again_in_another_window(lead):
    window = lead.page.context.new_page()
    window.goto(f"{lead.address}/account/sign-in/")
    lead.page.context.clear_cookies()
    window.goto(f"{lead.address}/account/sign-in/")
    window.locator(f"button[value='lead{EMAIL_ENDING}']").click()

    lead.page.get_by_label("What has been done since March 2022").fill("Typed on the old page")

    is_saved(lead)
    assert said() == [("Typed on the old page", 0)]


def test_an_update_is_written_without_scripts(without_scripts):
    page = without_scripts
    box = page.get_by_label("What has been done since March 2022")
    box.fill("Written without scripts\n  and nested")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("[data-drawn=progress]")).to_contain_text("– and nested")
    expect(box).to_have_value("Written without scripts\n  and nested")
    page.get_by_role("radio", name="In progress").check()
    page.get_by_role("radio", name="Done", exact=True).check()
    page.get_by_role("button", name="Submit for approval").click()

    expect(page.get_by_role("main")).to_contain_text("Submitted at")
    assert update().state == "submitted"


def test_drawn_column_breaks_its_lines_where_the_number_says(lead):
    text = (
        "Go through the roles of the clinical effectiveness team with Quality, and agree who leads which audit in 2023"
    )
    lead.page.get_by_label("What has been done since March 2022").fill(text)
    expect(lead.page.locator("[data-drawn=progress]")).to_contain_text("Go through")
    lines = lead.page.locator("[data-drawn=progress] li").evaluate(
        "each => Math.round(each.getBoundingClientRect().height / parseFloat(getComputedStyle(each).lineHeight))"
    )

    if lead.page.viewport_size["width"] > 600:  # a phone is narrower than the column
        expect(lead.page.locator("[data-drawn=progress] h3")).to_have_text(f"In the report: {lines} lines")
    sends(lead, "Save draft")


def test_guidance_opens_beside_what_is_being_typed(lead):
    lead.page.get_by_label("What has been done since March 2022").fill("Two analysts joined")
    with lead.page.expect_popup() as opened:
        lead.page.get_by_role("link", name="How to write an update (opens in a new tab)").click()
    Visitor(opened.value, lead.address, lead.sound).sees_a_sound_page()

    expect(opened.value.get_by_role("heading", level=1)).to_have_text("How to write an update")
    expect(lead.page.get_by_label("What has been done since March 2022")).to_have_value("Two analysts joined")
    is_saved(lead)


def test_executive_lead_reads_a_draft_and_a_stranger_does_not(visitor):
    User.objects.create_user(f"stranger{EMAIL_ENDING}", name="Nobody’s Neighbour")
    assert Post.objects.filter(holder__email=f"digital{EMAIL_ENDING}").exists()
    visitor.signs_in_as("secretary")
    visitor.opens(ADDRESS)
    expect(visitor.page.get_by_role("main")).to_contain_text("Nothing has been written yet.")
    visitor.presses("Sign out")
    visitor.signs_in_as("stranger")
    visitor.opens(ADDRESS)
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Page not found")
    visitor.opens("/my-updates/")
