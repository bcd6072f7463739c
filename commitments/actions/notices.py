"""Letters about one update: to those who may approve it, and to those who wrote it.

They are sent once the change is saved, one to each person. A letter that can't be sent is written to the log and stops nothing:
what it tells also stands on everybody's first page.
"""

import logging
from collections.abc import Callable, Collection

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from commitments.models import StatusUpdate, User
from commitments.permissions import approvers
from commitments.standing.status_words import status_words


def tell_of_submitting(*, update: StatusUpdate, by: User, site: str) -> None:
    """Writes to everybody who may approve a submitted update. Without a site, to nobody."""

    def letters() -> None:
        words = {"link": site + _address("approval", update), "queue": site + reverse("approvals")}
        _send("submitted", "Update to approve", update=update, by=by, people=approvers(update), words=words)

    _afterwards(site, letters)


def tell_of_returning(*, update: StatusUpdate, by: User, site: str) -> None:
    """Writes to who handed in an update that was returned, and to the holder of its post."""

    def letters() -> None:
        lead = update.commitment.lead
        people = {update.submitted_by_id, lead.holder_id if lead else None}
        words = {"link": site + _address("update-edit", update)}
        _send("returned", "Update returned", update=update, by=by, people=people, words=words)

    _afterwards(site, letters)


def tell_of_approving(*, update: StatusUpdate, by: User, site: str) -> None:
    """Writes to who handed in an update that was approved."""

    def letters() -> None:
        words = {"link": site + _address("commitment", update), "disagreement": _disagreement(update, by)}
        people = {update.submitted_by_id}
        _send("approved", "Update approved", update=update, by=by, people=people, words=words)

    _afterwards(site, letters)


def _address(page: str, update: StatusUpdate) -> str:
    return reverse(page, args=[*update.period.address, update.commitment.ref])


def _disagreement(update: StatusUpdate, by: User) -> str:
    """What is said where the executive's rating differs from the lead's; empty where it does not."""
    own = update.executive_rating
    if not own or own == update.rating:
        return ""
    words = status_words(update.commitment.strategy)
    lead = words[update.rating].word if update.rating else "no rating"
    return f"{by} rates it {words[own].word}; the update says {lead}. Both are shown, and the executive’s counts."


def _afterwards(site: str, letters: Callable[[], None]) -> None:
    if site:
        transaction.on_commit(letters, robust=True)


def _send(
    letter: str, subject: str, *, update: StatusUpdate, by: User, people: Collection[int | None], words: dict[str, str]
) -> None:
    """A letter to each of these whose account is open, but for who did it."""
    subject = f"{subject}: {update.commitment.ref}, {update.period.label}"
    for person in User.objects.filter(pk__in=people, is_active=True).exclude(pk=by.pk).order_by("pk"):
        text = render_to_string(
            f"commitments/letters/{letter}.txt", words | {"person": person, "by": by, "update": update}
        )
        try:
            send_mail(subject, text, None, [person.email])
        except (OSError, ValueError):  # every fault of smtplib, or an address that is none: the others get theirs
            logging.getLogger(__name__).exception("A letter about an update could not be sent.")
