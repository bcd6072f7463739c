"""Nobody's edit is lost: eight people write one update at the same time, on either database."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from tests.commitments.actions.writers import guarded, lost, unguarded

PROGRAM = "import django; django.setup(); from tests.commitments.actions.writers import main; main()"


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has its own test: its test database is one connection"
)
def test_no_edit_of_480_is_lost_on_postgresql(transactional_db):
    assert lost(unguarded) > 0  # so there is a race
    assert lost(guarded) == 0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own test")
def test_no_edit_of_480_is_lost_on_sqlite(tmp_path):
    """In a database file and a process of its own: the test database is in memory, where threads share one connection."""
    environment = {
        **{name: value for name, value in os.environ.items() if name != "ALLOWED_HOSTS"},
        "DATABASE_URL": f"sqlite:///{tmp_path / 'race.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "strategy_tracker.settings",
        "DEMO": "1",
    }

    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    found = json.loads(ended.stdout)
    assert found.pop("unguarded") > 0  # so there is a race
    assert found == {"guarded": 0}
