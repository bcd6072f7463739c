"""`manage.py load_demonstration`."""

from collections import Counter
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from commitments.management.commands import load_demonstration
from commitments.models import AuditEvent, Commitment, Organisation, StatusUpdate, Strategy, User

pytestmark = pytest.mark.django_db

STATES = ["approved", "draft", "not started", "returned", "submitted"]


def load():
    """What the command wrote to its output."""
    out = StringIO()
    call_command("load_demonstration", stdout=out)
    return out.getvalue()


def rows():
    """Every row of the site, by model."""
    models = [model for app in ("commitments", "reports") for model in apps.get_app_config(app).get_models()]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def in_the_open_round():
    """How many commitments have an update in each state; those without one have not started, or owe none."""
    updates = StatusUpdate.objects.filter(period__state="open")
    states = Counter("returned" if update.return_note else update.state for update in updates)
    return states | {"not started": Commitment.objects.count() - states.total()}


def test_demonstration_stands_in_every_state_and_a_second_time_changes_nothing():
    said = load()
    first = rows()

    assert said == "Loaded the demonstration CCC: 93 commitments.\n"
    assert (len(first["Commitment"]), len(first["Strategy"]), len(first["Organisation"])) == (93, 1, 1)
    assert sorted(state for state, number in in_the_open_round().items() if number > 0) == STATES
    assert load() == said
    assert rows() == first


def test_demonstration_comes_by_the_actions_that_people_use():
    load()

    assert set(StatusUpdate.objects.filter(period__state="closed").values_list("state", flat=True)) == {"approved"}
    events = AuditEvent.objects.filter(thing="statusupdate", what__in=["submitted", "approved", "returned"])
    numbers = in_the_open_round()
    assert Counter(events.values_list("what", flat=True)) == {
        "submitted": numbers["submitted"] + numbers["approved"] + numbers["returned"],
        "approved": numbers["approved"],
        "returned": numbers["returned"],
    }
    assert {event.by for event in AuditEvent.objects.select_related("by")} == {User.objects.system()}
    assert Strategy.objects.get().illustrative == (
        "Demonstration: stages, ratings, posts, readings and the September 2022 round are illustrative, "
        "not the Trust’s."
    )


def test_demonstration_leaves_alone_what_people_did_since():
    load()
    draft = StatusUpdate.objects.filter(period__state="open", state="draft", revision=0).first()
    StatusUpdate.objects.filter(pk=draft.pk).update(revision=7, stage="paused", reason="On holiday")
    changed = StatusUpdate.objects.filter(pk=draft.pk).values().get()

    load()

    assert StatusUpdate.objects.filter(pk=draft.pk).values().get() == changed


def test_demonstration_is_refused_without_demo(settings):
    settings.DEMO = False

    with pytest.raises(CommandError) as caught:
        load()

    assert str(caught.value) == (
        "The demonstration is loaded only with DEMO=1, so that it never lands among real plans."
    )
    assert (Organisation.objects.count(), User.objects.count(), AuditEvent.objects.count()) == (0, 0, 0)


def test_demonstration_with_a_fault_in_its_files_is_not_loaded(tmp_path, monkeypatch):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "plan.yaml").write_text("strategy: {organisation: Sand Hills Trust}\nnonsense: 1\n", "utf-8")
    (tmp_path / "a file").touch()
    monkeypatch.setattr(load_demonstration, "FIXTURES", tmp_path)

    with pytest.raises(CommandError) as caught:
        load()

    assert str(caught.value).splitlines()[:2] == [
        f"{tmp_path / 'broken'} can't be loaded:",
        "plan.yaml: key 'nonsense' is not one of a plan",
    ]
    assert Organisation.objects.count() == 0
