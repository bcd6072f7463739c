"""What a commitment is: its words, where it belongs, who leads it, when it is due."""

from dataclasses import dataclass

from commitments.dates import Precision, in_words, span_in_words
from commitments.models import ChangeKind, Commitment, Milestone, PlanChange, Post, ReportingPeriod, wording_at
from commitments.models.commitment import Due


@dataclass(frozen=True)
class Facts:
    """A commitment in words. What is empty is not said; the earlier wordings only where they differ from today's."""

    wording: str
    marker: str
    published_wording: str
    wording_then: str
    priority: str
    theme: str
    lead: str
    supporting: tuple[str, ...]
    due: str
    milestones: tuple[str, ...]


def facts(commitment: Commitment, changes: list[PlanChange], period: ReportingPeriod) -> Facts:
    """The facts of a commitment, which must come with its posts and milestones; `changes` those that count."""
    then = wording_at(changes, commitment.wording, period.month)
    theme = commitment.theme
    reworded = any(change.kind == ChangeKind.REWORDED for change in changes)
    return Facts(
        wording=commitment.wording,
        marker=period.strategy.marks(reworded=reworded, added=not commitment.in_published_plan),
        published_wording=_where_it_differs(commitment.published_wording, commitment.wording),
        wording_then=_where_it_differs(then, commitment.wording),
        priority=commitment.priority.name,
        theme=f"{theme.parent.name}: {theme.name}" if theme and theme.parent else theme.name if theme else "",
        lead=_post(commitment.lead) if commitment.lead else "",
        supporting=tuple(_post(each) for each in commitment.supporting.all()),
        due=_due(commitment),
        milestones=tuple(_milestone(each) for each in commitment.milestones.all()),
    )


def _where_it_differs(words: str, today: str) -> str:
    return "" if words == today else words


def _post(post: Post) -> str:
    return f"{post.title} ({post.holder})" if post.holder else f"{post.title} (nobody holds this post)"


def _due(thing: Due) -> str:
    return span_in_words(thing.due.starts_on, Precision(thing.due.precision)) if thing.due else ""


def _milestone(milestone: Milestone) -> str:
    due, done = _due(milestone), milestone.done_on
    said = [f"due {due}"] * bool(due) + [f"done on {in_words(done)}" if done else "not done yet"]
    return f"{milestone.title}: {', '.join(said)}"
