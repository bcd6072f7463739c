"""An executive narrows the register down, saves that under a name, takes it away as files and shares it; a reader opens it."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser

REGISTER = "/ccc/five-year-strategic-plan-2021-2025/september-2022/register/"


def refs_shown(visitor) -> list[str]:
    """The refs of the rows on the page, in order."""
    return visitor.page.locator(".app-lines tbody th a").all_inner_texts()


def saved_view(visitor, name: str) -> Locator:
    views = visitor.page.get_by_role("navigation", name="Saved views")
    return views.get_by_role("link", name=f"{name} (a saved view of")


def opens_saved_view(visitor, name: str) -> None:
    visitor.opens(REGISTER)
    saved_view(visitor, name).click()
    visitor.sees_a_sound_page()
    expect(saved_view(visitor, name)).to_have_attribute("aria-current", "page")


def downloads(visitor, link: str):
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name=link).click()
    return download.value


def changes(visitor) -> None:
    visitor.page.get_by_role("link", name="Change the view Red ratings").click()
    visitor.sees_a_sound_page()


def becomes(visitor, person: str) -> None:
    visitor.presses("Sign out")
    visitor.signs_in_as(person)


def test_executive_saves_a_view_takes_it_away_and_shares_it(visitor):
    visitor.signs_in_as("executive")
    visitor.opens(REGISTER)
    visitor.page.get_by_label("Rating", exact=True).select_option("Red")
    visitor.page.get_by_label("Sort by").select_option("Lead, by name")
    visitor.presses("Show")
    shown = refs_shown(visitor)
    expect(visitor.page.get_by_role("heading", name="Showing")).to_have_text(f"Showing {len(shown)} of 93 commitments")
    expect(visitor.page.get_by_role("list", name="Filters in use")).to_contain_text("Rating: Red")
    assert 0 < len(shown) < 93

    visitor.follows("Save this view")
    visitor.presses("Save")
    expect(visitor.page).to_have_title("Error: Save this view – Strategy Tracker")
    visitor.page.get_by_role("link", name="Enter a name for this view").click()
    expect(visitor.page.get_by_label("Name")).to_be_focused()
    visitor.page.keyboard.type("Red ratings")
    visitor.presses("Save")
    expect(visitor.page.get_by_text("“Red ratings” is saved. Only you see it.")).to_be_visible()

    opens_saved_view(visitor, "Red ratings")
    assert refs_shown(visitor) == shown
    book = downloads(visitor, "Download as Excel")
    plain = downloads(visitor, "Download as CSV")
    assert book.suggested_filename == "ccc-september-2022-register.xlsx"
    assert plain.suggested_filename == "ccc-september-2022-register.csv"
    sheet = load_workbook(BytesIO(book.path().read_bytes()))["Register"]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == shown
    rows = list(csv.reader(StringIO(plain.path().read_bytes().decode("utf-8-sig"), newline="")))
    assert [row[0] for row in rows[1:]] == shown

    changes(visitor)
    visitor.page.get_by_label("Share it").check()
    visitor.presses("Save")
    becomes(visitor, "reader")
    opens_saved_view(visitor, "Red ratings")
    assert refs_shown(visitor) == shown
    expect(visitor.page.get_by_role("link", name="Change the view")).to_have_count(0)

    becomes(visitor, "executive")
    visitor.opens(REGISTER)
    changes(visitor)
    visitor.follows("Delete this view")
    visitor.presses("Delete the view")
    expect(visitor.page.get_by_text("The view “Red ratings” is deleted.")).to_be_visible()
    expect(saved_view(visitor, "Red ratings")).to_have_count(0)


def test_reader_removes_one_filter_after_another(visitor):
    visitor.signs_in_as("reader")
    visitor.opens(f"{REGISTER}?words=patient&update=approved")
    expect(visitor.page.get_by_text("More filters")).to_be_visible()
    both = len(refs_shown(visitor))
    visitor.follows("Remove the filter Update: Approved")
    one = len(refs_shown(visitor))
    visitor.follows("Clear all")
    assert both <= one < len(refs_shown(visitor)) == 93


def test_table_is_sorted_by_keyboard(visitor):
    visitor.signs_in_as("reader")
    visitor.opens(REGISTER)
    if visitor.page.viewport_size["width"] < 400:  # on a phone there are no heads: the list above sorts
        visitor.page.get_by_label("Sort by").select_option("Lead, by name")
        visitor.presses("Show")
    else:
        visitor.page.get_by_role("link", name="Lead (sort by lead, by name)").focus()
        visitor.page.keyboard.press("Enter")
        visitor.sees_a_sound_page()
        expect(visitor.page.get_by_role("columnheader", name="Lead")).to_have_attribute("aria-sort", "ascending")
    leads = visitor.page.locator(".app-lines tbody td:nth-child(3)").all_text_contents()
    named = [lead for lead in leads if "No lead named" not in lead]
    assert named == sorted(named, key=str.casefold)


def test_register_on_paper_is_a_table_without_things_to_press(visitor):
    visitor.signs_in_as("reader")
    visitor.opens(f"{REGISTER}?rating=red")
    visitor.page.emulate_media(media="print")

    expect(visitor.page.locator(".app-lines thead")).to_be_visible()
    for hidden in (".app-filters", ".app-take", ".nhsuk-header", ".app-asked a"):
        expect(visitor.page.locator(hidden).first).to_be_hidden()
    expect(visitor.page.get_by_text("Rating: Red", exact=True)).to_be_visible()


def test_register_refuses_nonsense_on_a_sound_page(visitor):
    visitor.signs_in_as("reader")
    visitor.opens(f"{REGISTER}?rating=pink&theme=x")
    visitor.page.get_by_role("link", name="Choose a theme from the list.").click()
    expect(visitor.page.get_by_label("Theme", exact=True)).to_be_focused()
