"""A period's commitments one after another, as a meeting goes through them: what needs attention first. Approved texts only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from commitments.plan.history import Entry, entries
from commitments.register.rows import Line, commitments_of, line
from commitments.standing.attention import Reason, in_words, watched
from commitments.standing.status_words import status_words

ATTENTION = "attention"  # what the address asks for to go through these alone


@dataclass(frozen=True)
class Item:
    """A commitment with the columns of `commitments_of`, and why it needs attention, the most serious reason first; mostly for none."""

    row: Any
    reasons: tuple[Reason, ...] = ()

    @property
    def place(self) -> int:
        """Its place by its most serious reason; what needs no attention comes last."""
        return [*Reason].index(self.reasons[0]) if self.reasons else len(Reason)

    def is_called(self, ref: str) -> bool:
        """Whether this is the commitment of a ref, in capitals or small letters."""
        return bool(self.row.ref.casefold() == ref.casefold())


@dataclass(frozen=True)
class Walk:
    """The commitments that a meeting goes through, in order: all of a period, those that need attention, those of a priority."""

    items: tuple[Item, ...]
    chosen: tuple[tuple[str, str], ...] = ()  # what the address says of the choice

    @property
    def exceptions(self) -> int:
        """How many of these need attention."""
        return sum(bool(each.reasons) for each in self.items)

    def narrowed(self, *, exceptions: bool, priority: str) -> "Walk":
        """Those of these that need attention, or are of the priority of a key, or both."""
        found = [each for each in self.items if each.reasons or not exceptions]
        kept = [each for each in found if priority in ("", str(each.row.priority_id))]
        asked = {"show": ATTENTION if exceptions else "", "priority": priority}
        return Walk(tuple(kept), tuple((name, value) for name, value in asked.items() if value))

    def place_of(self, ref: str) -> int | None:
        """Where the commitment of a ref stands, counted from nought; none where it isn't among these."""
        return next((place for place, each in enumerate(self.items) if each.is_called(ref)), None)

    def query(self, place: int, **more: str) -> str:
        """What the address says of a place, such as 'at=BD-04&show=attention'."""
        return urlencode([("at", self.items[place].row.ref), *self.chosen, *more.items()])

    def position(self, place: int) -> str:
        """A place in words: '3 of 93, 12 need attention'."""
        stands = f"{place + 1} of {len(self.items)}"
        if ("show", ATTENTION) in self.chosen:
            return f"{stands} that need{'s' * (len(self.items) == 1)} attention"
        needs = "needs" if self.exceptions < 2 else "need"
        return f"{stands}, {self.exceptions or 'none'} {needs} attention"


@dataclass(frozen=True)
class Step:
    """A commitment on screen: where it stands, what was reported, why it needs attention. The ways are queries of the address.

    `silence` says why nothing was reported in the period, unless its standing says so; `entry` is then the last one before, if any.
    """

    commitment: Any
    line: Line
    entry: Entry | None
    silence: str
    reasons: tuple[str, ...]
    position: str
    here: str
    ways: dict[str, str]
    logging: str


def whole_walk(period: Any, earlier: Any, now: datetime) -> Walk:
    """Every commitment of a period's plan, what needs attention first, and the rest in the order of the plan: five queries."""
    rows = commitments_of(period, earlier)
    reasons = watched(rows, now)
    items = [Item(row, reasons.get(row.pk, ())) for row in rows]
    return Walk(tuple(sorted(items, key=lambda item: item.place)))


def step(walk: Walk, place: int, period: Any, earlier: Any) -> Step:
    """What the screen shows of a place: five queries."""
    item = walk.items[place]
    words, last = status_words(period.strategy), len(walk.items) - 1
    places = {"first": 0, "previous": place - 1, "next": place + 1, "last": last}
    ways = {name: walk.query(to) for name, to in places.items() if 0 <= to <= last and to != place}
    stands = line(item.row, period, earlier, words)
    changes = list(item.row.changes.standing().select_related("period"))
    found = entries(item.row, changes, period.strategy.periods.all(), period, words)
    told = [each for each in found if each.period.month <= period.month]
    return Step(
        commitment=item.row,
        line=stands,
        entry=next((each for each in told if each.told), None),
        silence="" if told[0].instead == stands.now.instead else told[0].instead,
        reasons=tuple(in_words(words)[each] for each in item.reasons),
        position=walk.position(place),
        here=walk.query(place),
        ways=ways,
        logging=walk.query(place, log="on"),
    )
