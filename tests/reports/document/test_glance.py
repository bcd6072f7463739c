"""The report in numbers: they add up, whatever the plan; and movement, by every pair of updates."""

from datetime import date
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.models import Commitment, Priority, Rating, ReportingPeriod, Stage, StatusUpdate, Strategy
from reports.document.glance import glance
from reports.document.parts import Moved, Tally, Word
from reports.document.rows import Rows
from reports.document.tables import Words, chapters

STRATEGY = Strategy(pk=1)
JUNE = ReportingPeriod(pk=1, label="June 2021", month=date(2021, 6, 1), strategy=STRATEGY)
MARCH = ReportingPeriod(pk=2, label="March 2022", month=date(2022, 3, 1), strategy=STRATEGY)
PRIORITIES = [Priority(pk=number, name=f"Priority {number}", strategy=STRATEGY) for number in (1, 2, 3)]
NOTHING = ("", "", "")


def plan(*commitments, earlier=JUNE):
    """The rows of commitments, each given as (priority, before, now).

    Before and now are an approved update as (stage, rating, executive's rating), none, or the state of one not approved.
    """
    rows = Rows(period=MARCH, earlier=earlier, commitments=[], narrative=[])
    for number, (priority, before, now) in enumerate(sorted(commitments, key=lambda each: each[0]), start=1):
        owner = PRIORITIES[priority - 1]
        rows.commitments.append(Commitment(pk=number, ref=f"C{number}", strategy=STRATEGY, priority=owner))
        for period, update in ((JUNE, before), (MARCH, now)):
            if isinstance(update, tuple):
                made = dict(zip(("stage", "rating", "executive_rating"), update, strict=True))
                rows.approved[number][period.pk] = StatusUpdate(period=period, **made)
        if isinstance(now, str):
            rows.waiting[number] = now
    return rows


def numbers(rows):
    words = Words({})
    return glance(rows, chapters(rows, PRIORITIES, words), words)


def movements(*commitments):
    return [(each.word, each.number) for each in numbers(plan(*commitments)).movements]


def test_glance_counts_stages_and_ratings_by_priority_and_in_all():
    found = numbers(
        plan(
            (1, None, ("in_progress", "green", "")),
            (1, None, ("in_progress", "red", "")),
            (1, None, ("complete", "", "")),
            (1, None, None),
            (3, None, ("not_started", "", "")),
            (3, None, ("paused", "green", "")),
        )
    )

    assert found.stages == (
        Word("not_started", "Not started"),
        Word("in_progress", "In progress"),
        Word("paused", "Paused"),
        Word("complete", "Complete"),
        Word("", "Not reported"),
    )
    assert found.ratings == (Word("green", "Green"), Word("red", "Red"))
    assert found.tallies == (
        Tally("Priority 1", 4, (0, 2, 0, 1, 1), (1, 1)),
        Tally("Priority 3", 2, (1, 0, 1, 0, 0), (1, 0)),
        Tally("All", 6, (1, 2, 1, 1, 1), (2, 1)),
    )


def test_glance_counts_the_executives_rating_where_there_is_one():
    found = numbers(
        plan(
            (1, ("in_progress", "red", "amber"), ("in_progress", "green", "red")),
            (1, ("in_progress", "red", ""), ("in_progress", "", "green")),
        )
    )

    assert found.ratings == (Word("green", "Green"), Word("red", "Red"))
    assert found.tallies[-1] == Tally("All", 2, (2,), (1, 1))
    assert found.movements == (Moved("Better", 1), Moved("Worse", 1))


def test_glance_counts_what_was_complete_earlier_as_complete():
    found = numbers(plan((1, ("complete", "", ""), None), (1, ("complete", "", ""), ("in_progress", "red", ""))))

    assert found.stages == (Word("in_progress", "In progress"), Word("complete", "Complete"))
    assert found.tallies[-1] == Tally("All", 2, (1, 1), (1,))
    assert (found.movements, found.notes) == ((Moved("Worse", 1),), ())


@pytest.mark.parametrize("stage", ["not_achieved", "stopped", "merged"])
def test_glance_counts_what_had_ended_where_it_ended_and_says_of_none_that_an_update_is_missing(stage):
    found = numbers(plan((1, (stage, "", ""), None), (1, (stage, "", ""), "submitted"), (2, NOTHING, None)))

    assert [word.code for word in found.stages] == [stage, ""]
    assert found.tallies[-1] == Tally("All", 3, (2, 1), ())
    assert found.notes == ("1 commitment has no update for this period.",)


def test_glance_compares_with_where_a_commitment_had_ended():
    rows = plan((1, None, ("in_progress", "green", "")), (1, ("in_progress", "red", ""), None))
    before = ReportingPeriod(pk=3, month=date(2021, 1, 1), strategy=STRATEGY)
    rows.approved[1][3] = StatusUpdate(period=before, stage="complete")

    assert numbers(rows).movements == (Moved("Worse", 1),)


def test_glance_of_nothing_is_nought():
    found = numbers(plan())

    assert (found.stages, found.ratings, found.movements, found.notes) == ((), (), (), ())
    assert found.tallies == (Tally("All", 0, (), ()),)


def test_movements_are_counted_by_way_in_a_fixed_order():
    red, amber, green = (("in_progress", rating, "") for rating in ("red", "amber", "green"))

    found = movements(
        (1, None, green),
        (1, green, ("stopped", "", "")),
        (2, green, ("paused", "green", "")),
        (2, green, green),
        (2, green, amber),
        (2, green, red),
        (3, red, green),
        (3, amber, ("complete", "", "")),
        (3, red, amber),
        (3, red, None),
        (3, green, "submitted"),
    )

    assert found == [("Better", 3), ("Worse", 2), ("Unchanged", 1), ("Paused", 1), ("Ended", 1), ("New", 1)]


@pytest.mark.parametrize(
    ("before", "now", "moved"),
    [
        (("in_progress", "red", ""), ("in_progress", "green", ""), [("Better", 1)]),
        (("in_progress", "green", ""), ("in_progress", "red", ""), [("Worse", 1)]),
        (("not_started", "green", ""), ("in_progress", "green", ""), [("Unchanged", 1)]),
        (("in_progress", "green", ""), ("paused", "green", ""), [("Paused", 1)]),
        (("in_progress", "green", ""), ("merged", "", ""), [("Ended", 1)]),
        (("not_started", "", ""), ("in_progress", "green", ""), [("New", 1)]),
        (("in_progress", "green", ""), NOTHING, []),
        (("in_progress", "green", ""), None, []),
        (("in_progress", "green", ""), "submitted", []),
        (NOTHING, ("in_progress", "green", ""), []),
        (None, ("in_progress", "green", ""), []),
    ],
)
def test_movement_of_one_commitment(before, now, moved):
    assert movements((1, before, now)) == moved


def test_new_commitment_moves_where_others_were_rated_before():
    rated = ("in_progress", "green", "")

    assert movements((1, rated, None), (1, None, rated)) == [("New", 1)]


def test_first_report_has_no_movement():
    found = numbers(plan((1, None, ("in_progress", "green", "")), earlier=None))

    assert (found.movements, found.notes) == ((), ())


@pytest.mark.parametrize(
    ("commitments", "notes"),
    [
        ([(1, NOTHING, "submitted")], ["1 update is awaiting approval and not in this report."]),
        ([(1, NOTHING, "submitted")] * 2, ["2 updates are awaiting approval and not in this report."]),
        ([(1, NOTHING, "draft")], ["1 commitment has no update for this period."]),
        ([(1, NOTHING, None)], ["1 commitment has no update for this period."]),
        ([(1, NOTHING, None), (1, None, "draft")], ["2 commitments have no update for this period."]),
        (
            [(1, None, "submitted"), (1, None, None), (1, ("complete", "", ""), "submitted")],
            [
                "1 update is awaiting approval and not in this report.",
                "1 commitment has no update for this period.",
            ],
        ),
        (
            [(1, NOTHING, ("in_progress", "green", ""))],
            ["No stage or rating was given in June 2021, so movement since then can’t be shown."],
        ),
        (
            [(1, None, NOTHING)],
            ["No stage or rating was given in June 2021, so movement since then can’t be shown."],
        ),
        ([(1, ("in_progress", "", ""), ("in_progress", "green", ""))], []),
        ([(1, ("", "red", ""), ("in_progress", "green", ""))], []),
    ],
)
def test_notes_say_what_the_numbers_leave_out(commitments, notes):
    assert list(numbers(plan(*commitments)).notes) == notes


def test_notes_call_commitments_as_the_strategy_does():
    rows = plan((1, NOTHING, None), (1, NOTHING, None))
    owing = Strategy(commitment_label="Deliverable", commitment_label_plural="Deliverables")
    rows.period = ReportingPeriod(label="March 2022", month=MARCH.month, strategy=owing)

    assert list(numbers(rows).notes) == ["2 deliverables have no update for this period."]


RATINGS = st.sampled_from(["", *Rating.values])
UPDATES = st.one_of(
    st.tuples(st.sampled_from(["", *Stage.rated]), RATINGS, RATINGS),
    st.tuples(st.sampled_from(Stage.ended), st.just(""), st.just("")),
)
COMMITMENTS = st.tuples(
    st.sampled_from([1, 2, 3]),
    st.one_of(st.none(), UPDATES),
    st.one_of(st.none(), st.sampled_from(["draft", "submitted"]), UPDATES),
)


@given(st.lists(COMMITMENTS, max_size=12))
def test_numbers_of_every_plan_add_up(commitments):
    rows = plan(*commitments)

    found = numbers(rows)

    by_priority = [len(list(each)) for _, each in groupby(rows.commitments, key=lambda each: each.priority_id)]
    assert [tally.commitments for tally in found.tallies] == [*by_priority, len(commitments)]
    for tally in found.tallies:
        assert sum(tally.stages) == tally.commitments
        assert sum(tally.ratings) <= tally.commitments
    *parts, whole = found.tallies
    assert whole.stages == tuple(map(sum, zip(*(tally.stages for tally in parts), strict=True)))
    assert whole.ratings == tuple(map(sum, zip(*(tally.ratings for tally in parts), strict=True)))
    assert 0 not in [*whole.stages, *whole.ratings]
    assert (len(whole.stages), len(whole.ratings)) == (len(found.stages), len(found.ratings))
    assert sum(each.number for each in found.movements) <= sum(isinstance(now, tuple) for _, _, now in commitments)
