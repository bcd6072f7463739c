"""What commitments can be asked for by what came of their next steps."""

from django.db.models import Exists, OuterRef, Q, TextChoices

from commitments.models import Answer, Outcome
from commitments.standing.attention import missed_twice


class Kept(TextChoices):
    """What an approved update answers for the next steps that an earlier one named; or that it names one for the third time."""

    ALL_DONE = "kept", "All next steps done"
    DONE = "done", "Some next step done"
    PARTLY = "partly", "Some next step partly done"
    NOT_DONE = "not_done", "Some next step not done"
    DROPPED = "dropped", "Some next step dropped"
    MISSED_TWICE = "missed_twice", "Some next step missed twice"


def kept(value: str) -> Q:
    """The condition of a Kept for commitments that stand in a period, by their `update_id`."""
    if value == Kept.MISSED_TWICE:
        return Q(Exists(missed_twice().filter(update=OuterRef("update_id"))))
    answered = Outcome.objects.filter(update=OuterRef("update_id")).exclude(answer="")
    if value == Kept.ALL_DONE:
        return Q(Exists(answered)) & ~Q(Exists(answered.exclude(answer=Answer.DONE)))
    return Q(Exists(answered.filter(answer=value)))
