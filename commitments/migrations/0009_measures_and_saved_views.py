"""The post that records a measure's readings, from when its limits are reckoned anew, and registers under a name."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import commitments.models.fields


class Migration(migrations.Migration):
    """Adds them."""

    dependencies = [
        ("commitments", "0008_the_address_of_my_updates"),
    ]

    operations = [
        migrations.AddField(
            model_name="successmeasure",
            name="post",
            field=models.ForeignKey(
                blank=True,
                help_text="whose people record its readings",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="measures",
                to="commitments.post",
            ),
        ),
        migrations.CreateModel(
            name="Rebase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField()),
                ("reason", commitments.models.fields.ProseField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rebases",
                        to="commitments.successmeasure",
                    ),
                ),
            ],
            options={
                "ordering": ["date", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("measure", "date"), name="one_rebase_per_measure_and_date"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("reason", ""), _negated=True), ("reason__length__lte", 500)),
                        name="rebase_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", commitments.models.fields.LineField(max_length=100)),
                (
                    "query",
                    models.CharField(
                        blank=True, help_text="of the register's address, without the question mark", max_length=2000
                    ),
                ),
                ("shared", models.BooleanField(default=False)),
                ("saved_at", models.DateTimeField(auto_now_add=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "strategy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to="commitments.strategy",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("strategy", "owner", "name"), name="one_saved_view_of_a_name_per_person"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="saved_view_has_a_name"
                    ),
                ],
            },
        ),
    ]
