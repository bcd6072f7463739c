"""Fields for words: what arrives is as the database will hold it, so that nothing invisible counts as an answer."""

from django import forms

from commitments.text import normalised, one_line


class Line(forms.CharField):
    """Words on one line."""

    def __init__(self, label: str, *, most: int, missing: str = "", rows: int = 0, hint: str = "") -> None:
        """`missing` is the sentence that asks for it; with none, it may be left empty. With rows, the box is that high."""
        widget = forms.Textarea(attrs={"rows": rows}) if rows else None
        super().__init__(
            label=label, required=bool(missing), widget=widget, help_text=hint, error_messages=_told(label, missing)
        )
        self.most = most

    @staticmethod
    def normalise(text: str) -> str:
        """The text in the form that the database holds."""
        return one_line(text)

    def to_python(self, value: str | None) -> str:
        return self.normalise(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.most:
            label = str(self.label)
            raise forms.ValidationError(f"{label} must be {self.most:,} characters or fewer. This has {len(value):,}")


class Prose(Line):
    """Words in paragraphs."""

    @staticmethod
    def normalise(text: str) -> str:
        return normalised(text).strip()


def _told(label: str, missing: str) -> dict[str, str]:
    return {"required": missing or f"Enter the {label.lower()}"}
