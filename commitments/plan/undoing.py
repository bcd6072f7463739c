"""Which change of a commitment can be undone: the last one, while nothing rests on it.

What rests on a change is read from this side of the site, which knows no editions: a round that is closed, an update of the
commitment that was handed in since, another commitment merged into it since, and for an addition any words about it. An edition
is issued from approved updates, so an edition that tells the words of a commitment rests on one of these too.
"""

from commitments.models import ChangeKind, Commitment, PeriodState, PlanChange, State, StatusUpdate
from commitments.models.commitment import PlanChangeQuerySet
from commitments.plan.places import place
from commitments.text import one_line


def last_change(commitment: Commitment) -> PlanChange | None:
    """The last entry of the ledger about a commitment that counts; none where there is none."""
    return commitment.changes.standing().select_related("period", "by").order_by("-id").first()


def why_not(change: PlanChange, commitment: Commitment) -> str:
    """Why the last change of a commitment can't be undone, in a sentence; empty where it can."""
    return _out_of_reach(change, commitment) or _resting(change, commitment) or _told(change, commitment)


def empty_updates(commitment: Commitment) -> "list[StatusUpdate]":
    """The drafts of a commitment in which nobody has written a word, and which nobody ever approved."""
    return [update for update in commitment.updates.filter(state=State.DRAFT) if not _has_words(update)]


def _out_of_reach(change: PlanChange, commitment: Commitment) -> str:
    if change.kind == ChangeKind.CARRIED:
        return "It came from another plan, and can’t be undone here."
    if change.period and change.period.state == PeriodState.CLOSED:
        return f"The round of {change.period.label} is closed, and its report may tell this change."
    if change.period is None and commitment.strategy.periods.exists():
        return "It is not known in which period it was made, so a report may tell it."
    return "" if _is_as_it_left_it(change, commitment) else "What it changed is not as it left it."


def _is_as_it_left_it(change: PlanChange, commitment: Commitment) -> bool:
    """Whether what was before is known, and what came then is still so."""
    if change.kind == ChangeKind.REWORDED:
        return bool(change.old) and one_line(change.new) == commitment.wording
    if change.kind == ChangeKind.MOVED:
        return bool(change.old) and change.new == place(commitment.priority, commitment.theme)
    return change.kind != ChangeKind.MERGED or commitment.merged_into_id is not None


def _resting(change: PlanChange, commitment: Commitment) -> str:
    since = commitment.updates.exclude(state=State.DRAFT).filter(submitted_at__gt=change.recorded_at)
    once = commitment.updates.filter(approved_texts__approved_at__gt=change.recorded_at)
    if update := (since | once).select_related("period").distinct().first():
        return f"An update for {update.period.label} was handed in since, and rests on it."
    if merged := _later(commitment, change).select_related("commitment").first():
        return f"{merged.commitment.ref} was merged into it since."
    return ""


def _later(commitment: Commitment, change: PlanChange) -> PlanChangeQuerySet:
    """The merges into a commitment since a change."""
    merges = PlanChange.objects.standing().filter(commitment__merged_into=commitment, kind=ChangeKind.MERGED)
    return merges.filter(pk__gt=change.pk)


def _told(change: PlanChange, commitment: Commitment) -> str:
    if change.kind != ChangeKind.ADDED:
        return ""
    empty = {update.pk for update in empty_updates(commitment)}
    if written := commitment.updates.exclude(pk__in=empty).select_related("period").first():
        return f"Somebody has written about it for {written.period.label}."
    return "A highlight, challenge or key activity rests on it." if commitment.narrative.exists() else ""


def _has_words(update: StatusUpdate) -> bool:
    said = update.stage or update.rating or update.reason or update.return_note
    return bool(said) or any(rows.exists() for rows in (update.points, update.outcomes, update.approved_texts))
