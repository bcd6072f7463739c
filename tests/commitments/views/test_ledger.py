"""The page of the wording ledger."""

import pytest

from tests.factories import CommitmentFactory, PlanChangeFactory, ReportingPeriodFactory, StrategyFactory, UserFactory
from tests.pages import page

pytestmark = pytest.mark.django_db

AT = "/organisation-1/strategy-1/ledger/"
HOSTILE = "<script>alert('x')</script>"


@pytest.fixture
def change(reader):
    commitment = CommitmentFactory(ref="BD-04", wording="Open two wards")
    period = ReportingPeriodFactory(strategy=commitment.strategy, label="March 2022")
    words = {"old": "Open a ward", "new": "Open two wards", "reason": "The need grew", "agreed_at": "Trust Board"}
    return PlanChangeFactory(commitment=commitment, period=period, by=UserFactory(name="Ann"), **words)


def test_ledger_shows_every_member_what_was_struck_and_added_and_why(reader, change):
    response = reader.get(AT)

    words = page(response).words
    html = response.content.decode()
    assert page(response).title == "Changes to the plan, Strategy 1 – Strategy Tracker"
    assert "BD-04: reworded" in words
    assert "The need grew" in words
    assert any(each.startswith("Agreed at Trust Board. Reported in March 2022. Recorded by Ann on ") for each in words)
    assert "<del>" in html
    assert "<ins>" in html


def test_ledger_of_a_plan_that_never_changed_says_so(reader):
    StrategyFactory()

    assert page(reader.get(AT)).words[-2:] == ["0 changes", "The plan is as it was published."]


def test_ledger_shows_what_the_address_asks_for(reader, change):
    PlanChangeFactory(commitment=CommitmentFactory(priority=change.commitment.priority, ref="BD-05"), kind="stopped")

    def headings(query):
        return [word for word in page(reader.get(AT + query)).words if word.startswith("BD-0")]

    assert headings("") == ["BD-05: stopped", "BD-04: reworded"]
    assert headings("?order=commitment") == ["BD-04: reworded", "BD-05: stopped"]
    assert headings("?kind=stopped") == ["BD-05: stopped"]
    assert headings(f"?period={change.period_id}") == ["BD-04: reworded"]
    assert headings("?kind=merged") == []
    assert "show every change" in page(reader.get(f"{AT}?kind=merged")).links


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?kind=nonsense", "Change: choose from the list"),
        ("?period=999", "Period: choose from the list"),
        ("?priority=x", "Priority: choose from the list"),
        ("?order=%00", "Order: choose from the list"),
    ],
)
def test_ledger_refuses_nonsense(reader, change, query, sentence):
    response = reader.get(AT + query)

    assert response.status_code == 400
    assert sentence in page(response).words
    assert "Nothing is shown until this is put right." in page(response).words


def test_ledger_says_what_was_undone(reader, change):
    old, new = change.new, change.old
    PlanChangeFactory(commitment=change.commitment, old=old, new=new, undoes=change)

    words = page(reader.get(AT)).words

    assert "BD-04: rewording undone" in words
    assert words[words.index("BD-04: reworded") + 1] == "Undone later"


def test_ledger_shows_a_place_before_and_after(reader, change):
    PlanChangeFactory(commitment=change.commitment, kind="moved", old="Be digital", new="Be kind")

    words = page(reader.get(AT)).words
    assert words[words.index("BD-04: moved") + 1 :][:4] == ["Before", "Be digital", "After", "Be kind"]


def test_ledger_shows_hostile_words_as_words(reader, change):
    PlanChangeFactory(commitment=change.commitment, kind="moved", old=HOSTILE, new=HOSTILE, reason=HOSTILE)

    assert "<script>alert" not in reader.get(AT).content.decode()


def test_ledger_is_not_found_by_strangers_and_refuses_post(reader, change, client):
    assert reader.post(AT).status_code == 405
    client.force_login(UserFactory())
    assert client.get(AT).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_ledger_needs_nine_queries(reader, number, django_assert_num_queries):
    commitment = CommitmentFactory()
    for _ in range(number):
        period = ReportingPeriodFactory(strategy=commitment.strategy)
        other = CommitmentFactory(priority__strategy=commitment.strategy)
        PlanChangeFactory(commitment=other, period=period, old="A", new="B")

    with django_assert_num_queries(9):
        reader.get(AT)
