"""Proposed points of the narrative, which rest on their own strategy alone; and /approvals/, which no organisation can have."""

from importlib import import_module

from django.db import migrations, models

from commitments.guards import guarded, refused, unguarded

BEFORE = tuple(
    guard
    for name in ("0002_guards", "0004_the_update_round", "0005_changing_the_plan")
    for guard in import_module(f"commitments.migrations.{name}").GUARDS
)
GUARDS = (
    refused(
        "narrative_is_of_its_periods_strategy",
        "commitments_narrativepoint",
        "EXISTS (SELECT 1 FROM commitments_reportingperiod period, commitments_priority priority"
        " WHERE period.id = NEW.period_id AND priority.id = NEW.priority_id"
        " AND period.strategy_id <> priority.strategy_id)"
        " OR EXISTS (SELECT 1 FROM commitments_narrativepoint_commitments rests, commitments_commitment commitment,"
        " commitments_reportingperiod period WHERE rests.narrativepoint_id = NEW.id"
        " AND commitment.id = rests.commitment_id AND period.id = NEW.period_id"
        " AND period.strategy_id <> commitment.strategy_id)",
        "A point of the narrative is of the strategy of its period",
    ),
    refused(
        "narrative_rests_on_commitments_of_its_strategy",
        "commitments_narrativepoint_commitments",
        "EXISTS (SELECT 1 FROM commitments_narrativepoint point, commitments_commitment commitment,"
        " commitments_reportingperiod period WHERE point.id = NEW.narrativepoint_id"
        " AND commitment.id = NEW.commitment_id AND period.id = point.period_id"
        " AND period.strategy_id <> commitment.strategy_id)",
        "A point of the narrative rests on commitments of its own strategy",
    ),
    # The same rules, seen from the rows that it points to.
    refused(
        "period_stays_with_its_narrative",
        "commitments_reportingperiod",
        "EXISTS (SELECT 1 FROM commitments_narrativepoint point, commitments_priority priority"
        " WHERE point.period_id = NEW.id AND priority.id = point.priority_id"
        " AND priority.strategy_id <> NEW.strategy_id)"
        " OR EXISTS (SELECT 1 FROM commitments_narrativepoint point, commitments_narrativepoint_commitments rests,"
        " commitments_commitment commitment WHERE point.period_id = NEW.id AND rests.narrativepoint_id = point.id"
        " AND commitment.id = rests.commitment_id AND commitment.strategy_id <> NEW.strategy_id)",
        "A period stays in the strategy of its narrative",
    ),
    refused(
        "priority_stays_with_its_narrative",
        "commitments_priority",
        "EXISTS (SELECT 1 FROM commitments_narrativepoint point, commitments_reportingperiod period"
        " WHERE point.priority_id = NEW.id AND period.id = point.period_id"
        " AND period.strategy_id <> NEW.strategy_id)",
        "A priority stays in the strategy of its narrative",
    ),
    refused(
        "commitment_stays_with_its_narrative",
        "commitments_commitment",
        "EXISTS (SELECT 1 FROM commitments_narrativepoint_commitments rests, commitments_narrativepoint point,"
        " commitments_reportingperiod period WHERE rests.commitment_id = NEW.id"
        " AND point.id = rests.narrativepoint_id AND period.id = point.period_id"
        " AND period.strategy_id <> NEW.strategy_id)",
        "A commitment stays in the strategy of its narrative",
    ),
)
NAMES = (
    *("accessibility", "account", "admin", "api", "approvals", "calendar", "demonstration", "docs", "static"),
    *("strategies", "tokens", "verify"),
)


class Migration(migrations.Migration):
    """Adds what proposing, ordering and approving in a browser need."""

    dependencies = [("commitments", "0006_the_calendars_address")]

    operations = [
        unguarded(BEFORE),
        migrations.RemoveConstraint("organisation", "organisation_has_an_address_of_its_own"),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__in", NAMES), _negated=True), name="organisation_has_an_address_of_its_own"
            ),
        ),
        migrations.AddField(
            model_name="narrativepoint",
            name="accepted",
            field=models.BooleanField(default=True, help_text="a proposal is printed once it is accepted"),
        ),
        migrations.AddField(
            model_name="narrativepoint",
            name="revision",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="narrativepoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("accepted", True), ("proposed_by__isnull", False), _connector="OR"),
                name="proposed_narrative_says_by_whom",
            ),
        ),
        guarded(BEFORE + GUARDS),
    ]
