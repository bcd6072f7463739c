"""Editions: reports as they were issued, frozen."""

import hashlib
import json
from datetime import UTC, date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from commitments.dates import in_words
from commitments.models.fields import LineField
from commitments.models.visible import OfOrganisations, Reader
from reports.models.report import Report

CHARACTERS_OF_A_NOTE = 500  # that the cover has room for
_HEXADECIMAL = "0123456789abcdef"


def _is_sha256(name: str) -> models.Q:
    """The condition that a column holds 64 hexadecimal digits, in words that both engines know without help."""
    stripped = models.Func(
        models.F(name), models.Value(_HEXADECIMAL), function="LTRIM", output_field=models.TextField()
    )
    return models.Q(**{f"{name}__length": 64}) & models.Q(models.lookups.Exact(stripped, models.Value("")))


class Audience(models.TextChoices):
    """Whom an edition is for."""

    BOARD = "board", "Board"
    PUBLIC = "public", "Public"


class EditionQuerySet(OfOrganisations["Edition"]):
    """Editions of reports."""

    organisation = "report__period__strategy__organisation"

    def visible_to(self, user: Reader) -> Self:
        """Those of the organisations that this person may read, without their content: a page asks for the part that it shows."""
        return super().visible_to(user).without_content()

    def without_content(self) -> Self:
        """What lists need: neither the document nor the PDF, which are fetched one by one where they are used."""
        return self.defer("document", "pdf")

    def with_their_story(self) -> Self:
        """Who issued them for which period, what meetings received them, whether they were withdrawn.

        `replaced_by` is the number of the edition for the same audience that counts instead; none for that itself.
        """
        presentation: Any = self.model._meta.get_field("presentations").related_model
        presented = presentation.objects.select_related("meeting__committee", "presented_by")
        later = Edition.objects.standing().filter(
            report=models.OuterRef("report"), audience=models.OuterRef("audience"), number__gt=models.OuterRef("number")
        )
        return (
            self.select_related("report__period__strategy__organisation", "issued_by", "withdrawal__withdrawn_by")
            .prefetch_related(models.Prefetch("presentations", presented))
            .annotate(replaced_by=models.Subquery(later.order_by("-number").values("number")[:1]))
        )

    def standing(self) -> Self:
        """Those that were not withdrawn; the last of a report for an audience is the one that counts."""
        return self.filter(withdrawal__isnull=True)


class Edition(models.Model):
    """The report of a period as it was issued to an audience, frozen: its words, its PDF, and the seal that shows that both are still the same."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    audience = models.CharField(max_length=20, choices=Audience.choices, default=Audience.BOARD)
    document = models.TextField(help_text="canonical JSON; see reports/document/frozen.py")
    document_version = models.PositiveIntegerField()
    document_sha256 = models.CharField(max_length=64)
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(max_length=64)
    files = models.TextField(blank=True, help_text="JSON: the sha256 of each further file, by its kind")
    left_open = models.TextField(blank=True, help_text="JSON: what readiness had found and nobody had cleared")
    renderer_versions = models.TextField(help_text="JSON; see reports/render/versions.py")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="editions_issued")
    # As it was then: somebody's address may change, the seal may not.
    issuer_email = models.EmailField("e-mail address of the person who issued it")
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    change_note = LineField("what has changed since the edition before", max_length=CHARACTERS_OF_A_NOTE, blank=True)
    previous_seal = models.CharField(
        max_length=64, blank=True, help_text="of the edition that was issued before in the same strategy"
    )
    seal = models.CharField(max_length=64)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="one_edition_of_a_number_per_report"),
            models.UniqueConstraint(fields=["seal"], name="one_edition_of_a_seal"),
            models.UniqueConstraint(
                fields=["previous_seal"], condition=~models.Q(previous_seal=""), name="one_edition_after_another"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="edition_is_numbered_from_one"),
            models.CheckConstraint(
                condition=models.Q(audience__in=Audience.values), name="edition_is_for_a_known_audience"
            ),
            models.CheckConstraint(
                condition=models.Q(document__length__gt=0, document_version__gte=1), name="edition_has_a_document"
            ),
            models.CheckConstraint(
                condition=models.Q(models.lookups.GreaterThan(models.functions.Length("pdf"), 0))
                & ~models.Q(renderer_versions=""),
                name="edition_has_a_pdf",
            ),
            models.CheckConstraint(
                condition=_is_sha256("document_sha256") & _is_sha256("pdf_sha256") & _is_sha256("seal"),
                name="edition_has_its_fingerprints",
            ),
            models.CheckConstraint(
                condition=models.Q(previous_seal="") | _is_sha256("previous_seal"),
                name="edition_follows_a_sealed_one_or_none",
            ),
            models.CheckConstraint(
                condition=models.Q(supersedes__isnull=True, change_note="")
                | (models.Q(number__gt=1, supersedes__isnull=False) & ~models.Q(change_note="")),
                name="later_edition_says_what_it_replaces_and_why",
            ),
            models.CheckConstraint(
                condition=models.Q(change_note__length__lte=CHARACTERS_OF_A_NOTE), name="change_note_fits_on_the_cover"
            ),
            models.CheckConstraint(condition=~models.Q(issuer_email=""), name="edition_says_who_issued_it"),
        ]

    def __str__(self) -> str:
        return f"Edition {self.number} of {self.report}"

    @property
    def address(self) -> tuple[str, str, str, int]:
        """The parts of its pages' addresses: organisation, strategy, period and number."""
        return *self.report.period.address, self.number

    @property
    def file_name(self) -> str:
        """The name of its files without an ending: 'ccc-march-2022-edition-2'."""
        organisation, _strategy, period, number = self.address
        return f"{organisation}-{period}-edition-{number}"

    @property
    def issued_on(self) -> date:
        """The day on which it was issued, where the board sits."""
        return timezone.localdate(self.issued_at)

    @property
    def fingerprint(self) -> str:
        """The digits that stand at the foot of its pages."""
        return self.document_sha256[:12]

    def is_withdrawn(self) -> bool:
        """Whether it should not be used any more."""
        return hasattr(self, "withdrawal")

    def advice_left_open(self) -> list[str]:
        """What readiness had found and nobody had cleared, in sentences; none where the note was damaged, which the seal tells."""
        try:
            said = json.loads(self.left_open or "[]")
        except ValueError:
            return []
        return [str(each) for each in said] if isinstance(said, list) else []

    def in_words(self) -> str:
        """What it is: 'Edition 2, issued on 22 November 2026 to the Trust Board'."""
        first = min(self.presentations.all(), key=lambda each: each.pk, default=None)
        to = f" to the {first.meeting.committee.name}" if first else ""
        return f"Edition {self.number}, issued on {in_words(self.issued_on)}{to}"

    def sealed(self) -> str:
        """The seal that its facts give: a fingerprint of who issued what, when, and after which edition."""
        organisation, strategy, period, number = self.address
        facts = {
            "organisation": organisation,
            "strategy": strategy,
            "period": period,
            "number": number,
            "audience": self.audience,
            "document_version": self.document_version,
            "document_sha256": self.document_sha256,
            "pdf_sha256": self.pdf_sha256,
            "renderer_versions": self.renderer_versions,
            "issued_at": self.issued_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "issuer_email": self.issuer_email,
            "change_note": self.change_note,
            "previous_seal": self.previous_seal,
        }
        facts |= {
            name: kept for name in ("files", "left_open") if (kept := getattr(self, name))
        }  # later than the first seals
        text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


class FileKind(models.TextChoices):
    """The files of an edition beside its PDF."""

    WORD = "word", "Word"
    WORKBOOK = "workbook", "Excel"
    TEXT = "text", "Plain text"
    PLAN = "plan", "Excel plan workbook"


class EditionFile(models.Model):
    """A further file of an edition, made with it from the same frozen document and kept byte for byte."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="further_files")
    kind = models.CharField(max_length=10, choices=FileKind.choices)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["edition", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind"], name="one_file_of_a_kind_per_edition"),
            models.CheckConstraint(
                condition=models.Q(kind__in=FileKind.values), name="edition_file_is_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(models.lookups.GreaterThan(models.functions.Length("content"), 0))
                & _is_sha256("sha256"),
                name="edition_file_has_content_and_fingerprint",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.edition}"
