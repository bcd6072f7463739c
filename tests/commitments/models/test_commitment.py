from datetime import date

import pytest
from django.db.models import ProtectedError

from commitments.dates import Precision, Span
from commitments.models import Commitment, Milestone, PlanChange, ReportingPeriod, wording_at
from tests.factories import (
    CommitmentFactory,
    MilestoneFactory,
    PlanChangeFactory,
    PriorityFactory,
    StrategyFactory,
    ThemeFactory,
)

A_DAY = date(2022, 4, 1)


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [
        (
            "one_commitment_of_a_ref_per_strategy",
            lambda: [
                CommitmentFactory(priority=priority, ref=ref)
                for priority, ref in zip(_two_priorities(), ("b1", "B1"), strict=True)
            ],
        ),
        ("commitment_has_a_ref", lambda: CommitmentFactory(ref=" ")),
        ("commitment_has_a_wording", lambda: CommitmentFactory(wording=" ")),
        *(
            (
                "commitment_due_date_goes_with_its_precision",
                lambda due_on=due_on, precision=precision: CommitmentFactory(due_on=due_on, due_precision=precision),
            )
            for due_on, precision in ((A_DAY, ""), (A_DAY, "ongoing"), (None, "day"), (None, "era"), (A_DAY, "era"))
        ),
        (
            "one_milestone_of_a_title_per_commitment",
            lambda: MilestoneFactory.create_batch(2, commitment=CommitmentFactory(), title="Opened"),
        ),
        ("milestone_has_a_title", lambda: MilestoneFactory(title=" ")),
        ("milestone_due_date_goes_with_its_precision", lambda: MilestoneFactory(due_on=A_DAY)),
        ("milestone_due_date_goes_with_its_precision", lambda: MilestoneFactory(due_precision="month")),
        ("plan_change_is_of_a_known_kind", lambda: PlanChangeFactory(kind="forgotten")),
        ("rewording_changes_words", lambda: PlanChangeFactory(kind="reworded", old="Same", new=" Same ")),
    ],
)
def test_commitment_constraint_holds(constraint, attempt, refused_by):
    assert refused_by(attempt) == constraint


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [
        ("commitment_wording_is_at_most_2000_characters", lambda: CommitmentFactory(wording="x" * 2001)),
        ("commitment_wording_is_at_most_2000_characters", lambda: CommitmentFactory(published_wording="x" * 2001)),
    ],
)
def test_commitment_length_holds(constraint, attempt, refused_by):
    assert refused_by(attempt) in {constraint, "value too long for type character varying(2000)"}


def _two_priorities():
    return PriorityFactory.create_batch(2, strategy=StrategyFactory())


@pytest.mark.django_db
def test_ref_may_occur_in_two_strategies():
    assert len({CommitmentFactory(ref="B1").strategy for _ in range(2)}) == 2


@pytest.mark.django_db
def test_wording_takes_2000_characters_of_any_width():
    commitment = CommitmentFactory(wording="\N{HOSPITAL}" * 2000)
    commitment.refresh_from_db()

    assert commitment.wording == "\N{HOSPITAL}" * 2000


@pytest.mark.django_db
@pytest.mark.parametrize("factory", [CommitmentFactory, MilestoneFactory])
@pytest.mark.parametrize(
    ("due_on", "precision", "last_day"),
    [
        (date(2024, 2, 10), "day", date(2024, 2, 10)),
        (date(2024, 2, 1), "month", date(2024, 2, 29)),
        (date(2023, 1, 1), "quarter", date(2023, 3, 31)),
        (date(2022, 1, 1), "year", date(2022, 12, 31)),
        (date(2022, 4, 1), "financial_year", date(2023, 3, 31)),
        (None, "ongoing", None),
    ],
)
def test_due_is_a_span_of_its_precision(factory, due_on, precision, last_day):
    row = factory(due_on=due_on, due_precision=precision, due_words="as given")
    row.refresh_from_db()

    assert row.due == Span(due_on, Precision(precision), "as given")
    assert row.due_last_day == row.due.last_day == last_day


@pytest.mark.parametrize("row", [Commitment(), Milestone(), Commitment(due_words="to be confirmed")])
def test_due_is_none_where_no_date_is_given(row):
    assert (row.due, row.due_last_day) == (None, None)


@pytest.mark.django_db
def test_in_report_order_goes_by_priority_then_theme_and_a_themes_own_come_first():
    strategy = StrategyFactory()
    second = PriorityFactory(strategy=strategy, position=2)
    first = PriorityFactory(strategy=strategy, position=1)
    later_theme = ThemeFactory(priority=first, position=2)
    theme = ThemeFactory(priority=first, position=1)
    # A sub-theme at place 0 still comes after its theme's own commitments.
    sub_themes = [ThemeFactory(parent=theme, position=position) for position in (1, 0)]
    places = [
        ("last", {"priority": second}),
        ("later theme", {"theme": later_theme}),
        ("second sub-theme", {"theme": sub_themes[0]}),
        ("first sub-theme", {"theme": sub_themes[1]}),
        ("theme, second", {"theme": theme, "position": 9}),
        ("theme, first", {"theme": theme, "position": 8}),
        ("no theme", {"priority": first, "position": 10}),
    ]
    for ref, fields in places:
        CommitmentFactory(ref=ref, **fields)

    assert [commitment.ref for commitment in strategy.commitments.in_report_order()] == [
        "no theme",
        "theme, first",
        "theme, second",
        "first sub-theme",
        "second sub-theme",
        "later theme",
        "last",
    ]


@pytest.mark.django_db
def test_in_report_order_keeps_together_what_stands_at_the_same_place():
    strategy = StrategyFactory()
    priorities = PriorityFactory.create_batch(2, strategy=strategy, position=1)
    made = [ThemeFactory(priority=priority, position=1) for priority in (*priorities, *priorities)]
    themes = [made[0], made[2], made[1], made[3]]
    sub_themes = {theme: ThemeFactory.create_batch(2, parent=theme, position=1) for theme in themes}
    expected = [place for theme in themes for place in (theme, *sub_themes[theme])]
    for position in (1, 2):
        for theme in reversed(expected):
            CommitmentFactory(theme=theme, position=position)

    ordered = [commitment.theme for commitment in strategy.commitments.in_report_order()]

    assert ordered == [theme for theme in expected for _ in range(2)]


@pytest.mark.django_db
def test_commitment_with_an_entry_in_the_ledger_is_not_deleted():
    change = PlanChangeFactory()

    with pytest.raises(ProtectedError):
        change.commitment.delete()


def rewording(month, old, kind="reworded"):
    return PlanChange(kind=kind, period=ReportingPeriod(month=month) if month else None, old=old)


@pytest.mark.parametrize(
    ("month", "words"),
    [
        (date(2021, 6, 1), "first"),
        (date(2022, 2, 1), "first"),
        (date(2022, 3, 1), "second"),
        (date(2022, 8, 1), "second"),
        (date(2022, 9, 1), "today"),
        (date(2023, 3, 1), "today"),
    ],
)
@pytest.mark.parametrize("step", [1, -1])
def test_wording_at_takes_back_later_rewordings_in_whatever_order_they_were_recorded(month, words, step):
    changes = [rewording(date(2022, 3, 1), "first"), rewording(date(2022, 9, 1), "second")][::step]

    assert wording_at(changes, "today", month) == words


@pytest.mark.parametrize(
    "change",
    [
        rewording(None, "of an unknown period"),
        rewording(date(2022, 9, 1), ""),
        rewording(date(2022, 9, 1), "under another priority", kind="moved"),
    ],
)
def test_wording_at_leaves_out_what_is_not_a_rewording_with_known_words(change):
    assert wording_at([change], "today", date(2022, 3, 1)) == "today"


def test_wording_at_before_two_rewordings_in_one_period_is_the_first_old_wording():
    changes = [rewording(date(2022, 9, 1), "first"), rewording(date(2022, 9, 1), "second")]

    assert wording_at(changes, "today", date(2022, 3, 1)) == "first"


@pytest.mark.parametrize(
    ("fields", "known"),
    [
        ({}, False),
        ({"kind": "added"}, False),
        ({"period_id": 1}, True),
        ({"old": "old"}, True),
        ({"new": "new"}, True),
        ({"reason": "cost"}, True),
        ({"agreed_at": "Trust Board"}, True),
    ],
)
def test_words_are_known_where_more_than_the_marker_is(fields, known):
    assert PlanChange(**fields).words_are_known() is known


@pytest.mark.django_db
def test_plan_change_is_called_by_its_commitment_and_kind():
    assert str(PlanChangeFactory(commitment__ref="B1", kind="moved")) == "B1 moved"
