"""`manage.py export_plan ORG/STRATEGY FILE.xlsx`: a strategy into a plan workbook."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments.addresses import NotFoundError, find_strategy
from commitments.workbook.writing import TooLongForExcelError, write
from commitments.workbook.writing.collect import collect


class Command(BaseCommand):
    """Exports a plan workbook."""

    help = "Exports a strategy to a plan workbook (.xlsx), in the format that import_plan reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("strategy", metavar="ORG/STRATEGY", help="such as ccc/five-year-strategic-plan-2021-2025")
        parser.add_argument("file", type=Path, metavar="FILE.xlsx")

    def handle(self, *_args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            strategy = find_strategy(options["strategy"])
            plan = collect(strategy)
            file.write_bytes(write(plan))
        except (NotFoundError, TooLongForExcelError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{file} can't be written: {error.strerror}.") from error
        self.stdout.write(
            f"Exported {strategy.title} of {strategy.organisation.short_name} to {file}: "
            f"{len(plan.commitments)} commitments, {len(plan.periods)} periods."
        )
