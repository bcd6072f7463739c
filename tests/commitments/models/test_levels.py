"""The guards that keep a plan together: each is tried through every door by which a row can come in or change."""

from datetime import date
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from commitments.models import Commitment, Priority, ReportingPeriod, Theme
from tests.factories import (
    CommitmentFactory,
    CommitteeFactory,
    MeetingFactory,
    OrganisationFactory,
    PriorityFactory,
    ReportingPeriodFactory,
    StatusUpdateFactory,
    StrategyFactory,
    ThemeFactory,
)

THEME = "A sub-theme stands directly under a theme of its own priority"
COMMITMENT = "A commitment stands under a priority of its strategy and a theme of its priority"
UPDATE = "An update belongs to a period of the strategy that its commitment is in"
PERIOD = "A period is dated by the first day of its month"
MEETING = "A meeting of which only the month is known is dated by its first day"


def execute(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def refusal(attempt):
    """The first line of the database's reason for refusing the attempt."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        attempt()
    return str(caught.value).splitlines()[0]


def third_level():
    sub_theme = ThemeFactory(parent=ThemeFactory())
    return ThemeFactory(priority=sub_theme.priority), {"parent": sub_theme}


def commitment_under_theme_of_another_priority():
    row = CommitmentFactory()
    return row, {"theme": ThemeFactory(priority=PriorityFactory(strategy=row.strategy))}


# A row that is as it should be, and what would make it wrong.
WRONG = {
    "sub-theme of a sub-theme": (THEME, third_level),
    "sub-theme of another priority's theme": (THEME, lambda: (ThemeFactory(), {"parent": ThemeFactory()})),
    "sub-theme moved from its theme's priority": (
        THEME,
        lambda: (ThemeFactory(parent=ThemeFactory()), {"priority": PriorityFactory()}),
    ),
    "commitment under another strategy's priority": (
        COMMITMENT,
        lambda: (CommitmentFactory(), {"priority": PriorityFactory()}),
    ),
    "commitment in another strategy than its priority": (
        COMMITMENT,
        lambda: (CommitmentFactory(), {"strategy": StrategyFactory()}),
    ),
    "commitment under a theme of another priority": (COMMITMENT, commitment_under_theme_of_another_priority),
    "priority overseen by another organisation's committee": (
        "A priority is overseen by a committee of its own organisation",
        lambda: (PriorityFactory(), {"committee": CommitteeFactory()}),
    ),
    "update for another strategy's period": (
        UPDATE,
        lambda: (StatusUpdateFactory(), {"period": ReportingPeriodFactory()}),
    ),
    "update of another strategy's commitment": (
        UPDATE,
        lambda: (StatusUpdateFactory(), {"commitment": CommitmentFactory()}),
    ),
    "month with a day": (PERIOD, lambda: (ReportingPeriodFactory(), {"month": date(2022, 3, 31)})),
    "scheduled for a day": (PERIOD, lambda: (ReportingPeriodFactory(), {"scheduled_for": date(2022, 3, 11)})),
    "meeting of a month with a day": (
        MEETING,
        lambda: (MeetingFactory(), {"held_precision": "month", "held_on": date(2022, 3, 30)}),
    ),
    "meeting of a year": (
        MEETING,
        lambda: (MeetingFactory(), {"held_precision": "year", "held_on": date(2022, 1, 1)}),
    ),
}


def changed(row, changes):
    for name, value in changes.items():
        setattr(row, name, value)
    return row


def copied(row, changes):
    """An unsaved copy of the row with the changes."""
    values = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    return changed(type(row)(**values), changes)


def stored(row, changes):
    """The changes by column, as the database takes them."""
    fields = [row._meta.get_field(name) for name in changes]
    row = changed(row, changes)
    return {field.column: field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields}


def raw_update(row, changes):
    columns = stored(row, changes)
    setting = ", ".join(f"{column} = %s" for column in columns)
    execute(f"UPDATE {row._meta.db_table} SET {setting} WHERE id = %s", *columns.values(), row.id)


def raw_insert(row, changes):
    columns = stored(row, changes)
    names = [field.column for field in row._meta.concrete_fields if not field.primary_key]
    values = ", ".join("%s" if name in columns else name for name in names)
    parameters = [columns[name] for name in names if name in columns]
    table = row._meta.db_table
    execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} WHERE id = %s", *parameters, row.id)


WAYS_TO_WRITE_A_ROW = {
    "save": lambda row, changes: changed(row, changes).save(),
    "update": lambda row, changes: type(row).objects.filter(id=row.id).update(**changes),
    "bulk_update": lambda row, changes: type(row).objects.bulk_update([changed(row, changes)], list(changes)),
    "raw_update": raw_update,
    "insert": lambda row, changes: copied(row, changes).save(),
    "bulk_create": lambda row, changes: type(row).objects.bulk_create([copied(row, changes)]),
    "insert_or_ignore": lambda row, changes: type(row).objects.bulk_create(
        [copied(row, changes)], ignore_conflicts=True
    ),
    "raw_insert": raw_insert,
}


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("way", WAYS_TO_WRITE_A_ROW)
def test_plan_refuses_what_does_not_hang_together(wrong, way):
    message, arrange = WRONG[wrong]
    row, changes = arrange()

    said = refusal(lambda: WAYS_TO_WRITE_A_ROW[way](row, changes))

    assert said == message


def overseen_priority():
    priority = PriorityFactory()
    priority.committee = CommitteeFactory(organisation=priority.strategy.organisation)
    priority.save()
    return priority


def theme_with_sub_themes_under_another():
    theme = ThemeFactory(parent=ThemeFactory()).parent
    return theme, {"parent": ThemeFactory(priority=theme.priority)}


def commitment_to_another_strategy():
    priority = PriorityFactory()
    return StatusUpdateFactory().commitment, {"priority": priority, "strategy": priority.strategy}


# A row that others stand on, and the change that would leave them behind.
LEAVING = {
    "priority": (
        "A priority stays in the strategy of its commitments",
        lambda: (CommitmentFactory().priority, {"strategy": StrategyFactory()}),
    ),
    "theme": (
        "A theme stays in the priority of its commitments",
        lambda: (CommitmentFactory(theme=ThemeFactory()).theme, {"priority": PriorityFactory()}),
    ),
    "theme of sub-themes": (
        THEME,
        lambda: (ThemeFactory(parent=ThemeFactory()).parent, {"priority": PriorityFactory()}),
    ),
    "theme that becomes a sub-theme": (THEME, theme_with_sub_themes_under_another),
    "period": (
        "A period stays in the strategy of its updates",
        lambda: (StatusUpdateFactory().period, {"strategy": StrategyFactory()}),
    ),
    "overseen priority": (
        "A priority is overseen by a committee of its own organisation",
        lambda: (overseen_priority(), {"strategy": StrategyFactory()}),
    ),
    "committee": (
        "A committee stays in the organisation of the priorities that it oversees",
        lambda: (overseen_priority().committee, {"organisation": OrganisationFactory()}),
    ),
    "strategy": (
        "A strategy stays in the organisation of the committees that oversee its priorities",
        lambda: (overseen_priority().strategy, {"organisation": OrganisationFactory()}),
    ),
    "commitment": ("A commitment stays in the strategy of its updates", commitment_to_another_strategy),
}


@pytest.mark.django_db
@pytest.mark.parametrize("leaving", LEAVING)
@pytest.mark.parametrize("way", ["save", "update", "bulk_update", "raw_update"])
def test_plan_refuses_to_leave_behind_what_stands_on_a_row(leaving, way):
    message, arrange = LEAVING[leaving]
    row, changes = arrange()

    said = refusal(lambda: WAYS_TO_WRITE_A_ROW[way](row, changes))

    assert said == message


@pytest.mark.django_db
def test_theme_moves_to_another_priority_when_its_commitments_have_gone_ahead():
    theme = ThemeFactory()
    commitment = CommitmentFactory(theme=theme)
    priority = PriorityFactory(strategy=commitment.strategy)

    Commitment.objects.filter(theme=theme).update(theme=None, priority=priority)
    Theme.objects.filter(id=theme.id).update(priority=priority)
    Commitment.objects.filter(id=commitment.id).update(theme=theme)

    assert priority.commitments.get().theme == priority.themes.get() == theme


def test_every_guard_of_a_plan_is_tried():
    migrations = ("0002_guards", "0010_the_committee_of_a_priority")
    guards = [guard for name in migrations for guard in import_module(f"commitments.migrations.{name}").GUARDS]
    assert {message for message, _ in (*WRONG.values(), *LEAVING.values())} == {
        guard.message for guard in guards if guard.when
    }


@pytest.mark.django_db
def test_priority_moves_to_another_committee_of_its_organisation_and_holds_on_to_it():
    priority = overseen_priority()
    other = CommitteeFactory(organisation=priority.committee.organisation)

    Priority.objects.update(committee=other)
    with pytest.raises(ProtectedError):
        other.delete()

    assert other.priorities.get() == priority


@pytest.mark.django_db
def test_commitment_moves_to_another_priority_of_its_strategy():
    theme = ThemeFactory()
    commitment = CommitmentFactory(priority__strategy=theme.priority.strategy)

    Commitment.objects.filter(id=commitment.id).update(priority=theme.priority, theme=theme)

    assert theme.commitments.get() == commitment


@pytest.mark.django_db
def test_period_is_dated_whatever_the_servers_date_style():
    if connection.vendor == "postgresql":
        execute("SET LOCAL datestyle = 'SQL, DMY'")

    ReportingPeriodFactory(month=date(2022, 3, 1))

    assert ReportingPeriod.objects.get().month == date(2022, 3, 1)
