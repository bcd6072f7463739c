"""The narrative of a period, list by list, as its page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from commitments.models import Commitment, NarrativeKind, NarrativePoint, ReportingPeriod

LISTS = {
    NarrativeKind.HIGHLIGHT: "Highlights",
    NarrativeKind.CHALLENGE: "Challenges",
    NarrativeKind.KEY_ACTIVITY: "Key activities in the next period",
}


@dataclass(frozen=True)
class Item:
    """A point, the commitments that it rests on, and whether it is the first or the last of its block."""

    point: NarrativePoint
    commitments: tuple[Commitment, ...]
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Block:
    """Points that are printed together: of a priority, or without a name."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Listing:
    """One of the three lists."""

    kind: NarrativeKind
    name: str
    blocks: tuple[Block, ...]


def listings(period: ReportingPeriod) -> list[Listing]:
    """The three lists of a period, proposals among them, in the order in which a report prints them; two queries."""
    in_order = Prefetch("commitments", queryset=Commitment.objects.in_report_order(), to_attr="resting_on")
    points = list(period.narrative.select_related("priority", "proposed_by").prefetch_related(in_order))
    return [_listing(kind, name, [each for each in points if each.kind == kind]) for kind, name in LISTS.items()]


def _listing(kind: NarrativeKind, name: str, points: list[NarrativePoint]) -> Listing:
    if kind != NarrativeKind.HIGHLIGHT:
        return Listing(kind, name, (_block("", points),) if points else ())
    places = {each.priority_id: each.priority for each in points}
    in_order = sorted(places, key=lambda pk: (of.position, of.pk) if (of := places[pk]) else (-1, 0))
    blocks = [
        _block(of.name if (of := places[pk]) else "", [each for each in points if each.priority_id == pk])
        for pk in in_order
    ]
    return Listing(kind, name, tuple(blocks))


def _block(name: str, points: list[NarrativePoint]) -> Block:
    last = len(points) - 1
    items = [Item(each, _resting_on(each), place == 0, place == last) for place, each in enumerate(points)]
    return Block(name, tuple(items))


def _resting_on(point: NarrativePoint) -> tuple[Commitment, ...]:
    found: Iterable[Commitment] = getattr(point, "resting_on", ())
    return tuple(found)
