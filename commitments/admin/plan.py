"""The plan, its periods and what is said in them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from commitments.admin.rows import Repair
from commitments.models import (
    Acronym,
    Commitment,
    Priority,
    ReportingPeriod,
    State,
    StatusUpdate,
    Strategy,
    SuccessMeasure,
    Theme,
)


@admin.register(Strategy)
class StrategyAdmin(Repair):
    """Strategies."""

    list_display = ("title", "organisation", "starts_on", "ends_on")
    list_select_related = ("organisation",)
    search_fields = ("title", "organisation__name")
    readonly_fields = ("organisation", "slug")


@admin.register(Priority)
class PriorityAdmin(Repair):
    """Priorities."""

    organisation = "strategy__organisation"
    list_display = ("name", "strategy", "position")
    list_select_related = ("strategy",)
    search_fields = ("name",)
    raw_id_fields = ("executive_lead",)
    readonly_fields = ("strategy", "committee")


@admin.register(Theme)
class ThemeAdmin(Repair):
    """Themes."""

    adds = deletes = True
    organisation = "priority__strategy__organisation"
    list_display = ("name", "parent", "priority", "position")
    list_select_related = ("parent", "priority")
    search_fields = ("name",)
    raw_id_fields = ("priority", "parent")


@admin.register(Commitment)
class CommitmentAdmin(Repair):
    """Commitments. What the plan says of them changes with a reason, on the plan's own pages."""

    organisation = "strategy__organisation"
    list_display = ("ref", "wording", "strategy", "lead")
    list_filter = ("strategy",)
    list_select_related = ("strategy", "lead")
    search_fields = ("ref", "wording")
    raw_id_fields = ("priority", "theme", "lead", "supporting")
    readonly_fields = ("strategy", "wording")


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(Repair):
    """Periods."""

    organisation = "strategy__organisation"
    list_display = ("label", "strategy", "month", "state")
    list_select_related = ("strategy",)
    search_fields = ("label", "strategy__title")
    readonly_fields = ("strategy", "slug")


@admin.register(StatusUpdate)
class StatusUpdateAdmin(Repair):
    """Updates. How far one has come is said on its own pages; an approved one stays as it was approved."""

    organisation = "commitment__strategy__organisation"
    fields = ("commitment", "period", "state", "stage", "rating", "reason", "executive_rating", "return_note")
    list_display = ("commitment", "period", "state", "stage", "rating")
    list_filter = ("state", "period")
    list_select_related = ("commitment", "period")
    search_fields = ("commitment__ref", "commitment__wording")
    readonly_fields = ("commitment", "period", "state")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.state == State.APPROVED)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.revision += 1  # whoever has it open learns of it
        super().save_model(request, obj, form, change)


@admin.register(SuccessMeasure)
class SuccessMeasureAdmin(Repair):
    """Measures."""

    organisation = "priority__strategy__organisation"
    list_display = ("name", "priority", "kind", "unit")
    list_select_related = ("priority",)
    search_fields = ("name",)
    readonly_fields = ("priority",)


@admin.register(Acronym)
class AcronymAdmin(Repair):
    """Acronyms."""

    adds = deletes = True
    list_display = ("short", "long", "organisation")
    list_select_related = ("organisation",)
    search_fields = ("short", "long")
