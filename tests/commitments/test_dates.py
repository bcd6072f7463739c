from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.dates import (
    Precision,
    Span,
    as_typed,
    in_words,
    last_day,
    month_in_words,
    parse_day,
    parse_month,
    parse_span,
    span_in_words,
)

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    "words",
    [
        "2022-03-31",
        "31/03/2022",
        "31.03.2022",
        "31 March 2022",
        "31 Mar 2022",
        "2022-03-31 00:00:00",
        " 31 march 2022 ",
    ],
)
def test_parse_day_reads_the_ways_to_write_a_day(words):
    assert parse_day(words) == date(2022, 3, 31)


@pytest.mark.parametrize("words", ["", "March 2022", "31/03/22", "2022-02-30", "03/31/2022", "31 Foo 2022", "2022"])
def test_parse_day_refuses_what_is_no_day(words):
    assert parse_day(words) is None


@pytest.mark.parametrize(
    "words", ["2022-03", "2022-3", "03/2022", "3/2022", "March 2022", "mar 2022", "MAR. 22", " Mar 22 "]
)
def test_parse_month_reads_the_ways_to_write_a_month(words):
    assert parse_month(words) == date(2022, 3, 1)


def test_parse_month_reads_sept():
    assert parse_month("Sept 2022") == date(2022, 9, 1)


@pytest.mark.parametrize(
    "words", ["", "2022", "2022-13", "2022-00", "0000-01", "00/2022", "13/2022", "Foo 2022", "March", "M 2022"]
)
def test_parse_month_refuses_what_is_no_month(words):
    assert parse_month(words) is None


@pytest.mark.parametrize(
    ("words", "starts_on", "precision", "last"),
    [
        ("31 March 2022", date(2022, 3, 31), Precision.DAY, date(2022, 3, 31)),
        ("February 2024", date(2024, 2, 1), Precision.MONTH, date(2024, 2, 29)),
        ("Q1 2022/23", date(2022, 4, 1), Precision.QUARTER, date(2022, 6, 30)),
        ("q2 2022-23", date(2022, 7, 1), Precision.QUARTER, date(2022, 9, 30)),
        ("Quarter 3 of 2022/2023", date(2022, 10, 1), Precision.QUARTER, date(2022, 12, 31)),
        ("Quarter 4 2022\u201323", date(2023, 1, 1), Precision.QUARTER, date(2023, 3, 31)),
        ("2025", date(2025, 1, 1), Precision.YEAR, date(2025, 12, 31)),
        ("2022/23", date(2022, 4, 1), Precision.FINANCIAL_YEAR, date(2023, 3, 31)),
        ("1999/00", date(1999, 4, 1), Precision.FINANCIAL_YEAR, date(2000, 3, 31)),
        ("ONGOING", None, Precision.ONGOING, None),
    ],
)
def test_parse_span_reads_due_dates_of_any_precision(words, starts_on, precision, last):
    span = parse_span(f"  {words} ")
    assert span == Span(starts_on, precision, words)
    assert span.last_day == last


@pytest.mark.parametrize(
    "words",
    [
        "",
        "soon",
        "Q5 2022/23",
        "Q0 2022/23",
        "Q1",
        "Q3 2022",
        "2022/24",
        "2022/2022",
        "20222",
        "0999",
        "3000",
        "summer 2022",
    ],
)
def test_parse_span_refuses_what_is_no_due_date(words):
    assert parse_span(words) is None


years = st.integers(0, 9999).map("{:04}".format)


@given(
    st.one_of(
        st.text(), st.builds("{}{}/{}".format, st.sampled_from(["", "Q1 ", "Q4 "]), years, years.map(lambda y: y[2:]))
    )
)
def test_parse_span_of_any_text_has_a_last_day_or_is_none(words):
    span = parse_span(words)
    assert span is None or span.precision == Precision.ONGOING or span.starts_on <= span.last_day


def test_last_day_of_nothing_is_none():
    assert (last_day(None, Precision.DAY), last_day(date(2022, 1, 1), Precision.ONGOING)) == (None, None)


@given(days, st.sampled_from([Precision.MONTH, Precision.QUARTER, Precision.YEAR]))
def test_last_day_is_the_day_before_a_month_begins(day, precision):
    last = last_day(day.replace(day=1), precision)
    months = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.YEAR: 12}[precision]
    following = last + timedelta(days=1)
    assert following.day == 1
    assert (following.year - day.year) * 12 + following.month - day.month == months


@given(days)
def test_days_and_months_in_words_are_read_back(day):
    assert parse_day(in_words(day)) == day
    assert parse_month(month_in_words(day)) == day.replace(day=1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2022-02-01", "1 February 2022"),
        ("2022-03", "March 2022"),
        ("Q1 2022/23", "Quarter 1 2022/23 (April to June 2022)"),
        ("Q4 1999/00", "Quarter 4 1999/00 (January to March 2000)"),
        ("2022", "2022"),
        ("2022/2023", "2022/23"),
        ("Ongoing", "ongoing"),
    ],
)
def test_span_in_words_is_as_a_report_prints_it(words, said):
    span = parse_span(words)
    assert span_in_words(span.starts_on, span.precision) == said


@given(days, st.sampled_from([each for each in Precision if each != Precision.ONGOING]), st.text(max_size=20))
def test_as_typed_reads_back_to_the_same_date(day, precision, words):
    first = {
        Precision.DAY: day,
        Precision.MONTH: day.replace(day=1),
        Precision.QUARTER: date(day.year, day.month - (day.month - 1) % 3, 1),
        Precision.YEAR: date(day.year, 1, 1),
        Precision.FINANCIAL_YEAR: date(day.year, 4, 1),
    }[precision]

    back = parse_span(as_typed(Span(first, precision, words)))

    assert back is not None
    assert (back.starts_on, back.precision) == (first, precision)


def test_as_typed_keeps_words_that_read_back():
    assert [as_typed(Span(date(2022, 3, 1), Precision.MONTH, words)) for words in ("Mar 22", "in spring")] == [
        *("Mar 22", "March 2022")
    ]
    assert as_typed(Span(None, Precision.ONGOING)) == "ongoing"
