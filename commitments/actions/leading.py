"""Who leads a commitment, who supports it, and when it is due. The ledger of words tells none of it: its history does."""

from collections.abc import Collection, Mapping

from django.db import transaction

from commitments.actions import RefusedError
from commitments.actions.changes import audit, hold, refuse_ended, refuse_other
from commitments.dates import Span, as_typed, span_in_words
from commitments.models import Commitment, Post, User
from commitments.text import normalised


def posts_of(commitment: Commitment) -> dict[str, str]:
    """The posts of a commitment by their titles: what a page carries, and what is written down."""
    supporting = commitment.supporting.order_by("title", "pk").values_list("title", flat=True)
    return {"lead": commitment.lead.title if commitment.lead else "", "supporting": "; ".join(supporting)}


def due_of(commitment: Commitment) -> dict[str, str]:
    """When a commitment is due, as somebody would type it: what a page carries. Empty where it is not known."""
    return {"due": as_typed(commitment.due) if commitment.due else ""}


@transaction.atomic
def give_posts(
    *,
    commitment: Commitment,
    lead: Post | None,
    supporting: Collection[Post],
    shown: Mapping[str, str],
    reason: str = "",
    by: User,
) -> Commitment:
    """Gives a commitment to a lead (or none) and to the posts that support it. `shown` is what the page showed, as `posts_of`.

    Raises RefusedError where others have it by now, for a post of another organisation, for a lead who is to support as well, and
    once it was stopped or merged.
    """
    now = _held(commitment)
    before = posts_of(now)
    refuse_ended(now)
    refuse_other(before, shown)
    for post in (*filter(None, [lead]), *supporting):
        if post.organisation_id != now.strategy.organisation_id:
            raise RefusedError(f"{post} is not a post of {now.strategy.organisation}.")
    if lead in supporting:
        raise RefusedError(f"{lead} leads {now.ref}, so it can’t support it as well. Take away its tick.")
    if lead != now.lead:
        now.lead = lead
        now.save(update_fields=["lead"])
    now.supporting.set(supporting)
    _write_down(now, before, posts_of(now), reason, by)
    return now


@transaction.atomic
def change_due(
    *, commitment: Commitment, due: Span | None, shown: Mapping[str, str], reason: str = "", by: User
) -> Commitment:
    """Changes when a commitment is due, with the words for it as given; none means that it is not known.

    `shown` is what the page showed, as `due_of`. Raises RefusedError where it is another date by now, and once it was stopped or
    merged.
    """
    now = _held(commitment)
    refuse_ended(now)
    refuse_other(due_of(now), shown)
    before = {"due": _in_words(now.due), "as given": now.due_words}
    now.due_on = due.starts_on if due else None
    now.due_precision, now.due_words = (due.precision.value, due.words) if due else ("", "")
    now.save(update_fields=["due_on", "due_precision", "due_words"])
    _write_down(now, before, {"due": _in_words(now.due), "as given": now.due_words}, reason, by)
    return now


def _held(commitment: Commitment) -> Commitment:
    """The commitment as the database has it, its plan held until the transaction ends."""
    hold(commitment.strategy)
    return Commitment.objects.select_related("strategy__organisation", "lead").get(pk=commitment.pk)


def _in_words(due: Span | None) -> str:
    return span_in_words(due.starts_on, due.precision) if due else ""


def _write_down(
    commitment: Commitment, before: Mapping[str, str], after: Mapping[str, str], reason: str, by: User
) -> None:
    """Writes down what differs, and why; nothing where nothing does."""
    names = [name for name in after if after[name] != before[name]]
    if names:
        why = {"reason": normalised(reason).strip()} if reason else {}
        then = {name: after[name] for name in names} | why
        audit(commitment, "changed", by, before={name: before[name] for name in names}, after=then)
