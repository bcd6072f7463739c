"""Prints what the pages cost, at the size of one real organisation and of ten: `make bench`.

Beside each page stands its floor: the same SQL behind the same middleware into an empty page. Seconds differ from machine to
machine; compare the ratios, which come from one run with the contenders in turn.
"""

import gc
import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = tempfile.TemporaryDirectory()
os.environ |= {
    "DEMO": "1",
    "DATABASE_URL": f"sqlite:///{FOLDER.name}/bench.sqlite3",
    "DJANGO_SETTINGS_MODULE": "strategy_tracker.settings",
}
sys.path[:0] = [str(ROOT)]

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, override_settings
from django.urls import include, path, reverse

from commitments.models import ReportingPeriod, SuccessMeasure, User
from tests.benchmarks.plans import organisation_of_the_real_size

ROUNDS = 30
AIMS = "aims: 3 times the floor, 1.5 times the time of one organisation"
PAGES = (
    *("strategies", "dashboard", "register", "commitment", "plan-outline", "ledger", "report", "editions"),
    *(
        "my-updates",
        "approvals",
        "round",
        "compare",
        "measures",
        "measure",
        "meeting",
        "report-desk",
        "api-commitments",
    ),
)
Statements = list[tuple[str, object]]
_replayed: Statements = []  # what the floor asks the database


def floor(request: HttpRequest) -> HttpResponse:
    """An empty page, after the SQL of the page that it is compared with."""
    with connection.cursor() as cursor:
        for statement, parameters in _replayed:
            cursor.execute(statement, parameters)
            cursor.fetchall()
    return render(request, "base.jinja")


urlpatterns = [path("floor/", floor), path("", include("strategy_tracker.urls"))]


def main() -> None:
    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)
    reader = User.objects.create_user("reader@example.nhs.uk")
    client = Client()
    client.force_login(reader)
    medians: dict[tuple[str, int], float] = {}
    print(f"Pages, median of {ROUNDS} requests ({AIMS})")
    made = 0
    for organisations in (1, 10):
        for number in range(made, organisations):
            organisation_of_the_real_size(number, reader)
        made = organisations
        for name in PAGES:
            medians[name, organisations] = _measure(client, name, organisations)
    for name in PAGES:
        print(f"{name:>16}: at ten organisations {medians[name, 10] / medians[name, 1]:.2f} times the time at one")


def _measure(client: Client, name: str, organisations: int) -> float:
    """Prints a line for a page; returns its median in milliseconds."""
    address = _address(name)
    client.get(address)  # notes down the time of signing in, and fills caches of templates
    with _recorded() as statements:
        assert client.get(address).status_code == 200, address
    with _recorded() as around:
        _replayed.clear()
        client.get("/floor/")
    _replayed.extend(each for each in statements if each[0] not in {statement for statement, _ in around})
    page, bottom = [], []
    for _ in range(ROUNDS):
        page.append(_milliseconds(client, address))
        bottom.append(_milliseconds(client, "/floor/"))
    median, least = statistics.median(page), statistics.median(bottom)
    print(
        f"{name:>16} at {organisations:>2}: {median:6.1f} ms, {len(statements):>2} queries; "
        f"floor {least:6.1f} ms; ratio {median / least:.2f}",
        flush=True,
    )
    return median


def _address(name: str) -> str:
    """The page's address in the first organisation; pages of all organisations have none."""
    period = ReportingPeriod.objects.filter(strategy__organisation__slug="trust-0").latest("month")
    if name in {"strategies", "my-updates", "approvals"}:
        return reverse(name)
    if name == "api-commitments":
        return f"/api/v1/commitments/?strategy={period.strategy_id}&period={period.pk}&page_size=100"
    if name in {"plan-outline", "ledger", "editions"}:
        return reverse(name, args=period.strategy.address)
    last: list[object] = {"commitment": ["C-05"], "measure": [SuccessMeasure.objects.earliest("pk").pk]}.get(name, [])
    return reverse(name, args=[*period.address, *last])


def _milliseconds(client: Client, address: str) -> float:
    gc.collect()
    started = time.perf_counter()
    client.get(address)
    return 1000 * (time.perf_counter() - started)


@contextmanager
def _recorded() -> Iterator[Statements]:
    """The SELECTs that are asked meanwhile, with their parameters."""
    statements: Statements = []

    def note(execute: Callable[..., object], sql: str, parameters: object, many: bool, context: object) -> object:
        if sql.startswith("SELECT"):
            statements.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        yield statements


if __name__ == "__main__":
    with override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"]):
        main()
