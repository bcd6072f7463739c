"""Issuing: the report of a period is frozen as an edition, which goes to a meeting.

In three steps, so that nothing is rendered while the database waits: one short transaction reads one state of the database and
builds the document; the PDF is made outside of any; a second short transaction stores the edition whole, or nothing.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from commitments.actions import RefusedError
from commitments.dates import in_words
from commitments.models import AuditEvent, Meeting, PeriodState, ReportingPeriod, Strategy, User
from commitments.text import one_line
from reports.document import Document, build, canonical, read, sha256
from reports.document.frozen import UnreadableDocumentError
from reports.models import CHARACTERS_OF_A_NOTE, Edition, Presentation, Report
from reports.render.pdf import pdf
from reports.render.versions import versions


@dataclass(frozen=True)
class Proposal:
    """What issuing a period's report now would make: its words, its number, and the editions that it has to do with."""

    period: ReportingPeriod
    document: Document  # not numbered yet
    number: int
    before: Edition | None  # the edition that this one would replace
    same_as: Edition | None  # the last edition that was not withdrawn, where it says the same words

    @property
    def obstacle(self) -> str:
        """Why the report can't be issued now, whatever the meeting, in a sentence; empty where it can."""
        if self.period.state == PeriodState.PLANNED:
            return f"The round of {self.period.label} has not begun, so there is no report to issue yet."
        if self.same_as:
            number = self.same_as.number
            return f"Nothing has changed since edition {number}. Present that edition to the meeting instead."
        return ""


@dataclass(frozen=True)
class Printed:
    """A numbered document with its PDF and what that was made with."""

    document: Document
    pdf: bytes
    versions: dict[str, str]


def issue(
    *, period: ReportingPeriod, meeting: Meeting, by: User, change_note: str = "", now: datetime | None = None
) -> Edition:
    """Issues the report of a period, as it stands now, to a meeting of that period; gives the new edition.

    Raises RefusedError, with nothing stored: for a period that has not begun, a meeting of another period, the words of the
    edition that stands, a later edition without a note of what has changed, and when somebody else was quicker. Raises
    PressError where the PDF can't be made. Not to be called within a transaction.
    """
    note = one_line(change_note)
    proposal = propose(period)
    _refuse(proposal, meeting, note)
    boundary("built")
    document = proposal.document.issued(proposal.number, note)
    printed = Printed(document, pdf(document), versions(document))
    boundary("rendered")
    with transaction.atomic(durable=True):
        edition = _stored(proposal, printed, note, by, now or timezone.now())
        _present_first(edition, meeting, by)
        boundary("stored")
    boundary("committed")
    return edition


def propose(period: ReportingPeriod) -> Proposal:
    """What issuing the report of a period would make now, read from one state of the database."""
    with _one_state():
        found = ReportingPeriod.objects.select_related("strategy__organisation").get(pk=period.pk)
        document = build(found)
        editions = Edition.objects.filter(report__period=found).order_by("-number")
        before = editions.without_content().select_related("issued_by").first()
        stands = editions.standing().defer("pdf").first()
    same = stands if stands and _words_of(stands) == document else None
    return Proposal(found, document, before.number + 1 if before else 1, before, same)


def boundary(name: str) -> None:
    """Marks the end of a step (built, rendered, stored, committed): tests stop the process here. It does nothing else."""


@contextmanager
def _one_state() -> Iterator[None]:
    """A transaction all of whose queries see the same state: whoever writes meanwhile is wholly in, or wholly out.

    On SQLite every transaction is like that. Only a test's own transaction may be around it; there it has begun already.
    """
    begins = not connection.in_atomic_block
    with transaction.atomic(durable=True):
        if begins and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _words_of(edition: Edition) -> Document | None:
    """What an edition says, without its number; none for one that can't be read any more."""
    try:
        return read(edition.document).unissued()
    except UnreadableDocumentError:
        return None


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


def _stored(proposal: Proposal, printed: Printed, note: str, by: User, now: datetime) -> Edition:
    """The new edition, sealed after the last one of its strategy, which is held until the transaction ends."""
    strategy = proposal.period.strategy
    Strategy.objects.select_for_update(no_key=True).only("pk").get(pk=strategy.pk)
    _refuse_if_another_was_quicker(proposal)
    last = Edition.objects.filter(report__period__strategy=strategy).without_content().order_by("-pk").first()
    report, _is_new = Report.objects.get_or_create(period=proposal.period)
    edition = Edition(
        report=report,
        number=proposal.number,
        document=canonical(printed.document),
        document_version=printed.document.version,
        document_sha256=sha256(printed.document),
        pdf=printed.pdf,
        pdf_sha256=hashlib.sha256(printed.pdf).hexdigest(),
        renderer_versions=json.dumps(printed.versions, sort_keys=True),
        issued_at=now,
        issued_by=by,
        issuer_email=by.email,
        supersedes=proposal.before,
        change_note=note,
        previous_seal=last.seal if last else "",
    )
    edition.seal = edition.sealed()
    edition.save(force_insert=True)
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
            "seal": edition.seal,
            "meeting": presentation.to,
            "presentation": presentation.pk,
        },
    )
