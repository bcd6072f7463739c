"""What every test starts from: numbered rows that begin at 1, and a database whose guards stand."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import UniqueConstraint
from django.db.models.signals import post_save
from django.test import Client, override_settings
from hypothesis import settings as hypothesis_settings

from commitments import models
from tests import factories

hypothesis_settings.register_profile("untimed", deadline=None)  # timings are the benchmark's business
hypothesis_settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--of-the-database",
        action="store_true",
        help="run only the tests that use the database: the rest is the same on each",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out, where that is asked for, the tests that no database has a part in: they run with the other engine already."""
    if not config.getoption("--of-the-database"):
        return
    pure = [item for item in items if not _uses_the_database(item)]
    config.hook.pytest_deselected(items=pure)
    items[:] = [item for item in items if _uses_the_database(item)]


def _uses_the_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"})


@pytest.fixture(autouse=True)
def _numbers_begin_at_one():
    """The first priority that a test makes is 'Priority 1', whatever ran before it."""
    for factory in factories.ALL:
        factory.reset_sequence(1)


@pytest.fixture(autouse=True)
def _signed_in_just_now(monkeypatch):
    """Signing in by the tests' client notes down the time, as the first page after signing in by hand does."""
    sign_in = Client.force_login

    def sign_in_now(client: Client, user: models.User, backend: str | None = None) -> None:
        sign_in(client, user, backend)
        session = client.session
        session["began"] = session["seen"] = time.time()
        session.save()

    monkeypatch.setattr(Client, "force_login", sign_in_now)


@pytest.fixture(scope="session", autouse=True)
def _static_files_from_where_they_are_written() -> Iterator[None]:
    """Nothing is collected in tests, and WhiteNoise need not list every file (0.1 seconds) for each test's client."""
    with override_settings(STATIC_ROOT=None, WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(scope="session", autouse=True)
def _passwords_that_are_quick_to_hash() -> Iterator[None]:
    """A password is hashed slowly on purpose, by half a second; tests sign in often."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """The test database, which may be emptied: a test with transaction=True ends in a flush, and the guards refuse flushes."""
    flush = connection.ops.execute_sql_flush

    def flush_without_triggers(sql_list: list[str]) -> None:
        with transaction.atomic(), _triggers_lifted():
            flush(sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.ops, "execute_sql_flush", flush_without_triggers)
        yield


@contextmanager
def _triggers_lifted() -> Iterator[None]:
    """Takes away the triggers that are there and puts back these, not those that should be: test_guards.py compares the two."""
    lift, restore = {"sqlite": _sqlite_statements, "postgresql": _postgresql_statements}[connection.vendor]()
    with connection.cursor() as cursor:
        for statement in lift:
            cursor.execute(statement)
        yield
        for statement in restore:
            cursor.execute(statement)


def _sqlite_statements() -> tuple[list[str], list[str]]:
    rows = _rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return [f"DROP TRIGGER {name}" for name, _sql in rows], [sql for _name, sql in rows]


def _postgresql_statements() -> tuple[list[str], list[str]]:
    tables = [table for (table,) in _rows("SELECT DISTINCT tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal")]
    return (
        [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables],
        [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables],
    )


def _rows(query: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


@pytest.fixture
def reader(client, db: None):
    """A client signed in as a reader of every organisation that the test makes."""
    user = factories.UserFactory(email="reader@example.nhs.uk")

    def join(instance: models.Organisation, created: bool, **_signal: object) -> None:
        if created:
            factories.MembershipFactory(user=user, organisation=instance)

    post_save.connect(join, sender=models.Organisation)
    client.force_login(user)
    yield client
    post_save.disconnect(join, sender=models.Organisation)


@pytest.fixture
def existing_triggers(db: None) -> Callable[[], set[str]]:
    """Asks the database for the names of its triggers that work."""
    queries = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'",
    }
    return lambda: {name for (name,) in _rows(queries[connection.vendor])}


@pytest.fixture
def refused_by(db: None) -> Callable[[Callable[[], object]], str]:
    """Makes an attempt that the database must refuse; gives the name of the constraint that did."""

    def name_of_constraint(attempt: Callable[[], object]) -> str:
        with pytest.raises((IntegrityError, DataError)) as caught, transaction.atomic():
            attempt()
        return _named(caught.value)

    return name_of_constraint


def _named(error: Exception) -> str:
    """PostgreSQL names every constraint. SQLite names the columns instead where these alone must be unique."""
    if connection.vendor == "postgresql":
        return error.__cause__.diag.constraint_name or str(error).splitlines()[0]
    said = str(error).split(" constraint failed: ")[-1].removeprefix("index ").strip("'")
    return _unique_constraints().get(said, said)


def _unique_constraints() -> dict[str, str]:
    """The names of the models' unique constraints by the columns that SQLite calls them by."""
    return {
        ", ".join(f"{model._meta.db_table}.{model._meta.get_field(name).column}" for name in _fields(constraint)): (
            constraint.name
        )
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, UniqueConstraint)
    }


def _fields(constraint: UniqueConstraint) -> list[str]:
    given = [getattr(expression, "name", None) for expression in constraint.expressions]
    return [*constraint.fields, *(name for name in given if name)]
