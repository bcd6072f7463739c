"""`manage.py add_person EMAIL --name NAME --organisation SLUG --role ROLE`: the first administrator, before anybody can invite."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from commitments.actions import RefusedError
from commitments.actions.letters import link_to_choose_a_password
from commitments.actions.people import invite
from commitments.models import Membership, Organisation, Role, User
from commitments.people import has_yet_to_sign_in, in_words
from commitments.text import one_line


class Command(BaseCommand):
    """Invites somebody without a letter."""

    help = "Gives somebody a role and prints the link by which they choose a password. No letter is sent."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--name", required=True)
        parser.add_argument("--organisation", required=True, metavar="SLUG", help="as in its address: ccc")
        parser.add_argument("--role", required=True, choices=Role.values, action="append", help="may be given again")
        parser.add_argument("--site", default=_default_site(), metavar="https://HOST", help="where the link leads")

    def handle(self, *_args: Any, **options: Any) -> None:
        email, name, roles = options["email"].strip().lower(), one_line(options["name"])[:200], set(options["role"])
        organisation = _organisation(options["organisation"])
        try:
            validate_email(email)
            person = _again(email, organisation, roles) or invite(
                organisation=organisation, email=email, name=name, roles=roles, by=User.objects.system()
            )
        except ValidationError as error:
            raise CommandError(f"'{email}' is not an e-mail address.") from error
        except RefusedError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{person} is in {organisation} as: {in_words(roles)}.")
        if has_yet_to_sign_in(person):
            self.stdout.write(f"To choose a password, once, within {settings.PASSWORD_RESET_TIMEOUT // 86400} days:")
            self.stdout.write(link_to_choose_a_password(person=person, site=options["site"].rstrip("/")))
        else:
            self.stdout.write(f"They sign in as {person.email} with the password that they have.")


def _again(email: str, organisation: Organisation, roles: set[str]) -> User | None:
    """Who has been added before and has still to sign in: the link may have run out."""
    there = Membership.objects.filter(user__email__iexact=email, organisation=organisation, user__is_active=True)
    person = there[0].user if roles == set(there.values_list("role", flat=True)) else None
    return person if person and has_yet_to_sign_in(person) else None


def _organisation(slug: str) -> Organisation:
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        there = ", ".join(Organisation.objects.order_by("slug").values_list("slug", flat=True)[:20])
        raise CommandError(
            f"There is no organisation '{slug}'. "
            + (f"There is: {there}." if there else "Import a plan first, with import_plan.")
        )
    return found


def _default_site() -> str:
    """The first host that the site answers for; in a trial, this machine."""
    return "http://127.0.0.1:8000" if settings.TRIAL else f"https://{settings.ALLOWED_HOSTS[0].lstrip('.')}"
