"""Every constraint of every model has a test that tries to break it: its name is a parameter `constraint` of some test."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from tests import factories

TESTS = Path(__file__).parents[2]
OURS = ("commitments", "reports")


def named_constraints():
    return [
        constraint.name
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        for constraint in model._meta.constraints
    ]


def tried_constraints():
    places = ("models/test_*.py", "test_models.py")
    files = [file for label in OURS for place in places for file in (TESTS / label).glob(place)]
    modules = [import_module(".".join(("tests", *file.relative_to(TESTS).with_suffix("").parts))) for file in files]
    marks = [mark for module in modules for test in vars(module).values() for mark in getattr(test, "pytestmark", [])]
    return {name for mark in marks for name in parameters(mark)}


def parameters(mark):
    """The values of the parameter `constraint`, among those that the mark gives."""
    if mark.name != "parametrize" or "constraint" not in mark.args[0]:
        return []
    if mark.args[0] == "constraint":
        return list(mark.args[1])
    place = mark.args[0].index("constraint")
    return [case[place] for case in mark.args[1]]


def test_every_constraint_is_tried():
    assert sorted(set(named_constraints()) - tried_constraints()) == []


def test_every_constraint_that_is_tried_is_there():
    assert sorted(tried_constraints() - set(named_constraints())) == []


def test_constraint_names_are_used_once_and_fit_postgresql():
    names = named_constraints()

    assert sorted(names) == sorted(set(names))
    assert [name for name in names if len(name) > 63] == []


@pytest.mark.django_db
def test_every_model_has_a_factory_that_makes_a_valid_row():
    made = [factory() for factory in factories.ALL]

    for row in made:
        row.full_clean(exclude=["password", "thing_words", "before", "after"])  # empty in the smallest row
    assert {type(row) for row in made} == {model for label in OURS for model in apps.get_app_config(label).get_models()}
