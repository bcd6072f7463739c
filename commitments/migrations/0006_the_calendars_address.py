"""Calendars of due dates stand at /calendar/, so no organisation can."""

from importlib import import_module

from django.db import migrations, models

from commitments.guards import guarded, unguarded

GUARDS = tuple(
    guard
    for name in ("0002_guards", "0004_the_update_round", "0005_changing_the_plan")
    for guard in import_module(f"commitments.migrations.{name}").GUARDS
)
NAMES = (
    *("accessibility", "account", "admin", "api", "calendar", "demonstration", "docs", "static", "strategies"),
    *("tokens", "verify"),
)


class Migration(migrations.Migration):
    """Keeps the word 'calendar' free."""

    dependencies = [("commitments", "0005_changing_the_plan")]

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
