"""Who did what, and when."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from commitments.models.fields import LineField
from commitments.models.organisation import Organisation
from commitments.text import normalised, one_line


def _storable(value: Any) -> Any:
    """The value with every text in it normalised: PostgreSQL refuses JSON with a NUL or half a surrogate pair."""
    if isinstance(value, str):
        return normalised(value)
    if isinstance(value, dict):
        return {_storable(key): _storable(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(held) for held in value]
    return value


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """Audit events are written through `record` alone."""

    def record(
        self,
        *,
        by: Any,
        organisation: Organisation,
        what: str,
        thing: models.Model,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
    ) -> "AuditEvent":
        """Writes down that a person did something to a thing, in the caller's transaction.

        `what` is a past participle that a reader understands ('reworded'); `before` and `after` hold the plain values that changed.
        """
        return self.create(
            by=by,
            organisation=organisation,
            what=what,
            thing=thing._meta.model_name or "",
            thing_id=thing.pk,
            thing_words=one_line(str(thing))[:300],
            before=_storable(before or {}),
            after=_storable(after or {}),
        )


class AuditEvent(models.Model):
    """One thing that somebody did, kept for good: it has no foreign key to the thing, so that it outlives it."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    what = LineField(max_length=50)
    thing = LineField(max_length=50)
    thing_id = models.BigIntegerField()
    thing_words = LineField(max_length=300)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["thing", "thing_id"], name="audit_event_by_thing")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(what="") & ~models.Q(thing=""), name="audit_event_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.thing_words}: {self.what}"
