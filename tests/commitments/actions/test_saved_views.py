"""Saving views of the register, changing and deleting them."""

import pytest

from commitments.actions import RefusedError
from commitments.actions.saved_views import LONGEST_QUERY, MOST_VIEWS, change_view, delete_view, save_view
from commitments.models import AuditEvent, SavedView
from tests.factories import SavedViewFactory, StrategyFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory()


@pytest.fixture
def view(person):
    return SavedViewFactory(owner=person, name="Red", query="rating=red")


def events():
    return [(each.by, each.what, each.thing_words, each.before, each.after) for each in AuditEvent.objects.all()]


def test_save_view_keeps_it_and_writes_it_down(person):
    strategy = StrategyFactory()

    view = save_view(strategy=strategy, name="Red", query="rating=red", shared=True, by=person)

    assert (view.strategy, view.owner, view.name, view.query, view.shared) == (
        strategy,
        person,
        "Red",
        "rating=red",
        True,
    )
    assert events() == [(person, "saved", "Red", {}, {"name": "Red", "query": "rating=red", "shared": True})]
    assert AuditEvent.objects.get().organisation == strategy.organisation


@pytest.mark.parametrize("name", ["Red", "RED"])
def test_save_view_refuses_a_name_that_one_has_already(person, view, name):
    with pytest.raises(RefusedError, match=f"^You have a view called “{name}” already. Choose another name.$"):
        save_view(strategy=view.strategy, name=name, query="", shared=False, by=person)

    assert (SavedView.objects.count(), events()) == (1, [])


def test_save_view_takes_a_name_that_others_have_or_another_strategy_has(person, view):
    save_view(strategy=view.strategy, name="Red", query="", shared=False, by=UserFactory())
    save_view(strategy=StrategyFactory(), name="Red", query="", shared=False, by=person)

    assert SavedView.objects.filter(name="Red").count() == 3


def test_save_view_refuses_a_query_that_is_too_long(person):
    with pytest.raises(RefusedError, match=r"^This is too long to save. Search for fewer words.$"):
        save_view(strategy=StrategyFactory(), name="Long", query="x" * (LONGEST_QUERY + 1), shared=False, by=person)
    save_view(strategy=StrategyFactory(), name="Long", query="x" * LONGEST_QUERY, shared=False, by=person)

    assert len(SavedView.objects.get().query) == LONGEST_QUERY == 2000


def test_save_view_refuses_one_too_many(person, view):
    SavedViewFactory.create_batch(MOST_VIEWS - 1, strategy=view.strategy, owner=person)

    with pytest.raises(
        RefusedError, match=r"^You have 50 saved views of this strategy. Delete one that you do not use.$"
    ):
        save_view(strategy=view.strategy, name="New", query="", shared=False, by=person)
    delete_view(view=view, by=person)
    save_view(strategy=view.strategy, name="New", query="", shared=False, by=person)

    assert SavedView.objects.count() == MOST_VIEWS


def test_change_view_renames_and_shares_it(person, view):
    changed = change_view(view=view, name="Reds", shared=True, by=person)

    view.refresh_from_db()
    assert (changed, view.name, view.shared, view.query) == (view, "Reds", True, "rating=red")
    assert events() == [(person, "changed", "Reds", {"name": "Red", "shared": False}, {"name": "Reds", "shared": True})]


def test_change_view_writes_down_what_changed_alone(person, view):
    change_view(view=view, name="red", shared=False, by=person)
    change_view(view=view, name="red", shared=False, by=person)

    assert events() == [(person, "changed", "red", {"name": "Red"}, {"name": "red"})]


def test_change_view_refuses_the_name_of_another(person, view):
    other = SavedViewFactory(strategy=view.strategy, owner=person, name="Amber")

    with pytest.raises(RefusedError, match=r"^You have a view called “Red” already"):
        change_view(view=other, name="Red", shared=False, by=person)


def test_change_view_refuses_one_that_is_anothers_or_gone(person, view):
    with pytest.raises(RefusedError, match=r"^This view is not there any more.$"):
        change_view(view=view, name="Mine", shared=False, by=UserFactory())
    SavedView.objects.all().delete()

    with pytest.raises(RefusedError, match=r"^This view is not there any more.$"):
        change_view(view=view, name="Red", shared=True, by=person)
    assert events() == []


def test_delete_view_keeps_what_it_was_in_the_audit_alone(person, view):
    delete_view(view=view, by=person)

    assert not SavedView.objects.exists()
    assert events() == [(person, "deleted", "Red", {"name": "Red", "query": "rating=red", "shared": False}, {})]


def test_delete_view_of_another_takes_a_shared_one(view):
    SavedView.objects.update(shared=True)

    delete_view(view=view, by=UserFactory())

    assert not SavedView.objects.exists()


def test_delete_view_of_another_refuses_one_that_is_shared_no_more(view):
    with pytest.raises(RefusedError, match=r"^This view is not shared any more.$"):
        delete_view(view=view, by=UserFactory())

    assert (SavedView.objects.count(), events()) == (1, [])


def test_delete_view_refuses_one_that_is_gone(person, view):
    SavedView.objects.all().delete()

    with pytest.raises(RefusedError, match=r"^This view is not there any more.$"):
        delete_view(view=view, by=person)
