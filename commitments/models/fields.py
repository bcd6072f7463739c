"""Text fields that keep every string in one normalised form, whichever door it came in by."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.functions import Length

from commitments.text import normalised, one_line

models.CharField.register_lookup(Length)
models.TextField.register_lookup(Length)


if TYPE_CHECKING:
    _Field = models.Field[str, str]
    _CharField = models.CharField[str, str]
    _TextField = models.TextField[str, str]
else:  # Django's own classes take no type parameters while running
    _Field, _CharField, _TextField = models.Field, models.CharField, models.TextField


class _Normalised(_Field):
    """Normalises on the way to the database (bulk writes included) and on the instance that was saved."""

    @staticmethod
    def normalise(text: str) -> str:
        raise NotImplementedError

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return self.normalise(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return self.normalise(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = self.normalise(value)
            setattr(model_instance, self.attname, value)
        return value


class LineField(_Normalised, _CharField):
    """A name, a title, a bullet: one line of text."""

    @staticmethod
    def normalise(text: str) -> str:
        return one_line(text)


class ProseField(_Normalised, _TextField):
    """Paragraphs of text, without blanks at the ends."""

    @staticmethod
    def normalise(text: str) -> str:
        return normalised(text).strip()
