"""Turns the readable YAML of a demonstration plan into the sheets of a workbook, so that both pass the same checks.

`plan.yaml` holds the head of the plan; each other file holds commitments of one priority.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any

import yaml

from commitments.text import one_line
from commitments.workbook.bullets import as_lines
from commitments.workbook.columns import FIELDS, PARTS, SHEETS, period_column
from commitments.workbook.plan import Bullet, Problem
from commitments.workbook.reading.cells import Cell
from commitments.workbook.reading.findings import Findings, quoted
from commitments.workbook.reading.sheets import Row, Sheet
from commitments.workbook.reading.shown import shown

HEAD = "plan.yaml"
ROUNDS = ("approved", "submitted", "returned", "draft", "not started", "not owed")
_IN_HEAD = {sheet.lower().replace(" ", "_"): sheet for sheet in SHEETS if sheet != "Commitments"}
# A key is its column in small letters, 'Sub-theme' sub_theme, but for these.
_KEYS = {
    "Strategy": {"Organisation short name": "short_name"},
    "Priorities": {"Priority": "name"},
    "Periods": {"Period": "label", "Reason for delay": "delay_reason"},
    "Meetings": {"Meeting": "name", "Month": "held_on"},
    "Commitments": {"Commitment": "wording"},
    "Milestones": {"Milestone": "title"},
    "Measures": {"Measure": "name"},
}
_BEYOND_THE_FORMAT = {"updates", "round", "return_note"}


@dataclass(frozen=True)
class RoundEntry:
    """How far the open round has come for one commitment, and what the person who returned its update wrote."""

    state: str
    note: str = ""


@dataclass(frozen=True)
class Demonstration:
    """A demonstration plan as sheets, and what only a demonstration holds: the round's entries by ref."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    rounds: dict[str, RoundEntry] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def sheets_from_yaml(folder: Path) -> Demonstration:
    """The plan in the YAML files of this folder. What they hold beyond the format is a problem; nothing is passed over."""
    files = _Files(Findings())
    files.read_head(folder / HEAD)
    files.read_commitments(sorted(path for path in folder.glob("*.yaml") if path.name != HEAD))
    return Demonstration(files.sheets, files.rounds, tuple(files.findings.problems))


class _Strict(yaml.SafeLoader):
    """Refuses a key that occurs twice, of which YAML would keep the last without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for place, key in enumerate(keys):
            if key in keys[:place]:
                mark = node.value[place][0].start_mark
                raise yaml.constructor.ConstructorError(
                    problem=f"key {quoted(str(key))} occurs twice", problem_mark=mark
                )
        return super().construct_mapping(node, deep=deep)


class _Files:
    """Reads the files of one demonstration."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.sheets: dict[str, Sheet] = {}
        self.rounds: dict[str, RoundEntry] = {}

    def read_head(self, path: Path) -> None:
        """All sheets but Commitments."""
        for key, content in self._mapping_in(path).items():
            sheet = _IN_HEAD.get(key)
            if sheet is None:
                self.findings.problem(path.name, f"key {quoted(str(key))} is not one of a plan")
            else:
                header = {column.name: path.name for column in SHEETS[sheet]}
                rows = list(self._head_rows(sheet, content, f"{path.name}, {key}"))
                self.sheets[sheet] = Sheet(sheet, header, rows)

    def read_commitments(self, paths: list[Path]) -> None:
        """The Commitments sheet, in the order of the priorities, the files of one by their first ref."""
        sheet = Sheet("Commitments", {column.name: column.name for column in SHEETS["Commitments"]})
        head = self.sheets.get("Priorities", Sheet("Priorities"))
        order = [row["Priority"].text for row in head.rows]
        files = [(path.name, self._mapping_in(path)) for path in paths]
        # Of a file that could not be read nothing more is asked.
        for name, content in sorted(filter(itemgetter(1), files), key=lambda file: _place(file[1], order)):
            for key in content.keys() - {"priority", "commitments"}:
                self.findings.problem(name, f"key {quoted(str(key))} is neither priority nor commitments")
            priority = self._cell(content.get("priority"), f"{name}, priority")
            for item in self._mappings(content.get("commitments"), name):
                row = self._commitment(item, f"{name}, {item.get('ref', 'without a ref')}")
                if priority:
                    row.cells["Priority"] = priority
                sheet.rows.append(row)
                sheet.header.update({column: row.place(column) for column in row.cells if column not in sheet.header})
        self.sheets["Commitments"] = sheet

    def _head_rows(self, sheet: str, content: object, where: str) -> Iterator[Row]:
        if sheet == "Strategy":
            fields = {_key(sheet, known.name): known.name for known in FIELDS}
            for field_name, cell in self._cells(content, fields, where).items():
                yield _row({"Field": Cell(field_name, cell.where), "Value": cell}, where)
        elif sheet == "Acronyms":
            for short, long in self._mapping(content, where).items():
                name = f"{where} {short}"
                cells = {"Acronym": self._cell(short, name), "Meaning": self._cell(long, name)}
                yield _row({column: cell for column, cell in cells.items() if cell}, name)
        else:
            columns = {_key(sheet, column.name): column.name for column in SHEETS[sheet]}
            for number, item in enumerate(self._mappings(content, where), start=1):
                yield _row(self._cells(item, columns, f"{where} {number}"), f"{where} {number}")

    def _commitment(self, item: Mapping[str, object], where: str) -> Row:
        known = [column.name for column in SHEETS["Commitments"] if column.name != "Priority"]
        plain = {key: value for key, value in item.items() if key not in _BEYOND_THE_FORMAT}
        cells = self._cells(plain, {_key("Commitments", name): name for name in known}, where)
        for period, parts in self._mapping(item.get("updates", {}), f"{where}, updates").items():
            columns = {part: period_column(str(period), part) for part in PARTS}
            cells |= self._cells(parts, columns, f"{where}, {period}")
        self._read_round(item, where)
        return _row(cells, where)

    def _read_round(self, item: Mapping[str, object], where: str) -> None:
        state, note = item.get("round"), item.get("return_note", "")
        if state is None and not note:
            return
        if state not in ROUNDS:
            self.findings.problem(where, f"round {quoted(str(state))} is not one of {', '.join(ROUNDS)}")
        elif not isinstance(note, str) or bool(note) != (state == "returned"):
            self.findings.problem(
                where, "a return_note is text, and stands with the round 'returned' and with no other"
            )
        else:
            self.rounds[str(item.get("ref"))] = RoundEntry(str(state), one_line(note))

    def _cells(self, content: object, columns: Mapping[str, str], where: str) -> dict[str, Cell]:
        """The cells of a mapping by column; its keys must be among these."""
        found = {}
        for key, value in self._mapping(content, where).items():
            column = columns.get(key)
            if column is None:
                guess = self.findings.guess(str(key), columns)
                self.findings.problem(where, f"key {quoted(str(key))} is not known here{guess}")
            elif cell := self._cell(value, f"{where}: {key}"):
                found[column] = cell
        return found

    def _cell(self, value: object, where: str) -> Cell | None:
        if value is None:
            return None
        if isinstance(value, list):
            listed = self._bullets if where.rpartition(" ")[2] in PARTS else self._names
            return Cell(listed(value, where), where)
        if isinstance(value, bool) or not isinstance(value, str | int | float | date):
            self.findings.problem(where, f"{quoted(str(value))} is not text; put it in quotes")
            return None
        return Cell(value, where) if isinstance(value, str) else shown(value, "General", where)

    def _names(self, items: list[object], where: str) -> str:
        """Names as a workbook lists them: separated by commas, so that none may have one."""
        names = [item for item in items if isinstance(item, str) and "," not in item]
        if len(names) < len(items):
            self.findings.problem(where, "a list of names holds text without commas")
        return ", ".join(names)

    def _bullets(self, items: list[object], where: str) -> str:
        """The bullets of a list, with those of a list in it nested one level."""
        points: list[Bullet] = []
        for item in items:
            nested = isinstance(item, list) and bool(points)
            for text in item if isinstance(item, list) and nested else [item]:
                if isinstance(text, str) and one_line(text):
                    points.append(Bullet(one_line(text), int(nested)))
                else:
                    self.findings.problem(
                        where, f"{quoted(str(text))} is not a bullet: text, or a list below the first text"
                    )
        return as_lines(points)

    def _mapping_in(self, path: Path) -> Mapping[Any, Any]:
        try:
            content = yaml.load(path.read_text(encoding="utf-8"), _Strict)  # noqa: S506 -- a SafeLoader, made stricter
        except (yaml.YAMLError, OSError, ValueError) as error:
            self.findings.problem(path.name, one_line(str(error)))
            return {}
        return self._mapping(content, path.name)

    def _mapping(self, content: object, where: str) -> Mapping[Any, Any]:
        if isinstance(content, dict):
            return content
        self.findings.problem(where, "here should be keys with values")
        return {}

    def _mappings(self, content: object, where: str) -> Iterator[Mapping[Any, Any]]:
        if not isinstance(content, list):
            self.findings.problem(where, "here should be a list")
            return
        for number, item in enumerate(content, start=1):
            yield self._mapping(item, f"{where} {number}")


def _key(sheet: str, column: str) -> str:
    return _KEYS.get(sheet, {}).get(column) or column.lower().replace(" ", "_").replace("-", "_")


def _row(cells: dict[str, Cell], where: str) -> Row:
    return Row(cells, lambda column: f"{where}: {column}" if column else where)


def _place(content: Mapping[Any, Any], order: list[str]) -> tuple[int, str]:
    """Where a file stands in the report: by its priority, then by the first ref in it."""
    priority, commitments = content.get("priority"), content.get("commitments")
    first = commitments[0] if isinstance(commitments, list) and commitments else {}
    ref = str(first.get("ref", "")) if isinstance(first, dict) else ""
    return order.index(priority) if priority in order else len(order), ref
