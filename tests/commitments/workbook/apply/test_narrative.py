"""Highlights, challenges and key activities into rows."""

import pytest

from commitments.models import NarrativePoint
from commitments.workbook.plan import NarrativeRow
from tests.commitments.workbook.plans import applied, commitment, plan, refusal

pytestmark = pytest.mark.django_db

OPENED = NarrativeRow("June 2021", "highlight", "The unit opened", "Be digital", ("BD-01",))
MONEY = NarrativeRow("June 2021", "challenge", "Money is short")


def texts():
    return list(NarrativePoint.objects.order_by("kind", "position", "id").values_list("kind", "text", "position"))


def test_narrative_stands_in_the_order_of_the_file_within_each_kind():
    more = [NarrativeRow("June 2021", "highlight", text, priority) for text, priority in (("B", ""), ("A", "Be kind"))]

    applied(plan(narrative=(more[0], MONEY, OPENED, more[1])))

    assert texts() == [
        ("challenge", "Money is short", 0),
        ("highlight", "B", 0),
        ("highlight", "The unit opened", 1),
        ("highlight", "A", 2),
    ]


def test_narrative_is_found_by_its_words_and_keeps_its_commitments():
    applied(plan(narrative=(OPENED,)))

    done = applied(plan(narrative=(NarrativeRow("JUNE 2021", "highlight", "The  unit opened", "be digital"),)))

    assert [row.ref for row in NarrativePoint.objects.get().commitments.all()] == ["BD-01"]
    assert not done.changed_anything()


def test_narrative_takes_other_commitments():
    two = (commitment(), commitment("Other", "BD-02"))
    applied(plan(*two, narrative=(OPENED,)))

    done = applied(
        plan(*two, narrative=(NarrativeRow("June 2021", "highlight", "The unit opened", "Be digital", ("bd-02",)),))
    )

    assert [row.ref for row in NarrativePoint.objects.get().commitments.all()] == ["BD-02"]
    assert done.words() == "1 narrative point changed"


def test_narrative_with_other_words_is_new_and_the_old_is_remarked_on():
    applied(plan(narrative=(MONEY,)))

    done = applied(plan(narrative=(NarrativeRow("June 2021", "challenge", "Time is short"),)))

    assert [text for _kind, text, _position in texts()] == ["Money is short", "Time is short"]
    assert done.remarks == ("1 narrative point stands here but not in the file, and stayed: 'Money is short'.",)


def test_narrative_of_what_is_unknown_is_refused():
    assert refusal(plan(narrative=(NarrativeRow("May 2021", "highlight", "Opened", "Be quick", ("BD-09",)),))) == [
        "Narrative: 'Opened': there is no period 'May 2021'",
        "Narrative: 'Opened': there is no priority 'Be quick'",
        "Narrative: 'Opened': there is no commitment 'BD-09'",
    ]
