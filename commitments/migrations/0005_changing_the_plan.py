"""What a commitment is merged into, which change of the plan undoes which, and the words that the new pages' addresses use."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from commitments.guards import guarded, refused, unguarded

BEFORE = tuple(
    guard
    for name in ("0002_guards", "0004_the_update_round")
    for guard in import_module(f"commitments.migrations.{name}").GUARDS
)
GUARDS = (
    refused(
        "commitment_is_merged_within_its_strategy",
        "commitments_commitment",
        "EXISTS (SELECT 1 FROM commitments_commitment other WHERE other.id = NEW.merged_into_id"
        " AND other.strategy_id <> NEW.strategy_id)"
        " OR EXISTS (SELECT 1 FROM commitments_commitment other WHERE other.merged_into_id = NEW.id"
        " AND other.strategy_id <> NEW.strategy_id)",
        "A commitment is merged into another of its own strategy",
    ),
    refused(
        "undoing_is_of_the_same_commitment_and_kind",
        "commitments_planchange",
        "EXISTS (SELECT 1 FROM commitments_planchange undone WHERE undone.id = NEW.undoes_id"
        " AND (undone.commitment_id <> NEW.commitment_id OR undone.kind <> NEW.kind"
        " OR undone.undoes_id IS NOT NULL))",
        "A change is undone by one of the same commitment and kind, and once",
    ),
)


class Migration(migrations.Migration):
    """Adds what changing the plan in a browser needs."""

    dependencies = [("commitments", "0004_the_update_round")]

    operations = [
        unguarded(BEFORE),
        migrations.RemoveConstraint("reportingperiod", "period_has_an_address_of_its_own"),
        migrations.RemoveConstraint("strategy", "strategy_has_an_address_of_its_own"),
        migrations.AddField(
            model_name="commitment",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_from",
                to="commitments.commitment",
            ),
        ),
        migrations.AddField(
            model_name="planchange",
            name="undoes",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="undone_by",
                to="commitments.planchange",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="commitment_is_not_merged_into_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportingperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("slug__in", ["editions", "labels", "ledger", "plan", "status-words"]), _negated=True
                ),
                name="period_has_an_address_of_its_own",
            ),
        ),
        migrations.AddConstraint(
            model_name="strategy",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__in", ["acronyms", "committees", "people", "posts"]), _negated=True),
                name="strategy_has_an_address_of_its_own",
            ),
        ),
        guarded(BEFORE + GUARDS),
    ]
