"""A small report with its meeting, and editions of it as issuing leaves them, without the seconds that a PDF takes."""

import json
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module

from django.db import connection

from commitments.guards import create, drop
from commitments.models import AuditEvent
from tests.factories import (
    CommitmentFactory,
    EditionFactory,
    EditionFileFactory,
    MeetingFactory,
    MembershipFactory,
    PresentationFactory,
    ReportFactory,
    UserFactory,
)
from tests.reports.document.samples import period_of, reported

GUARDS = import_module("reports.migrations.0003_the_report_desk").GUARDS
LEDGER = import_module("commitments.migrations.0002_guards").GUARDS[1]
FOLDER = "/organisation-1/strategy-1/2022-03"
EDITION = f"{FOLDER}/editions/1"


def small_report(**period):
    """March 2022, closed, of a strategy with one commitment; its report goes to the Trust Board."""
    commitment = CommitmentFactory(
        priority__strategy__title="Plan 2021-2025", priority__name="Be outstanding", ref="BO-01", wording="Open a ward"
    )
    march = period_of(commitment.strategy, "2022-03", **({"state": "closed"} | period))
    reported(commitment, march, "Walls stand", stage="in_progress", rating="green")
    MeetingFactory(period=march, committee__name="Trust Board")
    return march


def edition_of(period, **fields):
    """The next edition of a period's report, presented to its first meeting and written down in the audit."""
    report = getattr(period, "report", None) or ReportFactory(period=period)
    edition = EditionFactory(report=report, **fields)
    first = PresentationFactory(edition=edition, meeting=period.meetings.first())
    after = {name: getattr(edition, name) for name in ("document_sha256", "pdf_sha256", "seal")}
    after |= {"files": json.loads(edition.files)} if edition.files else {}
    AuditEvent.objects.record(
        by=edition.issued_by,
        organisation=period.strategy.organisation,
        what="issued",
        thing=edition,
        after=after | {"presentation": first.pk},
    )
    return edition


FILES = {"word": b"PK of a Word file", "workbook": b"PK of a workbook", "text": b"Words\n", "plan": b"PK of a plan"}


def edition_with_files(period, **fields):
    """The next edition, with a few bytes for each of its further files."""
    hashes = {kind: sha256(content).hexdigest() for kind, content in FILES.items()}
    edition = edition_of(period, files=json.dumps(hashes), **fields)
    for kind, content in FILES.items():
        EditionFileFactory(edition=edition, kind=kind, content=content)
    return edition


def secretary_of(organisation, **user):
    """Somebody who may issue that organisation's reports."""
    return MembershipFactory(
        organisation=organisation, role="board_secretary", user=UserFactory(**({"name": "Helen Marsh"} | user))
    ).user


@contextmanager
def guards_lifted():
    """Lets a test do to editions, and to the audit, what nobody can: as a fault of a disk would, or whoever owns the database."""
    if connection.vendor == "postgresql":  # triggers can't be dropped while checks of foreign keys are outstanding
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    drop(connection, (*GUARDS, LEDGER))
    yield
    create(connection, (*GUARDS, LEDGER))


def tamper(edition, **columns):
    """Writes other values into an edition's row."""
    with guards_lifted():
        type(edition).objects.filter(pk=edition.pk).update(**columns)


def flipped(content):
    """The bytes with one bit of one byte in the middle turned."""
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
