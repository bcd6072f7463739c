"""`manage.py load_demonstration`."""

from collections import Counter
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from commitments.models import (
    AuditEvent,
    Commitment,
    Committee,
    Organisation,
    Priority,
    StatusUpdate,
    Strategy,
    SuccessMeasure,
    User,
)
from reports.management.commands import load_demonstration
from reports.models import BoardQuestion

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
    others = AuditEvent.objects.exclude(thing="boardquestion").select_related("by")
    assert {event.by for event in others} == {User.objects.system()}
    assert Strategy.objects.get().illustrative == (
        "Demonstration: stages, ratings, posts, oversight by committees, readings, board questions and the "
        "September 2022 round are illustrative, not the Trust’s."
    )


def test_demonstration_has_what_the_board_asked_of_the_march_report():
    load()

    asked = BoardQuestion.objects.select_related("period", "meeting__committee", "logged_by", "answered_by")
    assert [(each.kind, each.period.label, str(each.meeting.committee), bool(each.answer)) for each in asked] == [
        ("question", "March 2022", "Trust Board", True),
        ("challenge", "March 2022", "Trust Board", False),
        ("decision", "March 2022", "Trust Board", True),
    ]
    assert [str(each.answered_by or "") for each in asked] == ["Dan Kowalski", "", "Mei Chen"]
    assert all(each.commitments.exists() for each in asked)
    events = AuditEvent.objects.filter(thing="boardquestion").values_list("what", flat=True)
    assert Counter(events) == {"logged": 3, "answered": 2}


def test_demonstration_says_which_committee_oversees_two_of_the_priorities():
    load()
    Priority.objects.filter(name="Be outstanding").update(committee=Committee.objects.get(name="Trust Board"))

    load()  # leaves what somebody has said since

    assert dict(Priority.objects.exclude(committee=None).values_list("name", "committee__name")) == {
        "Be outstanding": "Trust Board",
        "Be collaborative": "Trust Board",
    }


def test_demonstration_says_who_records_the_readings_of_some_measures():
    load()

    recorded = SuccessMeasure.objects.exclude(post=None)
    assert Counter(recorded.values_list("post__title", flat=True)) == {
        "Head of Business Intelligence": 4,
        "Chief Information Officer": 2,
        "Director of Workforce and Organisational Development": 1,
        "Director of Clinical Research": 1,
    }


def test_demonstration_leaves_alone_what_people_did_since():
    load()
    BoardQuestion.objects.filter(kind="decision").update(text="Come back in May.")
    draft = StatusUpdate.objects.filter(period__state="open", state="draft", revision=0).first()
    StatusUpdate.objects.filter(pk=draft.pk).update(revision=7, stage="paused", reason="On holiday")
    changed = StatusUpdate.objects.filter(pk=draft.pk).values().get()

    load()

    assert StatusUpdate.objects.filter(pk=draft.pk).values().get() == changed
    assert BoardQuestion.objects.count() == 3


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
