"""Organisations, their people and their posts."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.http import HttpRequest

from commitments.actions.people import end_access
from commitments.admin.rows import Repair, Rows, changed
from commitments.models import AuditEvent, Committee, Membership, Organisation, Post, User


@admin.register(Organisation)
class OrganisationAdmin(Repair):
    """Organisations. A plan brings its own; their addresses are fixed, because links lead there."""

    organisation = ""
    list_display = ("name", "short_name", "slug", "parent")
    list_select_related = ("parent",)
    search_fields = ("name", "short_name", "slug")
    readonly_fields = ("slug",)


@admin.register(User)
class UserAdmin(Rows):
    """People: an address that was mistyped, an account that several organisations use. They are invited and closed, never deleted."""

    changes = True
    fields = ("email", "name", "is_active", "is_staff", "is_superuser", "last_login", "joined_at")
    list_display = ("email", "name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email", "name")
    ordering = ("email",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Who may use this site is a superuser's to say, and nobody changes their own rights."""
        fixed: tuple[str, ...] = ("last_login", "joined_at")
        if obj == request.user:
            return (*fixed, "email", "is_active", "is_staff", "is_superuser")
        return fixed if request.user.is_superuser else (*fixed, "is_staff", "is_superuser")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Those who look after this site are a superuser's business."""
        above = obj is not None and obj.is_staff and obj != request.user
        return super().has_change_permission(request, obj) and (request.user.is_superuser or not above)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        obj.email = obj.email.lower()
        super().save_model(request, obj, form, change)
        EmailAddress.objects.filter(user=obj).exclude(
            email=obj.email
        ).delete()  # or the old address would still sign in
        if not obj.is_active:
            end_access(person=obj)
        before, after = changed(form)
        for organisation in Organisation.objects.filter(memberships__user=obj).distinct():
            AuditEvent.objects.record(
                by=request.user, organisation=organisation, what="repaired", thing=obj, before=before, after=after
            )


@admin.register(Membership)
class MembershipAdmin(Repair):
    """Who has which role: for superusers, where an organisation has nobody left who could say so, and never for oneself."""

    adds, changes, deletes = True, False, True
    list_display = ("user", "organisation", "role")
    list_filter = ("role", "organisation")
    list_select_related = ("user", "organisation")
    search_fields = ("user__email", "user__name")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "user":
            kwargs["queryset"] = User.objects.exclude(pk=request.user.pk or 0).order_by("email")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser) and not (obj and obj.user_id == request.user.pk)


@admin.register(Post)
class PostAdmin(Repair):
    """Posts. Who holds them is said on their own pages."""

    adds = deletes = True
    list_display = ("title", "organisation", "holder", "deputy")
    list_select_related = ("organisation", "holder", "deputy")
    search_fields = ("title", "organisation__name")
    readonly_fields = ("holder", "deputy")


@admin.register(Committee)
class CommitteeAdmin(Repair):
    """Committees."""

    adds = deletes = True
    list_display = ("name", "organisation", "papers_working_days")
    list_select_related = ("organisation",)
    search_fields = ("name",)
