"""What the admin site's pages have in common: rows to be read, and rows to be mended with a note of who did it."""

from typing import Any

from django.contrib import admin, messages
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from commitments.models import AuditEvent


class Rows(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's own class takes no parameter while running
    """Rows of which the site's staff may add, change or delete one at a time as far as the flags and their rights allow."""

    actions = None
    adds = changes = deletes = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.adds and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.changes and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.deletes and super().has_delete_permission(request, obj)


class ReadOnly(Rows):
    """Ledgers, and what is frozen."""


class Repair(Rows):
    """Rows that can be mended. `organisation` is the path of fields to the organisation whose ledger says so; empty for itself."""

    changes = True
    organisation = "organisation"

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page of a row. What a trigger of the database refuses is said there, and nothing is saved."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError as error:
            self.message_user(request, f"The database refused this: {error}", messages.ERROR)
            return HttpResponseRedirect(request.path)

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        before, after = changed(form)
        self._write_down(request, obj, "repaired", before if change else {}, after)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        self._write_down(request, obj, "deleted in a repair", {"row": str(obj)}, {})
        super().delete_model(request, obj)

    def _write_down(
        self, request: HttpRequest, obj: models.Model, what: str, before: dict[str, str], after: dict[str, str]
    ) -> None:
        owner: Any = obj
        for name in filter(None, self.organisation.split("__")):
            owner = getattr(owner, name)
        AuditEvent.objects.record(by=request.user, organisation=owner, what=what, thing=obj, before=before, after=after)


def changed(form: Any) -> tuple[dict[str, str], dict[str, str]]:
    """What a form has changed, in words: as it was, and as it is."""
    before = {name: str(form.initial.get(name)) for name in form.changed_data}
    return before, {name: str(form.cleaned_data.get(name)) for name in form.changed_data}
