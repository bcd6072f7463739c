"""Who did what, and when."""

from typing import Any

from django.conf import settings
from django.db import models

from commitments.models.fields import LineField
from commitments.models.organisation import Organisation


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
            thing_words=str(thing)[:300],
            before=before or {},
            after=after or {},
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
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["thing", "thing_id"], name="audit_event_by_thing")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(what="") & ~models.Q(thing=""), name="audit_event_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.thing_words}: {self.what}"
