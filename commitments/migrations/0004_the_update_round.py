"""Answers to earlier next steps, approved texts, extensions, reminders and calendars."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import commitments.models.fields
from commitments.guards import append_only, guarded, refused, unguarded

BEFORE = import_module("commitments.migrations.0002_guards").GUARDS
GUARDS = (
    append_only("commitments_approvedtext", "An approved text"),
    refused(
        "outcome_answers_an_earlier_next_step_of_its_commitment",
        "commitments_outcome",
        "NOT EXISTS (SELECT 1 FROM commitments_updatepoint point, commitments_statusupdate earlier,"
        " commitments_statusupdate later, commitments_reportingperiod said, commitments_reportingperiod did"
        " WHERE point.id = NEW.point_id AND earlier.id = point.update_id AND later.id = NEW.update_id"
        " AND said.id = earlier.period_id AND did.id = later.period_id AND point.kind = 'next'"
        " AND earlier.commitment_id = later.commitment_id AND said.month < did.month)",
        "An outcome answers a next step that an earlier update of the same commitment named",
    ),
    refused(
        "extension_is_for_a_commitment_of_the_periods_strategy",
        "commitments_extension",
        "EXISTS (SELECT 1 FROM commitments_reportingperiod period, commitments_commitment commitment"
        " WHERE period.id = NEW.period_id AND commitment.id = NEW.commitment_id"
        " AND period.strategy_id <> commitment.strategy_id)",
        "An extension is for a commitment of the strategy that the period is of",
    ),
)


class Migration(migrations.Migration):
    """Adds what a round of updates needs."""

    dependencies = [
        ("commitments", "0003_people_and_addresses"),
    ]

    operations = [
        unguarded(BEFORE),
        migrations.AddField(
            model_name="statusupdate",
            name="reopened_because",
            field=commitments.models.fields.ProseField(blank=True),
        ),
        migrations.CreateModel(
            name="ApprovedText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("approved_at", models.DateTimeField()),
                (
                    "reopened_because",
                    commitments.models.fields.ProseField(
                        blank=True, help_text="why the text before this one was reopened"
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approved_texts",
                        to="commitments.statusupdate",
                    ),
                ),
            ],
            options={
                "ordering": ["update", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("update", "number"), name="one_approved_text_of_a_number_per_update"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="approved_texts_are_counted_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1), models.Q(("reopened_because", ""), _negated=True), _connector="OR"
                        ),
                        name="text_approved_again_says_why_it_was_reopened",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField()),
                ("reason", commitments.models.fields.ProseField()),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extensions",
                        to="commitments.commitment",
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extensions",
                        to="commitments.reportingperiod",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "commitment"), name="one_extension_per_period_and_commitment"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="extension_has_a_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret", models.CharField(max_length=43, unique=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="feed", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("secret__length__gte", 32)), name="feed_cannot_be_guessed"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "Done"),
                            ("partly", "Partly done"),
                            ("not_done", "Not done"),
                            ("dropped", "Dropped"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", commitments.models.fields.ProseField(blank=True)),
                (
                    "point",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="commitments.updatepoint",
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcomes",
                        to="commitments.statusupdate",
                    ),
                ),
            ],
            options={
                "ordering": ["point__position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("update", "point"), name="one_outcome_per_update_and_next_step"),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["", "done", "partly", "not_done", "dropped"])),
                        name="outcome_has_a_known_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer", ""), ("note", ""), _negated=True), name="outcome_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sent_on", models.DateField()),
                ("commitments", models.PositiveIntegerField(help_text="how many updates it named")),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="commitments.reportingperiod",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-sent_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "user", "sent_on"), name="one_reminder_per_person_and_day"
                    )
                ],
            },
        ),
        guarded(BEFORE + GUARDS),
    ]
