"""Issues the report of a period to a meeting, as an edition."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from commitments.actions import RefusedError
from commitments.addresses import NotFoundError, find_period, find_strategy
from commitments.models import Meeting, ReportingPeriod, User
from commitments.permissions import Action, may
from reports.actions.issuing import issue, propose
from reports.checks import left_out
from reports.models import Audience, meeting_in_words
from reports.render.pdf import PressError


class Command(BaseCommand):
    """manage.py issue_report ORG/STRATEGY PERIOD --meeting COMMITTEE."""

    help = "Freezes the implementation report of a period as an edition, and presents it to a meeting."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "strategy", metavar="ORG/STRATEGY", help="for example ccc/five-year-strategic-plan-2021-2025"
        )
        parser.add_argument("period", metavar="PERIOD", help="for example march-2022")
        parser.add_argument(
            "--meeting",
            metavar="COMMITTEE",
            required=True,
            help='for example "Trust Board", with its date if it meets twice',
        )
        parser.add_argument(
            "--audience",
            choices=Audience.values,
            default=Audience.BOARD.value,
            help="whom it is for; the board if not given",
        )
        parser.add_argument(
            "--leave-out",
            action="store_true",
            help="leaves out the updates that are not approved, which the report says",
        )
        parser.add_argument("--by", metavar="EMAIL", help="the user who issues it; without it, the system does")
        parser.add_argument(
            "--change-note", metavar="TEXT", default="", help="what has changed since the edition before"
        )

    def handle(self, *_args: object, **options: object) -> None:
        try:
            period = find_period(find_strategy(str(options["strategy"])), str(options["period"]))
            meeting = _meeting(period, str(options["meeting"]))
            by = _user(period, options["by"])
            note, audience = str(options["change_note"]), Audience(str(options["audience"]))
            leaving_out = left_out(propose(period, audience).findings) if options["leave_out"] else ()
            edition = issue(
                period=period, meeting=meeting, by=by, audience=audience, change_note=note, leaving_out=leaving_out
            )
        except (NotFoundError, RefusedError) as error:
            raise CommandError(str(error)) from error
        except PressError as error:
            raise CommandError(f"{error} Nothing was issued.") from error
        size = f"{len(edition.pdf) / 1000:,.0f} kB"
        self.stdout.write(f"Issued {edition} to the {meeting_in_words(meeting)} ({size}, seal {edition.seal[:12]}).")


def _meeting(period: ReportingPeriod, words: str) -> Meeting:
    """The meeting of a period by its committee's name, or by that and its date: 'Trust Board, 30 March 2022'."""
    meetings = list(period.meetings.select_related("committee"))
    asked = words.strip().casefold()
    found = [each for each in meetings if asked in {each.committee.name.casefold(), meeting_in_words(each).casefold()}]
    if len(found) == 1:
        return found[0]
    there = "; ".join(meeting_in_words(each) for each in found or meetings)
    if found:
        raise NotFoundError(f"{period.label} has several meetings of the {words}. Name one with its date: {there}.")
    if meetings:
        raise NotFoundError(f"{period.label} has no meeting '{words}'. It has: {there}.")
    raise NotFoundError(f"{period.label} has no meeting yet. Name one in the plan workbook and import it.")


def _user(period: ReportingPeriod, email: object) -> User:
    """The user with this e-mail address, who must be somebody who may issue; the system user where none is named."""
    if not email:
        return User.objects.system()
    user = User.objects.filter(email=str(email).strip().lower(), is_active=True).first()
    if user is None:
        raise NotFoundError(f"There is no active user with the e-mail address {email}.")
    if not may(user, Action.ISSUE_REPORT, period):
        raise RefusedError(f"{user} may not issue reports of {period.strategy.organisation}: a board secretary may.")
    return user
