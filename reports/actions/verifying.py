"""Whether editions are what was issued: their fingerprints, the chain of their seals, and the audit. Nothing is written."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from commitments.dates import in_words
from commitments.models import AuditEvent
from reports.document import read
from reports.document.frozen import UnreadableDocumentError
from reports.models import Edition, Presentation, Withdrawal
from reports.render.pdf import PressError, pdf
from reports.render.versions import versions

_TABLES = {"edition": Edition, "presentation": Presentation, "withdrawal": Withdrawal}


@dataclass(frozen=True)
class Fingerprint:
    """A part of an edition by its name: the fingerprint that was recorded, and the one that the part has now."""

    name: str
    recorded: str
    found: str

    @property
    def is_right(self) -> bool:
        """Whether the part is what it was."""
        return self.recorded == self.found


@dataclass(frozen=True)
class Verification:
    """An edition's fingerprints, and a sentence for each thing that is not as it was when it was issued."""

    fingerprints: tuple[Fingerprint, ...]
    faults: tuple[str, ...]


def verify(edition: Edition) -> Verification:
    """Reads an edition's document and PDF, and compares these, its seal, the edition before and the audit with what was recorded."""
    fingerprints = (
        Fingerprint("PDF", edition.pdf_sha256, hashlib.sha256(bytes(edition.pdf)).hexdigest()),
        Fingerprint("Document", edition.document_sha256, hashlib.sha256(edition.document.encode()).hexdigest()),
        Fingerprint("Seal", edition.seal, edition.sealed()),
    )
    faults = [_FAULTS[each.name] for each in fingerprints if not each.is_right]
    faults += [*_unreadable(edition), *_out_of_chain(edition), *_unlike_the_audit(edition)]
    return Verification(fingerprints, tuple(faults))


def missing() -> Iterator[str]:
    """A sentence for each edition, presentation and withdrawal that the audit knows and the database has not."""
    there = {kind: set(model._default_manager.values_list("pk", flat=True)) for kind, model in _TABLES.items()}
    events = AuditEvent.objects.filter(thing__in=_TABLES, what__in=("issued", "presented", "withdrawn"))
    for event in events.select_related("organisation", "by").order_by("pk"):
        for kind, key in _named_in(event):
            if key not in there[kind]:
                yield (
                    f"{event.thing_words} ({event.organisation.short_name}): the audit says that it was {event.what} by "
                    f"{event.by} on {in_words(timezone.localdate(event.at))}, and the {kind} is not there."
                )


def _named_in(event: AuditEvent) -> list[tuple[str, int]]:
    """The rows that an entry of the audit tells of: that of issuing is also the only one of the first presentation."""
    first = [("presentation", event.after["presentation"])] if event.what == "issued" else []
    return [(event.thing, event.thing_id), *first]


def rendered_again(edition: Edition) -> str:
    """A sentence where the frozen document, rendered again, gives another PDF or none; empty where it gives the same.

    Raises OtherVersionsError, with a sentence, where it was made with other versions than those installed here.
    """
    try:
        document = read(edition.document)
        now, then = versions(document), json.loads(edition.renderer_versions)
        changed = sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))
        if changed:
            raise OtherVersionsError(f"{edition}: not rendered again, because {', '.join(changed)} changed since.")
        same = pdf(document) == bytes(edition.pdf)
    except (UnreadableDocumentError, PressError) as error:
        return f"It can’t be rendered again: {error}"
    return "" if same else "Rendered again with the same versions, it gives another PDF."


class OtherVersionsError(Exception):
    """An edition was made with other versions of what renders it; the message is a sentence that names them."""


_FAULTS = {
    "PDF": "The PDF is not the one that was issued: its fingerprint differs.",
    "Document": "The document is not the one that was issued: its fingerprint differs.",
    "Seal": "What is recorded of it (who issued it when, its number, its fingerprints) was changed: the seal differs.",
}


def _unreadable(edition: Edition) -> list[str]:
    try:
        document = read(edition.document)
    except UnreadableDocumentError as error:
        return [f"The document can’t be read. {error}"]
    return [] if document.edition == f"Edition {edition.number}" else [f"The document calls itself {document.edition}."]


def _out_of_chain(edition: Edition) -> list[str]:
    others = Edition.objects.filter(report__period__strategy=edition.report.period.strategy_id)
    before = others.filter(pk__lt=edition.pk).without_content().order_by("-pk").first()
    if edition.previous_seal == (before.seal if before else ""):
        return []
    return ["The edition that was issued before it in this strategy is missing, or was changed."]


def _unlike_the_audit(edition: Edition) -> list[str]:
    event = AuditEvent.objects.filter(thing="edition", thing_id=edition.pk, what="issued").first()
    if event is None:
        return ["The audit does not know that it was issued."]
    recorded = {"pdf_sha256": edition.pdf_sha256, "document_sha256": edition.document_sha256, "seal": edition.seal}
    if recorded.items() <= event.after.items():
        return []
    return ["The audit has other fingerprints of it than the edition itself."]
