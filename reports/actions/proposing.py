"""What issuing a report would make now: its words, its number, and what it would replace. Read from one state of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from commitments.models import PeriodState, ReportingPeriod
from commitments.rounds.deadlines import day_in_london
from reports.checks import Finding, check, open_findings
from reports.document import Document, build, read
from reports.document.desk import desk_of
from reports.document.frozen import UnreadableDocumentError
from reports.models import Audience, Edition


@dataclass(frozen=True)
class Proposal:
    """What issuing a period's report now would make: its words, its number, and the editions that it has to do with."""

    period: ReportingPeriod
    audience: Audience
    document: Document  # not numbered yet
    number: int
    before: Edition | None  # the edition for the same audience that this one would replace
    same_as: Edition | None  # the last one for that audience that was not withdrawn, where it says the same words
    findings: tuple[Finding, ...]  # what stands between this document and its audience

    @property
    def advice(self) -> tuple[str, ...]:
        """What would be noted on the edition, in sentences."""
        return open_findings(self.findings)

    @property
    def obstacle(self) -> str:
        """Why the report can't be issued now, whatever the meeting, in a sentence; empty where it can."""
        if self.period.state == PeriodState.PLANNED:
            return f"The round of {self.period.label} has not begun, so there is no report to issue yet."
        if self.same_as:
            number = self.same_as.number
            return f"Nothing has changed since edition {number}. Present that edition to the meeting instead."
        return ""


def propose(period: ReportingPeriod, audience: Audience = Audience.BOARD, *, at: datetime | None = None) -> Proposal:
    """What issuing the report of a period to an audience would make now, read from one state of the database.

    `at` is the moment of issue: the board's document then also holds what the site knew.
    """
    with _one_state():
        found = ReportingPeriod.objects.select_related("strategy__organisation").get(pk=period.pk)
        document = build(found, audience, at=at)
        findings = check(document, desk_of(found, day_in_london(at or timezone.now())))
        editions = Edition.objects.filter(report__period=found).order_by("-number")
        last = editions.values_list("number", flat=True).first()  # numbers run through all audiences
        theirs = editions.filter(audience=audience)
        before = theirs.defer("pdf").select_related("issued_by").first()
        stands = theirs.standing().defer("pdf").first()
    same = stands if stands and words_of(stands) == document.unissued() else None
    return Proposal(found, audience, document, (last or 0) + 1, before, same, findings)


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


def words_of(edition: Edition) -> Document | None:
    """What an edition says, without its number; none for one that can't be read any more."""
    try:
        return read(edition.document).unissued()
    except UnreadableDocumentError:
        return None
