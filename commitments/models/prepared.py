"""Queries whose SQL is written once: Django takes several times as long to write it as a database of this size to answer.

Only the words of the SQL are kept, never an answer: every call asks the database.
"""

from collections.abc import Callable
from copy import copy
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from django.db import connections
from django.db.models import Field, IntegerField, QuerySet, SlugField, Value

__all__ = ["ANY_READER", "Parameter", "Prepared", "key", "slug"]


class Parameter(Value):
    """A value in a query that is known only when the query is asked. It may not be none: that would be other SQL."""

    def __init__(self, name: str, output_field: "Field[Any, Any]") -> None:
        super().__init__(None, output_field)
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, list[Any]]:
        """A placeholder, and itself where the value will stand."""
        return "%s", [self]

    def bound(self, values: dict[str, Any], connection: Any) -> Any:
        """The value that was given under its name, as the database takes it."""
        return self.output_field.get_db_prep_value(values[self.name], connection)


def key(name: str) -> Parameter:
    """A parameter that is the key of a row."""
    return Parameter(name, IntegerField())


def slug(name: str) -> Parameter:
    """A parameter that is a part of an address."""
    return Parameter(name, SlugField())


# Stands for whoever asks for a page, in queries that have the parameter `user`. Ask them for nobody whose account is closed.
ANY_READER: Any = SimpleNamespace(pk=key("user"), is_active=True)


class Prepared:
    """A query with parameters. It must be one that can find something: the SQL of none() can't be written."""

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        """`build` makes the query, with a Parameter for each value that differs from call to call."""
        self._build = build
        self._compilers: dict[str, tuple[Any, str, tuple[Any, ...]]] = {}

    def rows(self, **values: Any) -> list[Any]:
        """What the query finds with these values of its parameters: one query."""
        found: Any = self._queryset.all()
        connection = connections[found.db]
        kept, sql, parameters = self._written(found.db)
        bound = tuple(each.bound(values, connection) if isinstance(each, Parameter) else each for each in parameters)
        # The compiler knows which columns it selected. Its connection is that of the thread that it wrote the SQL in.
        compiler = copy(kept)
        compiler.connection = connection
        compiler.as_sql = lambda *_args, **_options: (sql, bound)
        query: Any = copy(found.query)
        query.get_compiler = lambda *_args, **_options: compiler
        found._query = query  # its property would make dictionaries of rows again
        return list(found)

    @cached_property
    def _queryset(self) -> QuerySet[Any, Any]:
        return self._build()

    def _written(self, using: str) -> tuple[Any, str, tuple[Any, ...]]:
        """The compiler of a database, and the SQL and the parameters that it wrote."""
        if using not in self._compilers:
            compiler = self._queryset.query.clone().get_compiler(using)
            self._compilers[using] = (compiler, *compiler.as_sql())
        return self._compilers[using]
