"""What the API gives of what was said then: editions, with the PDF and the document that were frozen."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, URLResolver
from django_filters import rest_framework as django_filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.reverse import reverse
from rest_framework.routers import SimpleRouter

from commitments.api.parameters import Sort, of_a_period, of_a_strategy
from commitments.api.schema import faults
from commitments.api.viewsets import Reading
from reports.actions.verifying import named_files
from reports.models import Edition, EditionQuerySet, FileKind, Presentation, Withdrawal
from reports.render.formats import FORMATS


class PresentationSerializer(serializers.ModelSerializer[Presentation]):
    """A meeting that received an edition."""

    committee = serializers.CharField(source="meeting.committee.name", help_text="The committee that met.")
    held_on = serializers.DateField(
        source="meeting.held_on", help_text="The day of the meeting; the first of the month where only that is known."
    )

    class Meta:
        model = Presentation
        fields = ["committee", "held_on", "presented_at"]


class WithdrawalSerializer(serializers.ModelSerializer[Withdrawal]):
    """That an edition should not be used any more."""

    class Meta:
        model = Withdrawal
        fields = ["reason", "withdrawn_at"]


class FileSerializer(serializers.Serializer[Any]):
    """A further file of an edition."""

    kind = serializers.ChoiceField(FileKind.choices, help_text="Which format it is.")
    sha256 = serializers.CharField(help_text="Its fingerprint.")
    address = serializers.URLField(help_text="Where it can be downloaded.")


class EditionSerializer(serializers.ModelSerializer[Edition]):
    """An edition: the report of a period as it was issued."""

    strategy = serializers.IntegerField(source="report.period.strategy_id", help_text="The id of its strategy.")
    period = serializers.IntegerField(source="report.period_id", help_text="The id of its reporting period.")
    supersedes = serializers.IntegerField(
        source="supersedes_id", allow_null=True, help_text="The id of the edition that it replaces."
    )
    replaced_by = serializers.IntegerField(
        allow_null=True, help_text="The number of the edition that counts instead; null for the one that counts."
    )
    withdrawal = WithdrawalSerializer(
        allow_null=True, default=None, help_text="Why it should not be used any more; null while it stands."
    )
    presentations = PresentationSerializer(many=True, help_text="The meetings that received it.")
    pdf = serializers.HyperlinkedIdentityField("api-editions-pdf", help_text="Where its PDF can be downloaded.")
    document = serializers.HyperlinkedIdentityField(
        "api-editions-document", help_text="Where its document can be downloaded."
    )
    files = serializers.SerializerMethodField(
        help_text="Its further files; none for one that was issued before these were kept."
    )

    class Meta:
        model = Edition
        fields = [
            *("id", "strategy", "period", "number", "audience", "issued_at", "supersedes", "replaced_by"),
            *(
                "change_note",
                "withdrawal",
                "presentations",
                "pdf",
                "pdf_sha256",
                "document",
                "document_version",
                "document_sha256",
                "files",
            ),
            *("previous_seal", "seal"),
        ]
        extra_kwargs = {
            "seal": {"help_text": "The fingerprint of who issued what, when, and after which edition."},
            "document_version": {"help_text": "Which form the document has."},
        }

    @extend_schema_field(FileSerializer(many=True))
    def get_files(self, edition: Edition) -> list[dict[str, str]]:
        """The files that the seal covers, from the edition itself: no query."""
        request = self.context["request"]
        return [
            {
                "kind": kind,
                "sha256": sha256,
                "address": reverse("api-editions-file", args=(edition.pk, kind), request=request),
            }
            for kind, sha256 in named_files(edition).items()
        ]


class EditionFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter ships no types
    """Narrows editions down."""

    strategy = of_a_strategy("report__period__strategy")
    period = of_a_period("report__period")
    sort = Sort(issued_at=("issued_at",))


class AsItIs(BaseContentNegotiation):
    """A file comes in its own form, whatever the program says that it accepts; faults come as JSON."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:  # noqa: ARG002 -- REST framework's signature
        return renderers[0], renderers[0].media_type


class Editions(Reading[Edition]):
    """The editions of your strategies’ reports, as they were issued. Each has a PDF and a document to download."""

    serializer_class = EditionSerializer
    filterset_class = EditionFilter

    def get_queryset(self) -> EditionQuerySet:
        return Edition.objects.visible_to(self.request.user).with_their_story()

    @extend_schema(
        summary="The PDF that the board received.",
        responses={(200, "application/pdf"): OpenApiResponse(OpenApiTypes.BINARY, "The PDF.")} | faults(),
    )
    @action(detail=True, content_negotiation_class=AsItIs)
    def pdf(self, request: Request, **_address: Any) -> HttpResponse:  # noqa: ARG002 -- REST framework's signature
        """The stored PDF of an edition, byte for byte."""
        edition = self.get_object()
        return _file(bytes(edition.pdf), "application/pdf", f"{edition.file_name}.pdf", edition.pdf_sha256)

    @extend_schema(
        summary="The frozen document.",
        responses={(200, "application/json"): OpenApiResponse(OpenApiTypes.OBJECT, "The document.")} | faults(),
    )
    @action(detail=True, content_negotiation_class=AsItIs)
    def document(self, request: Request, **_address: Any) -> HttpResponse:  # noqa: ARG002 -- REST framework's signature
        """The stored document of an edition, byte for byte: what its PDF was made from."""
        edition = self.get_object()
        content = edition.document.encode()
        return _file(content, "application/json", f"{edition.file_name}.json", edition.document_sha256)

    @extend_schema(
        summary="A further file of an edition: Word, Excel or plain text.",
        parameters=[OpenApiParameter("kind", str, OpenApiParameter.PATH, enum=list(FORMATS))],
        responses={
            (200, each.media_type.partition(";")[0]): OpenApiResponse(OpenApiTypes.BINARY, "The file.")
            for each in FORMATS.values()
        }
        | faults(),
    )
    @action(detail=True, url_path="files/<slug:kind>", url_name="file", content_negotiation_class=AsItIs)
    def file(self, request: Request, kind: str, **_address: Any) -> HttpResponse:  # noqa: ARG002 -- REST framework's signature
        """A stored file of an edition, byte for byte."""
        edition = self.get_object()
        file = get_object_or_404(edition.further_files, kind=kind)
        made = FORMATS[file.kind]
        return _file(bytes(file.content), made.media_type, f"{edition.file_name}{made.ending}", file.sha256)


def _file(content: bytes, kind: str, name: str, fingerprint: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "ETag": f'"{fingerprint}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=kind, headers=headers)


router = SimpleRouter(use_regex_path=False)
router.register("editions", Editions, "api-editions")

urlpatterns: list[URLPattern | URLResolver] = [*router.urls]
