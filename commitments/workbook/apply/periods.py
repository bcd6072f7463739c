"""Periods, the committees that receive their reports, and the meetings at which they do, into rows."""

from collections import defaultdict

from commitments.dates import Precision
from commitments.models import Committee, Meeting, Organisation, ReportingPeriod, Strategy, slugs
from commitments.text import one_line
from commitments.workbook.apply.account import Account
from commitments.workbook.apply.merging import Merge
from commitments.workbook.apply.strategy import free_slug
from commitments.workbook.plan import MeetingRow, PeriodRow, Plan
from commitments.workbook.reading.findings import folded, quoted

Periods = dict[str, ReportingPeriod]  # by folded label


def bring_periods(plan: Plan, strategy: Strategy, account: Account) -> Periods:
    """The strategy's periods, those that the file doesn't name included.

    The state of a period that is there stays: rounds are opened and closed on the site, where people are told of it.
    """
    rows = list(strategy.periods.select_for_update(no_key=True))  # what is brought into a round hangs on its state
    merge = Merge(ReportingPeriod, account, rows, key=lambda row: folded(row.label))
    months = {row.month: folded(row.label) for row in rows}
    taken = {*slugs.PERIOD, *(row.slug for row in rows)}
    for row in plan.periods:
        label = folded(row.label)
        if months.setdefault(row.month, label) != label:
            account.refuse(
                "Periods", f"{row.label}: {row.month:%Y-%m} is the month of {merge.rows[months[row.month]]} already"
            )
            continue
        slug = free_slug(row.label, taken=taken, otherwise="period", length=60)
        identity = {"strategy": strategy, "slug": slug, "state": row.state}
        period = merge.bring(
            label,
            identity,
            label=row.label,
            month=row.month,
            scheduled_for=row.scheduled_for,
            delay_reason=row.delay_reason,
        )
        taken.add(period.slug)
        _remark_on_state(period, row, account)
    account.stop_if_refused()
    merge.write()
    merge.count()
    merge.remark_on_left()
    return {folded(row.label): row for row in merge.rows.values()}


def bring_meetings(plan: Plan, organisation: Organisation, periods: Periods, account: Account) -> None:
    """The meetings of the plan, and their committees."""
    committees = Merge(Committee, account, organisation.committees.all(), key=lambda row: folded(row.name))
    for row in plan.meetings:
        name = one_line(row.committee)
        committees.bring(folded(name), {"organisation": organisation, "name": name})
    committees.write()
    committees.count()
    there = Meeting.objects.filter(period__in=periods.values())
    meetings = Merge(Meeting, account, there, key=lambda row: (row.period_id, row.committee_id, row.held_on))
    calendar = _Calendar(meetings)
    for row in plan.meetings:
        period = periods.get(folded(row.period))
        if period is None:
            account.refuse("Meetings", f"{row.committee}: there is no period {quoted(row.period)}")
            continue
        calendar.bring(row, period, committees.rows[folded(row.committee)])
    meetings.write()
    meetings.count()


class _Calendar:
    """Finds the meeting that a row means: one of which only the month is known is the same as one on a day of that month."""

    def __init__(self, meetings: Merge[Meeting]) -> None:
        self._meetings = meetings
        self._by_month: dict[tuple[int, int, str], list[Meeting]] = defaultdict(list)
        for meeting in meetings.rows.values():
            self._by_month[self._month(meeting)].append(meeting)

    def bring(self, row: MeetingRow, period: ReportingPeriod, committee: Committee) -> None:
        identity = {"period": period, "committee": committee, "held_precision": row.held_precision}
        key = (period.pk, committee.pk, row.held_on)
        same = self._meetings.rows.get(key) or self._same_month(row, period, committee)
        if same is None:
            made = self._meetings.bring(key, {**identity, "held_on": row.held_on}, purpose=row.purpose)
            self._by_month[self._month(made)].append(made)
            return
        self._meetings.name(same)
        if row.held_precision == Precision.DAY:
            self._meetings.put(same, held_on=row.held_on, held_precision=Precision.DAY)
        if row.purpose:
            self._meetings.put(same, purpose=row.purpose)

    def _same_month(self, row: MeetingRow, period: ReportingPeriod, committee: Committee) -> Meeting | None:
        candidates = self._by_month[period.pk, committee.pk, f"{row.held_on:%Y-%m}"]
        vague = row.held_precision == Precision.MONTH
        return next((meeting for meeting in candidates if vague or meeting.held_precision == Precision.MONTH), None)

    @staticmethod
    def _month(meeting: Meeting) -> tuple[int, int, str]:
        return meeting.period_id, meeting.committee_id, f"{meeting.held_on:%Y-%m}"


def _remark_on_state(period: ReportingPeriod, row: PeriodRow, account: Account) -> None:
    if period.state != row.state:
        account.remark(
            f"{period.label} is {period.state} here and {row.state} in the file; it stays {period.state}. "
            "Rounds are opened and closed on the site."
        )
