"""Who may do what: every action, by everybody, in every state of an update and of its period."""

from itertools import product

import pytest
from django.core.exceptions import PermissionDenied

from commitments.models import PeriodState, State
from commitments.permissions import RULES, Action, may, organisations_where, permit
from tests.factories import SuccessMeasureFactory
from tests.people import MEMBERS, STRANGERS, world

pytestmark = pytest.mark.django_db

POST = {"holder", "deputy"}
LEAD = {"executive lead", "lead’s deputy"}
# From the table of what people may do, by hand: the other way round than the code has it.
WHO_MAY = {
    Action.READ: set(MEMBERS),
    Action.READ_DRAFT: {*POST, "supporter", *LEAD, "team", "secretary"},
    Action.WRITE_DRAFT: {*POST, "supporter", "team"},
    Action.SUBMIT: {*POST, "team"},
    Action.WITHDRAW: {*POST, "team"},
    Action.APPROVE: LEAD,
    Action.REOPEN: {"team"},
    Action.FOLLOW_ROUND: {"team", "secretary", "executive"},
    Action.CHANGE_PLAN: {"team"},
    Action.RECORD_READING: {*POST, "team"},  # of the measure's post: see measure_of
    Action.PROPOSE_NARRATIVE: {*POST, *LEAD, "supporter", "holder of another post", "team", "secretary"},
    Action.EDIT_NARRATIVE: {"team", "secretary"},
    Action.EDIT_REPORT: {"team", "secretary"},
    Action.ISSUE_REPORT: {"secretary"},
    Action.ASK_BOARD_QUESTION: {"executive", "secretary"},
    Action.CORRECT_BOARD_QUESTION: {"secretary"},
    Action.ANSWER_BOARD_QUESTION: POST,
    Action.SHARE_VIEW: {"team", "secretary", "executive"},
    Action.REMOVE_SHARED_VIEW: {"team"},
    Action.READ_PEOPLE: {"administrator"},
    Action.MANAGE_PEOPLE: {"administrator"},
}
# An update may be written to only in its state, and until its period is closed; all else is free of both.
ONLY_IN = {
    Action.WRITE_DRAFT: "draft",
    Action.SUBMIT: "draft",
    Action.WITHDRAW: "submitted",
    Action.APPROVE: "submitted",
    Action.REOPEN: "approved",
}
EVERYTHING = [*product(State.values, PeriodState.values)]


def measure_of(there):
    """A measure in this world whose readings the people of the commitment's post record."""
    commitment = there.update.commitment
    return SuccessMeasureFactory(priority=commitment.priority, kind="number", post=commitment.lead)


def test_every_action_has_a_rule_and_a_case():
    assert set(RULES) == set(Action) == set(WHO_MAY)


@pytest.mark.parametrize(("state", "period"), EVERYTHING)
def test_everybody_may_do_what_the_table_says_and_no_more(state, period):
    there = world(state, period)
    things = {Action.RECORD_READING: measure_of(there)}

    may_do = {
        action: {name for name, person in there.people.items() if may(person, action, things.get(action, there.update))}
        for action in Action
        if action != Action.MANAGE_PEOPLE
    }

    assert may_do == {
        action: who if action not in ONLY_IN or (ONLY_IN[action], "open") == (state, period) else set()
        for action, who in WHO_MAY.items()
        if action != Action.MANAGE_PEOPLE
    }


def test_readings_are_recorded_by_the_measures_own_post_and_the_strategy_team():
    there = world()
    commitment = there.update.commitment
    nobodys = SuccessMeasureFactory(priority=commitment.priority)
    leads = SuccessMeasureFactory(priority=commitment.priority, post=commitment.priority.executive_lead)
    things = {"nobody's": nobodys, "the lead's": leads, "a commitment": commitment, "an update": there.update}

    may_record = {
        name: {who for who, person in there.people.items() if may(person, Action.RECORD_READING, thing)}
        for name, thing in things.items()
    }

    assert may_record == {
        "nobody's": {"team"},
        "the lead's": {*LEAD, "team"},
        "a commitment": {"team"},
        "an update": {"team"},
    }


def test_strangers_may_do_nothing_to_anything():
    there = world()
    commitment = there.update.commitment
    things = [there.organisation, commitment.strategy, commitment.priority, commitment, there.update.period]

    assert [
        (name, action, thing)
        for name, action, thing in product(STRANGERS, Action, things)
        if may(there.people[name], action, thing, there.organisation)
    ] == []


def test_administrator_manages_others_and_never_themselves():
    there = world()
    people = {name: there.people[name] for name in (*MEMBERS, *STRANGERS)}

    managed = {
        (name, other)
        for (name, person), (other, managed) in product(people.items(), people.items())
        if may(person, Action.MANAGE_PEOPLE, managed, there.organisation)
    }

    assert managed == {("administrator", other) for other in people if other != "administrator"}


def test_person_is_of_no_one_organisation():
    with pytest.raises(TypeError, match="say which is meant"):
        may(world().people["administrator"], Action.MANAGE_PEOPLE, world().people["reader"])


@pytest.mark.parametrize("action", [Action.ISSUE_REPORT, Action.READ_PEOPLE])
def test_organisations_where_a_role_allows_something(action):
    there = world()

    allowed = {name for name, person in there.people.items() if organisations_where(person, action).exists()}

    assert allowed == WHO_MAY[action]


def test_permit_refuses_who_may_not():
    there = world()

    assert permit(there.people["secretary"], Action.ISSUE_REPORT, there.update.period) is None
    with pytest.raises(PermissionDenied, match="reader may not issue"):
        permit(there.people["reader"], Action.ISSUE_REPORT, there.update.period)
