"""What may never change: to be read."""

from django.contrib import admin

from commitments.admin.rows import ReadOnly
from commitments.models import ApprovedText, AuditEvent, PlanChange


@admin.register(PlanChange)
class PlanChangeAdmin(ReadOnly):
    """The wording ledger."""

    list_display = ("commitment", "kind", "period", "by", "recorded_at")
    list_select_related = ("commitment", "period", "by")
    search_fields = ("commitment__ref", "reason")


@admin.register(ApprovedText)
class ApprovedTextAdmin(ReadOnly):
    """What was approved."""

    list_display = ("update", "number", "approved_by", "approved_at")
    list_select_related = ("update__commitment", "update__period", "approved_by")
    search_fields = ("update__commitment__ref",)


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnly):
    """Who did what."""

    list_display = ("at", "by", "what", "thing_words", "organisation")
    list_select_related = ("by", "organisation")
    search_fields = ("what", "thing_words", "by__email")
