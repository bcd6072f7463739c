"""An update is handed in whole or not at all: whoever kills the process that does it, and wherever."""

import inspect
import re
import signal

import pytest
from django.test import Client

from commitments.actions import writing
from tests.apart import asked, database_in_common, ended, program
from tests.commitments.views.writing_rooms import room

pytestmark = pytest.mark.django_db(transaction=True)

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
    return database_in_common(tmp_path)


def handed_in(database, here, step):
    """What a process says that hands in the update and kills itself at a step, its exit code, and its faults."""
    keys = [here.commitment.pk, here.period.pk, here.ann.pk, here.step.pk]
    return ended(program("tests.commitments.actions.handing_in_child", *keys, step, database=database))


def test_every_step_of_handing_in_is_tried():
    assert set(re.findall(r'boundary\("(\w+)"\)', inspect.getsource(writing))) == set(STEPS)


@pytest.mark.parametrize(("step", "rows"), STEPS.items())
def test_handing_in_that_is_killed_leaves_a_whole_update_or_none(database, here, step, rows):
    killed = handed_in(database, here, step)
    left = asked(database, COUNTS)
    again = handed_in(database, here, "nowhere")

    assert killed == ("", -signal.SIGKILL, "")
    assert left == rows
    # Nothing has to be repaired by hand: sent again, it counts once.
    assert again[:2] == ("submitted {}", 0)
    assert asked(database, COUNTS) == ALL
