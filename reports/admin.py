"""Reports in the admin site: what was said is read there, never changed."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from commitments.admin.rows import ReadOnly
from reports.models import BoardQuestion, Edition, EditionFile, Presentation, Report, Withdrawal


@admin.register(Report)
class ReportAdmin(ReadOnly):
    """Reports."""

    list_display = ("period",)
    list_select_related = ("period",)
    search_fields = ("period__label",)


@admin.register(Edition)
class EditionAdmin(ReadOnly):
    """Editions, without their content."""

    exclude = ("document", "pdf")
    list_display = ("report", "number", "audience", "issued_at", "issued_by", "seal")
    list_select_related = ("report__period", "issued_by")
    search_fields = ("report__period__label", "document_sha256", "pdf_sha256", "seal")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        return super().get_queryset(request).defer("document", "pdf")


@admin.register(Presentation)
class PresentationAdmin(ReadOnly):
    """Which edition went to which meeting."""

    list_display = ("edition", "meeting", "presented_at", "presented_by")
    list_select_related = ("edition__report__period", "meeting__committee", "presented_by")


@admin.register(Withdrawal)
class WithdrawalAdmin(ReadOnly):
    """Editions that should not be used any more."""

    list_display = ("edition", "withdrawn_at", "withdrawn_by")
    list_select_related = ("edition__report__period", "withdrawn_by")


@admin.register(EditionFile)
class EditionFileAdmin(ReadOnly):
    """The further files of editions, without their content."""

    exclude = ("content",)
    list_display = ("edition", "kind", "sha256")
    list_select_related = ("edition__report__period",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[EditionFile]:
        return super().get_queryset(request).defer("content")


@admin.register(BoardQuestion)
class BoardQuestionAdmin(ReadOnly):
    """What boards asked."""

    list_display = ("period", "kind", "text", "asked_on")
    list_select_related = ("period",)
    search_fields = ("text",)
