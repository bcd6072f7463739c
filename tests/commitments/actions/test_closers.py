"""Nothing is written in a round once it is closed, however close the two come: on either database."""

import json

import pytest
from django.db import connection

from tests.apart import ended, program
from tests.commitments.actions.closers import WRITES, counted_by_closing, lands_after_closing, unguarded

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has its own test: its test database is one connection"
)


@on_postgresql
def test_write_that_only_looks_at_the_round_lands_in_a_closed_one(transactional_db):
    assert lands_after_closing("draft", unguarded)  # so there is a race


@on_postgresql
@pytest.mark.parametrize("name", WRITES)
def test_nothing_lands_in_a_closed_round_on_postgresql(transactional_db, name):
    assert not lands_after_closing(*WRITES[name])


@on_postgresql
def test_closing_waits_for_what_is_being_handed_in_and_counts_it(transactional_db):
    assert counted_by_closing(WRITES["submit"][1]) == {"not submitted": 1, "not approved": 1}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own tests")
def test_nothing_lands_in_a_closed_round_on_sqlite(tmp_path):
    """In a database file and a process of its own: the test database is in memory, where threads share one connection."""
    race = program("tests.commitments.actions.closers", database=f"sqlite:///{tmp_path / 'race.sqlite3'}")

    said, code, faults = ended(race, seconds=300)

    assert (code, faults) == (0, "")
    assert json.loads(said) == {"landed": [], "counted": {"not submitted": 1, "not approved": 1}}
