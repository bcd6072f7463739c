"""Says what stands between the report of a period and the board."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from commitments.addresses import NotFoundError, find_period, find_strategy
from commitments.rounds.deadlines import counted, day_in_london
from reports.checks import Severity, blocking, check
from reports.checks.groups import Group, groups
from reports.document import build
from reports.document.desk import desk_of


class Command(BaseCommand):
    """manage.py check_report ORG/STRATEGY PERIOD [--strict]."""

    help = (
        "Lists what stands between the report of a period and the board, what blocks first. Ends with 1 where something blocks; "
        "with --strict, where anything is found."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "strategy", metavar="ORG/STRATEGY", help="for example ccc/five-year-strategic-plan-2021-2025"
        )
        parser.add_argument("period", metavar="PERIOD", help="for example march-2022")
        parser.add_argument("--strict", action="store_true", help="end with 1 for advice too")

    def handle(self, *_args: object, **options: object) -> None:
        try:
            period = find_period(find_strategy(str(options["strategy"])), str(options["period"]))
        except NotFoundError as error:
            raise CommandError(str(error)) from error
        findings = check(build(period), desk_of(period, day_in_london(timezone.now())))
        for group in groups(findings):
            self._tell(group)
        blocks = len(blocking(findings))
        advice = len(findings) - blocks
        what = [counted(blocks, "finding blocks", "findings block")] * bool(blocks) + [
            f"{advice} to look at again"
        ] * bool(advice)
        said = f"The report for {period.label}: {', '.join(what) or 'nothing stands between it and the board'}."
        if blocks or (advice and options["strict"]):
            raise CommandError(said)
        self.stdout.write(said)

    def _tell(self, group: Group) -> None:
        """A kind and its findings, a line each."""
        mark = "Blocks: " if group.kind.severity == Severity.BLOCKS else ""
        self.stdout.write(f"{mark}{group.kind.title} ({len(group.findings)})")
        for each in group.findings:
            self.stdout.write(f"  {each.sentence}")
