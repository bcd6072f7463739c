"""What board secretaries fill in to issue, present and withdraw editions."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from reports.models import CHARACTERS_OF_A_NOTE, CHARACTERS_OF_A_REASON, meeting_in_words

MOST_NAMED = 8


class MeetingField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none while running
    """One of some meetings, by committee and date; where there is only one, it is chosen already."""

    widget = forms.RadioSelect

    def __init__(self, meetings: QuerySet[Any], label: str) -> None:
        found = meetings.select_related("committee")
        super().__init__(
            found,
            label=label,
            empty_label=None,
            initial=found[0].pk if len(found) == 1 else None,
            error_messages={
                "required": "Choose the meeting",
                "invalid_choice": "Choose one of the meetings that are listed",
            },
        )

    def label_from_instance(self, obj: Any) -> str:
        return meeting_in_words(obj)


class IssueForm(forms.Form):
    """The meeting that receives a new edition and, where there is an edition before, what has changed since.

    Where updates are not approved, whoever issues says that they are left out: `waiting` are their refs.
    """

    def __init__(
        self, data: Any = None, *, meetings: QuerySet[Any], before: int | None, waiting: tuple[str, ...] = ()
    ) -> None:
        super().__init__(data)
        self.fields["meeting"] = MeetingField(meetings, "Which meeting receives this edition?")
        if before:
            self.fields["change_note"] = forms.CharField(
                label=f"What has changed since edition {before}?",
                max_length=CHARACTERS_OF_A_NOTE,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=f"It is printed on the cover, so keep it to a sentence or two: at most {CHARACTERS_OF_A_NOTE} characters.",
                error_messages={
                    "required": f"Say what has changed since edition {before}",
                    "max_length": f"Say what has changed in at most {CHARACTERS_OF_A_NOTE} characters",
                },
            )
        if waiting:
            self.fields["leave_out"] = forms.BooleanField(
                label=_leave_out(waiting),
                help_text="The report says that there is no update of them. The report desk lists them.",
                error_messages={"required": "Say that these updates are left out, or have them approved first"},
            )


def _leave_out(waiting: tuple[str, ...]) -> str:
    if len(waiting) == 1:
        return f"Leave out the update of {waiting[0]}, which is not approved"
    named = ", ".join(waiting[:MOST_NAMED])
    more = f" and {len(waiting) - MOST_NAMED} more" if len(waiting) > MOST_NAMED else ""
    return f"Leave out the {len(waiting)} updates that are not approved: {named}{more}"


class PresentForm(forms.Form):
    """The further meeting that receives an edition."""

    def __init__(self, data: Any = None, *, meetings: QuerySet[Any]) -> None:
        super().__init__(data)
        self.fields["meeting"] = MeetingField(meetings, "Which meeting receives it too?")


class WithdrawForm(forms.Form):
    """Why an edition should not be used any more."""

    reason = forms.CharField(
        label="Why should it not be used any more?",
        max_length=CHARACTERS_OF_A_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Everyone who opens the edition will read this.",
        error_messages={
            "required": "Say why it should not be used any more",
            "max_length": f"Say why in at most {CHARACTERS_OF_A_REASON:,} characters",
        },
    )
    sure = forms.BooleanField(
        label="I understand that this can’t be undone",
        error_messages={"required": "Confirm that you understand that this can’t be undone"},
    )
