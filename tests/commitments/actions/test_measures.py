"""The measures of a plan: added, changed, put in order, deleted."""

from dataclasses import replace
from decimal import Decimal

import pytest

from commitments.actions import RefusedError
from commitments.actions.measures import (
    Definition,
    add_measure,
    change_measure,
    delete_measure,
    move_measure,
    plain,
)
from commitments.models import AuditEvent, MeasureKind, SuccessMeasure
from tests.factories import (
    ObservationFactory,
    PostFactory,
    PriorityFactory,
    SuccessMeasureFactory,
    TargetFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def priority():
    return PriorityFactory(name="Be digital")


@pytest.fixture
def by():
    return UserFactory()


def definition(priority, **others):
    return replace(Definition(priority=priority, name="Waits", kind=MeasureKind.PERCENTAGE), **others)


def events():
    return list(AuditEvent.objects.order_by("pk").values_list("what", "thing", "before", "after"))


def test_measure_is_added_behind_the_others_of_its_priority(priority, by):
    SuccessMeasureFactory(priority=priority, position=7)
    post = PostFactory(organisation=priority.strategy.organisation, title="Head of BI")
    new = definition(
        priority, unit="%", better="higher", tolerance=Decimal("1.5"), baseline=Decimal(80), post=post, name=" Waits  "
    )

    made = add_measure(strategy=priority.strategy, definition=new, by=by)

    made.refresh_from_db()
    assert (made.position, made.name, made.post, made.baseline, made.baseline_words) == (8, "Waits", post, 80, "")
    assert events() == [
        (
            "added",
            "successmeasure",
            {},
            {
                "name": "Waits",
                "priority": "Be digital",
                "kind": "Percentage",
                "unit": "%",
                "better": "Higher",
                "tolerance": "1.5",
                "baseline": "80",
                "post": "Head of BI",
            },
        )
    ]


def test_first_measure_of_a_priority_stands_first(priority, by):
    new = definition(priority, kind=MeasureKind.QUALITATIVE, baseline="Good")

    made = add_measure(strategy=priority.strategy, definition=new, by=by)

    assert (made.position, made.baseline, made.baseline_words) == (1, None, "Good")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": " \u202e"}, "Enter the name of the measure."),
        ({"name": "WAITS"}, "Be digital has a measure “WAITS” already. Choose another name."),
    ],
)
def test_measure_is_refused_without_a_name_of_its_own(priority, by, change, sentence):
    SuccessMeasureFactory(priority=priority, name="Waits")

    with pytest.raises(RefusedError, match=sentence):
        add_measure(strategy=priority.strategy, definition=definition(priority, **change), by=by)

    assert (SuccessMeasure.objects.count(), events()) == (1, [])


def test_measure_is_refused_in_another_strategy_or_for_another_organisations_post(priority, by):
    elsewhere = definition(PriorityFactory())
    with pytest.raises(RefusedError, match="It can only be of a priority of this strategy"):
        add_measure(strategy=priority.strategy, definition=elsewhere, by=by)
    with pytest.raises(RefusedError, match="Director 1 is not a post of Organisation"):
        add_measure(strategy=priority.strategy, definition=definition(priority, post=PostFactory()), by=by)


def test_change_is_saved_and_written_down(priority, by):
    measure = SuccessMeasureFactory(priority=priority, name="Waits", kind="number")
    other = PriorityFactory(strategy=priority.strategy, name="Be bold")
    SuccessMeasureFactory(priority=other, position=4)

    new = definition(other, name="Beds")
    change_measure(measure=measure, definition=new, shown=plain(measure), by=by)

    measure.refresh_from_db()
    assert (measure.name, measure.kind, measure.priority, measure.position) == ("Beds", "percentage", other, 5)
    assert events() == [
        (
            "changed",
            "successmeasure",
            {"name": "Waits", "priority": "Be digital", "kind": "Number"},
            {"name": "Beds", "priority": "Be bold", "kind": "Percentage"},
        )
    ]


def test_change_that_changes_nothing_writes_nothing(priority, by):
    measure = SuccessMeasureFactory(priority=priority, name="Waits", kind="percentage", position=3)

    change_measure(measure=measure, definition=definition(priority), shown=plain(measure), by=by)

    assert events() == []


def test_change_is_refused_where_somebody_changed_it_meanwhile(priority, by):
    measure = SuccessMeasureFactory(priority=priority, name="Waits", kind="percentage", unit="%")
    shown = plain(measure)
    SuccessMeasure.objects.filter(pk=measure.pk).update(name="Beds", unit="")

    with pytest.raises(RefusedError, match=r"It says now: “Beds”, nothing. Nothing of yours was saved"):
        change_measure(measure=measure, definition=definition(priority), shown=shown, by=by)

    assert events() == []


@pytest.mark.parametrize(
    ("kind", "row", "sentence"),
    [
        (MeasureKind.MILESTONE, {}, "Its readings are numbers, which does not go with the kind milestone."),
        (MeasureKind.NUMBER, {"value": None, "words": "Good"}, "Its readings are words, which does not go with the"),
    ],
)
def test_kind_is_refused_that_the_values_do_not_fit(priority, by, kind, row, sentence):
    measure = SuccessMeasureFactory(priority=priority)
    ObservationFactory(measure=measure, **row)

    with pytest.raises(RefusedError, match=sentence):
        change_measure(measure=measure, definition=definition(priority, kind=kind), shown=plain(measure), by=by)


def test_kind_is_refused_that_the_targets_do_not_fit(priority, by):
    measure = SuccessMeasureFactory(priority=priority)
    TargetFactory(measure=measure)

    with pytest.raises(RefusedError, match="Its targets are numbers, which does not go with the kind qualitative"):
        change_measure(
            measure=measure,
            definition=definition(priority, kind=MeasureKind.QUALITATIVE),
            shown=plain(measure),
            by=by,
        )


def test_measures_change_places(priority, by):
    first, second, third = SuccessMeasureFactory.create_batch(3, priority=priority, position=1)
    SuccessMeasureFactory()

    move_measure(measure=third, up=True, by=by)
    move_measure(measure=first, up=False, by=by)

    rows = SuccessMeasure.objects.filter(priority=priority).order_by("position")
    assert [(row, row.position) for row in rows] == [(third, 1), (first, 2), (second, 3)]
    assert events() == [
        ("moved up", "successmeasure", {"place": "3"}, {"place": "2"}),
        ("moved down", "successmeasure", {"place": "1"}, {"place": "2"}),
    ]


@pytest.mark.parametrize(("up", "sentence"), [(True, "It is first already"), (False, "It is last already")])
def test_measure_at_the_end_stays_there(by, up, sentence):
    with pytest.raises(RefusedError, match=sentence):
        move_measure(measure=SuccessMeasureFactory(), up=up, by=by)


def test_measure_without_readings_is_deleted_with_its_targets(by):
    measure = TargetFactory(measure__name="Waits").measure

    delete_measure(measure=measure, by=by)

    assert not SuccessMeasure.objects.exists()
    assert [(what, before["name"]) for what, _thing, before, _after in events()] == [("deleted", "Waits")]


@pytest.mark.parametrize(("number", "sentence"), [(1, "It has 1 reading. Delete it"), (2, "2 readings. Delete them")])
def test_measure_with_readings_is_not_deleted(by, number, sentence):
    measure = SuccessMeasureFactory()
    for month in range(number):
        ObservationFactory(measure=measure, date=f"2022-0{month + 1}-01")

    with pytest.raises(RefusedError, match=sentence):
        delete_measure(measure=measure, by=by)

    assert SuccessMeasure.objects.exists()


def test_measure_that_is_gone_can_not_be_changed(priority, by):
    measure = SuccessMeasureFactory(priority=priority)
    SuccessMeasure.objects.filter(pk=measure.pk).delete()

    with pytest.raises(RefusedError, match="Somebody else has deleted this measure meanwhile"):
        change_measure(measure=measure, definition=definition(priority), shown={}, by=by)
