"""The triggers of both databases: all are there, migrations keep them, and nothing changes a ledger.

What the other guards refuse is tested in commitments/models/test_levels.py.
"""

from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.loader import MigrationLoader

from commitments.guards import guarded, unguarded
from commitments.models import AuditEvent, PlanChange
from tests.factories import (
    ApprovedTextFactory,
    AuditEventFactory,
    EditionFactory,
    EditionFileFactory,
    PlanChangeFactory,
    PresentationFactory,
    WithdrawalFactory,
)

GUARDS = tuple(
    guard
    for migration in (
        *("0002_guards", "0004_the_update_round", "0005_changing_the_plan", "0007_narrative_and_approvals"),
        "0010_the_committee_of_a_priority",
    )
    for guard in import_module(f"commitments.migrations.{migration}").GUARDS
)

TRIGGERS = {
    "commitment_is_merged_within_its_strategy_insert",
    "commitment_is_merged_within_its_strategy_update",
    "commitment_stands_in_its_own_strategy_insert",
    "commitment_stands_in_its_own_strategy_update",
    "commitment_stays_with_its_narrative_insert",
    "commitment_stays_with_its_narrative_update",
    "commitment_stays_with_its_updates_insert",
    "commitment_stays_with_its_updates_update",
    "committee_stays_with_the_priorities_it_oversees_insert",
    "committee_stays_with_the_priorities_it_oversees_update",
    "commitments_approvedtext_is_append_only_delete",
    "commitments_approvedtext_is_append_only_update",
    "commitments_auditevent_is_append_only_delete",
    "commitments_auditevent_is_append_only_update",
    "commitments_planchange_is_append_only_delete",
    "commitments_planchange_is_append_only_update",
    "edition_replaces_the_one_before_of_its_report_insert",
    "edition_replaces_the_one_before_of_its_report_update",
    "extension_is_for_a_commitment_of_the_periods_strategy_insert",
    "extension_is_for_a_commitment_of_the_periods_strategy_update",
    "meeting_of_a_month_is_dated_by_its_first_day_insert",
    "meeting_of_a_month_is_dated_by_its_first_day_update",
    "narrative_is_of_its_periods_strategy_insert",
    "narrative_is_of_its_periods_strategy_update",
    "narrative_rests_on_commitments_of_its_strategy_insert",
    "narrative_rests_on_commitments_of_its_strategy_update",
    "outcome_answers_an_earlier_next_step_of_its_commitment_insert",
    "outcome_answers_an_earlier_next_step_of_its_commitment_update",
    "period_is_dated_by_the_first_of_a_month_insert",
    "period_is_dated_by_the_first_of_a_month_update",
    "period_stays_with_its_narrative_insert",
    "period_stays_with_its_narrative_update",
    "period_stays_with_its_updates_insert",
    "period_stays_with_its_updates_update",
    "presentation_is_of_an_edition_that_stands_insert",
    "presentation_is_of_an_edition_that_stands_update",
    "priority_is_overseen_within_its_organisation_insert",
    "priority_is_overseen_within_its_organisation_update",
    "priority_stays_with_its_commitments_insert",
    "priority_stays_with_its_commitments_update",
    "priority_stays_with_its_narrative_insert",
    "priority_stays_with_its_narrative_update",
    "reports_edition_is_append_only_delete",
    "reports_edition_is_append_only_update",
    "reports_editionfile_is_append_only_delete",
    "reports_editionfile_is_append_only_update",
    "reports_presentation_is_append_only_delete",
    "reports_presentation_is_append_only_update",
    "reports_withdrawal_is_append_only_delete",
    "reports_withdrawal_is_append_only_update",
    "strategy_stays_with_the_committees_of_its_priorities_insert",
    "strategy_stays_with_the_committees_of_its_priorities_update",
    "theme_is_two_levels_at_most_insert",
    "theme_is_two_levels_at_most_update",
    "theme_stays_with_its_commitments_insert",
    "theme_stays_with_its_commitments_update",
    "undoing_is_of_the_same_commitment_and_kind_insert",
    "undoing_is_of_the_same_commitment_and_kind_update",
    "update_is_for_a_period_of_its_strategy_insert",
    "update_is_for_a_period_of_its_strategy_update",
}
TRIGGERS_OF_ONE_ENGINE = {
    "sqlite": {
        "commitments_approvedtext_is_append_only_replace",
        "commitments_auditevent_is_append_only_replace",
        "commitments_planchange_is_append_only_replace",
        "reports_edition_is_append_only_replace",
        "reports_editionfile_is_append_only_replace",
        "reports_presentation_is_append_only_replace",
        "reports_withdrawal_is_append_only_replace",
    },
    "postgresql": {
        "commitments_approvedtext_is_append_only_truncate",
        "commitments_auditevent_is_append_only_truncate",
        "commitments_planchange_is_append_only_truncate",
        "reports_edition_is_append_only_truncate",
        "reports_editionfile_is_append_only_truncate",
        "reports_presentation_is_append_only_truncate",
        "reports_withdrawal_is_append_only_truncate",
    },
}


def execute(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def refusal(attempt):
    """The first line of the database's reason for refusing the attempt."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        attempt()
    return str(caught.value).splitlines()[0]


def expected_triggers():
    return TRIGGERS | TRIGGERS_OF_ONE_ENGINE[connection.vendor]


def test_triggers_after_all_migrations_are_these(existing_triggers):
    assert existing_triggers() == expected_triggers()


# The ledgers


def update_or_insert(row):
    names = [field.name for field in row._meta.concrete_fields if not field.primary_key]
    type(row).objects.bulk_create([row], update_conflicts=True, unique_fields=["id"], update_fields=names)


def empty_fast(row):
    """The statements that go round a DELETE trigger: TRUNCATE on PostgreSQL; REPLACE on SQLite, which deletes first."""
    table = row._meta.db_table
    if connection.vendor == "postgresql":
        execute("SET CONSTRAINTS ALL IMMEDIATE")
        execute(f"TRUNCATE {table} CASCADE")
    else:
        execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


WAYS_TO_CHANGE_A_ROW = {
    "save": lambda row: row.save(),
    "update": lambda row: type(row).objects.update(id=row.id),
    "bulk_update": lambda row: type(row).objects.bulk_update([row], [row._meta.concrete_fields[1].name]),
    "update_or_insert": update_or_insert,
    "raw_update": lambda row: execute(f"UPDATE {row._meta.db_table} SET id = id"),
    "delete": lambda row: row.delete(),
    "bulk_delete": lambda row: type(row).objects.all().delete(),
    "raw_delete": lambda row: execute(f"DELETE FROM {row._meta.db_table}"),
    "empty_fast": empty_fast,
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ledger", "message"),
    [
        (PlanChangeFactory, "A change of the plan can not be changed or deleted"),
        (AuditEventFactory, "An audit event can not be changed or deleted"),
        (ApprovedTextFactory, "An approved text can not be changed or deleted"),
        (EditionFactory, "An edition can not be changed or deleted"),
        (EditionFileFactory, "A file of an edition can not be changed or deleted"),
        (PresentationFactory, "A presentation of an edition can not be changed or deleted"),
        (WithdrawalFactory, "A withdrawal of an edition can not be changed or deleted"),
    ],
)
@pytest.mark.parametrize("way", WAYS_TO_CHANGE_A_ROW)
def test_ledger_refuses_every_change(ledger, message, way):
    row = ledger()
    before = list(type(row).objects.values())

    said = refusal(lambda: WAYS_TO_CHANGE_A_ROW[way](row))

    assert said == message
    assert list(type(row).objects.values()) == before


@pytest.mark.django_db
def test_ledger_takes_new_rows():
    first = PlanChangeFactory()
    PlanChange.objects.bulk_create([PlanChange(commitment=first.commitment, kind="moved", by=first.by)])
    PlanChange(id=1_000_000, commitment=first.commitment, kind="merged", by=first.by).save(force_insert=True)

    assert [change.kind for change in PlanChange.objects.all()] == ["reworded", "moved", "merged"]


# Migrations


@pytest.mark.django_db(transaction=True)
def test_guards_migrate_backwards_and_forwards(existing_triggers, request):
    request.addfinalizer(lambda: call_command("migrate", verbosity=0))

    call_command("migrate", "commitments", "0001", verbosity=0)
    without = existing_triggers()
    call_command("migrate", verbosity=0)

    assert without == set()
    assert existing_triggers() == expected_triggers()


class Rebuild(migrations.Migration):
    """Alters tables that triggers of other tables read."""

    operations = [
        unguarded(GUARDS),
        *(
            migrations.AddConstraint(
                name, models.CheckConstraint(condition=models.Q(id__gt=0), name=f"{name}_is_numbered")
            )
            for name in ("theme", "priority", "commitment", "reportingperiod", "planchange", "auditevent")
        ),
        guarded(GUARDS),
    ]


@pytest.mark.django_db(transaction=True)
def test_guards_survive_a_migration_that_alters_their_tables(existing_triggers):
    plan_change, event = PlanChangeFactory(), AuditEventFactory()
    state = MigrationLoader(connection).project_state()
    rebuild = Rebuild("rebuild", "commitments")

    with connection.schema_editor() as editor:
        rebuild.apply(state.clone(), editor)
    afterwards = existing_triggers()
    with connection.schema_editor() as editor:
        rebuild.unapply(state.clone(), editor)

    assert afterwards == expected_triggers()
    assert existing_triggers() == expected_triggers()
    assert (PlanChange.objects.get(), AuditEvent.objects.get()) == (plan_change, event)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("rows", [1, 2])  # the one that runs second finds what the first has left
def test_flush_after_a_transactional_test_leaves_the_guards_and_no_rows(existing_triggers, rows):
    counted = PlanChange.objects.count(), AuditEvent.objects.count()
    PlanChangeFactory.create_batch(rows)
    AuditEventFactory.create_batch(rows)

    assert counted == (0, 0)
    assert existing_triggers() == expected_triggers()
