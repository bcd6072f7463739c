"""What opens a report: the strategy's introduction, and what the period adds to it, said once."""

from datetime import date

import pytest

from reports.document import build
from tests.factories import CommitteeFactory, MeetingFactory, StrategyFactory
from tests.reports.document.samples import period_of

pytestmark = pytest.mark.django_db

DELAYED = "The update scheduled for January 2022 was delayed because of the pressure of Covid-19."


def introduction(*, written="", committees=(), **fields):
    """The introduction of March 2022's report, which goes to these committees that month."""
    strategy = StrategyFactory(introduction=written)
    period = period_of(strategy, "2022-03", **fields)
    for name in committees:
        committee = CommitteeFactory(name=name, organisation=strategy.organisation)
        MeetingFactory(period=period, committee=committee, held_on=date(2022, 3, 30))
    return build(period).introduction


def delayed(**fields):
    return introduction(scheduled_for=date(2022, 1, 1), delay_reason="the pressure of Covid-19", **fields)


@pytest.mark.parametrize(
    ("written", "paragraphs"),
    [
        ("", ()),
        (" \n\n \n", ()),
        ("One line.", ("One line.",)),
        ("First.\n\nSecond,\nin two lines.\n\n\n\n  Third. ", ("First.", "Second,\nin two lines.", "Third.")),
    ],
)
def test_introduction_is_the_strategys_in_paragraphs(written, paragraphs):
    assert introduction(written=written) == paragraphs


def test_introduction_tells_of_a_delay_after_the_strategys_own_words():
    assert delayed(written="Welcome.") == ("Welcome.", DELAYED)


@pytest.mark.parametrize(
    "fields",
    [
        {"delay_reason": "the pressure of Covid-19"},
        {"scheduled_for": date(2022, 1, 1)},
        {"scheduled_for": date(2022, 3, 1), "delay_reason": "the pressure of Covid-19"},
        {"scheduled_for": date(2022, 5, 1), "delay_reason": "the pressure of Covid-19"},
    ],
    ids=["schedule unknown", "reason unknown", "in time", "early"],
)
def test_introduction_tells_of_no_delay_where_there_was_none_or_it_is_not_known_why(fields):
    assert introduction(**fields) == ()


def test_introduction_does_not_tell_twice_of_a_delay():
    written = "January’s update was late because of THE PRESSURE of Covid-19."

    assert delayed(written=written) == (written,)


@pytest.mark.parametrize(
    ("committees", "sentence"),
    [
        (["Trust Board"], "This report goes to the Trust Board in March 2022."),
        (
            ["Performance Committee", "Trust Board"],
            "This report goes to the Performance Committee in March 2022 and to the Trust Board in March 2022.",
        ),
        (
            ["A", "B", "C"],
            "This report goes to the A in March 2022, the B in March 2022 and to the C in March 2022.",
        ),
    ],
)
def test_introduction_names_the_meetings(committees, sentence):
    assert introduction(committees=committees) == (sentence,)


def test_introduction_tells_of_the_delay_before_the_meetings():
    assert delayed(committees=["Trust Board"]) == (DELAYED, "This report goes to the Trust Board in March 2022.")


@pytest.mark.parametrize(
    "written",
    [
        "This report will be presented to Performance Committee and Trust Board in March 2022.",
        "It goes to the Performance Committee in March 2022. In March 2022 it goes to the Trust Board.",
    ],
)
def test_introduction_does_not_name_meetings_twice(written):
    assert introduction(written=written, committees=["Performance Committee", "Trust Board"]) == (written,)


@pytest.mark.parametrize(
    "written",
    [
        "The Trust Board asked for a report every six months.",
        "The Trust Board had the first report in June 2021.",
        "We wrote it in March 2022. The Trust Board asked for a report every six months.",
        "The Performance Committee has it in March 2022.",
    ],
)
def test_introduction_names_a_meeting_unless_a_sentence_does_so_already(written):
    assert introduction(written=written, committees=["Trust Board"]) == (
        written,
        "This report goes to the Trust Board in March 2022.",
    )


def test_introduction_names_the_meetings_that_its_own_words_leave_out():
    written = "The Trust Board has this report in March 2022."

    assert introduction(written=written, committees=["Performance Committee", "Trust Board"]) == (
        written,
        "This report goes to the Performance Committee in March 2022.",
    )


def test_introduction_names_a_committee_that_meets_twice_in_a_month_once():
    period = period_of(StrategyFactory(), "2022-03")
    board = CommitteeFactory(name="Trust Board", organisation=period.strategy.organisation)
    for day in (2, 30):
        MeetingFactory(period=period, committee=board, held_on=date(2022, 3, day))
    MeetingFactory(period=period, committee=board, held_on=date(2022, 4, 27))

    assert build(period).introduction == (
        "This report goes to the Trust Board in March 2022 and to the Trust Board in April 2022.",
    )
