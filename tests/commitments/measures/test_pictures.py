"""Measures with their rows to pictures and drawings."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache

from commitments.measures import drawn, fingerprint, has_chart, picture_of, shown_until, unit_of
from commitments.measures.pictures import icons_of, in_figures
from commitments.models import SuccessMeasure
from tests.factories import (
    ObservationFactory,
    RebaseFactory,
    ReportingPeriodFactory,
    StrategyFactory,
    SuccessMeasureFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db

START = date(2021, 1, 31)


def loaded(measure):
    return SuccessMeasure.objects.prefetch_related("observations", "targets", "rebases").get(pk=measure.pk)


def monthly(measure, *values):
    """Readings of every thirtieth day."""
    for place, value in enumerate(values):
        ObservationFactory(measure=measure, date=START + timedelta(days=30 * place), value=value)


def test_picture_has_readings_resets_and_targets_of_the_measure():
    measure = SuccessMeasureFactory(kind="percentage", better="higher", name="Waits")
    monthly(measure, 80, 81, 82)
    RebaseFactory(measure=measure, date=START + timedelta(days=30), reason="A second site")
    TargetFactory(measure=measure, value=90)
    TargetFactory(measure=measure, value=None, words="Good", due_on=START)

    picture = picture_of(loaded(measure))

    assert (picture.name, picture.unit, picture.kind, picture.better) == ("Waits", "%", "spc", "higher")
    assert [dot.value for dot in picture.dots] == ["80", "81", "82"]
    assert [reset.reason for reset in picture.resets] == ["A second site"]
    assert [goal.value for goal in picture.goals] == ["90"]


def test_picture_up_to_a_day_has_no_later_readings_and_resets():
    measure = SuccessMeasureFactory(kind="number")
    monthly(measure, 80, 81, 82)
    RebaseFactory(measure=measure, date=START + timedelta(days=60))

    picture = picture_of(loaded(measure), START + timedelta(days=30))

    assert ([dot.value for dot in picture.dots], picture.resets) == (["80", "81"], ())


def test_picture_needs_no_queries(django_assert_num_queries):
    measure = SuccessMeasureFactory(kind="number")
    monthly(measure, 80, 81)
    there = loaded(measure)

    with django_assert_num_queries(0):
        picture_of(there)


@pytest.mark.parametrize(
    ("kind", "reading", "chart"),
    [
        ("number", {}, True),
        ("percentage", {}, True),
        ("milestone", {"value": None, "words": "Done"}, False),
        ("qualitative", {"value": None, "words": "Good"}, False),
        ("", {}, True),
        ("", {"value": None, "words": "Good"}, False),
    ],
)
def test_chart_is_for_numbers(kind, reading, chart):
    measure = SuccessMeasureFactory(kind=kind)
    ObservationFactory(measure=measure, **reading)

    assert has_chart(loaded(measure)) is chart


@pytest.mark.parametrize(("kind", "unit", "said"), [("percentage", "", "%"), ("number", "", ""), ("number", "£", "£")])
def test_percentage_needs_no_unit_of_its_own(kind, unit, said):
    assert unit_of(SuccessMeasure(kind=kind, unit=unit)) == said


def test_value_is_said_with_its_unit_or_as_words():
    measure = SuccessMeasure(kind="number", unit="posts")

    assert in_figures(measure, Decimal("1234.5000"), "") == "1,234.5 posts"
    assert in_figures(measure, None, "Good") == "Good"


def test_icons_wait_until_there_are_limits():
    measure = SuccessMeasureFactory(kind="number", better="higher")
    monthly(measure, 80, 81)
    TargetFactory(measure=measure, value=90)
    assert [icon.code for icon in icons_of(picture_of(loaded(measure)))] == ["common-cause", "fails"]

    RebaseFactory(measure=measure, date=START + timedelta(days=30))
    assert icons_of(picture_of(loaded(measure))) == (None, None)


def test_dots_have_no_icons():
    measure = SuccessMeasureFactory(kind="number")
    monthly(measure, 80)

    assert icons_of(picture_of(loaded(measure))) == (None, None)


def test_period_shows_all_readings_until_a_later_one_begins():
    strategy = StrategyFactory()
    periods = [
        ReportingPeriodFactory(strategy=strategy, month=date(2022, month, 1), label=f"P{month}", slug=f"p{month}")
        for month in (3, 9, 12)
    ]
    for period, state in zip(periods, ("closed", "open", "planned"), strict=True):
        period.state = state

    assert [shown_until(period, periods) for period in periods] == [date(2022, 3, 31), None, None]


def test_drawing_is_made_once_and_then_kept():
    measure = SuccessMeasureFactory(kind="number", name="Waits & <beds>")
    monthly(measure, 80, 81)
    picture = picture_of(loaded(measure))

    svg = drawn(picture, small=True)

    assert svg.startswith(b"<svg")
    assert b"Waits &amp; &lt;beds&gt;" in svg
    assert cache.get(f"chart-{fingerprint(picture, small=True)}") == svg
    cache.set(f"chart-{fingerprint(picture, small=True)}", b"kept")
    assert drawn(picture, small=True) == b"kept"


def test_fingerprint_is_of_all_that_is_drawn():
    measure = SuccessMeasureFactory(kind="number")
    monthly(measure, 80, 81)
    before = picture_of(loaded(measure))
    monthly(SuccessMeasureFactory(), 1)
    assert fingerprint(picture_of(loaded(measure))) == fingerprint(before)

    TargetFactory(measure=measure)

    assert len({fingerprint(before), fingerprint(before, small=True), fingerprint(picture_of(loaded(measure)))}) == 3
