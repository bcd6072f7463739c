"""The holder of a measure's post pastes a year of readings; the strategy team resets the limits; a reader reads and changes nothing."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

MEASURES = "/ccc/five-year-strategic-plan-2021-2025/september-2022/measures/"
MEASURE = "Cancers diagnosed early"
YEAR = "\n".join(
    f"{month}-21\t{value}"
    for month, value in zip(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        ("49.1", "50.2", "48.7", "49.8%", "50.4", "49.0", "50.1", "49.5", "48.9", "50.3", "49.7", "49.2"),
        strict=True,
    )
)


def becomes(visitor, person):
    """Somebody else sits down."""
    visitor.page.get_by_role("button", name="Sign out").click()
    visitor.signs_in_as(person)


def looks_at_the_measure(visitor):
    visitor.opens(MEASURES)
    visitor.follows(MEASURE)
    return visitor.page.get_by_role("main")


def gives_the_post(visitor):
    """The strategy team says whose post records the measure."""
    visitor.signs_in_as("team")
    looks_at_the_measure(visitor)
    visitor.follows("Change this measure")
    visitor.page.get_by_label("Who records its readings").select_option(label="Head of Business Intelligence")
    visitor.presses("Save")
    expect(visitor.page.get_by_role("main")).to_contain_text("Head of Business Intelligence (Dan Kowalski)")


def test_holder_pastes_a_year_and_the_charts_words_change(visitor):
    gives_the_post(visitor)
    becomes(visitor, "lead")
    main = looks_at_the_measure(visitor)
    expect(main).to_contain_text("No significant change: the last reading is within its usual range")
    expect(main).to_contain_text("The limits are trial limits")
    drawing = main.get_by_role("img", name=MEASURE)
    expect(drawing).to_have_js_property("complete", value=True)
    before = drawing.get_attribute("src")

    visitor.follows("Paste readings")
    visitor.presses("Look at what will be saved")
    expect(visitor.page).to_have_title("Error: Paste readings – Strategy Tracker")
    visitor.page.get_by_role("link", name="Paste a date and a reading on each line").click()
    box = visitor.page.get_by_label("Dates and readings")
    expect(box).to_be_focused()
    box.fill(f"Month\tEarly\n{YEAR}\nMar 22\t52.0\nTotal\t595")
    visitor.presses("Look at what will be saved")
    rows = visitor.page.get_by_role("table").get_by_role("row")
    expect(rows).to_have_count(16)
    expect(rows.nth(14)).to_contain_text("Will be changed: it is 51.8% now")
    expect(rows.nth(15)).to_contain_text("Can’t be saved: “Total” is no date.")
    box.fill(YEAR)
    visitor.presses("Look again")
    expect(visitor.page.get_by_text("31 January 2021")).to_be_visible()
    visitor.presses("Save 12 readings")

    expect(main).to_contain_text("Saved: 12 readings added, 0 changed.")
    expect(main).to_contain_text("Getting better:")
    expect(main).not_to_contain_text("The limits are trial limits")
    expect(main).to_contain_text("12 readings from 31 January 2021 to 31 December 2021.")
    assert drawing.get_attribute("src") != before
    assert drawing.evaluate("image => image.decode().then(() => image.naturalWidth)") > 600
    assert visitor.page.get_by_role("link", name="Change this measure").count() == 0

    adds_corrects_and_deletes_a_reading(visitor)


def adds_corrects_and_deletes_a_reading(visitor):
    main = visitor.page.get_by_role("main")
    visitor.follows("Add a reading")
    visitor.page.get_by_label("Date").fill("October 2022")
    visitor.page.get_by_label("Reading", exact=True).fill("54.9")
    visitor.presses("Save the reading")
    expect(main).to_contain_text("Reading recorded: 54.9% on 31 October 2022.")
    visitor.follows("Correct 31 October 2022")
    visitor.page.get_by_label("Reading", exact=True).fill("53.9")
    visitor.presses("Save the correction")
    expect(main).to_contain_text("Say in the note why the reading is corrected.")
    visitor.page.get_by_label("Note").fill("Two patients were counted twice")
    visitor.presses("Save the correction")
    expect(main).to_contain_text("31 October 2022: “54.9” became “53.9”. Note: Two patients were counted twice.")
    visitor.follows("Correct 31 October 2022")
    visitor.follows("Delete this reading")
    visitor.presses("Delete the reading")
    expect(main).to_contain_text("Reading deleted: 53.9% on 31 October 2022.")


def keeps_the_measures_of_a_priority(visitor):
    """Adds a measure, sets and changes its target, moves it, deletes both."""
    visitor.opens(MEASURES)
    visitor.follows("Add a measure to Be digital")
    visitor.page.get_by_label("Name").fill("Records on paper")
    visitor.page.get_by_label("Kind").select_option(label="Number")
    visitor.presses("Save")
    main = visitor.page.get_by_role("main")
    expect(main).to_contain_text("“Records on paper” was added.")
    visitor.follows("Records on paper")
    visitor.follows("Add a target")
    visitor.page.get_by_label("Target").fill("0")
    visitor.presses("Save")
    visitor.follows("Change target 0")
    visitor.page.get_by_label("By").fill("March 2025")
    visitor.presses("Save")
    expect(main).to_contain_text("0 by 31 March 2025")
    visitor.follows("Change this measure")
    visitor.presses("Move it up")
    expect(main).to_contain_text("“Records on paper” was moved up.")
    visitor.follows("Back to the measure")
    visitor.follows("Delete target 0 by 31 March 2025")
    visitor.presses("Delete the target")
    visitor.follows("Delete this measure")
    visitor.presses("Delete the measure")
    expect(main).to_contain_text("“Records on paper” was deleted.")


def test_team_resets_the_limits_and_a_reader_only_reads(visitor):
    visitor.signs_in_as("team")
    keeps_the_measures_of_a_priority(visitor)
    visitor.opens(MEASURES)
    visitor.follows("Staff with a completed performance appraisal and development review")
    main = visitor.page.get_by_role("main")
    expect(main).to_contain_text("The target of 95% will not be met unless something changes")
    visitor.follows("Reset the limits")
    visitor.page.get_by_label("From").fill("July 2021")
    visitor.page.get_by_label("Reason").fill("The form became shorter, and stays so")
    visitor.presses("Reset the limits")
    expect(main).to_contain_text("The limits are reset from 1 July 2021.")
    expect(main).to_contain_text("The target of 95% will be met at times and missed at times")
    expect(main.get_by_role("row", name="31 July 2021")).to_contain_text("Limits reset: The form became shorter")
    expect(main).to_contain_text("From 1 July 2021: The form became shorter, and stays so. Recorded by Sam Whitfield")
    address = visitor.page.url.removeprefix(visitor.address)

    becomes(visitor, "reader")
    visitor.opens(address)
    expect(main.get_by_role("table").get_by_role("row")).to_have_count(25)
    for way in ("Add a reading", "Paste readings", "Change this measure", "Reset the limits", "Add a target"):
        expect(visitor.page.get_by_role("link", name=way)).to_have_count(0)
    visitor.opens(f"{address}readings/paste/")
    expect(visitor.page.get_by_role("heading", level=1)).not_to_contain_text("Paste readings")
    visitor.opens(address.replace("september-2022", "march-2022"))
    expect(main).to_contain_text("This page shows readings up to 31 March 2022")
