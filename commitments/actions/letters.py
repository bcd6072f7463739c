"""Letters to people, sent when what they tell of has been saved."""

import logging

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from commitments.models import Organisation, User
from commitments.people import in_words, roles_in


class LetterNotSentError(Exception):
    """What was done is saved, but the letter about it could not be sent. The message is a sentence for the person who did it."""


def link_to_choose_a_password(*, person: User, site: str) -> str:
    """The address of the page where this person chooses a password; it works once, for PASSWORD_RESET_TIMEOUT seconds."""
    key = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return site + reverse("account_reset_password_from_key", kwargs=key)


def send_invitation(*, person: User, organisation: Organisation, by: User, site: str) -> None:
    """Writes to somebody who may now sign in. Raises LetterNotSentError where the server for letters does not take it."""
    has_password = person.has_usable_password()
    words = {
        "person": person,
        "organisation": organisation,
        "by": by,
        "roles": in_words(roles_in(person, organisation)),
        "has_password": has_password,
        "link": site + reverse("account_login")
        if has_password
        else link_to_choose_a_password(person=person, site=site),
        "new_link": site + reverse("account_reset_password"),
        "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60),
    }
    subject = f"Your account in Strategy Tracker for {organisation.short_name}"
    try:
        send_mail(subject, render_to_string("commitments/letters/invitation.txt", words), None, [person.email])
    except OSError as error:  # every fault of smtplib is one
        logging.getLogger(__name__).exception("An invitation could not be sent.")
        raise LetterNotSentError(
            f"This is saved, but the letter to {person.email} could not be sent. Try to send it again from their page."
        ) from error
