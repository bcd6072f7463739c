"""What a measure's own page says."""

from datetime import date

import pytest

from commitments.measures.page import measure_page, who_records
from commitments.models import SuccessMeasure
from tests.factories import (
    ObservationFactory,
    PostFactory,
    RebaseFactory,
    SuccessMeasureFactory,
    TargetFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

START = date(2021, 1, 28)


def shown(measure, until=None):
    rows = SuccessMeasure.objects.select_related("priority", "post__holder", "post__deputy")
    return measure_page(rows.prefetch_related("observations", "targets", "rebases__by").get(pk=measure.pk), until)


def monthly(measure, *values):
    for place, value in enumerate(values):
        ObservationFactory(measure=measure, date=date(2021, place + 1, 28), value=value)


def test_page_has_the_chart_and_the_table_behind_it():
    measure = SuccessMeasureFactory(kind="percentage", better="higher", name="Waits")
    monthly(measure, 80, 82, 81, 90)
    RebaseFactory(measure=measure, date=date(2021, 3, 1), reason="A second site")

    page = shown(measure)

    assert (page.last, page.last_on, page.later, page.unit) == ("90%", "28 April 2021", 0, "")
    assert (page.chart.is_spc, page.chart.alt) == (True, "Waits: 90% in April 2021, no significant change")
    assert page.chart.shows.startswith("SPC chart of 4 readings")
    assert [(row.on, row.value, row.reset) for row in page.rows] == [
        ("28 April 2021", "90%", ""),
        ("28 March 2021", "81%", "A second site"),
        ("28 February 2021", "82%", ""),
        ("28 January 2021", "80%", ""),
    ]
    assert [(row.mean, row.lower, row.upper) for row in page.rows] == [
        *[("86%", "62%", "109%")] * 2,  # 85.5 ± 2.66 × 9
        *[("81.0%", "75.7%", "86.3%")] * 2,  # 81 ± 2.66 × 2
    ]


def test_page_marks_what_each_rule_finds():
    measure = SuccessMeasureFactory(kind="number", better="lower")
    monthly(measure, 10, 13, 10, 13, 10, 13, 10, 13, 30)

    rows = shown(measure).rows

    assert rows[0].remark == "Getting worse: unusually high"
    assert rows[0].on == "28 September 2021"


def test_page_of_one_reading_since_a_reset_has_no_limits_there():
    measure = SuccessMeasureFactory(kind="number")
    monthly(measure, 1, 2, 3)
    RebaseFactory(measure=measure, date=date(2021, 3, 1))

    rows = shown(measure).rows

    assert [(row.mean, row.lower, row.reset) for row in rows] == [
        ("", "", "The second site opened"),
        *[("1.5", "\u22121.2", "")] * 2,
    ]


def test_table_leaves_a_unit_that_stands_apart_to_its_heading():
    measure = SuccessMeasureFactory(kind="number", unit="posts")
    monthly(measure, 1200)

    page = shown(measure)

    assert (page.last, page.unit, page.rows[0].value) == ("1,200 posts", "posts", "1,200")


def test_page_of_words_has_a_table_and_no_chart():
    measure = SuccessMeasureFactory(kind="milestone")
    ObservationFactory(measure=measure, value=None, words="Drafted", note="By the board")

    page = shown(measure)

    assert (page.chart, page.last, page.has_notes) == (None, "Drafted", True)
    assert [(row.on, row.value, row.note, row.mean) for row in page.rows] == [
        ("31 March 2022", "Drafted", "By the board", "")
    ]


def test_page_without_readings_has_no_chart():
    page = shown(SuccessMeasureFactory(kind="number"))

    assert (page.chart, page.last, page.last_on, page.rows, page.has_notes) == (None, "", "", [], False)


def test_page_up_to_a_day_counts_what_comes_later():
    measure = SuccessMeasureFactory(kind="number")
    monthly(measure, 1, 2, 3)

    page = shown(measure, START)

    assert ([row.value for row in page.rows], page.later) == (["1"], 2)


def test_measure_without_a_kind_may_have_both():
    measure = SuccessMeasureFactory()
    monthly(measure, 1, 2)
    ObservationFactory(measure=measure, value=None, words="About 3")

    page = shown(measure)

    assert [(row.value, row.mean) for row in page.rows] == [("About 3", ""), ("2", "1.5"), ("1", "1.5")]
    assert page.facts["Kind"] == "Not said yet"


def test_facts_are_in_words():
    post = PostFactory(title="Head of BI", holder=UserFactory(name="Ann"), deputy=UserFactory(name="Ben"))
    measure = SuccessMeasureFactory(kind="percentage", better="lower", baseline=80, tolerance="1.5", post=post)

    assert shown(measure).facts == {
        "Kind": "Percentage",
        "Direction": "Lower is better",
        "Baseline": "80%",
        "Tolerance": "1.5% from the target",
        "Readings recorded by": "Head of BI (Ann or Ben), or the strategy team",
    }


def test_who_records_is_said_where_nobody_holds_the_post():
    closed = UserFactory(is_active=False)

    assert who_records(None) == "The strategy team"
    assert who_records(PostFactory(title="A", holder=closed)) == "A (nobody holds this post), or the strategy team"


def test_targets_and_resets_are_listed_with_who_said_so():
    measure = SuccessMeasureFactory(kind="number", unit="posts")
    target = TargetFactory(measure=measure, value=12, due_on=date(2025, 3, 31))
    reset = RebaseFactory(measure=measure, by=UserFactory(name="Ann"))

    page = shown(measure)

    assert [(each.key, each.words) for each in page.targets] == [(target.pk, "12 posts by 31 March 2025")]
    assert [(each.key, each.words) for each in page.resets] == [
        (reset.pk, "From 1 January 2022: The second site opened")
    ]
    assert page.resets[0].said.startswith("Recorded by Ann on ")
