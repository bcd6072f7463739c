"""A plan into rows, whole or not at all."""

from django.db import transaction

from commitments.models import User
from commitments.workbook.apply.account import Account, Applied
from commitments.workbook.apply.changes import audit_drifts, bring_changes
from commitments.workbook.apply.commitments import bring_commitments, bring_milestones
from commitments.workbook.apply.frame import Frame
from commitments.workbook.apply.levels import bring_levels
from commitments.workbook.apply.measures import bring_measures
from commitments.workbook.apply.narrative import bring_narrative
from commitments.workbook.apply.periods import bring_meetings, bring_periods
from commitments.workbook.apply.strategy import (
    bring_acronyms,
    bring_organisation,
    bring_posts,
    bring_status_words,
    bring_strategy,
)
from commitments.workbook.apply.updates import bring_updates
from commitments.workbook.plan import Plan


@transaction.atomic
def apply(*, plan: Plan, by: User, source: str) -> Applied:
    """Brings the rows of a strategy to what a plan says, in one transaction; a second time, it changes nothing.

    `source` is the name of the file that the plan was read from. An empty cell leaves what is there, and nothing is removed.
    Raises PlanRefusedError with every problem that was found; then nothing was saved.
    """
    account = Account(by, source)
    organisation = bring_organisation(plan.strategy, account)
    strategy = bring_strategy(plan.strategy, organisation, account)
    bring_status_words(plan, strategy, account)
    bring_acronyms(plan, organisation, account)
    posts = bring_posts(plan, organisation, account)
    periods = bring_periods(plan, strategy, account)
    bring_meetings(plan, organisation, periods, account)
    frame = Frame(strategy, posts, periods, bring_levels(plan, strategy, posts, account))
    register = bring_commitments(plan, frame, account)
    bring_milestones(plan, frame, register, account)
    bring_changes(plan, frame, register, account)
    bring_updates(frame, register, account)
    bring_narrative(plan, frame, register, account)
    bring_measures(plan, frame, account)
    audit_drifts(register, strategy, account)
    applied = Applied(strategy, account.tallies, tuple(account.remarks))
    if applied.changed_anything():
        new = {kind: tally.new for kind, tally in applied.tallies.items() if tally.new}
        changed = {kind: tally.changed for kind, tally in applied.tallies.items() if tally.changed}
        account.record(strategy, "imported", strategy, before={}, after={"new": new, "changed": changed})
    return applied
