"""An executive takes a meeting through the commitments by keys and logs a challenge; the lead answers it; the secretary sees the answer."""

import re

import pytest
from playwright.sync_api import Locator, expect

from reports.models import BoardQuestion

pytestmark = pytest.mark.browser

PERIOD = "/ccc/five-year-strategic-plan-2021-2025/september-2022"
CHALLENGE = "What will be different by March?"
ANSWER = "A second analyst started in October. The dashboards of all wards are live."


def tabs_to(visitor, wanted: Locator) -> None:
    """Goes on with the tab key until something has the focus."""
    for _press in range(60):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        visitor.page.keyboard.press("Tab")
    expect(wanted).to_be_focused()


def presses(visitor, key: str, leads_to: str) -> None:
    """Presses a key that leads to another page, whose title says so."""
    visitor.page.keyboard.press(key)
    expect(visitor.page).to_have_title(re.compile(leads_to))
    visitor.sees_a_sound_page()


def changes_to(visitor, person: str) -> None:
    """Signs out, and in as somebody else."""
    visitor.opens("/accessibility/")
    visitor.page.get_by_role("button", name="Sign out").click()
    visitor.signs_in_as(person)


def heading(visitor) -> Locator:
    return visitor.page.get_by_role("heading", level=1)


def test_executive_goes_through_the_commitments_by_keys(visitor):
    visitor.signs_in_as("executive")
    visitor.opens(f"{PERIOD}/meeting/?show=attention")
    number = int(re.search(r"1 of (\d+) that need", visitor.page.title())[1])
    first = heading(visitor).inner_text()

    presses(visitor, "ArrowRight", f"2 of {number} that need attention")
    expect(heading(visitor)).to_be_focused()
    presses(visitor, "PageDown", f"3 of {number} that need attention")
    presses(visitor, "End", f"{number} of {number} that need attention")
    visitor.page.keyboard.press("ArrowRight")  # there is no next one
    presses(visitor, "ArrowLeft", f"{number - 1} of {number} that need attention")
    presses(visitor, "PageUp", f"{number - 2} of {number} that need attention")
    presses(visitor, "Home", f"1 of {number} that need attention")
    expect(heading(visitor)).to_have_text(first, use_inner_text=True)

    visitor.page.get_by_text("Choose which to show").click()
    choice = visitor.page.get_by_label("Show", exact=True)
    choice.focus()
    visitor.page.keyboard.press("Home")  # chooses in the list, and leads nowhere
    expect(choice).to_have_value("")
    visitor.presses("Show")
    expect(visitor.page).to_have_title(re.compile(r"1 of 93, \d+ need attention"))
    presses(visitor, "Escape", "^Dashboard, September 2022")


def test_commitments_are_gone_through_without_a_script(visitor):
    visitor.page.route("**/meeting.js", lambda route: route.abort())
    visitor.signs_in_as("reader")
    visitor.opens(f"{PERIOD}/meeting/?at=BD-08")
    visitor.follows("Next")
    expect(heading(visitor)).to_be_focused()
    visitor.follows("Previous")
    expect(heading(visitor)).to_contain_text("BD-08")
    expect(visitor.page.get_by_text("Keys: arrow keys")).to_be_hidden()
    visitor.follows("Leave the meeting view")


def test_challenge_is_logged_by_keyboard_and_answered(visitor):
    page = visitor.page
    visitor.signs_in_as("executive")
    visitor.opens(f"{PERIOD}/meeting/?at=BD-08")
    tabs_to(visitor, page.get_by_role("link", name="Log a question, challenge or decision"))
    presses(visitor, "Enter", "^BD-08")
    expect(page.get_by_role("heading", name="Log about BD-08")).to_be_focused()
    tabs_to(visitor, page.get_by_label("Question", exact=True))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Challenge", exact=True)).to_be_checked()
    tabs_to(visitor, page.get_by_role("button", name="Log it"))
    presses(visitor, "Enter", "^Error: BD-08")
    tabs_to(visitor, page.get_by_role("link", name="Enter what was asked, challenged or decided"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("What was said")).to_be_focused()
    page.keyboard.type(CHALLENGE)
    for key in ("ArrowLeft", "Home", "PageDown", "Escape"):  # move in what is typed, and lead nowhere
        page.keyboard.press(key)
    expect(page.get_by_label("What was said")).to_have_value(CHALLENGE)
    tabs_to(visitor, page.get_by_role("button", name="Log it"))
    presses(visitor, "Enter", "^BD-08")
    expect(page.get_by_text("Challenge logged about BD-08. To answer: Head of Business Intelligence")).to_be_visible()
    expect(page.get_by_role("region", name="What was asked")).to_contain_text(CHALLENGE)

    changes_to(visitor, "lead")
    visitor.opens(f"{PERIOD}/questions/")
    visitor.follows(f"Answer challenge 1: {CHALLENGE}")
    page.get_by_label("What was done about it").fill(ANSWER)
    visitor.presses("Save")
    expect(page.get_by_text("Answer saved. The next report prints it.")).to_be_visible()

    changes_to(visitor, "secretary")
    visitor.opens(f"{PERIOD}/questions/?show=answered")
    expect(page.get_by_text(ANSWER)).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Correct"))).to_have_count(0)
    assert BoardQuestion.objects.filter(text=CHALLENGE).values_list(
        "kind", "logged_by__name", "answered_by__name"
    ).get() == (*("challenge", "Priya Nair", "Dan Kowalski"),)


def test_what_is_typed_is_not_left_unasked(visitor):
    asked = []
    visitor.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    visitor.signs_in_as("secretary")
    visitor.opens(f"{PERIOD}/meeting/?at=BD-08&log=on")
    visitor.page.get_by_label("What was said").fill(CHALLENGE)
    visitor.page.get_by_role("link", name="Next", exact=True).click(no_wait_after=True)
    expect(visitor.page.get_by_label("What was said")).to_have_value(CHALLENGE)
    assert asked == ["beforeunload"]


def test_secretary_logs_a_decision_about_two_commitments_then_corrects_and_deletes_it(visitor):
    page = visitor.page
    visitor.signs_in_as("secretary")
    visitor.opens(f"{PERIOD}/questions/")
    visitor.opens(f"{PERIOD}/questions/add/")
    visitor.presses("Log it")
    page.get_by_label("Decision", exact=True).check()
    page.get_by_label("What was said").fill("Report each quarter")
    page.get_by_label("Which commitments is it about?").fill("BD-08, bd-11")
    visitor.presses("Log it")
    expect(page.get_by_text("Decision logged about BD-08, BD-11.")).to_be_visible()

    visitor.follows("Correct decision 1: Report each quarter")
    page.get_by_label("What was said").fill("Report each month")
    visitor.presses("Save")
    expect(page.get_by_text("Decision saved.")).to_be_visible()
    visitor.follows("Delete decision 1: Report each month")
    visitor.presses("Delete")
    expect(page.get_by_text("Decision deleted.")).to_be_visible()
    assert BoardQuestion.objects.filter(period__label="September 2022").count() == 0
