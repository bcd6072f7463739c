"""The register: every commitment with where it stands, narrowed down by the address."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests.factories import (
    ApprovedUpdateFactory,
    CommitmentFactory,
    PlanChangeFactory,
    PostFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    SavedViewFactory,
    StatusUpdateFactory,
    StatusWordFactory,
    StrategyFactory,
    SubmittedUpdateFactory,
    ThemeFactory,
    UpdatePointFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

ADDRESS = "/organisation-1/strategy-1/2022-06/register/"
HOSTILE = "<script>alert('x')</script> {{ 7*7 }} \"quoted\" & more"


@pytest.fixture
def periods(reader):
    strategy = StrategyFactory(title="Plan", priority_label="Aim", theme_label="Strand")
    return [ReportingPeriodFactory(strategy=strategy, month=date(2022, month, 1), state="open") for month in (3, 6)]


@pytest.fixture
def priority(periods):
    return PriorityFactory(strategy=periods[0].strategy, name="Be outstanding")


def rows(shown) -> list[str]:
    """The words of the register's rows, without the labels that a phone shows."""
    labels = {f"{label}:" for label in ("Aim, strand", "Lead", "March 2022", "June 2022", "Movement", "Due")}
    words = shown.words[shown.words.index("Aim, strand") :]
    return [each for each in words[words.index("(sort by due date, soonest first)") + 1 :] if each not in labels]


def test_register_shows_where_a_commitment_stands(reader, periods, priority):
    theme = ThemeFactory(parent=ThemeFactory(priority=priority, name="Care"), name="Wards")
    due = {"due_on": date(2099, 3, 1), "due_precision": "month"}
    commitment = CommitmentFactory(theme=theme, wording="Open a ward", lead=PostFactory(title="Matron"), **due)
    PlanChangeFactory(commitment=commitment)
    ApprovedUpdateFactory(commitment=commitment, period=periods[0], stage="in_progress", rating="amber")
    now = {"stage": "in_progress", "rating": "green", "executive_rating": "red"}
    ApprovedUpdateFactory(commitment=commitment, period=periods[1], **now)

    response = reader.get(ADDRESS)
    shown = page(response)

    assert response.status_code == 200
    assert shown.title == "Register, June 2022 – Strategy Tracker"
    assert "Showing 1 of 1 commitment" in shown.words
    assert rows(shown) == [
        *("C1", "Open a ward", "**", "Be outstanding", "Care: Wards", "Matron"),
        *("In progress", "Amber", "In progress", "Red", "Lead says:", "Green", "Worse", "March 2099"),
    ]
    assert shown.links["C1"] == "/organisation-1/strategy-1/2022-06/commitments/C1/"


def test_register_says_why_a_cell_is_empty(reader, periods, priority):
    earlier, period = periods
    told, submitted, drafted, complete, added = (CommitmentFactory(priority=priority) for _ in range(5))
    ApprovedUpdateFactory(commitment=told, period=earlier)
    ApprovedUpdateFactory(commitment=told, period=period)
    SubmittedUpdateFactory(commitment=submitted, period=period, stage="paused", rating="red")
    StatusUpdateFactory(commitment=drafted, period=period, stage="paused", rating="red")
    ApprovedUpdateFactory(commitment=complete, period=earlier, stage="complete")
    added.in_published_plan = False
    added.save()
    PlanChangeFactory(commitment=added, kind="added", period=period)

    shown = rows(page(reader.get(ADDRESS)))

    def row(ref: str) -> list[str]:
        start = shown.index(ref) + (4 if ref == "C5" else 3)
        return shown[start : start + 4]

    nothing = ["Not compared", "No date given"]
    assert row("C1") == ["No lead named", "No stage or rating given", "No stage or rating given", "Not compared"]
    assert row("C2") == ["No lead named", "No update reported", "Update awaiting approval", "Not compared"]
    assert row("C3") == ["No lead named", "No update reported", "No update reported", "Not compared"]
    assert row("C4") == ["No lead named", "Complete", "Complete", "No update needed"]
    assert row("C5") == ["No lead named", "Not in the plan then", "No update reported", "Not compared"]
    assert shown[-2:] == nothing


def test_register_of_the_first_period_has_no_column_for_an_earlier_one(reader, periods, priority):
    CommitmentFactory(priority=priority)

    shown = page(reader.get("/organisation-1/strategy-1/2022-03/register/"))

    start = shown.words.index("Aim, strand")
    heads = [word for word in shown.words[start - 1 : start + 7] if not word.startswith("(sort by")]
    assert heads == ["Commitment", "Aim, strand", "Lead", "March 2022", "Due"]


def test_register_prints_the_words_of_the_period(reader, periods, priority):
    commitment = CommitmentFactory(priority=priority, wording="Open two wards")
    PlanChangeFactory(commitment=commitment, period=periods[1], old="Open a ward", new="Open two wards")
    earlier = "/organisation-1/strategy-1/2022-03/register/"

    assert rows(page(reader.get(ADDRESS)))[:3] == ["C1", "Open two wards", "**"]
    assert rows(page(reader.get(earlier)))[:3] == ["C1", "Open a ward", "Be outstanding"]
    assert "Showing 1 of 1 commitment" in page(reader.get(f"{earlier}?words=a+ward")).words
    assert "Showing 0 of 1 commitment" in page(reader.get(f"{earlier}?words=two")).words


def test_register_shows_what_the_address_asks_for(reader, periods, priority):
    for rating in ("red", "red", "green"):
        commitment = CommitmentFactory(priority=priority)
        ApprovedUpdateFactory(commitment=commitment, period=periods[1], stage="in_progress", rating=rating)

    shown = page(reader.get(f"{ADDRESS}?rating=red&priority={priority.pk}&words=hospital"))

    assert "Showing 2 of 3 commitments" in shown.words
    assert [ref for ref in ("C1", "C2", "C3") if ref in shown.links] == ["C1", "C2"]
    assert shown.links["Clear all"] == ADDRESS


def test_register_keeps_what_was_asked_for_in_the_form(reader, periods, priority):
    CommitmentFactory(priority=priority)

    plain = reader.get(f"{ADDRESS}?rating=red&words=%00ward").content.decode()
    rarer = reader.get(f"{ADDRESS}?update=none").content.decode()

    assert '<option value="red" selected>' in plain
    assert 'value="ward"' in plain
    assert ('<details class="nhsuk-details" open>' in plain, '<details class="nhsuk-details" open>' in rarer) == (
        False,
        True,
    )


def test_register_finds_words_in_approved_updates_alone(reader, periods, priority):
    for factory in (ApprovedUpdateFactory, SubmittedUpdateFactory, StatusUpdateFactory):
        update = factory(commitment=CommitmentFactory(priority=priority), period=periods[1])
        UpdatePointFactory(update=update, text="The tender is out")

    shown = page(reader.get(f"{ADDRESS}?words=tender"))

    assert [ref for ref in ("C1", "C2", "C3") if ref in shown.links] == ["C1"]


def test_register_speaks_the_strategys_words(reader, periods, priority):
    StatusWordFactory(strategy=periods[0].strategy, code="red", word="Off track")
    ApprovedUpdateFactory(commitment=CommitmentFactory(priority=priority), period=periods[1], rating="red")

    words = page(reader.get(ADDRESS)).words

    assert words.count("Off track") == 3  # in two lists to choose from, and in the row
    assert "Red" not in words


def test_register_that_finds_nothing_says_so(reader, periods, priority):
    CommitmentFactory(priority=priority)

    shown = page(reader.get(f"{ADDRESS}?rating=red"))

    assert shown.words[-4:] == [
        "Save this view",
        "Nothing was found for this. Choose less, or",
        "show all commitments",
        ".",
    ]
    assert "Showing 0 of 1 commitment" in shown.words


def test_register_of_an_empty_plan_says_so(reader, periods):
    assert page(reader.get(ADDRESS)).words[-1] == "No commitments stood in the plan in June 2022."


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("rating=pink", "Choose a rating from the list."),
        ("stage=%ed%a0%80", "Choose a stage from the list."),
        ("lead=%00", "Choose a lead from the list."),
        ("priority=" + "9" * 5000, "Choose a priority from the list."),
        ("theme=" + "x" * 10**6, "Choose a theme from the list."),
        ("words=" + "x" * 10**6, "Search for at most 200 characters."),
        ("words=" + "x+" * 2000, "Search for at most 200 characters."),
        ("words=" + "x+" * 11, "Search for at most 10 words."),
        ("sort=<script>", "Choose an order from the list."),
    ],
)
def test_register_refuses_nonsense_in_a_sentence(reader, periods, priority, query, sentence):
    CommitmentFactory(priority=priority)

    response = reader.get(f"{ADDRESS}?{query}")
    shown = page(response)

    assert response.status_code == 400
    assert shown.title == "Error: Register, June 2022 – Strategy Tracker"
    assert shown.words[:2] == ["There is a problem", sentence]
    assert shown.words[-3:] == [
        "Nothing is shown until this is put right. You can also",
        "show all commitments",
        ".",
    ]
    assert len(response.content) < 50_000


@pytest.mark.parametrize(
    "query", ["words=%ed%a0%80%00", "page=x", "page=-1", "page=" + "9" * 5000, "words=%25_%27%22", "x=1"]
)
def test_register_takes_odd_addresses(reader, periods, priority, query):
    CommitmentFactory(priority=priority)

    assert reader.get(f"{ADDRESS}?{query}").status_code == 200


def test_register_pages_a_long_list(reader, periods, priority, monkeypatch):
    monkeypatch.setattr("commitments.register.listing.ROWS", 2)
    CommitmentFactory.create_batch(5, priority=priority)

    first, last = page(reader.get(f"{ADDRESS}?stage=none")), page(reader.get(f"{ADDRESS}?stage=none&page=3"))

    assert "Showing 5 of 5 commitments, 1 to 2 on this page" in first.words
    assert "Showing 5 of 5 commitments, 5 to 5 on this page" in last.words
    assert "?stage=none&page=2" in first.links.values()


def test_register_shows_hostile_text_as_text(reader):
    strategy = StrategyFactory(title=HOSTILE, illustrative=HOSTILE, theme_label=HOSTILE[:60])
    ReportingPeriodFactory(strategy=strategy, month=date(2022, 6, 1), label=HOSTILE[:60], slug="2022-06")
    theme = ThemeFactory(priority=PriorityFactory(strategy=strategy, name=HOSTILE), name=HOSTILE)
    CommitmentFactory(theme=theme, wording=HOSTILE, ref='"><b>', lead=PostFactory(title=HOSTILE))

    response = reader.get(ADDRESS, {"words": "<script>"})

    assert b"<script>" not in response.content
    assert b"<b>" not in response.content
    assert page(response).words.count(HOSTILE) > 4


@pytest.mark.parametrize(
    "address", ["/organisation-1/strategy-1/2022-09/register/", "/organisation-9/strategy-1/2022-06/register/"]
)
def test_register_of_what_is_not_there_is_not_found(reader, periods, address):
    assert reader.get(address).status_code == 404


def test_register_answers_head_and_refuses_post(reader, periods):
    assert (reader.head(ADDRESS).status_code, reader.head(ADDRESS).content) == (200, b"")
    assert reader.post(ADDRESS).status_code == 405


def test_register_says_what_is_overdue(reader, periods, priority):
    for stage in ("in_progress", "complete"):
        commitment = CommitmentFactory(priority=priority, due_on=date(2021, 1, 1), due_precision="day")
        ApprovedUpdateFactory(commitment=commitment, period=periods[1], stage=stage)

    words = page(reader.get(ADDRESS)).words

    assert words.count("1 January 2021") == 2
    assert words.count("Overdue") == 2  # a filter, and the one that goes on
    assert "Showing 1 of 2 commitments" in page(reader.get(f"{ADDRESS}?overdue=yes")).words


def test_register_lists_what_is_asked_with_a_way_to_remove_each(reader, periods, priority):
    CommitmentFactory(priority=priority, wording="Open a ward")

    shown = page(reader.get(f"{ADDRESS}?words=a+ward&rating=none&sort=due"))

    assert shown.words.index("Words: a ward") < shown.words.index("Rating: No rating")
    assert shown.links["Remove the filter Words: a ward"] == f"{ADDRESS}?rating=none&sort=due"
    assert shown.links["Remove the filter Rating: No rating"] == f"{ADDRESS}?words=a+ward&sort=due"
    assert shown.links["Clear all"] == ADDRESS


def test_register_is_sorted_by_the_heads_of_its_columns(reader, periods, priority):
    for rating, title in (("green", "Z"), ("red", "A")):
        commitment = CommitmentFactory(priority=priority, lead=PostFactory(title=title))
        ApprovedUpdateFactory(commitment=commitment, period=periods[1], stage="in_progress", rating=rating)
    plain = page(reader.get(f"{ADDRESS}?stage=in_progress"))
    by_rating = f"{ADDRESS}?stage=in_progress&sort=rating"

    assert plain.links["June 2022 (sort by rating, red first)"] == by_rating
    sorted_by_rating = reader.get(by_rating)
    shown = page(sorted_by_rating)
    assert (rows(plain)[0], rows(shown)[0]) == ("C1", "C2")
    assert sorted_by_rating.content.decode().count('aria-sort="ascending"') == 1
    assert shown.links["Commitment (sort by order of the plan)"] == f"{ADDRESS}?stage=in_progress"
    assert "June 2022 (sort by rating, red first)" not in shown.links
    assert b"aria-sort" not in reader.get(ADDRESS).content


def test_register_of_the_first_period_offers_no_order_by_movement(reader, periods, priority):
    CommitmentFactory(priority=priority)

    links = page(reader.get("/organisation-1/strategy-1/2022-03/register/")).links

    assert not any("sort by movement" in words for words in links)


def test_register_offers_what_is_shown_as_files(reader, periods, priority):
    CommitmentFactory(priority=priority)

    plain, asked = (page(reader.get(f"{ADDRESS}{query}")).links for query in ("", "?rating=none&page=9&x=1"))

    assert plain["Download as Excel"] == "/organisation-1/strategy-1/2022-06/register.xlsx"
    assert asked["Download as Excel"] == "/organisation-1/strategy-1/2022-06/register.xlsx?rating=none"
    assert asked["Download as CSV"] == "/organisation-1/strategy-1/2022-06/register.csv?rating=none"
    assert "Download as CSV" not in page(reader.get(f"{ADDRESS}?rating=red")).links


def test_register_finds_a_commitment_by_an_address_that_its_ref_needs(reader, periods, priority):
    CommitmentFactory(priority=priority, ref="A/1 ü?#%é")

    link = page(reader.get(ADDRESS)).links["A/1 ü?#%é"]

    assert link == reverse("commitment", args=("organisation-1", "strategy-1", "2022-06", "A/1 ü?#%é"))
    assert reader.get(link).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_register_needs_ten_queries_and_one_more_to_narrow_down(
    reader, periods, priority, number, django_assert_num_queries
):
    for _ in range(number):
        theme = ThemeFactory(parent=ThemeFactory(priority=priority))
        commitment = CommitmentFactory(theme=theme, lead=PostFactory())
        PlanChangeFactory(commitment=commitment)
        for period in periods:
            update = ApprovedUpdateFactory(commitment=commitment, period=period, stage="in_progress", rating="red")
            UpdatePointFactory.create_batch(number, update=update)
    reader.get(ADDRESS)
    query = f"priority={priority.pk}&theme={priority.themes.first().pk}&stage=in_progress&rating=red&words=building&sort=due"

    SavedViewFactory.create_batch(number, strategy=priority.strategy, shared=True)
    with django_assert_num_queries(10):
        shown = page(reader.get(ADDRESS))
    with django_assert_num_queries(11):
        reader.get(f"{ADDRESS}?{query}")

    assert len([ref for ref in shown.links if re.fullmatch(r"C\d+", ref)]) == number
