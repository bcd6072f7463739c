"""What the strategy team types to correct a round and its meetings."""

from typing import Any

from django import forms

from commitments.actions.period_changes import MeetingDays, RoundDays
from commitments.dates import Precision, parse_day, span_in_words
from commitments.forms.rounds import DayField, MonthField
from commitments.forms.texts import Prose
from commitments.models import Committee, Meeting, ReportingPeriod
from commitments.text import one_line

_LONGEST = 60  # characters of a date


class DaysForm(forms.Form):
    """The days of a round, and why it is later than it was due."""

    opens_on = DayField("The round opens on", "", required=False)
    updates_due_on = DayField("Updates are due on", "", required=False)
    approvals_due_on = DayField("Approvals are due on", "", required=False)
    scheduled_for = MonthField(
        "In which month was it due?",
        "",
        "For example, June 2022. Leave it empty if the round is on time.",
        required=False,
    )
    delay_reason = Prose(
        "Why is it delayed?",
        most=2000,
        rows=3,
        hint="The report goes on from “was delayed because of”: for example, the pressure of COVID-19.",
    )

    def __init__(self, data: Any = None, *, period: ReportingPeriod) -> None:
        super().__init__(data, initial=vars(RoundDays.of(period)))

    def days(self) -> RoundDays:
        """What was typed, of a form without faults."""
        return RoundDays(**self.cleaned_data)


class WhenField(DayField):
    """The day of a meeting, or its month where only that is known: a date with how exactly it is meant."""

    def clean(self, value: Any) -> Any:
        """The date and its precision."""
        words = one_line(forms.CharField.clean(self, value))
        if len(words) <= _LONGEST and parse_day(words):
            return super().clean(value), Precision.DAY
        month = MonthField(str(self.label), "")
        try:
            return month.clean(value), Precision.MONTH
        except forms.ValidationError:
            raise forms.ValidationError(f"{self.label} Enter a date like 30 March 2022, or a month") from None


class MeetingOfRoundForm(forms.Form):
    """A meeting that receives the report of a round."""

    committee = forms.ModelChoiceField(
        Committee.objects.none(),
        label="Which committee receives the report?",
        empty_label="Choose",
        error_messages={"required": "Choose the committee", "invalid_choice": "Choose a committee from the list"},
    )
    held_on = WhenField(
        "When does it meet?", "Enter the date of the meeting", "For example, 30 March 2022, or only March 2022."
    )
    papers_due_on = DayField(
        "Papers are due on", "", "Leave it empty to count back the committee’s working days.", required=False
    )

    def __init__(self, data: Any = None, *, period: ReportingPeriod, meeting: Meeting | None = None) -> None:
        super().__init__(data, initial=_said(meeting) if meeting else None)
        committee = self.fields["committee"]
        assert isinstance(committee, forms.ModelChoiceField)
        committee.queryset = Committee.objects.filter(organisation=period.strategy.organisation_id)

    def days(self) -> MeetingDays:
        """What was typed, of a form without faults."""
        given = self.cleaned_data
        day, precision = given["held_on"]
        return MeetingDays(given["committee"], day, precision, given["papers_due_on"])


def _said(meeting: Meeting) -> dict[str, Any]:
    return {
        "committee": meeting.committee_id,
        "held_on": span_in_words(meeting.held_on, Precision(meeting.held_precision)),
        "papers_due_on": meeting.papers_due_on,
    }
