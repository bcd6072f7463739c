"""What needs attention first, each with its reason in a sentence."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import Truncator

from commitments.dashboard.rows import Rows, standing_then
from commitments.dashboard.values import Count, Figure, query
from commitments.dates import in_words
from commitments.models import Rating, ReportingPeriod, Stage, StatusUpdate
from commitments.standing import attention
from commitments.standing.attention import Reason, Signals
from commitments.standing.status_words import Status

SHOWN = 10
WORDING, STEP, EXPLAINED = 90, 70, 160  # characters: enough to know it again, and to see what is the matter


@dataclass(frozen=True)
class Concern:
    """A commitment that needs attention: why, most serious reason first, and what its update says is done about it."""

    ref: str
    wording: str
    why: str
    others: tuple[str, ...]
    explained: str


@dataclass(frozen=True)
class Watchlist:
    """What needs attention: how many in all and for each reason, and the first few."""

    total: Count
    reasons: tuple[Figure, ...]
    first: tuple[Concern, ...]


def watchlist(
    commitments: Rows,
    period: ReportingPeriod,
    periods: list[ReportingPeriod],
    words: dict[str, Status],
    now: datetime,
    **asked: int,
) -> Watchlist:
    """What needs attention among the commitments of rows_of, at an instant: at most four queries.

    `periods` are the strategy's, and `asked` is what the register must be asked to list no others.
    """
    rows = standing_then(commitments, period)
    seen = attention.signals(rows, period, now)
    why = {row.pk: attention.reasons(row, period, seen) for row in rows}
    sentences = Sentences(period, {each.pk: each for each in periods}, words, seen)

    def told(first: Rows) -> list[Concern]:
        keys = [row.update_id for row in first]
        explained = dict(StatusUpdate.objects.filter(pk__in=keys).values_list("pk", "reason"))
        return [
            concern(row, [sentences.of(reason, row) for reason in why[row.pk]], explained.get(row.update_id, ""))
            for row in first
        ]

    return listed(rows, why, words, told, **asked)


def listed(
    rows: Rows,
    why: Mapping[int, tuple[Reason, ...]],
    words: dict[str, Status],
    told: Callable[[Rows], Iterable[Concern]],
    **asked: int,
) -> Watchlist:
    """The watchlist of some rows. `why` says by their keys why each needs attention, if it does; `told` tells the first few."""
    concerned = [row for row in rows if why[row.pk]]
    numbers = Counter(reason for row in concerned for reason in why[row.pk])
    named = attention.in_words(words)
    return Watchlist(
        total=Count(len(concerned), query(asked, attention="any")),
        reasons=tuple(
            Figure(Status(_shape(reason), named[reason]), Count(numbers[reason], query(asked, attention=reason)))
            for reason in Reason
            if numbers[reason]
        ),
        first=tuple(told(sorted(concerned, key=lambda row: [*Reason].index(why[row.pk][0]))[:SHOWN])),
    )


def _shape(reason: Reason) -> str:
    """The code of the stage or rating whose shape stands beside a reason, if any."""
    shapes = {Reason.RED: Rating.RED, Reason.AMBER_TWICE: Rating.AMBER, Reason.PAUSED: Stage.PAUSED}
    return str(shapes.get(reason, ""))


def concern(row: Any, why: Sequence[str], explained: str) -> Concern:
    """A commitment with why it needs attention, in sentences, and the reason that its update gives."""
    return Concern(
        ref=row.ref,
        wording=Truncator(row.words_then).chars(WORDING),
        why=why[0],
        others=tuple(why[1:]),
        explained=Truncator(" ".join(explained.split())).chars(EXPLAINED),
    )


@dataclass(frozen=True)
class Sentences:
    """What is said of a commitment for each reason."""

    period: ReportingPeriod
    periods: dict[int, ReportingPeriod]  # by their keys, the earliest first
    words: dict[str, Status]
    seen: Signals

    def of(self, reason: Reason, row: Any) -> str:
        """The reason in a sentence, without its full stop."""
        if reason in (Reason.RED, Reason.AMBER_TWICE):
            return self._standing(row.rating, row.rating_before)
        if reason == Reason.PAUSED:
            return self._standing(row.stage, row.stage_before if row.stage_before == Stage.PAUSED else "")
        if reason == Reason.DISAGREEMENT:
            return f"{self.words[row.rating].word} by the executive, {self.words[row.lead_rating].word} by the lead"
        if reason == Reason.MISSED_TWICE:
            return f"Missed twice: “{Truncator(self.seen.missed_twice[row.pk]).chars(STEP)}”"
        return self._repeated(row) if reason == Reason.UNCHANGED else self._silent(row)

    def _standing(self, now: str, before: str) -> str:
        """'Red in September 2022, Amber in March 2022', or 'Red in March 2022 and September 2022'."""
        if not before:
            return f"{self.words[now].word} in {self.period.label}"
        earlier = [each.label for each in self.periods.values() if each.month < self.period.month][-1]
        if before == now:
            return f"{self.words[now].word} in {earlier} and {self.period.label}"
        return f"{self.words[now].word} in {self.period.label}, {self.words[before].word} in {earlier}"

    def _silent(self, row: Any) -> str:
        due = self.seen.late.get(row.pk)
        return f"No update: it was due on {in_words(due)}" if due else f"No update for {self.period.label}"

    def _repeated(self, row: Any) -> str:
        found = self.seen.unchanged[row.pk]
        since = self.periods[found.since].label
        if found.lines.of == 1:
            return f"The only line of progress is that of {since}"
        return f"{found.lines.same} of {found.lines.of} lines of progress are those of {since}"
