"""What tests run in processes of their own, and the database that these have in common with the test."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from urllib.parse import quote

from django.conf import settings
from django.db import connection


def program(module, *arguments, database):
    """A process that calls the main function of a module with these words, at the database of this address."""
    source = f"import sys, django; django.setup(); from {module} import main; main(*sys.argv[1:])"
    return subprocess.Popen(
        [sys.executable, "-c", source, *map(str, arguments)],
        env=_environment(database),
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process, seconds=60):
    """What a process said once it has ended, its exit code, and its faults."""
    with process:
        try:
            said, faults = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()  # or leaving the block would wait for it
            raise
    return said, process.returncode, faults


def database_in_common(folder):
    """The address of a database that other processes see: the test's own or, on SQLite, where that is in memory, a copy in a file."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(folder / "copy.sqlite3")) as copy:
            connection.connection.backup(copy)
        return f"sqlite:///{folder / 'copy.sqlite3'}"
    found = connection.settings_dict
    return f"postgres://{found['USER']}@{quote(found['HOST'], safe='')}/{found['NAME']}"


def asked(database, queries):
    """The one value that each query has in such a database."""
    if database.startswith("sqlite"):
        with closing(sqlite3.connect(database.removeprefix("sqlite:///"))) as file:
            return [file.execute(query).fetchone()[0] for query in queries]
    with connection.cursor() as cursor:
        return [cursor.execute(query) and cursor.fetchone()[0] for query in queries]


def _environment(database):
    others = {name: value for name, value in os.environ.items() if name != "ALLOWED_HOSTS"}
    return others | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "strategy_tracker.settings", "DEMO": "1"}
