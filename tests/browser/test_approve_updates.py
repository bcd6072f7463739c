"""An executive goes through the queue by keyboard; the team opens an update again; a lead proposes a highlight that the secretary accepts."""

import pytest
from playwright.sync_api import Locator, expect

from commitments.models import NarrativePoint, State, StatusUpdate

pytestmark = pytest.mark.browser

ROUND = "/ccc/five-year-strategic-plan-2021-2025/september-2022"


def tabs_to(visitor, wanted: Locator) -> None:
    """Goes on with the tab key until something has the focus."""
    for _press in range(40):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        visitor.page.keyboard.press("Tab")
    expect(wanted).to_be_focused()


def button(visitor, name: str) -> Locator:
    return visitor.page.get_by_role("main").get_by_role("button", name=name)


def test_executive_goes_through_the_queue_by_keyboard(visitor):
    visitor.signs_in_as("digital")
    visitor.opens("/approvals/")
    expect(visitor.page.get_by_text("8 updates wait for your approval.")).to_be_visible()
    tabs_to(visitor, visitor.page.get_by_role("button", name="Start with the first"))
    visitor.page.keyboard.press("Enter")
    visitor.sees_a_sound_page()
    expect(visitor.page.locator("#maincontent")).to_be_focused()

    returned = visitor.page.get_by_role("heading", level=1).inner_text().splitlines()[-1].split()[0]
    tabs_to(visitor, visitor.page.get_by_role("link", name="Go to your decision"))
    visitor.page.keyboard.press("Enter")
    tabs_to(visitor, button(visitor, "Return and go on"))
    visitor.page.keyboard.press("Enter")
    visitor.sees_a_sound_page()
    expect(visitor.page).to_have_title(f"Error: Approve {returned}, September 2022 – Strategy Tracker")
    tabs_to(visitor, visitor.page.get_by_role("link", name="Say what the author should change"))
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_label("What should change")).to_be_focused()
    visitor.page.keyboard.type("Say when the training is tried")
    tabs_to(visitor, button(visitor, "Return and go on"))
    visitor.page.keyboard.press("Enter")
    visitor.sees_a_sound_page()
    expect(visitor.page.get_by_text(f"You returned {returned} with your note. 7 updates still to go.")).to_be_visible()

    visitor.page.get_by_label("Red", exact=True).focus()
    visitor.page.keyboard.press("Space")
    for left in range(6, -1, -1):
        tabs_to(visitor, button(visitor, "Approve"))
        visitor.page.keyboard.press("Enter")
        said = f"{left} update{'s' * (left != 1)} still to go." if left else "Nothing else waits for you."
        expect(visitor.page.get_by_text(said)).to_be_visible()
    visitor.sees_a_sound_page()

    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Updates to approve")
    assert StatusUpdate.objects.get(commitment__ref=returned, period__slug="september-2022").return_note == (
        "Say when the training is tried"
    )
    assert StatusUpdate.objects.filter(approved_by__name="Mei Chen").count() == 7
    assert StatusUpdate.objects.filter(approved_by__name="Mei Chen", executive_rating="red").count() == 1


def test_team_opens_an_approved_update_again(visitor):
    visitor.signs_in_as("team")
    visitor.opens(f"{ROUND}/updates/BD-01/reopen/")
    visitor.page.get_by_label("Reason").fill("The date of the go-live was wrong")
    visitor.presses("Open it again")

    expect(visitor.page.get_by_text("The update of BD-01 is a draft again.")).to_be_visible()
    reopened = StatusUpdate.objects.get(commitment__ref="BD-01", period__slug="september-2022")
    assert (reopened.state, reopened.reopened_because) == (State.DRAFT, "The date of the go-live was wrong")


def test_lead_proposes_a_highlight_that_the_secretary_accepts(visitor):
    visitor.signs_in_as("lead")
    visitor.opens(f"{ROUND}/updates/BD-08/")
    visitor.follows("Propose a highlight or challenge")
    visitor.follows("SPC charts in the Trust IPR since May 2022")
    words = visitor.page.get_by_label("Words")
    expect(words).to_have_value("SPC charts in the Trust IPR since May 2022")
    words.fill("Every ward has the new dashboard")
    visitor.presses("Propose")
    expect(visitor.page.get_by_text("Highlight proposed.")).to_be_visible()

    visitor.page.get_by_role("button", name="Sign out").click()
    visitor.signs_in_as("secretary")
    visitor.opens(f"{ROUND}/narrative/")
    visitor.presses("Up “Every ward has the new dashboard”")
    point = NarrativePoint.objects.get(text="Every ward has the new dashboard")
    expect(visitor.page.locator(f"#point-{point.pk}")).to_be_focused()
    visitor.presses("Accept “Every ward has the new dashboard”")
    point.refresh_from_db()
    assert (point.accepted, point.priority.name) == (True, "Be digital")

    visitor.follows("Edit “Every ward has the new dashboard”")
    visitor.page.get_by_text("All refs with their words").click()
    visitor.page.get_by_label("Rests on").fill("BD-08, BD-99")
    visitor.presses("Save")
    expect(visitor.page.get_by_role("link", name="There is no BD-99 in this strategy")).to_be_visible()
    visitor.page.get_by_label("Rests on").fill("BD-08, BD-11")
    visitor.presses("Save")
    visitor.follows("Delete “Every ward has the new dashboard”")
    visitor.presses("Delete")
    expect(visitor.page.get_by_text("Highlight deleted.")).to_be_visible()
