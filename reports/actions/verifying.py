"""Whether editions are what was issued: their fingerprints, the chain of their seals, and the audit. Nothing is written."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from commitments.dates import in_words
from commitments.models import AuditEvent
from reports.document import Document, read
from reports.document.frozen import UnreadableDocumentError
from reports.models import Edition, Presentation, Withdrawal
from reports.render.formats import FORMATS, files
from reports.render.pdf import PressError, pdf
from reports.render.versions import versions, versions_of_files

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
    """Reads an edition's document and files, and compares these, its seal, the edition before and the audit with what was recorded."""
    named, stored = named_files(edition), _stored_files(edition)
    fingerprints = (
        Fingerprint("PDF", edition.pdf_sha256, hashlib.sha256(bytes(edition.pdf)).hexdigest()),
        *(Fingerprint(FORMATS[kind].name, named[kind], stored[kind].found) for kind in named if kind in stored),
        Fingerprint("Document", edition.document_sha256, hashlib.sha256(edition.document.encode()).hexdigest()),
        Fingerprint("Seal", edition.seal, edition.sealed()),
    )
    faults = [_fault(each.name) for each in fingerprints if not each.is_right]
    faults += [*_of_files(named, stored), *_unreadable(edition), *_out_of_chain(edition), *_unlike_the_audit(edition)]
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
    """A sentence where the frozen document, rendered again, gives other files or none; empty where it gives the same.

    Raises OtherVersionsError, with a sentence, where it was made with other versions than those installed here.
    """
    try:
        document = read(edition.document)
        now = versions(document) | (versions_of_files() if edition.files else {})
        then = json.loads(edition.renderer_versions)
        changed = sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))
        if changed:
            raise OtherVersionsError(f"{edition}: not rendered again, because {', '.join(changed)} changed since.")
        others = _made_otherwise(edition, document)
    except (UnreadableDocumentError, PressError) as error:
        return f"It can’t be rendered again: {error}"
    return f"Rendered again with the same versions, it gives another {' and another '.join(others)}." if others else ""


def _made_otherwise(edition: Edition, document: Document) -> list[str]:
    """The names of the files that come out otherwise than they were issued."""
    made = files(document) if edition.files else {}
    hashes = {kind: hashlib.sha256(content).hexdigest() for kind, content in made.items()}
    others = [FORMATS[kind].called for kind, recorded in named_files(edition).items() if hashes.get(kind) != recorded]
    return [*(["PDF"] if pdf(document) != bytes(edition.pdf) else []), *others]


class OtherVersionsError(Exception):
    """An edition was made with other versions of what renders it; the message is a sentence that names them."""


_FAULTS = {
    "PDF": "The PDF is not the one that was issued: its fingerprint differs.",
    "Document": "The document is not the one that was issued: its fingerprint differs.",
    "Seal": "What is recorded of it (who issued it when, its number, its fingerprints) was changed: the seal differs.",
}


def _fault(name: str) -> str:
    called = {each.name: each.called for each in FORMATS.values()}
    return _FAULTS.get(name) or f"The {called[name]} is not the one that was issued: its fingerprint differs."


def named_files(edition: Edition) -> dict[str, str]:
    """The fingerprints of the files that were issued with it, by their kind; none for an edition from before there were any.

    What is no such list was changed, which the seal tells.
    """
    try:
        named = json.loads(edition.files or "{}")
    except ValueError:
        return {}
    return {kind: named[kind] for kind in FORMATS if kind in named} if isinstance(named, dict) else {}


def _stored_files(edition: Edition) -> dict[str, Fingerprint]:
    """The files that are there, by their kind: the fingerprint that is recorded beside each, and the one it has."""
    rows = edition.further_files.values_list("kind", "sha256", "content")
    return {
        kind: Fingerprint(kind, recorded, hashlib.sha256(bytes(content)).hexdigest())
        for kind, recorded, content in rows
    }


def _of_files(named: dict[str, str], stored: dict[str, Fingerprint]) -> Iterator[str]:
    """What is wrong with the files as a whole: one is missing, was added, or has a wrong fingerprint beside it."""
    for kind in sorted(named.keys() - stored.keys()):
        yield f"The {FORMATS[kind].called} is missing."
    for kind in sorted(stored.keys() - named.keys()):
        yield f"There is a {FORMATS[kind].called} that was not issued with it."
    for kind in sorted(stored.keys() & named.keys()):
        if stored[kind].recorded != named[kind]:
            yield f"The fingerprint beside the {FORMATS[kind].called} was changed."


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
    recorded: dict[str, object] = {
        "pdf_sha256": edition.pdf_sha256,
        "document_sha256": edition.document_sha256,
        "seal": edition.seal,
    }
    if edition.files:
        recorded["files"] = named_files(edition)
    if recorded.items() <= event.after.items():
        return []
    return ["The audit has other fingerprints of it than the edition itself."]
