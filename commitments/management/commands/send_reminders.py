"""`manage.py send_reminders`: for every morning, by cron."""

from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from commitments.actions.reminders import remind, reminded_in_words
from commitments.models import PeriodState, ReportingPeriod, User
from commitments.rounds.deadlines import LONDON, day_in_london
from commitments.rounds.owing import Debtor, debts


class Command(BaseCommand):
    """Reminds those who owe updates in open rounds."""

    help = (
        "Reminds those who owe updates: 10, 5 and 1 working days before these are due, and every 5 when they are late. "
        "One letter to a person, a round and a day, however often it runs. Ends with status 1 where a letter failed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, metavar="2022-09-05", help="as if it were that day")
        parser.add_argument("--dry-run", action="store_true", help="say who would be reminded, and send nothing")
        parser.add_argument("--site", default=_default_site(), metavar="https://HOST", help="where the links lead")

    def handle(self, *_args: Any, **options: Any) -> None:
        on: date | None = options["on"]
        now = datetime.combine(on, time(12), LONDON) if on else timezone.now()
        periods = ReportingPeriod.objects.filter(state=PeriodState.OPEN).select_related("strategy__organisation")
        failed = [self._of(period, now, options) for period in periods.order_by("pk")]
        if not failed:
            self.stdout.write("No round is open.")
        if any(failed):
            raise CommandError("Some letters could not be sent. Run it again later today: nobody gets a second one.")

    def _of(self, period: ReportingPeriod, now: datetime, options: dict[str, Any]) -> bool:
        """Reminds those who owe updates in one round; whether a letter failed."""
        name = f"{period.strategy.organisation.short_name}, {period}"
        owed = debts(period, now)
        for debtor in owed.unreachable:
            self.stdout.write(f"{name}: {debtor.person} can’t be reached, the account is closed: {_refs(debtor)}.")
        for debt in owed.nobodys:
            self.stdout.write(f"{name}: nobody is there to write the update of {debt.ref}.")
        if options["dry_run"]:
            called = [each for each in owed.people if each.is_reminded_on(day_in_london(now))]
            for debtor in called:
                self.stdout.write(f"{name}: would remind {debtor.person} of {_refs(debtor)}.")
            return False
        site = options["site"].rstrip("/")
        done = remind(period=period, by=User.objects.system(), site=site, now=now, only_on_their_day=True)
        self.stdout.write(f"{name}: {reminded_in_words(done)}")
        return bool(done.failed)


def _refs(debtor: Debtor) -> str:
    return ", ".join(debt.ref for debt in debtor.debts)


def _default_site() -> str:
    """The first host that the site answers for; in a trial, this machine."""
    return "http://127.0.0.1:8000" if settings.TRIAL else f"https://{settings.ALLOWED_HOSTS[0].lstrip('.')}"
