"""A strategy's rows into a plan: what an export holds. The number of queries does not depend on the number of rows."""

from commitments.dates import Precision
from commitments.models import Meeting, Organisation, PlanChange, Priority, Strategy, Theme
from commitments.workbook.plan import (
    AcronymRow,
    CommitmentRow,
    Label,
    MeetingRow,
    PeriodRow,
    Plan,
    PriorityRow,
    StatusWordRow,
    StrategyFields,
    ThemeRow,
)
from commitments.workbook.writing.collect_commitments import (
    collect_changes,
    collect_commitments,
    collect_milestones,
    collect_narrative,
)
from commitments.workbook.writing.collect_measures import collect_measures


def collect(strategy: Strategy) -> Plan:
    """The whole plan of a strategy, in the order of its report. Updates are in it whatever their state."""
    organisation = Organisation.objects.get(pk=strategy.organisation_id)
    standing = PlanChange.objects.standing().filter(commitment__strategy=strategy)
    changes = list(standing.select_related("commitment", "period"))
    commitments = collect_commitments(strategy, changes)
    measures, targets, readings = collect_measures(strategy)
    return Plan(
        strategy=_fields(strategy, organisation),
        priorities=_priorities(strategy),
        themes=_themes(strategy, commitments),
        status_words=tuple(StatusWordRow(row.code, row.word, row.meaning) for row in strategy.status_words.all()),
        periods=tuple(
            PeriodRow(row.label, row.month, row.scheduled_for, row.delay_reason, row.state)
            for row in strategy.periods.all()
        ),
        meetings=_meetings(strategy),
        commitments=commitments,
        plan_changes=collect_changes(changes),
        milestones=collect_milestones(strategy),
        narrative=collect_narrative(strategy),
        measures=measures,
        targets=targets,
        readings=readings,
        # In the order in which they were typed in.
        acronyms=tuple(AcronymRow(row.short, row.long) for row in organisation.acronyms.order_by("id")),
    )


def _fields(strategy: Strategy, organisation: Organisation) -> StrategyFields:
    return StrategyFields(
        organisation=organisation.name,
        short_name=organisation.short_name,
        title=strategy.title,
        starts_on=strategy.starts_on,
        ends_on=strategy.ends_on,
        mission=strategy.mission,
        cadence=strategy.cadence,
        priority_label=Label(strategy.priority_label, strategy.priority_label_plural),
        theme_label=Label(strategy.theme_label, strategy.theme_label_plural),
        commitment_label=Label(strategy.commitment_label, strategy.commitment_label_plural),
        report_title=strategy.report_title,
        introduction=strategy.introduction,
        reworded_marker=strategy.reworded_marker,
        added_marker=strategy.added_marker,
        follows=strategy.follows,
    )


def _priorities(strategy: Strategy) -> tuple[PriorityRow, ...]:
    rows: list[Priority] = list(strategy.priorities.select_related("executive_lead"))
    return tuple(
        PriorityRow(row.name, row.strapline, row.context, row.executive_lead.title if row.executive_lead else "")
        for row in rows
    )


def _themes(strategy: Strategy, commitments: tuple[CommitmentRow, ...]) -> tuple[ThemeRow, ...]:
    """Every theme. Those without commitments come last in their priority or theme, as an import will place them."""
    used = {(row.priority, row.theme, sub) for row in commitments for sub in ("", row.sub_theme)}
    found = Theme.objects.filter(priority__strategy=strategy).select_related("priority", "parent")
    rows = [(_theme(theme), theme) for theme in found]
    tops = {theme.pk: (row, theme) for row, theme in rows if not theme.parent_id}

    def place(pair: tuple[ThemeRow, Theme]) -> tuple[object, ...]:
        row, theme = pair
        top_row, top = tops[theme.parent_id or theme.pk]
        return (
            *(theme.priority.position, theme.priority_id),
            *((top_row.priority, top_row.theme, "") not in used, top.position, top.pk),
            *(bool(row.sub_theme), (row.priority, row.theme, row.sub_theme) not in used, theme.position, theme.pk),
        )

    return tuple(row for row, _theme in sorted(rows, key=place))


def _theme(theme: Theme) -> ThemeRow:
    if theme.parent:
        return ThemeRow(theme.priority.name, theme.parent.name, theme.name, theme.context)
    return ThemeRow(theme.priority.name, theme.name, context=theme.context)


def _meetings(strategy: Strategy) -> tuple[MeetingRow, ...]:
    found = Meeting.objects.filter(period__strategy=strategy).select_related("period", "committee")
    return tuple(
        MeetingRow(row.period.label, row.committee.name, row.held_on, Precision(row.held_precision), row.purpose)
        for row in found.order_by("period__month", "held_on", "id")
    )
