"""The strategy team rewords the plan, and the ledger shows it with words struck and added; what was a mistake is undone."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

STRATEGY = "/ccc/five-year-strategic-plan-2021-2025"
OLD, NEW = "Reach HIMSS level 7", "Reach HIMSS level 6 by March 2024"


def fills(visitor, **fields):
    """Types into the fields of these names."""
    for name, text in fields.items():
        visitor.page.locator(f"[name={name}]").fill(text)


def test_team_rewords_the_plan_and_the_ledger_shows_it(visitor):
    visitor.signs_in_as("team")
    visitor.opens(f"{STRATEGY}/plan/")
    visitor.follows("Change BD-02")
    visitor.follows("Change words")
    visitor.presses("Save the new words")
    expect(visitor.page).to_have_title("Error: Change the words of BD-02 – Strategy Tracker")
    visitor.page.get_by_role("link", name="Say why the plan is changed").click()
    expect(visitor.page.locator("[name=reason]")).to_be_focused()

    fills(visitor, wording=NEW, reason="Level 7 was withdrawn", agreed_at="Trust Board, 28 September 2022")
    visitor.presses("Save the new words")
    expect(visitor.page.get_by_role("main")).to_contain_text("BD-02 has new words. The old ones stay in the ledger.")
    expect(visitor.page.get_by_role("main")).to_contain_text(NEW)

    visitor.opens(f"{STRATEGY}/plan/")
    expect(visitor.page.locator("#bd-02")).to_contain_text(f"{NEW} **")
    visitor.follows("Changes since the plan was published")
    newest = visitor.page.locator(".app-ledger__entry").first
    expect(newest.get_by_role("heading")).to_have_text("BD-02: reworded")
    expect(newest.locator("del")).to_contain_text("7")
    expect(newest.locator("ins")).to_contain_text("6 by March 2024")
    expect(newest).to_contain_text("Level 7 was withdrawn")
    expect(newest).to_contain_text("Agreed at Trust Board, 28 September 2022. Reported in September 2022.")
    expect(newest).to_contain_text("Recorded by Sam Whitfield on")

    visitor.page.get_by_label("Change", exact=True).select_option("Added")
    visitor.presses("Show")
    expect(visitor.page.locator(".app-ledger__entry h3").first).to_contain_text("added")


def test_team_undoes_a_mistake(visitor):
    visitor.signs_in_as("team")
    visitor.opens(f"{STRATEGY}/plan/change/BD-02/stop/")
    fills(visitor, reason="Wrong line")
    visitor.page.get_by_label("Yes, stop BD-02").check()
    visitor.presses("Stop it")
    expect(visitor.page.get_by_role("main")).to_contain_text("This was stopped.")
    visitor.follows("Undo this change")
    fills(visitor, reason="BD-03 was meant")
    visitor.presses("Undo this change")
    expect(visitor.page.get_by_role("main")).to_contain_text("BD-02: stop undone. The ledger keeps both.")
    visitor.opens(f"{STRATEGY}/ledger/")
    expect(visitor.page.get_by_text("Undone later")).to_be_visible()


def test_two_people_reword_one_commitment_and_neither_loses_a_word(visitor):
    visitor.signs_in_as("team")
    visitor.opens(f"{STRATEGY}/plan/change/BD-02/reword/")
    fills(visitor, wording=NEW, reason="Mine")
    other = visitor.page.context.new_page()
    other.goto(f"{visitor.address}{STRATEGY}/plan/change/BD-02/reword/")
    other.locator("[name=wording]").fill("Reach HIMSS level 5")
    other.locator("[name=reason]").fill("Theirs")
    other.get_by_role("button", name="Save the new words").click()
    expect(other.get_by_role("main")).to_contain_text("BD-02 has new words.")

    visitor.presses("Save the new words")
    main = visitor.page.get_by_role("main")
    expect(main).to_contain_text("Changed since you opened this page")
    expect(main.get_by_text("Reach HIMSS level 5", exact=True).first).to_be_visible()
    expect(visitor.page.locator("[name=wording]")).to_have_value(NEW)
    visitor.presses("Save the new words")
    expect(main).to_contain_text(NEW)


def test_team_adds_moves_merges_and_orders(visitor):
    visitor.signs_in_as("team")
    visitor.opens(f"{STRATEGY}/plan/")
    visitor.follows("Add a commitment to Be digital")
    fills(visitor, wording="Publish our records standard", due="Q1 2024/25", reason="The regulator asks for it")
    visitor.presses("Add it to the plan")
    expect(visitor.page.locator("#bd-16")).to_contain_text("Publish our records standard ◊◊")
    visitor.opens(f"{STRATEGY}/plan/change/BD-16/move/")
    visitor.page.get_by_label("New place").select_option(label="Be digital · Digital strategy")
    fills(visitor, reason="It belongs there")
    visitor.presses("Move it")
    visitor.presses("Move BD-16 up")
    expect(visitor.page.locator(".app-order li")).to_contain_text(["BD-01", "BD-16", "BD-02"])
    visitor.opens(f"{STRATEGY}/plan/change/BD-16/merge/")
    visitor.page.get_by_label("Merge into").select_option(label="BD-01 Write our digital strategy")
    fills(visitor, reason="One piece of work")
    visitor.page.get_by_label("Yes, merge BD-16").check()
    visitor.presses("Merge it")
    expect(visitor.page.get_by_role("main")).to_contain_text("This was merged into BD-01.")


def test_team_changes_who_leads_and_supports_a_commitment_and_when_it_is_due(visitor):
    main = visitor.page.get_by_role("main")
    visitor.signs_in_as("team")
    visitor.opens(f"{STRATEGY}/plan/change/BD-02/")
    visitor.follows("Change lead")
    visitor.page.get_by_label("Lead", exact=True).select_option("Head of Business Intelligence")
    visitor.page.get_by_label("Chief Information Officer", exact=True).check()
    fills(visitor, reason="The team has moved")
    visitor.presses("Save")
    expect(main).to_contain_text("Head of Business Intelligence leads BD-02. It is supported by: Chief Information")

    visitor.follows("Change when it is due")
    fills(visitor, due="soon")
    visitor.presses("Save")
    expect(visitor.page).to_have_title("Error: Change when BD-02 is due – Strategy Tracker")
    fills(visitor, due="Q2 2024/25")
    visitor.presses("Save")
    expect(main).to_contain_text("When BD-02 is due: Quarter 2 2024/25 (July to September 2024).")
    expect(main).to_contain_text("Lead: “Chief Information Officer” became “Head of Business Intelligence”.")
    visitor.opens(f"{STRATEGY}/september-2022/commitments/BD-02/")
    expect(main).to_contain_text("Changes of its lead, support and date")
    expect(main).to_contain_text("Why: The team has moved.")


def test_team_shapes_the_levels_of_the_plan(visitor):
    main = visitor.page.get_by_role("main")
    visitor.signs_in_as("team")
    visitor.opens(f"{STRATEGY}/plan/")
    visitor.follows("Add a strategic priority")
    visitor.presses("Save")
    visitor.page.get_by_role("link", name="Enter the name").click()
    expect(visitor.page.locator("[name=name]")).to_be_focused()
    fills(visitor, name="Be green", strapline="Net zero by 2040", context="The NHS emits carbon.")
    visitor.presses("Save")
    expect(main).to_contain_text("“Be green” was added. It stands last in the plan.")
    visitor.follows("Add a theme to Be green")
    fills(visitor, name="Estate")
    visitor.presses("Save")
    visitor.follows("Change Estate (theme of Be green)")
    visitor.follows("Add a sub-theme")
    fills(visitor, name="Heating")
    visitor.presses("Save")
    expect(visitor.page.get_by_role("heading", level=4, name="Heating")).to_be_visible()

    visitor.follows("Change Be green (strategic priority)")
    visitor.presses("Move it up")
    expect(visitor.page.locator(".app-order li")).to_contain_text(["Be digital", "Be green", "Be innovative"])
    expect(main).to_contain_text("“Be green” has 1 theme. Move or remove what stands in it first.")
    fills(visitor, name="Be sustainable")
    visitor.presses("Save")
    expect(main).to_contain_text("Saved: “Be sustainable”.")
    for name in (
        "Heating (sub-theme of Estate)",
        "Estate (theme of Be sustainable)",
        "Be sustainable (strategic priority)",
    ):
        visitor.follows(f"Change {name}")
        visitor.page.get_by_role("link", name="Remove this").click()
        visitor.sees_a_sound_page()
        visitor.presses("Remove it")
        expect(main).to_contain_text("was removed.")
    expect(main).not_to_contain_text("Net zero by 2040")


def test_team_keeps_its_lists(visitor):
    visitor.signs_in_as("team")
    for path in ("posts/add/", "acronyms/", "acronyms/add/", "committees/", "committees/add/"):
        visitor.opens(f"/ccc/{path}")
    visitor.opens(f"{STRATEGY}/labels/")
    visitor.opens(f"{STRATEGY}/status-words/")
    visitor.opens("/ccc/acronyms/")
    visitor.page.get_by_role("link", name="Remove", exact=False).first.click()
    visitor.sees_a_sound_page()
    visitor.presses("Remove the acronym")
    expect(visitor.page.get_by_role("main")).to_contain_text("Tick the box to remove the acronym")
    visitor.page.get_by_label("Yes, remove this acronym").check()
    visitor.presses("Remove the acronym")
    expect(visitor.page.get_by_role("main")).to_contain_text("was removed.")


def test_team_says_what_a_committee_oversees_and_narrows_the_register_down_by_it(visitor):
    visitor.signs_in_as("team")
    visitor.opens("/ccc/committees/")
    visitor.follows("Trust Board")
    asked = visitor.page.get_by_role("group", name="Which strategic priorities does it oversee?")
    expect(asked).to_contain_text("Now: Performance Committee")
    asked.get_by_label("Be outstanding").check()
    visitor.presses("Save")
    expect(visitor.page.get_by_role("main")).to_contain_text("It oversees: Be outstanding, Be collaborative.")
    expect(visitor.page.get_by_role("row", name="Trust Board")).to_contain_text("Be outstanding; Be collaborative")
    visitor.opens(f"{STRATEGY}/plan/")
    expect(visitor.page.get_by_text("Overseen by: Trust Board")).to_have_count(2)
    visitor.opens(f"{STRATEGY}/september-2022/register/")
    visitor.page.get_by_text("More filters").click()
    visitor.page.get_by_label("Committee", exact=True).select_option("Trust Board")
    visitor.presses("Show")
    expect(visitor.page.get_by_role("list", name="Filters in use")).to_contain_text("Committee: Trust Board")
    expect(visitor.page.get_by_role("heading", name="Showing")).to_have_text("Showing 40 of 93 commitments")


def test_executive_reads_the_ledger_and_changes_nothing(visitor):
    visitor.signs_in_as("executive")
    visitor.opens(f"{STRATEGY}/plan/")
    visitor.follows("Changes since the plan was published")
    expect(visitor.page.locator(".app-ledger__entry")).to_have_count(8)
    visitor.opens(f"{STRATEGY}/plan/change/BD-02/reword/")
    expect(visitor.page.get_by_role("heading", level=1)).not_to_contain_text("Change the words")
