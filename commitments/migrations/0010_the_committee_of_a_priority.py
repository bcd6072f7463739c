"""Which committee oversees a priority: one of the strategy's own organisation."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from commitments.guards import guarded, refused, unguarded

BEFORE = tuple(
    guard
    for name in ("0002_guards", "0004_the_update_round", "0005_changing_the_plan", "0007_narrative_and_approvals")
    for guard in import_module(f"commitments.migrations.{name}").GUARDS
)
GUARDS = (
    refused(
        "priority_is_overseen_within_its_organisation",
        "commitments_priority",
        "EXISTS (SELECT 1 FROM commitments_committee committee, commitments_strategy strategy"
        " WHERE committee.id = NEW.committee_id AND strategy.id = NEW.strategy_id"
        " AND committee.organisation_id <> strategy.organisation_id)",
        "A priority is overseen by a committee of its own organisation",
    ),
    # The same rule, seen from the rows above.
    refused(
        "committee_stays_with_the_priorities_it_oversees",
        "commitments_committee",
        "EXISTS (SELECT 1 FROM commitments_priority priority, commitments_strategy strategy"
        " WHERE priority.committee_id = NEW.id AND strategy.id = priority.strategy_id"
        " AND strategy.organisation_id <> NEW.organisation_id)",
        "A committee stays in the organisation of the priorities that it oversees",
    ),
    refused(
        "strategy_stays_with_the_committees_of_its_priorities",
        "commitments_strategy",
        "EXISTS (SELECT 1 FROM commitments_priority priority, commitments_committee committee"
        " WHERE priority.strategy_id = NEW.id AND committee.id = priority.committee_id"
        " AND committee.organisation_id <> NEW.organisation_id)",
        "A strategy stays in the organisation of the committees that oversee its priorities",
    ),
)


class Migration(migrations.Migration):
    """Adds it."""

    dependencies = [("commitments", "0009_measures_and_saved_views")]

    operations = [
        unguarded(BEFORE),
        migrations.AddField(
            model_name="priority",
            name="committee",
            field=models.ForeignKey(
                blank=True,
                help_text="the committee that oversees it",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="priorities",
                to="commitments.committee",
            ),
        ),
        guarded(BEFORE + GUARDS),
    ]
