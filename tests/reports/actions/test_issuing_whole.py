"""An edition stands whole or not at all: whoever is killed, whoever is quicker, and whatever is written meanwhile."""

import os
import signal
import subprocess
import sys
from threading import Thread

import pytest
from django.conf import settings
from django.db import connection, transaction

from commitments.models import Commitment, Priority
from reports.actions.issuing import propose
from reports.document import build
from reports.render.formats import FORMATS
from tests.apart import asked, database_in_common, ended, program
from tests.reports.issued import secretary_of, small_report

pytestmark = pytest.mark.django_db(transaction=True)

TABLES = ("reports_report", "reports_edition", "reports_presentation", "commitments_auditevent", "reports_editionfile")
NOTHING, ALL = [0] * 5, [1, 1, 1, 1, len(FORMATS)]


@pytest.fixture
def march():
    return small_report()


@pytest.fixture
def database(march, tmp_path):
    secretary_of(march.strategy.organisation)
    return database_in_common(tmp_path)


def child(database, march, step, do):
    """A process that issues the report of March 2022."""
    keys = [march.pk, march.meetings.get().pk, march.strategy.organisation.memberships.get().user_id]
    return program("tests.reports.actions.issuing_child", *keys, step, do, database=database)


def counted(database):
    """How many rows there are of all that issuing makes."""
    return asked(database, [f"SELECT COUNT(*) FROM {table}" for table in TABLES])


def said_by(command, database):
    """What a command of manage.py says of the database, and its exit code."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        env=os.environ | {"DATABASE_URL": database, "DEMO": "1"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr, done.returncode


@pytest.mark.parametrize(
    ("step", "rows"),
    [("built", NOTHING), ("rendered", NOTHING), ("stored", NOTHING), ("committed", ALL)],
)
def test_issuing_that_is_killed_leaves_a_whole_edition_or_none(database, march, step, rows):
    killed = ended(child(database, march, step, "kill"))
    left = counted(database)
    then, _code, _faults = ended(child(database, march, "nowhere", "kill"))

    assert killed == ("", -signal.SIGKILL, "")
    assert left == rows
    # Nothing has to be repaired by hand: the edition is there, or is issued as if nothing had been.
    assert then.startswith(
        "refused: Nothing has changed" if rows[0] else "issued: Edition 1 of the report for March 2022"
    )
    assert counted(database) == ALL
    assert said_by(["verify_editions"], database) == ("1 edition: every one is what was issued.\n", 0)


def test_two_people_issuing_at_once_make_one_edition_and_one_of_them_is_told(database, march):
    with child(database, march, "rendered", "wait") as one, child(database, march, "rendered", "wait") as other:
        assert (one.stdout.readline(), other.stdout.readline()) == ("there\n", "there\n")
        one.stdin.close()
        other.stdin.close()
        said = sorted([one.stdout.read(), other.stdout.read()])
        faults = one.stderr.read() + other.stderr.read()

    assert (faults, one.returncode, other.returncode) == ("", 0, 0)
    assert said[0] == "issued: Edition 1 of the report for March 2022\n"
    assert said[1].startswith("refused: Helen Marsh issued edition 1 of this report on ")
    assert said[1].endswith(", while yours was being made. Read that edition before you issue another.\n")
    assert counted(database) == ALL


# An edit between the queries


def edit_after(number, march):
    """Lets somebody else change two texts that a report reads by different queries, once that many queries have been made."""
    made = 0

    def edit():
        with transaction.atomic():
            Priority.objects.filter(strategy=march.strategy_id).update(name="New")
            Commitment.objects.filter(strategy=march.strategy_id).update(wording="New")
        connection.close()

    def between(execute, *query):
        nonlocal made
        made += 1
        if made == number:
            somebody = Thread(target=edit)
            somebody.start()
            somebody.join()
        return execute(*query)

    return connection.execute_wrapper(between)


def read_with_an_edit_after(number, march, how):
    """Which of the two texts of a document are new."""
    Priority.objects.update(name="Old")
    Commitment.objects.update(wording="Old")
    with edit_after(number, march):
        document = how(march)
    chapter = document.chapters[0]
    return {chapter.name, chapter.groups[0].lines[0].wording}


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="a transaction of SQLite holds the whole database")
def test_edit_between_the_queries_of_issuing_is_wholly_in_or_wholly_out(march):
    plain = [read_with_an_edit_after(number, march, build) for number in range(1, 15)]
    issued = [
        read_with_an_edit_after(number, march, lambda period: propose(period).document) for number in range(1, 15)
    ]

    assert {"Old", "New"} in plain  # the danger is real
    assert [each for each in issued if len(each) != 1] == []
    assert {"Old"} in issued
