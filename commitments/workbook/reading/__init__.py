"""Reads a plan workbook: cells to a checked plan, or everything that is wrong with them, in one go. No database."""

from collections.abc import Mapping
from dataclasses import dataclass

from commitments.workbook.columns import SHEETS
from commitments.workbook.plan import Plan, Problem
from commitments.workbook.reading.commitments import (
    CommitmentsReader,
    period_columns,
    read_milestones,
    read_narrative,
    read_plan_changes,
)
from commitments.workbook.reading.findings import Findings
from commitments.workbook.reading.measures import MeasuresReader, read_acronyms
from commitments.workbook.reading.rows import names_in, rows_of
from commitments.workbook.reading.sheets import Sheet, sheets_from_xlsx
from commitments.workbook.reading.strategy import (
    PeriodNames,
    StatusWords,
    read_meetings,
    read_periods,
    read_priorities,
    read_status_words,
    read_strategy,
    read_themes,
)


@dataclass(frozen=True)
class Reading:
    """What came of reading a file: a plan if there was no problem at all; what is wrong; what the person should know."""

    plan: Plan | None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def read_workbook(data: bytes) -> Reading:
    """The plan in an Excel file. Never raises for what is in the file: that becomes problems."""
    sheets, problems, warnings = sheets_from_xlsx(data)
    if not sheets and problems:
        return Reading(None, tuple(problems), tuple(warnings))
    reading = read(sheets)
    problems += reading.problems
    return Reading(None if problems else reading.plan, tuple(problems), (*warnings, *reading.warnings))


def read(sheets: Mapping[str, Sheet]) -> Reading:
    """The plan in these sheets, with all checks that don't need the database."""
    findings = Findings()
    plan = _plan(sheets, findings)
    return Reading(None if findings.problems else plan, tuple(findings.problems), tuple(findings.warnings))


def _plan(sheets: Mapping[str, Sheet], findings: Findings) -> Plan:
    """Reads sheet by sheet, in the order in which they are written. What has a problem is left empty or out."""
    rows = {name: rows_of(sheets, name, findings) for name in SHEETS}
    priorities = names_in(sheets, "Priorities", "Priority")
    periods = PeriodNames(sheets.get("Periods"))
    refs = names_in(sheets, "Commitments", "Ref")
    words = StatusWords()
    measures = MeasuresReader(priorities, findings)
    columns = period_columns(sheets.get("Commitments"), periods, findings)
    # The arguments are evaluated from the top: the status words are known before the commitments that use them.
    return Plan(
        strategy=read_strategy(rows["Strategy"], findings),
        priorities=read_priorities(rows["Priorities"], findings),
        themes=(themes := read_themes(rows["Themes"], priorities, findings)),
        status_words=read_status_words(rows["Status words"], words, findings),
        periods=read_periods(rows["Periods"], findings),
        meetings=read_meetings(rows["Meetings"], periods, findings),
        commitments=CommitmentsReader(priorities, themes, words, columns, findings).read(rows["Commitments"]),
        plan_changes=read_plan_changes(rows["Plan changes"], refs, periods),
        milestones=read_milestones(rows["Milestones"], refs, findings),
        narrative=read_narrative(rows["Narrative"], refs, periods, priorities),
        measures=measures.measures(rows["Measures"]),
        targets=measures.targets(rows["Targets"]),
        readings=measures.readings(rows["Readings"]),
        acronyms=read_acronyms(rows["Acronyms"], findings),
    )
