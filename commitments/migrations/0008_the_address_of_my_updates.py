"""What one owes stands at /my-updates/, so no organisation can."""

from importlib import import_module

from django.db import migrations, models

from commitments.guards import guarded, unguarded

GUARDS = tuple(
    guard
    for name in ("0002_guards", "0004_the_update_round", "0005_changing_the_plan", "0007_narrative_and_approvals")
    for guard in import_module(f"commitments.migrations.{name}").GUARDS
)
NAMES = (
    *("accessibility", "account", "admin", "api", "approvals", "calendar", "demonstration", "docs", "my-updates"),
    *("static", "strategies", "tokens", "verify"),
)


class Migration(migrations.Migration):
    """Keeps the words 'my-updates' free."""

    dependencies = [("commitments", "0007_narrative_and_approvals")]

    operations = [
        unguarded(GUARDS),
        migrations.RemoveConstraint("organisation", "organisation_has_an_address_of_its_own"),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__in", NAMES), _negated=True), name="organisation_has_an_address_of_its_own"
            ),
        ),
        guarded(GUARDS),
    ]
