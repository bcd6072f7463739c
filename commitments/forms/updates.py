"""What is typed into an update."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from commitments.models import Answer, Rating, Stage
from commitments.standing.status_words import Status
from commitments.text import normalised
from commitments.workbook.plan import Bullet
from commitments.writing.typed import as_typed, from_typed
from commitments.writing.written import (
    BULLETS_IN_AN_UPDATE,
    CHARACTERS_IN_A_BULLET,
    CHARACTERS_IN_A_REASON,
    Answered,
    Promise,
    Written,
)

_LISTS = {"progress": "Progress", "next": "Next", "evidence": "Evidence"}
_TOO_OLD = -1  # the revision of a form that does not say which it read: it is never the newest


class Prose(forms.CharField):
    """A few sentences. Characters that nobody can see are dropped before anything is checked."""

    def __init__(self, label: str) -> None:
        most = f"Shorten this to {CHARACTERS_IN_A_REASON:,} characters or fewer"
        super().__init__(
            label=label,
            required=False,
            max_length=CHARACTERS_IN_A_REASON,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"max_length": most},
        )

    def to_python(self, value: Any) -> str:
        """The text in its normal form."""
        return normalised(value or "").strip()


class Lines(forms.CharField):
    """Bullets, one a line."""

    def __init__(self, label: str, rows: int) -> None:
        super().__init__(label=label, required=False, strip=False, widget=forms.Textarea(attrs={"rows": rows}))

    def to_python(self, value: Any) -> Any:
        """The bullets of the text."""
        return from_typed(value or "")

    def run_validators(self, value: Any) -> None:
        """Raises ValidationError for a line that is too long for the report and the database."""
        bullets: Sequence[Bullet] = value
        longest = max((len(bullet.text) for bullet in bullets), default=0)
        if longest > CHARACTERS_IN_A_BULLET:
            raise forms.ValidationError(
                f"A line under {self.label} has {longest:,} characters. "
                f"Split it, or shorten it to {CHARACTERS_IN_A_BULLET:,} or fewer"
            )


@dataclass(frozen=True)
class Step:
    """A promise beside the fields that ask what came of it."""

    promise: Promise
    answer: BoundField
    why: BoundField
    carry: BoundField


class UpdateForm(forms.Form):
    """An update as it is typed. It may be incomplete: what is missing is said when it is submitted."""

    progress = Lines("Progress", 10)
    next = Lines("Next", 8)
    evidence = Lines("Evidence", 3)
    reason = Prose("Reason and what will be done")

    def __init__(
        self, data: Any = None, *, promises: Sequence[Promise], written: Written, words: dict[str, Status]
    ) -> None:
        """`written` is what the update says now; `words` are what the strategy calls its stages and ratings."""
        super().__init__(data, initial=_initial(written, promises))
        self.promises = promises
        stages = [code for code in Stage.values if code != Stage.MERGED or written.stage == code]
        self.fields["stage"] = _choice("Stage", [(code, words[code].word) for code in stages])
        self.fields["rating"] = _choice("Rating", [(code, words[code].word) for code in Rating.values])
        for each in promises:
            self.fields[f"answer-{each.key}"] = _choice("What came of it?", Answer.choices)
            self.fields[f"why-{each.key}"] = Prose("Why, and what now?")
            self.fields[f"carry-{each.key}"] = forms.BooleanField(label="Carry it forward to Next", required=False)
        asked = [f"{name}-{each.key}" for each in promises for name in ("answer", "why", "carry")]
        self.order_fields([*asked, "progress", "next", "stage", "rating", "reason", "evidence"])  # as on the page

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError for more lines than an update may have, at the longest list."""
        given: dict[str, Any] = super().clean() or {}
        counts = {name: len(given.get(name) or ()) for name in _LISTS}
        total = sum(counts.values())
        if total > BULLETS_IN_AN_UPDATE:
            longest = max(counts, key=lambda name: counts[name])
            self.add_error(
                longest,
                f"An update has {BULLETS_IN_AN_UPDATE} lines or fewer, and this one has {total:,}: "
                f"{counts[longest]:,} of them under {_LISTS[longest]}. Shorten it",
            )
        return given

    @property
    def revision(self) -> int:
        """The revision that was read when the form was made, as it says."""
        said = self.data.get("revision", "")
        return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else _TOO_OLD

    @property
    def steps(self) -> list[Step]:
        """The promises with their fields."""
        names = ("answer", "why", "carry")
        return [Step(each, *(self[f"{name}-{each.key}"] for name in names)) for each in self.promises]

    def written(self) -> Written:
        """What was typed, of a form that was validated; a field that has a fault counts as empty."""
        given = self.cleaned_data
        answers = {
            each.key: Answered(
                given.get(f"answer-{each.key}", ""),
                given.get(f"why-{each.key}", ""),
                given.get(f"carry-{each.key}", False),
            )
            for each in self.promises
        }
        lists = {name: given.get(name, ()) for name in _LISTS}
        plain = {name: given.get(name, "") for name in ("stage", "rating", "reason")}
        return Written(**plain, **lists, answers=answers).settled(self.promises)


def _choice(label: str, choices: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
    gone = {"invalid_choice": "Choose one of those that are listed"}
    return forms.ChoiceField(
        label=label, choices=choices, required=False, widget=forms.RadioSelect, error_messages=gone
    )


def _initial(written: Written, promises: Sequence[Promise]) -> dict[str, Any]:
    initial: dict[str, Any] = {name: getattr(written, name) for name in ("stage", "rating", "reason")}
    initial |= {name: as_typed(getattr(written, name)) for name in _LISTS}
    for each in promises:
        said = written.answered(each)
        initial |= {f"answer-{each.key}": said.answer, f"why-{each.key}": said.note, f"carry-{each.key}": said.carried}
    return initial
