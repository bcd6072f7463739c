"""The strategy team plans a round back from the board's date, opens it, sees who owes, reminds them, gives time and closes it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from commitments.dates import in_words, month_in_words
from commitments.models import ReportingPeriod

pytestmark = pytest.mark.browser

STRATEGY = "/ccc/five-year-strategic-plan-2021-2025"
BOARD = timezone.localdate() + timedelta(days=90)


def test_team_opens_a_round_sees_who_owes_and_reminds_them(visitor):
    page = visitor.page
    main = page.get_by_role("main")
    visitor.signs_in_as("team")
    visitor.opens(f"{STRATEGY}/plan/round/")
    visitor.presses("Work out the dates")
    expect(page).to_have_title("Error: Plan a round – Strategy Tracker")
    page.get_by_role("link", name="Enter the date of the meeting").click()
    expect(page.get_by_label("When does it meet?")).to_be_focused()

    page.get_by_label("Which committee receives the report?").select_option(label="Trust Board")
    page.get_by_label("When does it meet?").fill(in_words(BOARD))
    visitor.presses("Work out the dates")
    expect(page.get_by_label("Month of the report")).to_have_value(month_in_words(BOARD))
    visitor.presses("Save the dates")
    expect(main).to_contain_text(f"The round of {month_in_words(BOARD)} is planned.")

    visitor.follows("Open the round")
    visitor.presses("Open the round")
    expect(main).to_contain_text(f"The round of {month_in_words(BOARD)} is open.")
    opened = ReportingPeriod.objects.get(label=month_in_words(BOARD))
    assert opened.updates.count() == opened.updates.filter(state="draft", revision=0).count() > 80

    page.get_by_label("Lead post").select_option(label="Chief Operating Officer")
    visitor.presses("Show")
    expect(main).to_contain_text("Priya Nair")
    expect(main).to_contain_text("Due in ")
    visitor.follows("Show all 93")

    visitor.follows("Remind those who owe")
    page.get_by_text("The letter to Priya Nair").click()
    expect(main).to_contain_text("Dear Priya Nair,")
    expect(main).to_contain_text("Updates that nobody is there to write")
    main.get_by_role("button", name="Send").click()
    visitor.sees_a_sound_page()
    expect(main).to_contain_text("people were reminded.")
    expect(main).to_contain_text("Everybody has been reminded today.")
    assert "executive@demonstration.invalid" in {address for letter in mail.outbox for address in letter.to}


def test_team_gives_more_time_and_closes_the_round(visitor):
    page = visitor.page
    visitor.signs_in_as("team")
    visitor.opens(f"{STRATEGY}/september-2022/round/")
    visitor.follows("Give more time")
    page.get_by_label("Updates are due on").fill("30 September 2022")
    visitor.presses("Save the dates for everybody")
    expect(page.get_by_role("main")).to_contain_text("Updates for September 2022 are now due on 30 September 2022.")
    visitor.opens(f"{STRATEGY}/september-2022/round/?late=on")
    expect(page.get_by_role("main")).to_contain_text("Late by ")

    visitor.follows("Undo the opening")
    expect(page.get_by_role("main")).to_contain_text("Somebody has begun to write")
    visitor.follows("close the round")
    visitor.presses("Close the round")
    expect(page).to_have_title("Error: Close the round of September 2022 – Strategy Tracker")
    page.get_by_label("Close the round all the same").check()
    visitor.presses("Close the round")
    expect(page.get_by_role("main")).to_contain_text("The round of September 2022 is closed.")
    visitor.follows("Open the round again")


def test_team_corrects_a_round_and_its_meetings(visitor):
    page = visitor.page
    main = page.get_by_role("main")
    visitor.signs_in_as("team")
    visitor.opens(f"{STRATEGY}/september-2022/round/")
    visitor.follows("Correct its days and meetings")
    visitor.follows("Add a meeting")
    visitor.presses("Add the meeting")
    expect(page).to_have_title("Error: Add a meeting – Strategy Tracker")
    page.get_by_label("Which committee receives the report?").select_option(label="Trust Board")
    page.get_by_label("When does it meet?").fill("26 October 2022")
    visitor.presses("Add the meeting")
    expect(main).to_contain_text("Papers due on 19 October 2022")

    visitor.follows("Correct Trust Board, 26 October 2022")
    page.get_by_label("When does it meet?").fill("27 October 2022")
    visitor.presses("Save")
    visitor.follows("Remove Trust Board, 27 October 2022")
    visitor.presses("Remove the meeting")
    expect(main).to_contain_text("Trust Board removed.")

    page.get_by_label("In which month was it due?").fill("June 2022")
    visitor.presses("Save")
    expect(page).to_have_title("Error: Days and meetings of the round of September 2022 – Strategy Tracker")
    page.get_by_label("Why is it delayed?").fill("the pressure of Covid-19")
    visitor.presses("Save")
    expect(main).to_contain_text("Due in June 2022, and delayed because of the pressure of Covid-19.")


def test_team_plans_the_next_round_from_the_plan_and_deletes_it(visitor):
    page = visitor.page
    visitor.signs_in_as("team")
    visitor.opens(f"{STRATEGY}/plan/")
    visitor.follows("Plan a round")
    page.get_by_label("Which committee receives the report?").select_option(label="Trust Board")
    page.get_by_label("When does it meet?").fill(in_words(BOARD))
    visitor.presses("Work out the dates")
    visitor.presses("Save the dates")
    visitor.follows("Correct its days and meetings")
    visitor.follows("Delete this round")
    visitor.presses("Delete the round")
    expect(page.get_by_role("main")).to_contain_text(f"The round of {month_in_words(BOARD)} is deleted.")
    assert not ReportingPeriod.objects.filter(label=month_in_words(BOARD)).exists()


def test_lead_makes_a_calendar_address(visitor):
    visitor.signs_in_as("lead")
    visitor.opens("/calendar/")
    visitor.presses("Make an address")
    address = visitor.page.locator("code").inner_text().replace("\u200b", "")
    assert visitor.page.request.get(address).text().startswith("BEGIN:VCALENDAR")
    visitor.presses("Withdraw the address")
    assert visitor.page.request.get(address).status == 404
