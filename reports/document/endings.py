"""Commitments that had ended before a period: they owe no new update, and stand where they ended."""

from dataclasses import dataclass

from commitments.models import ChangeKind, Commitment, ReportingPeriod, Stage
from reports.document.rows import Rows


@dataclass(frozen=True)
class Ending:
    """How a commitment ended, as a stage's code, and in which period that was reported; none where the ledger alone says so."""

    stage: str
    since: ReportingPeriod | None

    def in_words(self, word: str) -> str:
        """What stands in place of an update, with the strategy's word for the stage: 'Stopped since March 2022: no update needed'."""
        how = f"since {self.since.label}" if self.since else "by a change of the plan"
        return f"{word} {how}: no update needed"


def ended(rows: Rows, commitment: Commitment, period: ReportingPeriod) -> Ending | None:
    """How a commitment had ended where nothing was reported of it in a period; none where it goes on, or something was.

    The latest approved update before the period decides or, where that one goes on, the ledger of the plan, as in
    commitments.models.standings.
    """
    if rows.update(commitment, period):
        return None
    latest = rows.latest_before(commitment, period)
    if latest and latest.stage in Stage.ended:
        return Ending(latest.stage, latest.period)
    left = [each for each in rows.changes[commitment.pk] if each.kind in ChangeKind.ending]
    by_then = [each.kind for each in left if each.period is None or each.period.month <= period.month]
    return Ending(by_then[0], None) if by_then else None
