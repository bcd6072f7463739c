"""Triggers: the ledgers are append-only, and the levels of a plan hang together."""

from django.db import migrations

from commitments.guards import append_only, guarded, refused

GUARDS = (
    append_only("commitments_planchange", "A change of the plan"),
    append_only("commitments_auditevent", "An audit event"),
    refused(
        "theme_is_two_levels_at_most",
        "commitments_theme",
        "EXISTS (SELECT 1 FROM commitments_theme parent WHERE parent.id = NEW.parent_id"
        " AND (parent.parent_id IS NOT NULL OR parent.priority_id <> NEW.priority_id))"
        " OR (NEW.parent_id IS NOT NULL AND EXISTS"
        " (SELECT 1 FROM commitments_theme child WHERE child.parent_id = NEW.id))"
        " OR EXISTS (SELECT 1 FROM commitments_theme child WHERE child.parent_id = NEW.id"
        " AND child.priority_id <> NEW.priority_id)",
        "A sub-theme stands directly under a theme of its own priority",
    ),
    refused(
        "commitment_stands_in_its_own_strategy",
        "commitments_commitment",
        "EXISTS (SELECT 1 FROM commitments_priority priority WHERE priority.id = NEW.priority_id"
        " AND priority.strategy_id <> NEW.strategy_id)"
        " OR EXISTS (SELECT 1 FROM commitments_theme theme WHERE theme.id = NEW.theme_id"
        " AND theme.priority_id <> NEW.priority_id)",
        "A commitment stands under a priority of its strategy and a theme of its priority",
    ),
    # The same rules, seen from the row above: it does not leave behind what stands on it.
    refused(
        "priority_stays_with_its_commitments",
        "commitments_priority",
        "EXISTS (SELECT 1 FROM commitments_commitment commitment WHERE commitment.priority_id = NEW.id"
        " AND commitment.strategy_id <> NEW.strategy_id)",
        "A priority stays in the strategy of its commitments",
    ),
    refused(
        "theme_stays_with_its_commitments",
        "commitments_theme",
        "EXISTS (SELECT 1 FROM commitments_commitment commitment WHERE commitment.theme_id = NEW.id"
        " AND commitment.priority_id <> NEW.priority_id)",
        "A theme stays in the priority of its commitments",
    ),
    refused(
        "period_stays_with_its_updates",
        "commitments_reportingperiod",
        "EXISTS (SELECT 1 FROM commitments_statusupdate status, commitments_commitment commitment"
        " WHERE status.period_id = NEW.id AND commitment.id = status.commitment_id"
        " AND commitment.strategy_id <> NEW.strategy_id)",
        "A period stays in the strategy of its updates",
    ),
    refused(
        "commitment_stays_with_its_updates",
        "commitments_commitment",
        "EXISTS (SELECT 1 FROM commitments_statusupdate status, commitments_reportingperiod period"
        " WHERE status.commitment_id = NEW.id AND period.id = status.period_id"
        " AND period.strategy_id <> NEW.strategy_id)",
        "A commitment stays in the strategy of its updates",
    ),
    refused(
        "update_is_for_a_period_of_its_strategy",
        "commitments_statusupdate",
        "EXISTS (SELECT 1 FROM commitments_reportingperiod period, commitments_commitment commitment"
        " WHERE period.id = NEW.period_id AND commitment.id = NEW.commitment_id"
        " AND period.strategy_id <> commitment.strategy_id)",
        "An update belongs to a period of the strategy that its commitment is in",
    ),
    # Text comparison serves both engines and needs no function of the framework inside the database file.
    refused(
        "period_is_dated_by_the_first_of_a_month",
        "commitments_reportingperiod",
        "CAST(NEW.month AS VARCHAR(10)) NOT LIKE '%-01' OR CAST(NEW.scheduled_for AS VARCHAR(10)) NOT LIKE '%-01'",
        "A period is dated by the first day of its month",
    ),
    refused(
        "meeting_of_a_month_is_dated_by_its_first_day",
        "commitments_meeting",
        "NEW.held_precision NOT IN ('day', 'month')"
        " OR (NEW.held_precision = 'month' AND CAST(NEW.held_on AS VARCHAR(10)) NOT LIKE '%-01')",
        "A meeting of which only the month is known is dated by its first day",
    ),
)


class Migration(migrations.Migration):
    """Creates the triggers."""

    dependencies = [("commitments", "0001_first_models")]
    operations = [guarded(GUARDS)]
