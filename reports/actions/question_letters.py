"""The letter about a board question, to those who are to answer it.

It is sent once the question is saved, one to each person. A letter that can't be sent is written to the log and stops nothing:
what it tells also stands on the list of what was asked.
"""

import logging

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from commitments.models import Post, User
from reports.models import BoardQuestion, meeting_in_words

_SUBJECTS = {
    "question": "Board question to answer",
    "challenge": "Board challenge to answer",
    "decision": "Board decision to act on",
}


def tell_who_answers(*, question: BoardQuestion, by: User, site: str) -> None:
    """Writes to the people of the post that is to answer or, with none named, of those that lead its commitments. Without a site, to nobody."""

    def letters() -> None:
        commitments = list(question.commitments.in_report_order())
        about = ", ".join(each.ref for each in commitments) or question.period.strategy.title
        words = {
            "question": question,
            "by": by,
            "kind": question.get_kind_display().lower(),
            "meeting": meeting_in_words(question.meeting) if question.meeting else "",
            "commitments": commitments,
            "link": site + reverse("question-answer", args=[*question.period.address, question.pk]),
        }
        subject = f"{_SUBJECTS[question.kind]}: {about}, {question.period.label}"
        for person in _people(question).exclude(pk=by.pk):
            _send(subject, words | {"person": person}, person)

    if site:
        transaction.on_commit(letters, robust=True)


def _people(question: BoardQuestion) -> QuerySet[User]:
    """Holders and deputies, with open accounts, of the posts that are to answer."""
    named = Q(pk=question.answerer_id) if question.answerer_id else Q(commitments_led__board_questions=question)
    posts = Post.objects.filter(named).values("pk")
    return (
        User.objects.filter(Q(posts_held__in=posts) | Q(posts_deputised__in=posts), is_active=True)
        .distinct()
        .order_by("pk")
    )


def _send(subject: str, words: dict[str, object], person: User) -> None:
    try:
        send_mail(subject, render_to_string("reports/letters/question.txt", words), None, [person.email])
    except OSError:  # every fault of smtplib is one
        logging.getLogger(__name__).exception("A letter about a board question could not be sent.")
