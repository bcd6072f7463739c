"""Database triggers for what a check constraint can't hold: rows that may never change, and rules that look at a second row.

A migration lists its guards and calls `guarded`. The same conditions run on SQLite and on PostgreSQL; both raise an integrity error.
To alter a table, SQLite's schema editor builds it anew. That drops the table's triggers without a word, and fails where a trigger
of another table reads it. So a migration that alters a table begins with `unguarded` and ends with `guarded`, both with all guards;
tests/test_guards.py fails until it does.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

_Step = Callable[[StateApps, BaseDatabaseSchemaEditor], None]
_ONLY_ON = {"TRUNCATE": "postgresql", "REPLACE": "sqlite"}


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
        return [self._made_on_sqlite(event) for event in self._events(vendor)]

    def _made_on_sqlite(self, event: str) -> str:
        when, on = self.when, event
        if event == "REPLACE":  # INSERT OR REPLACE takes a row away without firing its delete trigger
            when, on = f"EXISTS (SELECT 1 FROM {self.table} WHERE id = NEW.id)", "INSERT"  # noqa: S608 -- a migration's own words
        condition = f"WHEN {when}" if when else ""
        return (
            f"CREATE TRIGGER {self.name}_{event.lower()} BEFORE {on} ON {self.table} FOR EACH ROW {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
        )

    def _made_on_postgresql(self) -> list[str]:
        refusal = f"RAISE EXCEPTION '{self.message}' USING ERRCODE = 'integrity_constraint_violation';"
        body = f"IF {self.when} THEN {refusal} END IF; RETURN NEW;" if self.when else refusal
        # Conditions read dates as text, whatever style the server writes them in.
        head = f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql SET datestyle = 'ISO'"
        statements = [f"{head} AS $$ BEGIN {body} END $$"]
        for event in self._events("postgresql"):
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
        return [f"DROP TRIGGER IF EXISTS {self.name}_{event.lower()}" for event in self._events(vendor)]

    def _events(self, vendor: str) -> list[str]:
        return [event for event in self.events if _ONLY_ON.get(event, vendor) == vendor]


def append_only(table: str, thing: str) -> Guard:
    """Rows of this table can be added and read, never changed or deleted."""
    message = f"{thing} can not be changed or deleted"
    return Guard(f"{table}_is_append_only", table, ("UPDATE", "DELETE", "TRUNCATE", "REPLACE"), message)


def refused(name: str, table: str, when: str, message: str) -> Guard:
    """Rows of this table for which the condition holds are refused."""
    return Guard(name, table, ("INSERT", "UPDATE"), message, when)


def guarded(guards: Iterable[Guard]) -> RunPython:
    """The migration step that creates these guards (and drops them on the way back). Safe to run again."""
    return RunPython(_step(create, guards), _step(drop, guards))


def unguarded(guards: Iterable[Guard]) -> RunPython:
    """The migration step that drops these guards (and creates them on the way back), so that tables can be altered."""
    return RunPython(_step(drop, guards), _step(create, guards))


def _step(change: Callable[[BaseDatabaseWrapper, Iterable[Guard]], None], guards: Iterable[Guard]) -> _Step:
    guards = tuple(guards)
    return lambda _apps, schema_editor: change(schema_editor.connection, guards)


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
