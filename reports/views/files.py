"""The files of an edition: the stored bytes, nothing rendered; and what is said of each where it can be downloaded."""

import math
from dataclasses import dataclass

from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from commitments.views.finding import period_or_404
from reports.models import Edition
from reports.render.formats import FORMATS
from reports.views.finding import edition_or_404


@dataclass(frozen=True)
class Download:
    """A file that can be downloaded: 'Word, 145KB', and where."""

    kind: str
    said: str
    address: str


@require_safe
def edition_pdf(request: HttpRequest, org: str, strategy: str, period: str, number: int) -> HttpResponseBase:
    """The PDF that was issued, byte for byte."""
    found = edition_or_404(request, org, strategy, period, number)
    return _unless_same(request, found.pdf_sha256) or sent(
        bytes(found.pdf), "application/pdf", f"{found.file_name}.pdf", found.pdf_sha256
    )


@require_safe
def edition_document(request: HttpRequest, org: str, strategy: str, period: str, number: int) -> HttpResponseBase:
    """The frozen document that the files were made from, byte for byte."""
    found = edition_or_404(request, org, strategy, period, number)
    return _unless_same(request, found.document_sha256) or sent(
        found.document.encode(), "application/json", f"{found.file_name}.json", found.document_sha256
    )


@require_safe
def edition_word(request: HttpRequest, org: str, strategy: str, period: str, number: int) -> HttpResponseBase:
    """The Word file that was issued, byte for byte."""
    return _stored(request, edition_or_404(request, org, strategy, period, number), "word")


@require_safe
def edition_workbook(request: HttpRequest, org: str, strategy: str, period: str, number: int) -> HttpResponseBase:
    """The Excel file that was issued, byte for byte."""
    return _stored(request, edition_or_404(request, org, strategy, period, number), "workbook")


@require_safe
def edition_plan(request: HttpRequest, org: str, strategy: str, period: str, number: int) -> HttpResponseBase:
    """The period as a plan workbook, which Strategy Tracker imports, as it was made with the edition, byte for byte."""
    return _stored(request, edition_or_404(request, org, strategy, period, number), "plan")


@require_safe
def edition_text(request: HttpRequest, org: str, strategy: str, period: str, number: int) -> HttpResponseBase:
    """The plain text that was issued, byte for byte."""
    return _stored(request, edition_or_404(request, org, strategy, period, number), "text")


def _stored(request: HttpRequest, found: Edition, kind: str) -> HttpResponseBase:
    """A file of an edition; a page that says so where the edition is from before there were any."""
    form = FORMATS[kind]
    file = found.further_files.filter(kind=kind).defer("content").first()
    if file is None:
        period = period_or_404(request, *found.report.period.address)
        place = {"strategy": period.strategy, "period": period, "here": "editions", "edition": found}
        return render(request, "reports/edition_without_file.jinja", place | {"format": form}, status=404)
    return _unless_same(request, file.sha256) or sent(
        bytes(file.content), form.media_type, f"{found.file_name}{form.ending}", file.sha256
    )


def downloads(edition: Edition) -> tuple[Download, ...]:
    """The files of an edition with their sizes, the PDF first: one query, and no content is loaded."""
    rows = Edition.objects.filter(pk=edition.pk).values_list(
        Length("pdf"), "further_files__kind", Length("further_files__content")
    )
    sizes = {kind: size for _pdf, kind, size in rows}
    pdf = Download("pdf", f"PDF, {size_in_words(rows[0][0])}", reverse("edition-pdf", args=edition.address))
    return (pdf, *(_download(edition, kind, sizes[kind]) for kind in FORMATS if kind in sizes))


def missing(edition: Edition, there: tuple[Download, ...]) -> tuple[str, ...]:
    """What the files are called that were not made with an edition, which has others, because a text did not fit into them."""
    kinds = {each.kind for each in there}
    return tuple(each.called for kind, each in FORMATS.items() if kind not in kinds) if edition.files else ()


def _download(edition: Edition, kind: str, size: int) -> Download:
    return Download(
        kind, f"{FORMATS[kind].name}, {size_in_words(size)}", reverse(f"edition-{kind}", args=edition.address)
    )


def size_in_words(size: int) -> str:
    """The size of a file as the NHS writes it: '145KB', '1.2MB'."""
    return f"{math.ceil(size / 1000)}KB" if size < 1_000_000 else f"{size / 1_000_000:.1f}MB"


def sent(content: bytes, media_type: str, name: str, fingerprint: str = "") -> HttpResponse:
    """A file to keep; where it has a fingerprint, a browser that has the same is not sent it again."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    if fingerprint:
        headers["ETag"] = f'"{fingerprint}"'
        headers["Cache-Control"] = "private, no-cache"  # asked for again each time, sent again only to who has another
    return HttpResponse(content, content_type=media_type, headers=headers)


def _unless_same(request: HttpRequest, fingerprint: str) -> HttpResponseBase | None:
    return get_conditional_response(request, etag=f'"{fingerprint}"')
