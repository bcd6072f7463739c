"""What is typed for a board question, and for its answer."""

from datetime import date
from typing import Any

from django import forms

from commitments.forms.refs import RefsForm
from commitments.forms.texts import Line, Prose
from reports.actions.questions import LONGEST, LONGEST_ANSWER, QuestionWords
from reports.models import BoardQuestion, QuestionKind, meeting_in_words

_LISTED = {"invalid_choice": "Choose one of those that are listed"}


class QuestionForm(RefsForm):
    """What was asked, of which commitments, who is to answer, at which meeting. On the page of one commitment it asks for no others."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=QuestionKind.choices,
        widget=forms.RadioSelect,
        initial=QuestionKind.QUESTION,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what it is"),
    )
    text = Prose("What was said", most=LONGEST, missing="Enter what was asked, challenged or decided", rows=4)
    refs = Line("Refs", most=1000)
    answerer = forms.ChoiceField(label="Who should answer", required=False, error_messages=_LISTED)
    meeting = forms.ChoiceField(label="Meeting", required=False, error_messages=_LISTED)
    public = forms.BooleanField(label="Print it in public editions too", required=False)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, period: Any, commitment: Any = None, today: date, **kwargs: Any) -> None:
        """`period` is the one whose report was asked about; `commitment` the one on screen, or none to ask which it rests on."""
        super().__init__(data, **kwargs)
        strategy = period.strategy
        self.commitments = [commitment] if commitment else list(_to_choose_from(strategy))
        self.posts = {str(each.pk): each for each in strategy.organisation.posts.select_related("holder")}
        self.meetings = {str(each.pk): each for each in period.meetings.select_related("committee")}
        self.initial.setdefault("meeting", _nearest(self.meetings, today))
        if commitment:
            del self.fields["refs"]
            self.initial.setdefault("answerer", str(commitment.lead_id or ""))
        else:
            examples = ", ".join(each.ref for each in self.commitments[:2])
            self.fields["refs"].label = f"Which {strategy.commitment_label_plural.lower()} is it about?"
            self.fields["refs"].help_text = f"Refs, with commas between them: {examples}. Empty for the whole report."
        self._offer("answerer", f"Whoever leads the {strategy.commitment_label.lower()}", _posts(self.posts))
        self._offer("meeting", "No meeting", {key: meeting_in_words(each) for key, each in self.meetings.items()})

    def _offer(self, name: str, none: str, found: dict[str, str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", none), *found.items()]

    @classmethod
    def of(cls, question: BoardQuestion, today: date) -> "QuestionForm":
        """The form as the page of a question first shows it."""
        initial = {
            "kind": question.kind,
            "text": question.text,
            "refs": ", ".join(each.ref for each in question.commitments.in_report_order()),
            "answerer": str(question.answerer_id or ""),
            "meeting": str(question.meeting_id or ""),
            "public": question.public,
        }
        return cls(period=question.period, today=today, initial=initial)

    def words(self) -> QuestionWords:
        """What was typed, of a form without faults."""
        given = self.cleaned_data
        return QuestionWords(
            kind=QuestionKind(given["kind"]),
            text=given["text"],
            commitments=given.get("refs", self.commitments),
            answerer=self.posts.get(given["answerer"]),
            meeting=self.meetings.get(given["meeting"]),
            public=given["public"],
        )


class AnswerForm(forms.Form):
    """What was done about it."""

    answer = Prose(
        "What was done about it",
        most=LONGEST_ANSWER,
        missing="Enter what was done about it",
        rows=8,
        hint="The next report prints it beside what was asked.",
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)


def _to_choose_from(strategy: Any) -> Any:
    return strategy.commitments.in_the_plan().select_related("priority").in_report_order()


def _posts(found: dict[str, Any]) -> dict[str, str]:
    """The posts by their keys, with who holds each: a question to a post that nobody holds waits."""
    return {key: f"{each.title} ({each.holder or 'nobody holds this post'})" for key, each in found.items()}


def _nearest(meetings: dict[str, Any], today: date) -> str:
    """The key of the meeting that is nearest to a day; empty where there is none."""
    return min(meetings, key=lambda key: abs(meetings[key].held_on - today), default="")
