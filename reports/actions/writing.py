"""What the strategy team and the board secretary write for a report: its introduction, its cover sheet, what it leaves out."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from commitments.actions import RefusedError
from commitments.models import AuditEvent, ReportingPeriod, User
from reports.models import CHARACTERS_OF_A_FACT, Report, Section


@dataclass(frozen=True)
class Written:
    """What is written for a report; what is empty is taken from the strategy, or left out."""

    introduction: str = ""
    purpose: str = ""
    sponsor: str = ""
    author: str = ""
    summary: str = ""
    recommendation: str = ""
    considered_by: str = ""
    left_out: tuple[str, ...] = ()


class ChangedReportError(RefusedError):
    """The report was changed after the person had read it."""


@transaction.atomic
def write_report(*, period: ReportingPeriod, written: Written, revision: int, by: User) -> Report:
    """Changes what is written for the report of a period; `revision` is the one that was read, 0 where there was none yet.

    Raises ChangedReportError where somebody else was quicker, and RefusedError for what is too long or no section.
    """
    ReportingPeriod.objects.select_for_update(no_key=True).only("pk").get(pk=period.pk)
    report, _is_new = Report.objects.get_or_create(period=period)
    if revision != report.revision:
        raise ChangedReportError("Somebody else changed this meanwhile. Compare the two, then save again.")
    _refuse(written)
    before = plain(report)
    for name, value in asdict(written).items():
        setattr(report, name, list(value) if name == "left_out" else value)
    report.revision += 1
    report.save(update_fields=[*asdict(written), "revision"])
    if plain(report) != before:
        AuditEvent.objects.record(
            by=by,
            organisation=period.strategy.organisation,
            what="changed",
            thing=report,
            before=before,
            after=plain(report),
        )
    return report


def plain(report: Report) -> dict[str, Any]:
    """What is written for a report, for the audit."""
    return {name: getattr(report, name) for name in Written.__dataclass_fields__}


def _refuse(written: Written) -> None:
    if len(written.introduction) > 5 * CHARACTERS_OF_A_FACT:
        raise RefusedError(f"Write an introduction of at most {5 * CHARACTERS_OF_A_FACT:,} characters.")
    for words in (written.summary, written.recommendation, written.considered_by):
        if len(words) > CHARACTERS_OF_A_FACT:
            raise RefusedError(f"Keep each part of the cover sheet to at most {CHARACTERS_OF_A_FACT:,} characters.")
    if unknown := set(written.left_out) - set(Section.values):
        raise RefusedError(f"A report has no section {', '.join(sorted(unknown))}.")
