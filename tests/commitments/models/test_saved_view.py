import pytest

from commitments.models import SavedView
from tests.factories import MembershipFactory, SavedViewFactory, StrategyFactory, UserFactory


@pytest.mark.parametrize(
    ("constraint", "attempt"),
    [
        (
            "one_saved_view_of_a_name_per_person",
            lambda: SavedViewFactory.create_batch(2, strategy=StrategyFactory(), owner=UserFactory(), name="Mine"),
        ),
        ("saved_view_has_a_name", lambda: SavedViewFactory(name=" ")),
    ],
)
def test_saved_view_constraint_holds(constraint, attempt, refused_by):
    assert refused_by(attempt) == constraint


@pytest.mark.django_db
def test_saved_views_of_others_are_visible_once_shared():
    strategy = StrategyFactory()
    person = MembershipFactory(organisation=strategy.organisation).user
    SavedViewFactory(strategy=strategy, name="Of another")
    SavedViewFactory(strategy=strategy, name="Mine", owner=person)
    SavedViewFactory(strategy=strategy, name="Shared", shared=True)
    SavedViewFactory(name="Of strangers", shared=True)

    assert [str(view) for view in SavedView.objects.visible_to(person)] == ["Mine", "Shared"]
