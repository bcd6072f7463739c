"""Nobody's edit is lost: eight people write one update at the same time, on either database."""

import json

import pytest
from django.db import connection

from tests.apart import ended, program
from tests.commitments.actions.writers import guarded, lost, unguarded


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has its own test: its test database is one connection"
)
def test_no_edit_of_480_is_lost_on_postgresql(transactional_db):
    assert lost(unguarded) > 0  # so there is a race
    assert lost(guarded) == 0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own test")
def test_no_edit_of_480_is_lost_on_sqlite(tmp_path):
    """In a database file and a process of its own: the test database is in memory, where threads share one connection."""
    race = program("tests.commitments.actions.writers", database=f"sqlite:///{tmp_path / 'race.sqlite3'}")

    said, code, faults = ended(race, seconds=300)

    assert (code, faults) == (0, "")
    found = json.loads(said)
    assert found.pop("unguarded") > 0  # so there is a race
    assert found == {"guarded": 0}
