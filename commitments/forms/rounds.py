"""What the strategy team types and chooses to run a round."""

from datetime import date
from typing import Any

from django import forms

from commitments.dates import in_words, parse_day, parse_month
from commitments.forms.texts import Prose
from commitments.models import Commitment, Committee, PeriodState, ReportingPeriod, Strategy
from commitments.rounds.planning import RoundDates
from commitments.rounds.table import NOBODY, Entry, Progress
from commitments.text import one_line

FIRST_YEAR, LAST_YEAR = 2000, 2099  # of the bank holidays that are known
_LONGEST = 60  # characters of a date


class DayField(forms.CharField):
    """A day, typed as one says it: 30 March 2022 or 30/3/2022."""

    def __init__(self, label: str, missing: str, hint: str = "", *, required: bool = True) -> None:
        super().__init__(label=label, required=required, help_text=hint, error_messages={"required": missing})

    def prepare_value(self, value: Any) -> Any:
        return in_words(value) if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        """The date; none where nothing was typed and nothing need be."""
        words = one_line(super().clean(value))
        if not words:  # or nothing but characters that nobody can see
            self.validate("")
            return None
        found = parse_day(words) if len(words) <= _LONGEST else None
        if found is None:
            raise forms.ValidationError(f"{self.label}: enter a date like 30 March 2022")
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise forms.ValidationError(f"{self.label}: enter a year from {FIRST_YEAR} to {LAST_YEAR}")
        return found


class MonthField(DayField):
    """A month, typed as March 2022 or 03/2022."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%B %Y}" if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        """The first day of the month; none where nothing was typed and nothing need be."""
        words = one_line(forms.CharField.clean(self, value))
        if not words and not self.required:
            return None
        found = parse_month(words) if len(words) <= _LONGEST else None
        if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise forms.ValidationError(f"{self.label}: enter a month like March 2022")
        return found


class MeetingForm(forms.Form):
    """The meeting that a round is planned back from."""

    period = forms.ChoiceField(
        label="Round",
        required=False,
        error_messages={"invalid_choice": "Choose a round that is planned, or a new one"},
    )
    committee = forms.ModelChoiceField(
        Committee.objects.none(),
        label="Which committee receives the report?",
        empty_label="Choose",
        error_messages={"required": "Choose the committee", "invalid_choice": "Choose a committee from the list"},
    )
    held_on = DayField("When does it meet?", "Enter the date of the meeting", "For example, 30 March 2022.")

    def __init__(self, data: Any = None, *, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        planned = strategy.periods.filter(state=PeriodState.PLANNED).order_by("month")
        self.periods = {each.slug: each for each in planned}
        choices = [("", "A new round"), *((slug, each.label) for slug, each in self.periods.items())]
        _choices(self, "period", choices)
        committee = self.fields["committee"]
        assert isinstance(committee, forms.ModelChoiceField)
        committee.queryset = Committee.objects.filter(organisation=strategy.organisation_id)

    def meeting(self) -> dict[str, Any]:
        """Committee and day of the meeting, of a form without faults."""
        return {name: self.cleaned_data[name] for name in ("committee", "held_on")}

    def chosen(self) -> ReportingPeriod | None:
        """The planned round that was chosen; none for a new one."""
        return self.periods.get(self.cleaned_data["period"])


class DatesForm(forms.Form):
    """The dates of a round, as they were worked out or as somebody changed them."""

    month = MonthField("Month of the report", "Enter the month of the report", "It names the round: September 2022.")
    opens_on = DayField("The round opens on", "Enter the day on which the round opens")
    updates_due_on = DayField("Updates are due on", "Enter the day by which updates are due")
    approvals_due_on = DayField("Approvals are due on", "Enter the day by which approvals are due")
    papers_due_on = DayField("Papers are due on", "Enter the day by which papers are due")

    def __init__(self, data: Any = None, *, period: ReportingPeriod | None, **kwargs: Any) -> None:
        """With a period, the form asks for no month: that round has one."""
        super().__init__(data, **kwargs)
        self.period = period
        if period:
            del self.fields["month"]

    def parts(self) -> dict[str, Any]:
        """What the action asks for, of a form without faults."""
        given = dict(self.cleaned_data)
        month = self.period.month if self.period else given.pop("month")
        return {"period": self.period, "month": month, "dates": RoundDates(**given)}


class OpenForm(forms.Form):
    """Opening, making drafts, undoing: nothing is asked but the button."""


class CloseForm(forms.Form):
    """The tick that closing a round with updates left asks for."""

    sure = forms.BooleanField(
        label="Close the round all the same",
        required=False,
        error_messages={"required": "Tick the box to close the round"},
    )


class ExtendAllForm(forms.Form):
    """Other due dates for everybody."""

    updates_due_on = DayField("Updates are due on", "Enter the day by which updates are due")
    approvals_due_on = DayField("Approvals are due on", "Enter a day", "You can leave it empty.", required=False)

    def __init__(self, data: Any = None, *, period: ReportingPeriod) -> None:
        now = {name: getattr(period, name) for name in ("updates_due_on", "approvals_due_on")}
        super().__init__(data, initial=now)


class ExtendOneForm(forms.Form):
    """A later due date for one commitment."""

    commitment = forms.ChoiceField(
        label="Which update?",
        error_messages={"required": "Choose the update", "invalid_choice": "Choose an update from the list"},
    )
    due_on = DayField("It is due on", "Enter the day by which it is due")
    reason = Prose("Why may it come later?", most=2000, missing="Say why this update may come later", rows=3)

    def __init__(self, data: Any = None, *, owed: list[Commitment]) -> None:
        super().__init__(data)
        self.owed = {each.ref: each for each in owed}
        listed = [(each.ref, f"{each.ref} {each.wording[:90]}") for each in owed]
        _choices(self, "commitment", [("", "Choose"), *listed])

    def parts(self) -> dict[str, Any]:
        """What the action asks for, of a form without faults."""
        return self.cleaned_data | {"commitment": self.owed[self.cleaned_data["commitment"]]}


class RoundFilterForm(forms.Form):
    """Which rows of a round's table are shown."""

    priority = forms.ChoiceField(required=False, error_messages={"invalid_choice": "Choose from the list"})
    state = forms.ChoiceField(
        label="Update", required=False, error_messages={"invalid_choice": "Choose a state from the list"}
    )
    post = forms.ChoiceField(
        label="Lead post", required=False, error_messages={"invalid_choice": "Choose a post from the list"}
    )
    late = forms.BooleanField(label="Late only", required=False)

    def __init__(self, data: Any, *, found: list[Entry], label: str) -> None:
        """`label` is what the strategy calls a priority."""
        super().__init__(data)
        self.fields["priority"].label = label
        priorities = {str(entry.priority_id): entry.priority for entry in found}
        posts = {str(entry.post_id): entry.post for entry in found if entry.post_id}
        by_title = sorted(posts.items(), key=lambda post: post[1].lower())
        _choices(self, "priority", [("", "All"), *priorities.items()])
        _choices(self, "state", [("", "All"), *Progress.choices])
        _choices(self, "post", [("", "All"), (NOBODY, "Nobody holds it"), *by_title])

    def narrowed(self, found: list[Entry]) -> list[Entry]:
        """The rows that are asked for; every row where the form has faults."""
        if not self.is_valid():
            return found
        asked = self.cleaned_data
        return [
            entry
            for entry in found
            if asked["priority"] in {"", str(entry.priority_id)}
            and asked["state"] in {"", entry.progress}
            and (asked["post"] in {"", str(entry.post_id)} or (asked["post"] == NOBODY and not entry.people))
            and (entry.is_late or not asked["late"])
        ]


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
