"""What is written for a report, further files and audiences of editions, and what boards ask."""

from importlib import import_module

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import commitments.models.fields
from commitments.guards import append_only, guarded, refused, unguarded

BEFORE = import_module("reports.migrations.0002_guards").GUARDS
REPLACES = "edition_replaces_the_one_before_of_its_report"
GUARDS = (
    *(guard for guard in BEFORE if guard.name != REPLACES),
    append_only("reports_editionfile", "A file of an edition"),
    refused(
        REPLACES,
        "reports_edition",
        "EXISTS (SELECT 1 FROM reports_edition earlier WHERE earlier.id = NEW.supersedes_id"
        " AND (earlier.report_id <> NEW.report_id OR earlier.audience <> NEW.audience OR earlier.number >= NEW.number))"
        " OR (NEW.supersedes_id IS NULL AND EXISTS (SELECT 1 FROM reports_edition earlier"
        " WHERE earlier.report_id = NEW.report_id AND earlier.audience = NEW.audience AND earlier.id <> NEW.id))",
        "An edition replaces the one before it of the same report and audience",
    ),
)


class Migration(migrations.Migration):
    """Adds them; the editions' guards are lifted meanwhile."""

    dependencies = [
        ("commitments", "0009_measures_and_saved_views"),
        ("reports", "0002_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        unguarded(BEFORE),
        migrations.CreateModel(
            name="BoardQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("question", "Question"), ("challenge", "Challenge"), ("decision", "Decision")],
                        default="question",
                        max_length=10,
                    ),
                ),
                ("text", commitments.models.fields.ProseField()),
                ("asked_on", models.DateField()),
                ("answer", commitments.models.fields.ProseField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("public", models.BooleanField(default=False, help_text="printed in public editions too")),
                ("revision", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["asked_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="EditionFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("word", "Word"),
                            ("workbook", "Excel"),
                            ("text", "Plain text"),
                            ("plan", "Excel plan workbook"),
                        ],
                        max_length=10,
                    ),
                ),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["edition", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="edition",
            name="edition_is_for_a_known_audience",
        ),
        migrations.RemoveConstraint(
            model_name="edition",
            name="later_edition_says_what_it_replaces_and_why",
        ),
        migrations.AddField(
            model_name="edition",
            name="files",
            field=models.TextField(blank=True, help_text="JSON: the sha256 of each further file, by its kind"),
        ),
        migrations.AddField(
            model_name="edition",
            name="left_open",
            field=models.TextField(blank=True, help_text="JSON: what readiness had found and nobody had cleared"),
        ),
        migrations.AddField(
            model_name="report",
            name="author",
            field=commitments.models.fields.LineField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="report",
            name="considered_by",
            field=commitments.models.fields.ProseField(
                blank=True, help_text="the meetings that considered it before, one a line"
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="introduction",
            field=commitments.models.fields.ProseField(blank=True),
        ),
        migrations.AddField(
            model_name="report",
            name="left_out",
            field=models.JSONField(blank=True, default=list, help_text="codes of the sections that are not printed"),
        ),
        migrations.AddField(
            model_name="report",
            name="purpose",
            field=commitments.models.fields.LineField(
                blank=True, help_text="what the meeting is asked: approval, discussion, assurance", max_length=100
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="recommendation",
            field=commitments.models.fields.ProseField(blank=True),
        ),
        migrations.AddField(
            model_name="report",
            name="revision",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="report",
            name="sponsor",
            field=commitments.models.fields.LineField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="report",
            name="summary",
            field=commitments.models.fields.ProseField(blank=True),
        ),
        migrations.AlterField(
            model_name="edition",
            name="audience",
            field=models.CharField(choices=[("board", "Board"), ("public", "Public")], default="board", max_length=20),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(("audience__in", ["board", "public"])), name="edition_is_for_a_known_audience"
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("change_note", ""), ("supersedes__isnull", True)),
                    models.Q(
                        ("number__gt", 1), ("supersedes__isnull", False), models.Q(("change_note", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="later_edition_says_what_it_replaces_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("introduction__length__lte", 10000)), name="introduction_fits_into_the_report"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("considered_by__length__lte", 2000),
                    ("recommendation__length__lte", 2000),
                    ("summary__length__lte", 2000),
                ),
                name="cover_sheet_fits_on_a_page",
            ),
        ),
        migrations.AddField(
            model_name="boardquestion",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="boardquestion",
            name="answerer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="questions_to_answer",
                to="commitments.post",
            ),
        ),
        migrations.AddField(
            model_name="boardquestion",
            name="commitments",
            field=models.ManyToManyField(blank=True, related_name="board_questions", to="commitments.commitment"),
        ),
        migrations.AddField(
            model_name="boardquestion",
            name="logged_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="boardquestion",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="questions",
                to="commitments.meeting",
            ),
        ),
        migrations.AddField(
            model_name="boardquestion",
            name="period",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="board_questions",
                to="commitments.reportingperiod",
            ),
        ),
        migrations.AddField(
            model_name="editionfile",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="further_files", to="reports.edition"
            ),
        ),
        migrations.AddConstraint(
            model_name="boardquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["question", "challenge", "decision"])),
                name="board_question_is_of_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("text", ""), _negated=True), ("text__length__lte", 2000)),
                name="board_question_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__length__lte", 4000)), name="board_answer_is_of_some_length"
            ),
        ),
        migrations.AddConstraint(
            model_name="boardquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="board_answer_says_by_whom_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="editionfile",
            constraint=models.UniqueConstraint(fields=("edition", "kind"), name="one_file_of_a_kind_per_edition"),
        ),
        migrations.AddConstraint(
            model_name="editionfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["word", "workbook", "text", "plan"])),
                name="edition_file_is_of_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="editionfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length("content"), 0),
                    ("sha256__length", 64),
                    django.db.models.lookups.Exact(
                        models.Func(
                            models.F("sha256"),
                            models.Value("0123456789abcdef"),
                            function="LTRIM",
                            output_field=models.TextField(),
                        ),
                        models.Value(""),
                    ),
                ),
                name="edition_file_has_content_and_fingerprint",
            ),
        ),
        guarded(GUARDS),
    ]
