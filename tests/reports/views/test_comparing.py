"""Any two editions of a strategy, side by side."""

import pytest

from commitments.models import StatusUpdate
from tests.factories import UpdatePointFactory
from tests.pages import page
from tests.reports.issued import edition_of, small_report, tamper

pytestmark = pytest.mark.django_db

COMPARE = "/organisation-1/strategy-1/editions/compare/"


@pytest.fixture
def first(reader):
    return edition_of(small_report())


@pytest.fixture
def second(first):
    StatusUpdate.objects.get().points.update(text="Walls and roof stand")
    return edition_of(first.report.period)


def content(reader, **asked):
    return reader.get(COMPARE, {name: edition.pk for name, edition in asked.items()}).content.decode()


def test_edition_compare_asks_for_two(reader, first, second):
    asked = content(reader)

    assert "March 2022, edition 2" in asked
    assert "<table" not in asked


def test_edition_compare_strikes_and_adds_words(reader, first, second):
    shown = page(reader.get(COMPARE, {"before": first.pk, "after": second.pk})).words

    assert shown[shown.index("Where") :] == [
        *("Where", "March 2022, edition 1", "March 2022, edition 2"),
        *("BO-01: March 2022", "Walls stand", "Walls", "added:", "and roof", "end of added", "stand"),
    ]


def test_edition_compare_says_where_one_of_the_two_has_nothing(reader, first):
    point = StatusUpdate.objects.get().points.get()
    UpdatePointFactory(update=point.update, text="Roof ordered", position=1)

    shown = page(reader.get(COMPARE, {"before": first.pk, "after": edition_of(first.report.period).pk})).words

    assert shown[shown.index("BO-01: March 2022") + 1 :][:4] == ["Not in it", "added:", "Roof ordered", "end of added"]


def test_edition_compare_of_one_with_itself_says_so(reader, first, second):
    assert "These two editions say the same." in content(reader, before=first, after=first)


def test_edition_compare_of_a_single_edition_says_so(reader, first):
    assert "There are not two editions to compare yet." in content(reader)


def test_edition_compare_says_which_can_not_be_read(reader, first, second):
    tamper(first, document="{}")

    assert "This document is of version None" in content(reader, before=first, after=second)


@pytest.mark.parametrize("key", ["0", "x", "9999999999999999999999"])
def test_edition_compare_of_an_unknown_edition_is_not_found(reader, first, second, key):
    assert reader.get(COMPARE, {"before": key, "after": second.pk}).status_code == 404


def test_edition_compare_costs_the_same_for_any_number_of_editions(reader, first, second, django_assert_num_queries):
    edition_of(first.report.period)

    with django_assert_num_queries(9):
        content(reader, before=first, after=second)
