"""Database triggers for what a check constraint can't hold: rows that may never change, and rules that look at a second row.

A migration lists its guards and calls `guarded`. The same conditions run on SQLite and on PostgreSQL; both raise an integrity error.
SQLite drops a table's triggers without a word when a later migration rebuilds that table: such a migration must end with the
guards of that table once more, and tests/test_guards.py fails until it does.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython


@dataclass(frozen=True)
class Guard:
    """Refuses rows of a table. `when` is an SQL condition on NEW (and OLD), the same for both engines; empty means always."""

    name: str
    table: str
    events: tuple[str, ...]
    message: str
    when: str = ""

    def made(self, vendor: str) -> list[str]:
        """The statements that create this guard."""
        if vendor == "postgresql":
            return self._made_on_postgresql()
        condition = f"WHEN {self.when}" if self.when else ""
        return [
            f"CREATE TRIGGER {self.name}_{event.lower()} BEFORE {event} ON {self.table} FOR EACH ROW {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            for event in self.events
            if event != "TRUNCATE"
        ]

    def _made_on_postgresql(self) -> list[str]:
        refusal = f"RAISE EXCEPTION '{self.message}' USING ERRCODE = 'integrity_constraint_violation';"
        body = f"IF {self.when} THEN {refusal} END IF; RETURN NEW;" if self.when else refusal
        statements = [f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"]
        for event in self.events:
            scope = "STATEMENT" if event == "TRUNCATE" else "ROW"
            statements.append(
                f"CREATE TRIGGER {self.name}_{event.lower()} BEFORE {event} ON {self.table} "
                f"FOR EACH {scope} EXECUTE FUNCTION {self.name}()"
            )
        return statements

    def dropped(self, vendor: str) -> list[str]:
        """The statements that remove this guard, if it is there."""
        if vendor == "postgresql":
            return [f"DROP FUNCTION IF EXISTS {self.name}() CASCADE"]
        return [f"DROP TRIGGER IF EXISTS {self.name}_{event.lower()}" for event in self.events]


def append_only(table: str, thing: str) -> Guard:
    """Rows of this table can be added and read, never changed or deleted."""
    message = f"{thing} can not be changed or deleted"
    return Guard(f"{table}_is_append_only", table, ("UPDATE", "DELETE", "TRUNCATE"), message)


def refused(name: str, table: str, when: str, message: str) -> Guard:
    """Rows of this table for which the condition holds are refused."""
    return Guard(name, table, ("INSERT", "UPDATE"), message, when)


def guarded(guards: Iterable[Guard]) -> RunPython:
    """The migration step that creates these guards (and drops them on the way back). Safe to run again."""
    guards = tuple(guards)

    def forwards(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
        create(schema_editor.connection, guards)

    def backwards(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
        drop(schema_editor.connection, guards)

    return RunPython(forwards, backwards)


def drop(connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> None:
    """Removes guards: for migrations and for emptying a test database."""
    with connection.cursor() as cursor:
        for guard in guards:
            for statement in guard.dropped(connection.vendor):
                cursor.execute(statement)


def create(connection: BaseDatabaseWrapper, guards: Iterable[Guard]) -> None:
    """Creates guards, replacing any of the same name."""
    guards = tuple(guards)
    drop(connection, guards)
    with connection.cursor() as cursor:
        for guard in guards:
            for statement in guard.made(connection.vendor):
                cursor.execute(statement)
