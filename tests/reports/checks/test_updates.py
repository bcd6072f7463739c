"""Findings about updates."""

from dataclasses import replace
from datetime import date

import pytest

from reports.checks.finding import Fix
from reports.checks.updates import about_updates
from reports.document.desk import Handed
from reports.document.parts import Cell, Completed, Point, Word
from tests.reports.checks.desks import ADDRESS, desk, telling
from tests.reports.document.samples import line

NO_UPDATE = Cell((), "No update reported")
ROUND = Fix("round-open", ADDRESS, "Open the round again")
AT = (*ADDRESS, "BO-01")


def found(told, **changes):
    return list(about_updates(told, desk(**changes)))


def next_of(*texts):
    return telling(line(cells=(*line().cells[:2], Cell(tuple(map(Point, texts))))))


@pytest.mark.parametrize(
    ("state", "sentence", "page"),
    [
        ("submitted", "The update of BO-01 is awaiting approval.", "approval"),
        ("draft", "The update of BO-01 is a draft.", "update-edit"),
        ("returned", "The update of BO-01 was returned to its author.", "update-edit"),
        ("not_begun", "The update of BO-01 has not been begun.", "update-edit"),
    ],
)
def test_update_that_is_not_approved_is_found(state, sentence, page):
    [each] = found(telling(), updates={"BO-01": Handed(state)})

    assert (each.code, each.sentence, each.where) == ("update", sentence, "BO-01")
    assert (each.fix.page, each.fix.args) == (page, AT)
    assert each.look == Fix("update-edit", AT, "Open the update of BO-01")


def test_update_that_nobody_has_made_is_found():
    [each] = found(telling(), updates={})

    assert each.sentence == "The update of BO-01 has not been begun."


def test_update_that_is_not_approved_in_a_closed_round_is_mended_by_opening_it_again():
    [each] = found(telling(), updates={"BO-01": Handed("submitted")}, round_is_open=False)

    assert each.fix == ROUND


def test_commitment_that_owes_no_update_is_not_found_unless_one_waits():
    assert found(telling(), updates={}, owing=frozenset()) == []
    assert found(telling(), updates={"BO-01": Handed("draft")}, owing=frozenset()) == []
    assert len(found(telling(), updates={"BO-01": Handed("submitted")}, owing=frozenset())) == 1


def test_commitment_that_was_complete_earlier_is_not_found():
    told = telling()
    chapter = replace(told.chapters[0], completed_earlier=(Completed("BO-02", "Open", "", "June 2021"),))

    assert found(replace(told, chapters=(chapter,)), owing=frozenset({"BO-01", "BO-02"})) == []


def test_approved_update_without_a_stage_is_found():
    [each] = found(telling(line(stage=None)))

    assert (each.code, each.sentence) == ("stage", "The update of BO-01 gives no stage.")
    assert each.fix == Fix("update-reopen", AT, "Reopen the update of BO-01")
    assert each.look == Fix("commitment", AT, "See BO-01")


@pytest.mark.parametrize(
    ("rating", "stage", "sentence"),
    [
        (Word("amber", "At risk"), Word("in_progress", "In progress"), "BO-01 is at risk and gives no reason."),
        (None, Word("paused", "Paused"), "BO-01 is paused and gives no reason."),
    ],
)
def test_approved_update_without_a_reason_is_found_where_one_is_needed(rating, stage, sentence):
    told = telling(line(rating=rating, stage=stage, reason=""))

    assert [each.sentence for each in found(told, updates={"BO-01": Handed("approved", needs_reason=True)})] == [
        sentence
    ]
    assert found(told, updates={"BO-01": Handed("approved")}) == []


def test_reason_that_is_given_is_not_found():
    assert found(telling(), updates={"BO-01": Handed("approved", needs_reason=True)}) == []


def test_what_an_approved_update_lacks_in_a_closed_round_is_mended_by_opening_it_again():
    [each] = found(telling(line(stage=None)), round_is_open=False)

    assert each.fix == ROUND


@pytest.mark.parametrize(
    ("texts", "meets", "sentence"),
    [
        (
            ["Open by 29 March 2022"],
            "30 March 2022",
            "Under Next, BO-01 names 29 March 2022, which will have passed by 30 March 2022.",
        ),
        (["Open in January 2022"], "", "Under Next, BO-01 names January 2022, which has passed."),
        (
            ["Tender in January 2022", "Choose in February 2022, move by 1/3/2022"],
            "",
            "Under Next, BO-01 names January 2022, February 2022 and 1/3/2022, which have passed.",
        ),
    ],
)
def test_past_date_under_next_is_found(texts, meets, sentence):
    [each] = found(next_of(*texts), as_of=date(2022, 3, 30), meets=meets)

    assert (each.code, each.sentence) == ("date", sentence)


def test_date_that_is_still_to_come_is_not_found():
    assert found(next_of("Open on 30 March 2022, in Quarter 1 2022/23")) == []


def test_past_date_in_progress_is_not_found():
    assert found(telling(line(cells=(NO_UPDATE, Cell((Point("Opened in January 2022"),)), NO_UPDATE)))) == []


def test_row_longer_than_half_a_page_is_found():
    long = Cell((Point("Walls", tuple(f"Wall {number} stands" for number in range(21))),))
    [each] = found(telling(line(cells=(NO_UPDATE, long, NO_UPDATE))))

    assert (each.code, each.sentence) == ("long", "The row of BO-01 has 22 lines. Half a page has 21.")


def test_row_of_half_a_page_is_not_found():
    half = Cell(tuple(Point(f"Wall {number} stands") for number in range(21)))

    assert found(telling(line(cells=(NO_UPDATE, half, half)))) == []


def test_row_is_not_long_for_what_was_said_earlier():
    long = Cell(tuple(Point(f"Wall {number} stands") for number in range(30)))

    assert found(telling(line(cells=(long, NO_UPDATE, NO_UPDATE)))) == []
