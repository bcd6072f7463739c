"""Issuing: the report of a period is frozen as an edition, which goes to a meeting.

In three steps, so that nothing is rendered while the database waits: one short transaction reads one state of the database and
builds the document; its files are made outside of any; a second short transaction stores the edition whole, or nothing.
"""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from commitments.actions import RefusedError
from commitments.dates import in_words
from commitments.models import AuditEvent, Meeting, ReportingPeriod, Strategy, User
from commitments.text import one_line
from reports.actions.proposing import Proposal, propose, words_of
from reports.checks import blocking
from reports.compare import errata
from reports.document import Document, canonical, sha256
from reports.models import CHARACTERS_OF_A_NOTE, Audience, Edition, EditionFile, Presentation, Report
from reports.render.formats import files
from reports.render.pdf import pdf
from reports.render.versions import versions, versions_of_files

__all__ = ["issue", "propose"]


@dataclass(frozen=True)
class Printed:
    """A numbered document with its files and what these were made with."""

    document: Document
    pdf: bytes
    files: dict[str, bytes]
    versions: dict[str, str]


@dataclass(frozen=True)
class Issuing:
    """Who issues it, when, and what is noted on the edition: what has changed, and what readiness had found."""

    by: User
    at: datetime
    change_note: str
    left_open: tuple[str, ...]


def issue(
    *,
    period: ReportingPeriod,
    meeting: Meeting,
    by: User,
    audience: Audience = Audience.BOARD,
    change_note: str = "",
    leaving_out: Collection[str] = (),
    now: datetime | None = None,
) -> Edition:
    """Issues the report of a period, as it stands now, to a meeting of that period; gives the new edition with all its files.

    `leaving_out` are the refs whose updates are not approved and are left out, which the report says. What else readiness
    finds is noted on the edition. Raises RefusedError, with nothing stored: for what blocks, for a period that has not begun, a meeting of another period, the words of the edition that stands, a later
    edition for the same audience without a note of what has changed, and when somebody else was quicker. Raises PressError
    where a file can't be made. Not to be called within a transaction.
    """
    at = now or timezone.now()
    proposal = propose(period, audience, at=at)
    issuing = Issuing(by, at, one_line(change_note), proposal.advice)
    _refuse(proposal, meeting, issuing.change_note)
    _refuse_what_blocks(proposal, leaving_out)
    boundary("built")
    printed = _printed(proposal, issuing.change_note)
    boundary("rendered")
    with transaction.atomic(durable=True):
        edition = _stored(proposal, printed, issuing)
        _present_first(edition, meeting, by)
        boundary("stored")
    boundary("committed")
    return edition


def _printed(proposal: Proposal, note: str) -> Printed:
    """The numbered document, with what it corrects, and its files. Outside any transaction: this takes seconds."""
    before = words_of(proposal.before) if proposal.before else None
    corrected = errata(before, proposal.document.unissued()) if before else ()
    document = proposal.document.issued(proposal.number, note, corrected)
    made = files(document)
    return Printed(document, pdf(document), made, versions(document) | versions_of_files())


def boundary(name: str) -> None:
    """Marks the end of a step (built, rendered, stored, committed): tests stop the process here. It does nothing else."""


def _refuse(proposal: Proposal, meeting: Meeting, note: str) -> None:
    if proposal.obstacle:
        raise RefusedError(proposal.obstacle)
    if meeting.period_id != proposal.period.pk:
        raise RefusedError(
            f"This meeting does not receive the report for {proposal.period.label}. Choose one that does."
        )
    if proposal.before and not note:
        raise RefusedError(f"Say what has changed since edition {proposal.before.number}.")
    if note and not proposal.before:
        raise RefusedError("This is the first edition, so there is no change to describe. Leave the note empty.")
    if len(note) > CHARACTERS_OF_A_NOTE:
        raise RefusedError(f"Say what has changed in at most {CHARACTERS_OF_A_NOTE} characters.")


def _refuse_what_blocks(proposal: Proposal, leaving_out: Collection[str]) -> None:
    """Refuses what no audience may receive: updates that are neither approved nor left out, private texts in a public edition."""
    found = blocking(proposal.findings, leaving_out)
    if found:
        more = f" The report desk lists {len(found) - 1} more." if len(found) > 1 else ""
        raise RefusedError(f"{found[0].sentence}{more}")


def _stored(proposal: Proposal, printed: Printed, issuing: Issuing) -> Edition:
    """The new edition, sealed after the last one of its strategy, which is held until the transaction ends."""
    strategy = proposal.period.strategy
    Strategy.objects.select_for_update(no_key=True).only("pk").get(pk=strategy.pk)
    _refuse_if_another_was_quicker(proposal)
    last = Edition.objects.filter(report__period__strategy=strategy).without_content().order_by("-pk").first()
    report, _is_new = Report.objects.get_or_create(period=proposal.period)
    hashes = {kind: hashlib.sha256(content).hexdigest() for kind, content in printed.files.items()}
    edition = Edition(
        report=report,
        number=proposal.number,
        audience=proposal.audience,
        document=canonical(printed.document),
        document_version=printed.document.version,
        document_sha256=sha256(printed.document),
        pdf=printed.pdf,
        pdf_sha256=hashlib.sha256(printed.pdf).hexdigest(),
        files=json.dumps(hashes, sort_keys=True),
        left_open=json.dumps(issuing.left_open, ensure_ascii=False) if issuing.left_open else "",
        renderer_versions=json.dumps(printed.versions, sort_keys=True),
        issued_at=issuing.at,
        issued_by=issuing.by,
        issuer_email=issuing.by.email,
        supersedes=proposal.before,
        change_note=issuing.change_note,
        previous_seal=last.seal if last else "",
    )
    edition.seal = edition.sealed()
    edition.save(force_insert=True)
    EditionFile.objects.bulk_create(
        EditionFile(edition=edition, kind=kind, content=content, sha256=hashes[kind])
        for kind, content in printed.files.items()
    )
    return edition


def _refuse_if_another_was_quicker(proposal: Proposal) -> None:
    taken = Edition.objects.filter(report__period=proposal.period, number=proposal.number).without_content()
    other = taken.select_related("issued_by").first()
    if other:
        at = timezone.localtime(other.issued_at)
        raise RefusedError(
            f"{other.issued_by} issued edition {other.number} of this report on {in_words(at.date())} at {at:%H:%M}, "
            "while yours was being made. Read that edition before you issue another."
        )


def _present_first(edition: Edition, meeting: Meeting, by: User) -> None:
    """The meeting that the edition is issued to, and the one entry in the audit that says all of it."""
    held = Meeting.objects.select_for_update(no_key=True, of=("self",)).select_related("committee")
    there = held.filter(pk=meeting.pk, period=edition.report.period_id).first()
    if there is None:
        raise RefusedError("This meeting does not receive the report any more. Choose another.")
    presentation = Presentation.objects.create(
        edition=edition, meeting=there, presented_at=edition.issued_at, presented_by=by
    )
    AuditEvent.objects.record(
        by=by,
        organisation=edition.report.period.strategy.organisation,
        what="issued",
        thing=edition,
        after={
            "address": "/".join(map(str, edition.address)),
            "document_sha256": edition.document_sha256,
            "pdf_sha256": edition.pdf_sha256,
            "files": json.loads(edition.files),
            "seal": edition.seal,
            "meeting": presentation.to,
            "presentation": presentation.pk,
        },
    )
