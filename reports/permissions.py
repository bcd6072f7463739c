"""Who may answer and who may correct a board question.

The table of commitments/permissions knows nothing of questions: it is asked of the period and of the commitments that one rests on.
"""

from django.core.exceptions import PermissionDenied

from commitments.permissions import Action, Person
from reports.models import BoardQuestion


def may_answer(person: Person, question: BoardQuestion) -> bool:
    """Whether this is one of the people of the post that is to answer, or of one that leads a commitment it rests on."""
    if question.answerer_id in person.posts:
        return True
    return any(person.may(Action.ANSWER_BOARD_QUESTION, each) for each in question.commitments.all())


def may_correct(person: Person, question: BoardQuestion) -> bool:
    """Whether this is who logged it, or may correct what others logged. What is answered stays: see the actions."""
    if not person.may(Action.ASK_BOARD_QUESTION, question.period):
        return False
    return question.logged_by_id == person.user.pk or person.may(Action.CORRECT_BOARD_QUESTION, question.period)


def permit_answering(person: Person, question: BoardQuestion) -> None:
    """Raises PermissionDenied unless this person may answer the question."""
    if not may_answer(person, question):
        raise PermissionDenied(f"{person.user} may not answer {question}.")


def permit_correcting(person: Person, question: BoardQuestion) -> None:
    """Raises PermissionDenied unless this person may correct or delete the question."""
    if not may_correct(person, question):
        raise PermissionDenied(f"{person.user} may not correct {question}.")
