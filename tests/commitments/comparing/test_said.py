"""What an update says, as plain values."""

import pytest

from commitments.comparing.said import Said, content, said_in, said_then
from tests.factories import StatusUpdateFactory, UpdatePointFactory

pytestmark = pytest.mark.django_db


def test_said_now_and_said_then_are_the_same_words():
    update = StatusUpdateFactory(stage="paused", rating="amber", reason="No staff")
    UpdatePointFactory(update=update, kind="next", text="Hire nurses", position=0)
    UpdatePointFactory(update=update, kind="next", text="by agency", position=1, depth=1)

    said = said_in(update)

    assert said == Said("paused", "amber", "", "No staff", (("next", "Hire nurses", 0), ("next", "by agency", 1)))
    assert said_then(content(update)) == said
    assert (said.bullets("next"), said.bullets("progress")) == ([("Hire nurses", 0), ("by agency", 1)], [])
