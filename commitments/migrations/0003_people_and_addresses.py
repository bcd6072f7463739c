"""Members with their roles, who typed an update, addresses that the site keeps for itself, and the cache that counts sign-ins."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from commitments.guards import guarded, unguarded

GUARDS = import_module("commitments.migrations.0002_guards").GUARDS


def create_cache_table(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The limits on signing in count in the database, which all processes share."""
    call_command("createcachetable", database=schema_editor.connection.alias)


def drop_cache_table(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The way back."""
    schema_editor.execute("DROP TABLE strategy_tracker_cache")


class Migration(migrations.Migration):
    """Adds memberships."""

    dependencies = [
        ("commitments", "0002_guards"),
    ]

    operations = [
        unguarded(GUARDS),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("reader", "Reader"),
                            ("executive", "Executive"),
                            ("board_secretary", "Board secretary"),
                            ("strategy_team", "Strategy team"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=20,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="statusupdate",
            name="typed_by",
            field=models.ManyToManyField(blank=True, related_name="updates_typed", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "slug__in",
                        [
                            "accessibility",
                            "account",
                            "admin",
                            "api",
                            "demonstration",
                            "docs",
                            "static",
                            "strategies",
                            "tokens",
                            "verify",
                        ],
                    ),
                    _negated=True,
                ),
                name="organisation_has_an_address_of_its_own",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportingperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__in", ["editions", "plan"]), _negated=True),
                name="period_has_an_address_of_its_own",
            ),
        ),
        migrations.AddConstraint(
            model_name="strategy",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__in", ["people", "posts"]), _negated=True),
                name="strategy_has_an_address_of_its_own",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="commitments.organisation"
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                fields=("user", "organisation", "role"), name="one_membership_per_person_organisation_and_role"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("role__in", ["reader", "executive", "board_secretary", "strategy_team", "administrator"])
                ),
                name="membership_is_of_a_known_role",
            ),
        ),
        guarded(GUARDS),
        migrations.RunPython(create_cache_table, drop_cache_table),
    ]
