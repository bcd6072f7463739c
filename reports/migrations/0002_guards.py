"""Triggers: editions, presentations and withdrawals are append-only, and an edition fits the one before it."""

from django.db import migrations

from commitments.guards import append_only, guarded, refused

# No guard here reads a table of commitments: SQLite could not rebuild such a table for as long as the guard stands, and a
# migration of commitments can't know of it. That a meeting is of the edition's period is the actions' business.
GUARDS = (
    append_only("reports_edition", "An edition"),
    append_only("reports_presentation", "A presentation of an edition"),
    append_only("reports_withdrawal", "A withdrawal of an edition"),
    refused(
        "edition_replaces_the_one_before_of_its_report",
        "reports_edition",
        "EXISTS (SELECT 1 FROM reports_edition earlier WHERE earlier.id = NEW.supersedes_id"
        " AND (earlier.report_id <> NEW.report_id OR earlier.number <> NEW.number - 1))",
        "An edition replaces the one before it of the same report",
    ),
    refused(
        "presentation_is_of_an_edition_that_stands",
        "reports_presentation",
        "EXISTS (SELECT 1 FROM reports_withdrawal withdrawal WHERE withdrawal.edition_id = NEW.edition_id)",
        "A withdrawn edition can not be presented",
    ),
)


class Migration(migrations.Migration):
    """Creates the triggers."""

    dependencies = [("reports", "0001_first_models")]
    operations = [guarded(GUARDS)]
