"""Reads the sheets about commitments: Commitments, Plan changes, Milestones, Narrative."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from commitments.models.commitment import ChangeKind
from commitments.models.narrative import NarrativeKind
from commitments.models.update import Stage
from commitments.workbook.columns import PARTS, period_and_part
from commitments.workbook.limits import Limits
from commitments.workbook.plan import CommitmentRow, MilestoneRow, NarrativeRow, PlanChangeRow, ThemeRow, UpdateCells
from commitments.workbook.reading.cells import Cell
from commitments.workbook.reading.findings import Findings, Names, Once, folded, quoted
from commitments.workbook.reading.rows import RowReader
from commitments.workbook.reading.sheets import Sheet
from commitments.workbook.reading.strategy import StatusWords

_KINDS_OF_CHANGE = {kind.label: kind.value for kind in ChangeKind}
_KINDS_OF_NARRATIVE = {kind.label: kind.value for kind in NarrativeKind}
_MARKERS = {"reworded": "reworded", "added": "added"}

_ONLY_WHILE = "only what is not started, in progress or paused is rated"

# The column of each part, by the period's label.
PeriodColumns = Mapping[str, Mapping[str, str]]


def period_columns(sheet: Sheet | None, periods: Names, findings: Findings) -> PeriodColumns:
    """The columns of each period. One of a period that is not on the Periods sheet is a problem, and so are two of the same part."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    once = Once(findings)
    for column, where in sheet.header.items() if sheet else ():
        named = period_and_part(column)
        if named is None:
            continue
        period = periods.of(Cell(named[0], where))
        if period is None:
            guess = findings.guess(named[0], periods)
            findings.problem(where, f"period {quoted(named[0])} is not on the Periods sheet{guess}")
        elif once.is_first((period, named[1]), where, f"column {quoted(column)}"):
            found[period][named[1]] = column
    return found


class CommitmentsReader:
    """Reads the rows of the Commitments sheet, one after the other."""

    def __init__(
        self,
        priorities: Names,
        themes: Iterable[ThemeRow],
        words: StatusWords,
        columns: PeriodColumns,
        findings: Findings,
    ) -> None:
        self._priorities, self._words, self._columns, self._findings = priorities, words, columns, findings
        self._refs, self._wordings = Once(findings), Once(findings)
        self._spellings: dict[tuple[str, ...], str] = {}
        for theme in themes:
            self._spelt(theme.priority, theme.theme)
            self._spelt(theme.priority, theme.theme, theme.sub_theme)

    def read(self, rows: list[RowReader]) -> tuple[CommitmentRow, ...]:
        """The commitments in the order of their rows."""
        if len(rows) > Limits.commitments:
            what = f"{len(rows):,} commitments; a plan can have {Limits.commitments:,}"
            self._findings.problem("Commitments", what)
        found = tuple(self._commitment(row) for row in rows)
        self._refuse_twins(found)
        return found

    def _commitment(self, row: RowReader) -> CommitmentRow:
        priority = row.named("Priority", self._priorities, "priority", "Priorities")
        theme, sub_theme = row.line("Theme"), row.line("Sub-theme")
        if sub_theme and not theme:
            row.problem("Sub-theme", f"sub-theme {quoted(sub_theme)} stands without a theme")
        ref = row.line("Ref")
        if ref:
            self._refs.is_first(folded(ref), row.where_is("Ref"), f"ref {quoted(ref)}")
        markers = row.choices("Marker", _MARKERS, "marker")
        return CommitmentRow(
            ref=ref,
            priority=priority,
            wording=row.line("Commitment"),
            theme=self._spelt(priority, theme),
            sub_theme=self._spelt(priority, theme, sub_theme),
            published_wording=row.line("Original wording"),
            reworded="reworded" in markers,
            added="added" in markers,
            lead=row.line("Lead"),
            supporting=row.names("Supporting leads"),
            due=row.span("Due"),
            updates=self._updates(row),
            where=row.where,
        )

    def _spelt(self, *path: str) -> str:
        """The last name of a path such as priority, theme, as it is spelt where it stands first, so that case makes no second theme."""
        return self._spellings.setdefault(tuple(map(folded, path)), path[-1])

    def _updates(self, row: RowReader) -> dict[str, UpdateCells]:
        """What is said for each period, those without a word left out."""
        updates = {period: self._update(row, columns) for period, columns in self._columns.items()}
        return {period: update for period, update in updates.items() if not update.is_empty()}

    def _update(self, row: RowReader, columns: Mapping[str, str]) -> UpdateCells:
        column = {part: columns.get(part, "") for part in PARTS}
        stage = row.choice(column["stage"], self._words.stages, "stage")
        rating = row.choice(column["rating"], self._words.ratings, "rating")
        if rating and stage and stage not in Stage.rated:
            beside = quoted(row.line(column["stage"]))
            what = f"rating {quoted(row.line(column['rating']))} can't stand beside stage {beside}; {_ONLY_WHILE}"
            row.problem(column["rating"], what)
        return UpdateCells(
            progress=row.bullets(column["progress"]),
            next=row.bullets(column["next"]),
            evidence=row.bullets(column["evidence"]),
            stage=stage,
            rating=rating,
            reason=row.prose(column["reason"]),
        )

    def _refuse_twins(self, found: Iterable[CommitmentRow]) -> None:
        """Without its ref a commitment is known by its place and its wording: two alike could not be told apart."""
        alike: dict[tuple[str, ...], list[CommitmentRow]] = defaultdict(list)
        for row in found:
            if row.priority and row.wording:
                alike[tuple(map(folded, (row.priority, row.theme, row.sub_theme, row.wording)))].append(row)
        for first, *others in alike.values():
            for row in others:
                if not (row.ref and first.ref):
                    what = (
                        f"commitment {quoted(row.wording)} occurs twice: it is also in {first.where}; give each a ref"
                    )
                    self._findings.problem(row.where, what)


def read_plan_changes(rows: Iterable[RowReader], refs: Names, periods: Names) -> tuple[PlanChangeRow, ...]:
    """The Plan changes sheet."""
    found = []
    for row in rows:
        change = PlanChangeRow(
            ref=row.named("Ref", refs, "ref", "Commitments"),
            kind=row.choice("Kind", _KINDS_OF_CHANGE, "kind"),
            period=row.named("Period", periods, "period", "Periods"),
            old=row.prose("Old"),
            new=row.prose("New"),
            reason=row.prose("Reason"),
            agreed_at=row.line("Agreed at"),
        )
        if change.kind == ChangeKind.REWORDED and change.old and change.old == change.new:
            row.problem("New", "the new wording is the same as the old one")
        found.append(change)
    return tuple(found)


def read_milestones(rows: Iterable[RowReader], refs: Names, findings: Findings) -> tuple[MilestoneRow, ...]:
    """The Milestones sheet."""
    found, once = [], Once(findings)
    for row in rows:
        milestone = MilestoneRow(
            ref=row.named("Ref", refs, "ref", "Commitments"),
            title=row.line("Milestone"),
            due=row.span("Due"),
            done_on=row.day("Done on"),
        )
        if milestone.ref and milestone.title:
            once.is_first((milestone.ref, folded(milestone.title)), row.where, f"milestone {quoted(milestone.title)}")
        found.append(milestone)
    return tuple(found)


def read_narrative(
    rows: Iterable[RowReader], refs: Names, periods: Names, priorities: Names
) -> tuple[NarrativeRow, ...]:
    """The Narrative sheet."""
    return tuple(
        NarrativeRow(
            period=row.named("Period", periods, "period", "Periods"),
            kind=row.choice("Kind", _KINDS_OF_NARRATIVE, "kind"),
            text=row.line("Text"),
            priority=row.named("Priority", priorities, "priority", "Priorities"),
            refs=row.all_named("Refs", refs, "ref", "Commitments"),
        )
        for row in rows
    )
