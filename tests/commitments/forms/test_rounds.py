"""What is typed to run a round."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from commitments.forms.rounds import DatesForm, DayField, ExtendOneForm, MeetingForm, MonthField
from tests.factories import CommitteeFactory, ReportingPeriodFactory, StrategyFactory

DAY = DayField("Papers are due on", "Enter the day")
MONTH = MonthField("Month of the report", "Enter the month")


@pytest.mark.parametrize(
    "typed", ["30 March 2022", " 30 mar 2022 ", "30/3/2022", "30.03.2022", "2022-03-30", "30\u00a0March 2022"]
)
def test_day_is_read_as_people_write_it(typed):
    assert DAY.clean(typed) == date(2022, 3, 30)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Enter the day"),
        ("   ", "Enter the day"),
        ("tomorrow", "Papers are due on: enter a date like 30 March 2022"),
        ("31 February 2022", "Papers are due on: enter a date like 30 March 2022"),
        ("1" * 100_000, "Papers are due on: enter a date like 30 March 2022"),
        ("\udc80", "Enter the day"),
        ("30 March 1999", "Papers are due on: enter a year from 2000 to 2099"),
        ("30 March 9999", "Papers are due on: enter a year from 2000 to 2099"),
    ],
)
def test_day_that_makes_no_sense_is_refused(typed, sentence):
    with pytest.raises(ValidationError) as refused:
        DAY.clean(typed)

    assert refused.value.messages == [sentence]


def test_day_that_need_not_be_given_is_none():
    field = DayField("Approvals", "", required=False)

    assert (field.clean(""), field.clean(" \x01 "), field.clean(None)) == (None, None, None)


@pytest.mark.parametrize("typed", ["March 2022", "03/2022", "2022-03", "mar 22"])
def test_month_is_read_as_people_write_it(typed):
    assert MONTH.clean(typed) == date(2022, 3, 1)


@pytest.mark.parametrize("typed", ["Spring", "March 1999", "1" * 100_000])
def test_month_that_makes_no_sense_is_refused(typed):
    with pytest.raises(ValidationError, match="enter a month like March 2022"):
        MONTH.clean(typed)


def test_fields_show_dates_in_words_and_what_was_typed_as_it_is():
    assert [DAY.prepare_value(value) for value in (date(2022, 3, 30), "soon", None)] == ["30 March 2022", "soon", None]
    assert [MONTH.prepare_value(value) for value in (date(2022, 3, 30), "soon")] == ["March 2022", "soon"]


@pytest.mark.django_db
def test_meeting_form_offers_planned_rounds_and_committees_of_ones_own():
    strategy = StrategyFactory()
    planned = ReportingPeriodFactory(strategy=strategy)
    ReportingPeriodFactory(strategy=strategy, state="open")
    ReportingPeriodFactory()
    own, _other = CommitteeFactory(organisation=strategy.organisation), CommitteeFactory()

    form = MeetingForm(strategy=strategy)

    assert form.fields["period"].choices == [("", "A new round"), (planned.slug, planned.label)]
    assert list(form.fields["committee"].queryset) == [own]


@pytest.mark.django_db
def test_meeting_form_refuses_what_it_does_not_offer():
    typed = dict.fromkeys(("period", "committee", "held_on"), "nonsense")

    form = MeetingForm(typed, strategy=StrategyFactory())

    assert {name: faults[0] for name, faults in form.errors.items()} == {
        "period": "Choose a round that is planned, or a new one",
        "committee": "Choose a committee from the list",
        "held_on": "When does it meet?: enter a date like 30 March 2022",
    }


def test_dates_form_of_a_planned_round_asks_for_no_month():
    period = ReportingPeriodFactory.build(month=date(2022, 9, 1))
    typed = dict.fromkeys(("opens_on", "updates_due_on", "approvals_due_on", "papers_due_on"), "5 September 2022")

    form = DatesForm(typed, period=period)

    assert form.is_valid()
    assert form.parts()["month"] == date(2022, 9, 1)


def test_nothing_owed_offers_nothing():
    assert ExtendOneForm(owed=[]).fields["commitment"].choices == [("", "Choose")]
