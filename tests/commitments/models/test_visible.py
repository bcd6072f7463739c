"""What one may read: what belongs to one's organisations, and to the members of one's group."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from commitments.models import SavedView, StatusUpdate
from commitments.models.visible import OfOrganisations
from tests import factories
from tests.people import MEMBERS, world

pytestmark = pytest.mark.django_db


def visible_models():
    models = [model for label in ("commitments", "reports") for model in apps.get_app_config(label).get_models()]
    return [model for model in models if hasattr(model._default_manager, "visible_to")]


def row_of(model, organisation):
    """The smallest row of a model that belongs to this organisation."""
    factory = next(each for each in factories.ALL if each._meta.model is model)
    path = model._default_manager.all().organisation if issubclass_of_organisations(model) else ""
    if model is StatusUpdate:
        factory = factories.ApprovedUpdateFactory
        path = "commitment__priority__strategy__organisation"
    if path == "strategy__organisation" and model.__name__ == "Commitment":
        path = "priority__strategy__organisation"
    others = {"shared": True} if model is SavedView else {}  # one's own alone, unless it is shared
    return factory(**{path: organisation}, **others) if path else organisation


def issubclass_of_organisations(model):
    return isinstance(model._default_manager.all(), OfOrganisations)


@pytest.mark.parametrize("model", visible_models(), ids=lambda model: model.__name__)
def test_rows_are_visible_to_members_alone(model):
    there = world()
    row = row_of(model, there.organisation)

    seen = {name for name, person in there.people.items() if row in model._default_manager.visible_to(person)}

    assert seen == set(MEMBERS)
    assert not model._default_manager.visible_to(AnonymousUser()).exists()


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_update_that_is_not_approved_is_in_no_list(state):
    there = world(state)

    assert [name for name, person in there.people.items() if StatusUpdate.objects.visible_to(person).exists()] == []


def test_group_is_not_visible_to_the_people_of_its_members():
    there = world()

    seen = {
        name
        for name, person in there.people.items()
        if there.organisation.parent in type(there.organisation).objects.visible_to(person)
    }

    assert seen == {"reader of the group", "team of the group"}
