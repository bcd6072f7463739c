"""What the strategy team does to measures."""

from datetime import date

import pytest

from commitments.models import Rebase, SuccessMeasure, Target
from tests.factories import (
    MembershipFactory,
    ObservationFactory,
    PostFactory,
    PriorityFactory,
    RebaseFactory,
    ReportingPeriodFactory,
    SuccessMeasureFactory,
    TargetFactory,
    UserFactory,
)
from tests.pages import page

pytestmark = pytest.mark.django_db

NEW = {
    "name": "Beds",
    "priority": "Be digital",
    "kind": "Number",
    "unit": "beds",
    "better": "Higher",
    "tolerance": "1,000.5",
    "baseline": "1,200",
    "post": "Head of BI",
}
SHOWN = {
    "shown_name": "Waits",
    "shown_priority": "Be digital",
    "shown_kind": "Percentage",
    "shown_unit": "",
    "shown_better": "",
    "shown_tolerance": "",
    "shown_baseline": "",
    "shown_post": "",
}


@pytest.fixture
def period():
    return ReportingPeriodFactory(state="open", label="March 2022", slug="march-2022")


@pytest.fixture
def priority(period):
    PostFactory(organisation=period.strategy.organisation, title="Head of BI")
    return PriorityFactory(strategy=period.strategy, name="Be digital")


@pytest.fixture
def measure(priority):
    return SuccessMeasureFactory(priority=priority, name="Waits", kind="percentage")


@pytest.fixture
def team(client, period):
    user = UserFactory(name="Sam")
    MembershipFactory(user=user, organisation=period.strategy.organisation, role="strategy_team")
    client.force_login(user)
    return client


def at(period, path=""):
    org, strategy, slug = period.address
    return f"/{org}/{strategy}/{slug}/measures/{path}"


def test_measure_is_added(team, period, priority):
    response = team.post(at(period, "add/"), NEW, follow=True)

    assert "“Beds” was added." in page(response).words
    made = SuccessMeasure.objects.get()
    assert (made.name, made.kind, made.unit, made.better) == ("Beds", "number", "beds", "higher")
    assert (float(made.tolerance), float(made.baseline), made.post.title) == (1000.5, 1200, "Head of BI")


def test_measure_is_offered_the_priority_of_the_address(team, period, priority):
    html = team.get(at(period, "add/?priority=Be%20digital")).content.decode()

    assert '<option value="Be digital" selected>' in html
    assert '"Be digital" selected' not in team.get(at(period, "add/?priority=%00x")).content.decode()


def test_measure_in_words_has_a_baseline_in_words(team, period, priority):
    team.post(at(period, "add/"), NEW | {"kind": "Qualitative", "baseline": "Good", "better": "", "post": ""})

    made = SuccessMeasure.objects.get()
    assert (made.baseline, made.baseline_words, made.better, made.post) == (None, "Good", "", None)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": ""}, "Enter the name of the measure"),
        ({"name": "waits"}, "Be digital has a measure “waits” already. Choose another name."),
        ({"priority": ""}, "Choose the priority that it shows"),
        ({"kind": ""}, "Choose the kind"),
        ({"kind": "Colour"}, "Choose from the list"),
        (
            {"tolerance": "some"},
            "Tolerance: enter a number like 82.4 or 1,234, with at most 11 digits before the point",
        ),
        ({"tolerance": "-1"}, "Tolerance: enter a number that is not less than 0"),
        (
            {"baseline": "Good"},
            "Baseline: enter a number like 82.4 or 1,234, with at most 11 digits before the point",
        ),
        ({"unit": "x" * 31}, "Unit must be 30 characters or fewer. This has 31"),
    ],
)
def test_measure_that_can_not_be_is_refused(team, period, measure, given, sentence):
    response = team.post(at(period, "add/"), NEW | given)

    assert sentence in page(response).words
    assert page(response).title == "Error: Add a measure – Strategy Tracker"
    assert SuccessMeasure.objects.count() == 1


def test_measure_is_changed_and_its_history_says_so(team, period, measure):
    response = team.post(at(period, f"{measure.pk}/change/"), NEW | SHOWN | {"priority": "Be digital"}, follow=True)

    words = page(response).words
    assert "Saved: “Beds”." in words
    assert any(word.startswith("Changed by Sam on ") for word in words)
    assert any("Name: “Waits” became “Beds”. Kind: “Percentage” became “Number”." in word for word in words)


def test_stale_change_is_refused_and_nothing_typed_is_lost(team, period, measure):
    SuccessMeasure.objects.update(name="Waiting")
    address = at(period, f"{measure.pk}/change/")

    response = team.post(address, NEW | SHOWN)

    assert any("It says now: “Waiting”. Nothing of yours was saved" in word for word in page(response).words)
    html = response.content.decode()
    assert ">Beds</textarea>" in html
    assert 'name="shown_name" value="Waiting"' in html
    assert team.post(address, NEW | SHOWN | {"shown_name": "Waiting"}).status_code == 302


def test_measure_is_moved_up_and_down_in_its_priority(team, period, measure):
    address = at(period, f"{measure.pk}/change/")
    SuccessMeasureFactory(priority=measure.priority, name="Beds", position=99)
    assert [word for word in page(team.get(address)).words if word.startswith("Move it")] == ["Move it down"]

    moved = page(team.post(address, {"do": "down"}, follow=True)).words
    refused = page(team.post(address, {"do": "down"}, follow=True)).words

    assert "“Waits” was moved down." in moved
    assert "It is last already." in refused
    assert [word for word in refused if word.startswith("Move it")] == ["Move it up"]
    assert [each.name for each in SuccessMeasure.objects.order_by("position")] == ["Beds", "Waits"]


def test_measure_alone_can_not_be_moved(team, period, measure):
    assert "Move it" not in team.get(at(period, f"{measure.pk}/change/")).content.decode()


def test_measure_is_deleted_while_it_has_no_readings(team, period, measure):
    address = at(period, f"{measure.pk}/delete/")
    reading = ObservationFactory(measure=measure)
    asked = page(team.get(address)).words
    refused = page(team.post(address)).words
    reading.delete()

    deleted = page(team.post(address, follow=True)).words

    assert "This measure can’t be deleted: it has 1 reading, which the board may have seen." in " ".join(asked)
    assert "Delete the measure" not in asked
    assert "It has 1 reading. Delete it first." in refused
    assert "“Waits” was deleted." in deleted
    assert not SuccessMeasure.objects.exists()


def test_targets_are_set_changed_and_deleted(team, period, measure):
    added = team.post(at(period, f"{measure.pk}/targets/add/"), {"value": "90", "due_on": ""}, follow=True)
    target = Target.objects.get()
    shown = {"shown_value": "90", "shown_due_on": ""}
    changed = team.post(
        at(period, f"{measure.pk}/targets/{target.pk}/"), {"value": "95", "due_on": "Mar 25", **shown}, follow=True
    )
    target.refresh_from_db()
    assert target.due_on == date(2025, 3, 31)
    deleted = team.post(at(period, f"{measure.pk}/targets/{target.pk}/delete/"), follow=True)

    assert "Target set: 90%." in page(added).words
    assert "Target saved: 95% by 31 March 2025." in page(changed).words
    assert "Target deleted: 95% by 31 March 2025." in page(deleted).words


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"value": ""}, "Enter the target"),
        (
            {"value": "Good"},
            "Target: enter a number like 82.4 or 1,234, with at most 11 digits before the point",
        ),
        ({"due_on": "soon"}, "By: enter a date like 31 March 2022, or a month like March 2022"),
        ({"due_on": ""}, "There is a target without a date already. Change that one."),
    ],
)
def test_target_that_can_not_be_is_refused(team, period, measure, given, sentence):
    TargetFactory(measure=measure)

    response = team.post(at(period, f"{measure.pk}/targets/add/"), {"value": "90", "due_on": "2025-03-31"} | given)

    assert sentence in page(response).words
    assert Target.objects.count() == 1


def test_limits_are_reset_from_the_first_day_of_a_month_and_the_reset_taken_away(team, period, measure):
    for month in (6, 7):
        ObservationFactory(measure=measure, date=date(2021, month, 28))
    address = at(period, f"{measure.pk}/limits/reset/")
    refused = page(team.post(address, {"day": "July 2021", "reason": ""})).words
    early = page(team.post(address, {"day": "May 2021", "reason": "New form"})).words

    reset = team.post(address, {"day": "July 2021", "reason": "New form"}, follow=True)
    row = Rebase.objects.get()
    gone = team.post(at(period, f"{measure.pk}/limits/{row.pk}/delete/"), follow=True)

    assert "Say what changed, and why it will last" in refused
    assert "Choose a date that has readings before it, and readings on or after it." in early
    assert row.date == date(2021, 7, 1)
    assert "The limits are reset from 1 July 2021." in page(reset).words
    assert "The reset from 1 July 2021 was taken away." in page(gone).words
    assert not Rebase.objects.exists()


def test_rows_of_another_measure_are_not_found(team, period, measure):
    target, reset = TargetFactory(), RebaseFactory()

    for path in (f"targets/{target.pk}/", f"targets/{target.pk}/delete/", f"limits/{reset.pk}/delete/"):
        assert team.get(at(period, f"{measure.pk}/{path}")).status_code == 404


def test_holder_of_the_post_records_and_changes_nothing_else(client, period, measure):
    measure.post = PostFactory(organisation=period.strategy.organisation, holder=UserFactory())
    measure.save(update_fields=["post"])
    target, reset = TargetFactory(measure=measure), RebaseFactory(measure=measure)
    client.force_login(measure.post.holder)
    paths = [
        *("add/", f"{measure.pk}/change/", f"{measure.pk}/delete/", f"{measure.pk}/targets/add/"),
        *(f"{measure.pk}/targets/{target.pk}/", f"{measure.pk}/targets/{target.pk}/delete/"),
        *(f"{measure.pk}/limits/reset/", f"{measure.pk}/limits/{reset.pk}/delete/"),
    ]

    assert {client.post(at(period, path)).status_code for path in paths} == {403}
