"""Measures in small."""

from datetime import date, timedelta

import pytest

from commitments.measures import at_a_glance, by_priority, cards
from tests.factories import ObservationFactory, PriorityFactory, SuccessMeasureFactory, TargetFactory

pytestmark = pytest.mark.django_db

START = date(2021, 1, 28)


@pytest.fixture
def priority():
    return PriorityFactory()


def monthly(measure, count, value=80):
    for place in range(count):
        day = date(START.year + place // 12, place % 12 + 1, 28)
        ObservationFactory(measure=measure, date=day, value=value + place % 2)


def test_card_says_last_reading_target_and_icons(priority):
    measure = SuccessMeasureFactory(priority=priority, kind="percentage", better="higher", name="Waits")
    monthly(measure, 12)
    TargetFactory(measure=measure, value=95, due_on=date(2025, 12, 31))

    (card,) = cards(priority.strategy)

    assert (card.key, card.priority, card.name, card.apart) == (measure.pk, priority.pk, "Waits", "")
    assert (card.last, card.read_on, card.target) == ("81%", "December 2021", "95% by 31 December 2025")
    assert (card.variation.words, card.assurance.code, card.remark) == ("No significant change", "fails", "")
    assert card.verdict == "Does not yet meet the target"
    assert len(card.chart) == 12


def test_card_of_few_readings_says_that_limits_are_on_trial(priority):
    monthly(SuccessMeasureFactory(priority=priority, kind="number"), 11)

    assert cards(priority.strategy)[0].remark == "Trial limits: fewer than 12 readings"


def test_card_of_yearly_readings_has_a_verdict_and_no_icons(priority):
    measure = SuccessMeasureFactory(priority=priority, kind="number", better="higher", tolerance=1)
    for year in (2020, 2021):
        ObservationFactory(measure=measure, date=date(year, 12, 31), value=5)
    TargetFactory(measure=measure, value=6)

    (card,) = cards(priority.strategy)

    assert (card.variation, card.assurance, card.remark) == (None, None, "")
    assert card.verdict == "Within tolerance of the target"


def test_card_of_words_has_no_chart(priority):
    measure = SuccessMeasureFactory(priority=priority, kind="qualitative")
    ObservationFactory(measure=measure, value=None, words="Requires improvement", date=date(2019, 1, 1))
    ObservationFactory(measure=measure, value=None, words="Good")
    TargetFactory(measure=measure, value=None, words="Outstanding")
    TargetFactory(measure=measure, value=None, words="Good", due_on=date(2022, 1, 1))

    (card,) = cards(priority.strategy)

    assert (card.last, card.read_on, card.chart) == ("Good", "31 March 2022", "")
    assert sorted(card.target.split("; ")) == ["Good by 1 January 2022", "Outstanding"]


def test_card_without_readings_is_empty(priority):
    SuccessMeasureFactory(priority=priority, kind="number")

    (card,) = cards(priority.strategy)

    assert (card.last, card.read_on, card.target, card.chart) == ("", "", "", "")


def test_card_up_to_a_day_shows_what_was_known_then(priority):
    numbers = SuccessMeasureFactory(priority=priority, kind="number")
    words = SuccessMeasureFactory(priority=priority, kind="milestone")
    monthly(numbers, 3)
    ObservationFactory(measure=words, value=None, words="Done", date=START + timedelta(days=1))

    found = cards(priority.strategy, START)

    assert [(card.last, bool(card.chart)) for card in found] == [("80", True), ("", False)]


def test_cards_of_one_name_are_told_apart_by_their_priorities(priority):
    other = PriorityFactory(strategy=priority.strategy, name="Be digital")
    SuccessMeasureFactory(priority=priority, name="Waits")
    SuccessMeasureFactory(priority=other, name="waits")
    SuccessMeasureFactory(priority=other, name="Beds")

    assert [card.apart for card in cards(priority.strategy)] == ["Priority 1", "Be digital", ""]


def test_glance_shows_charts_and_counts_the_others(priority):
    ObservationFactory(measure=SuccessMeasureFactory(priority=priority, kind="number", name="Beds"))
    SuccessMeasureFactory.create_batch(2, priority=priority)

    glance = at_a_glance(priority.strategy)

    assert ([card.name for card in glance.cards], glance.others) == (["Beds"], 2)


def test_glance_of_a_priority_has_its_measures_alone(priority):
    other = PriorityFactory(strategy=priority.strategy)
    for each, name in ((priority, "Beds"), (other, "Waits")):
        ObservationFactory(measure=SuccessMeasureFactory(priority=each, kind="number", name=name))

    assert [card.name for card in at_a_glance(priority.strategy, priority=other).cards] == ["Waits"]


def test_shelves_have_every_priority(priority):
    empty = PriorityFactory(strategy=priority.strategy)
    ObservationFactory(measure=SuccessMeasureFactory(priority=priority, kind="number", name="Beds"))
    SuccessMeasureFactory(priority=priority, name="Waits")

    shelves = by_priority([priority, empty], cards(priority.strategy))

    assert [
        (shelf.priority, [card.name for card in shelf.charts], [card.name for card in shelf.others])
        for shelf in shelves
    ] == [(priority, ["Beds"], ["Waits"]), (empty, [], [])]


@pytest.mark.parametrize(("measures", "readings"), [(1, 1), (3, 30)])
def test_cards_need_four_queries(priority, measures, readings, django_assert_num_queries):
    for measure in SuccessMeasureFactory.create_batch(measures, priority=priority, kind="number"):
        monthly(measure, readings)
        TargetFactory(measure=measure)

    with django_assert_num_queries(4):
        cards(priority.strategy)
