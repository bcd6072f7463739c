"""Rows of one kind on their way into the database: found by a key, brought to what the file says, written in bulk."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.db import models

from commitments.workbook.apply.account import Account, tally_of
from commitments.workbook.reading.findings import quoted

Row = TypeVar("Row", bound=models.Model)
BATCH = 500  # one UPDATE holds a branch per row: its time grows with the square of their number
NAMES = 20  # as many are named in a remark; the rest are counted


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without the values of empty cells, which leave what is there. A zero is not empty."""
    return {name: value for name, value in values.items() if value is not None and value != ""}


class Merge(Generic[Row]):
    """What the file says about rows of one kind, beside the rows that are there."""

    def __init__(self, model: type[Row], account: Account, rows: Iterable[Row], key: Callable[[Row], Hashable]) -> None:
        self.model = model
        self.account = account
        self.rows: dict[Hashable, Row] = {key(row): row for row in rows}
        # By identity: a row that is not saved yet has no other.
        self._named: dict[int, Row] = {}
        self._new: dict[int, Row] = {}
        self._changes: dict[int, set[str]] = {}
        self._touched: set[int] = set()

    def bring(self, key: Hashable, identity: Mapping[str, Any], /, **values: Any) -> Row:
        """The row of that key with these values; an empty value leaves what is there.

        A row that is not there is made with the values of its identity too, which never change.
        """
        row = self.rows.get(key)
        if row is None:
            row = self.rows[key] = self.model(**identity)
            self._new[id(row)] = row
        self.name(row)
        self.put(row, **filled(values))
        return row

    def name(self, row: Row) -> None:
        """Notes that the file names this row, and that it comes after those named before."""
        self._named.setdefault(id(row), row)

    def put(self, row: Row, **values: Any) -> None:
        """Gives a row these values, empty ones too."""
        for name, value in values.items():
            field = row._meta.get_field(name)
            given = _holdable(value, field)
            if _held(row, field) != (getattr(given, "pk", None) if field.is_relation else given):
                setattr(row, name, given)
                self._changes.setdefault(id(row), set()).add(name)

    def touch(self, row: Row) -> None:
        """Counts a row as changed because of rows that belong to it."""
        self._touched.add(id(row))

    def is_new(self, row: Row) -> bool:
        """Whether this import makes the row."""
        return id(row) in self._new

    def is_named(self, row: Row) -> bool:
        """Whether the file names the row (so far)."""
        return id(row) in self._named

    def named(self) -> Sequence[Row]:
        """The rows that the file names, in its order."""
        return list(self._named.values())

    def left(self) -> Sequence[Row]:
        """The rows that are there and that the file does not name."""
        return [row for row in self.rows.values() if id(row) not in self._named]

    def place(self, scope: Callable[[Row], Hashable]) -> None:
        """Puts the rows that the file names in its order within each scope; a place that fits already is kept.

        Rows that the file does not name stay where they are.
        """
        following: Counter[Hashable] = Counter()
        for row in self.named():
            there: int = getattr(row, "position") or 0  # noqa: B009 -- not every model has a position
            place = max(there, following[scope(row)])
            self.put(row, position=place)
            following[scope(row)] = place + 1

    def write(self) -> None:
        """Saves what is new and what changed, in a number of queries that grows with the batches only."""
        changed = [row for row in self._named.values() if id(row) in self._changes and id(row) not in self._new]
        self._refuse_what_does_not_fit([*self._new.values(), *changed])
        self.model._default_manager.bulk_create(self._new.values())
        fields = sorted({name for row in changed for name in self._changes[id(row)]})
        if changed:
            self.model._default_manager.bulk_update(changed, fields, batch_size=BATCH)

    def count(self) -> None:
        """Tells the account what became of the rows that the file names."""
        tally = tally_of(self.model)
        for row in self._named:
            changes = self._changes.get(row, set())
            if row in self._new:
                tally.new += 1
            elif row in self._touched or changes - {"position"}:
                tally.changed += 1
            elif changes:
                tally.reordered += 1
            else:
                tally.unchanged += 1
        self.account.count(tally)

    def remark_on_left(self) -> None:
        """Remarks on the rows that are there and not in a file that names others of their kind."""
        left = self.left()
        if not left or not self._named:
            return
        tally = tally_of(self.model)
        names = "; ".join(quoted(str(row)) for row in left[:NAMES])
        more = f"; and {len(left) - NAMES} more" if len(left) > NAMES else ""
        stands = "stands" if len(left) == 1 else "stand"
        self.account.remark(f"{tally.words(len(left), stands)} here but not in the file, and stayed: {names}{more}.")

    def _refuse_what_does_not_fit(self, rows: Sequence[Row]) -> None:
        """SQLite would keep any length, PostgreSQL would break off: both refuse here, in a sentence."""
        for row in rows:
            for field in self.model._meta.concrete_fields:
                what = _misfit(row, field)
                if what:
                    self.account.refuse(tally_of(self.model).one.capitalize(), f"the {field.verbose_name} {what}")
        self.account.stop_if_refused()


def _held(row: models.Model, field: Any) -> Any:
    return getattr(row, field.attname)


def _holdable(value: Any, field: Any) -> Any:
    """A value in the form in which the database gives it back, so that it can be compared with what is there."""
    if field.is_relation:
        return value
    if isinstance(field, models.DecimalField) and isinstance(value, Decimal):
        return round(value, field.decimal_places)
    return field.to_python(value)


def _misfit(row: models.Model, field: Any) -> str:
    """Why the database can't keep what is in this column; empty where it can."""
    value = _holdable(_held(row, field), field) if not field.is_relation else None
    if isinstance(value, str) and field.max_length and len(value) > field.max_length:
        return f"{quoted(value)} has {len(value)} characters; at most {field.max_length} are kept"
    if isinstance(value, Decimal):
        whole = field.max_digits - field.decimal_places
        if abs(value) >= 10**whole:
            return f"{value.normalize():f} of {quoted(str(row))} has more than {whole} digits before the point"
    return ""
