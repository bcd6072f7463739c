"""`manage.py import_plan FILE.xlsx`: a plan workbook into the database, whole or not at all."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, transaction

from commitments.models import User
from commitments.workbook.apply import apply
from commitments.workbook.apply.account import Applied, PlanRefusedError
from commitments.workbook.limits import Limits
from commitments.workbook.plan import Plan, Problem
from commitments.workbook.reading import read_workbook


class Command(BaseCommand):
    """Imports a plan workbook."""

    help = "Imports a strategy from a plan workbook (.xlsx). Nothing is saved unless the whole file is good."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.xlsx")
        parser.add_argument("--dry-run", action="store_true", help="say what the import would do, and save nothing")
        parser.add_argument("--by", metavar="EMAIL", help="the user who imports; without it, the system does")

    def handle(self, *_args: Any, **options: Any) -> None:
        file: Path = options["file"]
        plan = self._read(file)
        try:
            with transaction.atomic():
                applied = apply(plan=plan, by=_user(options["by"]), source=file.name)
                transaction.set_rollback(options["dry_run"])
        except PlanRefusedError as error:
            raise self._refusal(file, error.problems) from error
        except DatabaseError as error:
            raise CommandError(f"The database refused {file.name}: {error} Nothing was saved.") from error
        self._report(applied, file.name, dry_run=options["dry_run"])

    def _read(self, file: Path) -> Plan:
        reading = read_workbook(_bytes(file))
        for warning in reading.warnings:
            self.stderr.write(f"Warning: {warning}")
        if reading.plan is None:
            raise self._refusal(file, reading.problems)
        return reading.plan

    def _refusal(self, file: Path, problems: Iterable[Problem]) -> CommandError:
        """Prints each problem on a line of its own."""
        found = [str(problem) for problem in problems]
        for problem in found:
            self.stderr.write(problem)
        return CommandError(f"{file.name} has {len(found)} problem{'' if len(found) == 1 else 's'}. Nothing was saved.")

    def _report(self, applied: Applied, source: str, *, dry_run: bool) -> None:
        for remark in applied.remarks:
            self.stdout.write(remark)
        strategy = applied.strategy
        name = f"{strategy.title} of {strategy.organisation.short_name}"
        if not applied.changed_anything():
            self.stdout.write(f"{name} already says what {source} says: nothing changed.")
        elif dry_run:
            self.stdout.write(f"Would import {name}: {applied.words()}. This was a dry run: nothing was saved.")
        else:
            self.stdout.write(f"Imported {name}: {applied.words()}.")


def _bytes(file: Path) -> bytes:
    """What is in the file; CommandError with a sentence where it can't be read."""
    if not file.exists():
        beside = sorted(other.name for other in file.parent.glob("*.xlsx")) if file.parent.is_dir() else []
        there = f" In {file.parent} there is: {', '.join(beside)}." if beside else ""
        raise CommandError(f"There is no file {file}.{there}")
    try:
        with file.open("rb") as opened:
            return opened.read(Limits.bytes_on_disk + 1)  # one byte over the limit is enough to refuse it
    except OSError as error:
        raise CommandError(f"{file} can't be read: {error.strerror}.") from error


def _user(email: str | None) -> User:
    """The active user with this e-mail address; the system user where none is named."""
    if email is None:
        return User.objects.system()
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        raise CommandError(
            f"There is no active user with the e-mail address {email}. Without --by, the import is made by the system user."
        )
    return user
