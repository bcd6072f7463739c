"""An update is handed in whole or not at all: whoever kills the process that does it, and wherever."""

import inspect
import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from commitments.actions import writing
from tests.commitments.views.writing_rooms import room

pytestmark = pytest.mark.django_db(transaction=True)

CHILD = "import sys, django; django.setup(); from tests.commitments.actions.handing_in_child import main; main(*sys.argv[1:])"
MARCH = "(SELECT id FROM commitments_reportingperiod WHERE state = 'closed')"
COUNTS = (
    f"SELECT COUNT(*) FROM commitments_statusupdate WHERE period_id <> {MARCH}",
    f"SELECT COUNT(*) FROM commitments_statusupdate WHERE period_id <> {MARCH} AND state = 'submitted' AND revision = 2",
    f"SELECT COUNT(*) FROM commitments_updatepoint p JOIN commitments_statusupdate u ON u.id = p.update_id WHERE period_id <> {MARCH}",
    "SELECT COUNT(*) FROM commitments_outcome",
    "SELECT COUNT(*) FROM commitments_statusupdate_typed_by",
    "SELECT COUNT(*) FROM commitments_auditevent",
)
NOTHING, ALL = [0, 0, 0, 0, 0, 0], [1, 1, 4, 1, 1, 2]
STEPS = {
    "taken": NOTHING,
    "listed": NOTHING,
    "answered": NOTHING,
    "written": NOTHING,
    "submitted": NOTHING,
    "committed": ALL,
}


@pytest.fixture
def here():
    """Ann's update, of which nothing is written yet."""
    return room(Client())


@pytest.fixture
def database(here, tmp_path):
    """The address of a database that other processes see: the test's own or, on SQLite, where that is in memory, a copy in a file."""
    if connection.vendor == "sqlite":
        file = tmp_path / "copy.sqlite3"
        with closing(sqlite3.connect(file)) as copy:
            connection.connection.backup(copy)
        return f"sqlite:///{file}"
    found = connection.settings_dict
    return f"postgres://{found['USER']}@{quote(found['HOST'], safe='')}/{found['NAME']}"


def handed_in(database, here, step):
    """What a process says that hands in the update and kills itself at a step, its exit code, and its faults."""
    keys = [here.commitment.pk, here.period.pk, here.ann.pk, here.step.pk]
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *map(str, keys), step],
        env=os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "strategy_tracker.settings", "DEMO": "1"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.stdout, done.returncode, done.stderr


def counted(database):
    """How many rows there are of all that handing in makes."""
    if database.startswith("sqlite"):
        with closing(sqlite3.connect(database.removeprefix("sqlite:///"))) as file:
            return [file.execute(query).fetchone()[0] for query in COUNTS]
    with connection.cursor() as cursor:
        return [cursor.execute(query) and cursor.fetchone()[0] for query in COUNTS]


def test_every_step_of_handing_in_is_tried():
    assert set(re.findall(r'boundary\("(\w+)"\)', inspect.getsource(writing))) == set(STEPS)


@pytest.mark.parametrize(("step", "rows"), STEPS.items())
def test_handing_in_that_is_killed_leaves_a_whole_update_or_none(database, here, step, rows):
    killed = handed_in(database, here, step)
    left = counted(database)
    again = handed_in(database, here, "nowhere")

    assert killed == ("", -signal.SIGKILL, "")
    assert left == rows
    # Nothing has to be repaired by hand: sent again, it counts once.
    assert again[:2] == ("submitted {}", 0)
    assert counted(database) == ALL
