"""The register as Excel and CSV: every row that the address asks for, in the same words as the page."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    PlanChangeFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StrategyFactory,
    SubmittedUpdateFactory,
    ThemeFactory,
    UpdatePointFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

START = "/organisation-1/strategy-1/2022-06/register"
HEADINGS = [
    *("Ref", "Commitment", "Marker", "Priority", "Theme", "Lead"),
    *("March 2022: stage", "March 2022: rating", "March 2022: note"),
    *("June 2022: stage", "June 2022: rating", "June 2022: lead’s rating", "June 2022: note"),
    *("Movement", "Due", "Overdue", "Progress", "Next", "Reason and what will be done"),
]


@pytest.fixture
def periods(reader):
    strategy = StrategyFactory(title="Plan", illustrative="Illustrative, not the Trust’s.")
    return [ReportingPeriodFactory(strategy=strategy, month=date(2022, month, 1), state="open") for month in (3, 6)]


@pytest.fixture
def priority(periods):
    return PriorityFactory(strategy=periods[0].strategy, name="Be outstanding")


def sheets(response):
    """The cells of each sheet, row by row, empty ones as empty text."""
    book = load_workbook(BytesIO(response.content))
    return {sheet.title: [["" if cell is None else cell for cell in row] for row in sheet.values] for sheet in book}


def csv_rows(response):
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"), newline="")))


def told_commitment(periods, priority):
    """A commitment of which everything is known."""
    theme = ThemeFactory(parent=ThemeFactory(priority=priority, name="Care"), name="Wards")
    due = {"due_on": date(2021, 3, 31), "due_precision": "day"}
    commitment = CommitmentFactory(theme=theme, wording="Open a ward", lead=PostFactory(title="Matron"), **due)
    PlanChangeFactory(commitment=commitment)
    ApprovedUpdateFactory(commitment=commitment, period=periods[0], stage="in_progress", rating="amber")
    now = {"stage": "in_progress", "rating": "green", "executive_rating": "red", "reason": "Staff left.\nWe recruit."}
    update = ApprovedUpdateFactory(commitment=commitment, period=periods[1], **now)
    said = (("progress", "=1+1 beds", 0), ("progress", "Ward A", 1), ("next", "Open it", 0), ("evidence", "A link", 0))
    for place, (kind, text, depth) in enumerate(said):
        UpdatePointFactory(update=update, kind=kind, text=text, depth=depth, position=place)
    return commitment


def test_register_xlsx_holds_what_the_page_shows_and_the_texts(reader, periods, priority):
    told_commitment(periods, priority)

    response = reader.get(f"{START}.xlsx")
    headings, row = sheets(response)["Register"]

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert response.headers["Content-Disposition"] == 'attachment; filename="organisation-1-2022-06-register.xlsx"'
    assert headings == HEADINGS
    assert row[:13] == [
        *("C1", "Open a ward", "**", "Be outstanding", "Care: Wards", "Matron"),
        *("In progress", "Amber", "", "In progress", "Red", "Green", ""),
    ]
    assert row[13:] == [
        *("Worse", row[14], "Overdue", "• =1+1 beds\n   – Ward A", "• Open it", "Staff left.\nWe recruit."),
    ]
    assert row[14].date() == date(2021, 3, 31)


def test_register_csv_holds_the_same(reader, periods, priority):
    told_commitment(periods, priority)
    CommitmentFactory(priority=priority, wording="=cmd|' /C calc'!A0", due_on=date(2099, 1, 1), due_precision="year")

    response = reader.get(f"{START}.csv")
    headings, second, first = csv_rows(response)  # what has no theme stands before what has one

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="organisation-1-2022-06-register.csv"'
    assert headings == HEADINGS
    assert (first[0], first[14], first[16]) == ("C1", "2021-03-31", "• =1+1 beds\n   – Ward A")
    assert (second[1], second[12], second[14]) == ("'=cmd|' /C calc'!A0", "No update reported", "2099")


def test_register_files_say_nothing_that_is_not_approved(reader, periods, priority):
    update = SubmittedUpdateFactory(
        commitment=CommitmentFactory(priority=priority), period=periods[1], stage="paused", reason="Secret"
    )
    UpdatePointFactory(update=update, text="Secret")

    (_, row) = csv_rows(reader.get(f"{START}.csv"))

    assert row[9:] == ["", "", "", "Update awaiting approval", "", "", "", "", "", ""]
    assert "Secret" not in str(sheets(reader.get(f"{START}.xlsx")))


def test_register_files_of_the_first_period_have_no_columns_for_an_earlier_one(reader, periods, priority):
    CommitmentFactory(priority=priority)

    headings, row = csv_rows(reader.get("/organisation-1/strategy-1/2022-03/register.csv"))

    assert headings == [each.replace("June", "March") for each in (*HEADINGS[:6], *HEADINGS[9:13], *HEADINGS[14:])]
    assert len(row) == len(headings)


def test_register_files_hold_all_pages_of_what_is_asked(reader, periods, priority, monkeypatch):
    monkeypatch.setattr("commitments.register.listing.ROWS", 2)
    for rating in ("green", "red", "red", "red"):
        update = {"period": periods[1], "stage": "in_progress", "rating": rating}
        ApprovedUpdateFactory(commitment=CommitmentFactory(priority=priority), **update)
    query = "?rating=red&sort=lead&page=2"

    book = sheets(reader.get(f"{START}.xlsx{query}"))

    assert [row[0] for row in book["Register"]] == ["Ref", "C2", "C3", "C4"]
    assert [row[0] for row in csv_rows(reader.get(f"{START}.csv{query}"))] == ["Ref", "C2", "C3", "C4"]


def test_register_xlsx_says_what_it_is(reader, periods, priority):
    CommitmentFactory.create_batch(2, priority=priority)
    CommitmentFactory(priority=priority, wording="Open a ward")

    about = dict(sheets(reader.get(f"{START}.xlsx?words=ward&rating=none&sort=due"))["About"])
    plain = dict(sheets(reader.get(f"{START}.xlsx"))["About"])

    assert {name: about[name] for name in ("Organisation", "Strategy", "Period", "State of the round", "Rows")} == {
        "Organisation": priority.strategy.organisation.name,
        "Strategy": "Plan",
        "Period": "June 2022",
        "State of the round": "Open",
        "Rows": "1 of 3 commitments",
    }
    assert about["Narrowed down by"] == "Words: ward\nRating: No rating"
    assert (about["Order"], about["Note"]) == ("Due date, soonest first", "Illustrative, not the Trust’s.")
    assert (plain["Rows"], plain["Order"]) == ("3 of 3 commitments", "Order of the plan")
    assert plain["Narrowed down by"] == "Nothing: every row is here"
    assert about["Downloaded"].split(" at ")[1].count(":") == 1


def test_register_xlsx_of_a_real_strategy_has_no_note(reader):
    period = ReportingPeriodFactory(month=date(2022, 6, 1))

    assert "Note" not in dict(sheets(reader.get(f"/{'/'.join(period.address)}/register.xlsx"))["About"])


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_register_file_of_nonsense_is_a_page_that_says_so(reader, periods, priority, kind):
    CommitmentFactory(priority=priority)

    response = reader.get(f"{START}.{kind}?rating=pink")

    assert response.status_code == 400
    assert page(response).words[:2] == ["There is a problem", "Choose a rating from the list."]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_register_file_answers_head_and_refuses_post(reader, periods, kind):
    assert reader.head(f"{START}.{kind}").status_code == 200
    assert reader.post(f"{START}.{kind}").status_code == 405


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("number", [1, 3])
def test_register_file_needs_eleven_queries(periods, priority, kind, number, *, reader, django_assert_num_queries):
    for _ in range(number):
        update = ApprovedUpdateFactory(commitment=CommitmentFactory(priority=priority), period=periods[1])
        UpdatePointFactory.create_batch(number, update=update)
    reader.get(START)

    with django_assert_num_queries(11):
        reader.get(f"{START}.{kind}")
