"""The demonstration's report, loaded and printed once for all tests that read it back."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from commitments.addresses import find_period, find_strategy
from commitments.models import User
from commitments.workbook.apply import apply
from commitments.workbook.reading import read_workbook
from reports.document import Document, build
from reports.render.pdf import pdf
from tests.reports.readback import ReadBack

STRATEGY = "ccc/five-year-strategic-plan-2021-2025"
REAL = Path(settings.BASE_DIR).parent / "shared" / "inputs" / "ccc-plan-2022-03.xlsx"


@dataclass
class Printed:
    """A report as document, as PDF, and read back."""

    document: Document
    pdf: bytes
    read: ReadBack


def _documents(django_db_blocker, load, *periods: str) -> list[Document]:
    """The documents of these periods, from rows that are gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        documents = [build(find_period(find_strategy(STRATEGY), period)) for period in periods]
        transaction.set_rollback(True)
    return documents


def _printed(document: Document) -> Printed:
    content = pdf(document)
    return Printed(document, content, ReadBack(content))


@pytest.fixture(scope="session")
def demonstrations(django_db_setup, django_db_blocker) -> list[Printed]:
    """The demonstration's reports of March 2022 (closed) and September 2022 (an open round)."""
    load = lambda: call_command("load_demonstration", verbosity=0)  # noqa: E731 -- a call, kept for later
    return [_printed(each) for each in _documents(django_db_blocker, load, "march-2022", "september-2022")]


@pytest.fixture(scope="session")
def real(django_db_setup, django_db_blocker) -> Printed:
    """The report of the real workbook."""
    if not REAL.exists():
        pytest.skip(f"{REAL.name} is not beside this checkout: the real plan is not part of it")

    def load() -> None:
        apply(plan=read_workbook(REAL.read_bytes()).plan, by=User.objects.system(), source=REAL.name)

    return _printed(_documents(django_db_blocker, load, "march-2022")[0])
