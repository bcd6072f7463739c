"""Where delivery stands in a period, in numbers. Each number knows the rows of the register that it counts. No queries."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from commitments.filters import NONE
from commitments.models import PeriodState, Priority, Rating, ReportingPeriod, Stage
from commitments.models.standings import Reported
from commitments.shares import per_cents
from commitments.standing import Movement
from commitments.status_words import Status

NO_STAGE = Status("", "Not reported")
NO_RATING = Status("", "No rating")
_COLUMNS = {"priority": "priority_id", "stage": "stage", "rating": "rating", "movement": "moved", "update": "reported"}
_STATES = {
    PeriodState.PLANNED: "This round has not begun.",
    PeriodState.OPEN: "This round is open: the numbers change as updates are approved.",
}
Rows = list[Any]  # commitments with the columns of standing_in, which django-stubs can't see


@dataclass(frozen=True)
class Count:
    """A number, and the query of the register that lists what it counts."""

    number: int
    query: str


@dataclass(frozen=True)
class Figure:
    """How many are so."""

    status: Status
    count: Count


@dataclass(frozen=True)
class Part:
    """A part of a bar: which status, and its share in whole per cents."""

    code: str
    share: int


@dataclass(frozen=True)
class Tally:
    """A line of a table: a priority, or all, with one number for each column."""

    name: str
    total: Count
    counts: tuple[Count, ...]
    bar: tuple[Part, ...]


@dataclass(frozen=True)
class Table:
    """Numbers by priority. Columns that would be nought throughout are left out."""

    columns: tuple[Status, ...]
    tallies: tuple[Tally, ...]


@dataclass(frozen=True)
class Note:
    """A sentence on what the numbers leave out or take in; most begin with a number."""

    words: str
    count: Count | None = None


@dataclass(frozen=True)
class Dashboard:
    """The numbers of a period. Without ratings or stages there is no table of them."""

    total: Count
    figures: tuple[Figure, ...]
    notes: tuple[Note, ...]
    movements: tuple[Figure, ...]
    not_compared: str
    ratings: Table | None
    stages: Table | None


def dashboard(
    period: ReportingPeriod,
    earlier: ReportingPeriod | None,
    commitments: Rows,
    priorities: list[Priority],
    words: dict[str, Status],
) -> Dashboard:
    """Counts the commitments of a strategy by their standing_in the period; those added to the plan later are only said."""
    rows = [row for row in commitments if row.joined_in is None or row.joined_in <= period.month]
    movements = [Figure(Status("", way.value), _count(rows, movement=way)) for way in Movement]
    ratings = [words[code] for code in reversed(Rating.values)]
    stages = [words[code] for code in Stage.values]
    return Dashboard(
        total=_count(rows),
        figures=_figures(rows, ratings, words) if any(row.stage or row.rating for row in rows) else (),
        notes=tuple(_notes(period, rows, later=len(commitments) - len(rows))),
        movements=tuple(figure for figure in movements if figure.count.number),
        not_compared=_why_not_compared(period, earlier, rows),
        ratings=_table(rows, priorities, "rating", [*ratings, NO_RATING]),
        stages=_table(rows, priorities, "stage", [*stages, NO_STAGE]),
    )


def _count(rows: Rows, **asked: str | int) -> Count:
    """How many rows are as asked, and the query that asks the register for them."""
    found = [row for row in rows if all(getattr(row, _COLUMNS[name]) == value for name, value in asked.items())]
    return Count(len(found), urlencode({name: str(value).lower() or NONE for name, value in asked.items()}))


def _figures(rows: Rows, ratings: list[Status], words: dict[str, Status]) -> tuple[Figure, ...]:
    """The numbers that matter first: what is at risk, what goes well, what is done, what is not known."""
    complete = words[Stage.COMPLETE.value]
    return (
        *(Figure(word, _count(rows, rating=word.code)) for word in ratings),
        Figure(complete, _count(rows, stage=complete.code)),
        Figure(NO_STAGE, _count(rows, stage="")),
    )


def _table(rows: Rows, priorities: list[Priority], name: str, words: list[Status]) -> Table | None:
    """Numbers of each stage or rating by priority, and of all; none where no row has any."""
    found = {getattr(row, name) for row in rows}
    columns = [word for word in words if word.code in found]
    if not any(word.code for word in columns):
        return None
    of = {each.pk: [row for row in rows if row.priority_id == each.pk] for each in priorities}
    lines = [_tally(each.name, of[each.pk], name, columns, priority=each.pk) for each in priorities if of[each.pk]]
    return Table(tuple(columns), (*lines, _tally("All", rows, name, columns)))


def _tally(title: str, rows: Rows, name: str, columns: list[Status], **asked: int) -> Tally:
    counts = [_count(rows, **asked, **{name: each.code}) for each in columns]
    shares = per_cents([each.number for each in counts])
    bar = [Part(each.code or NONE, share) for each, share in zip(columns, shares, strict=True) if share]
    return Tally(title, _count(rows, **asked), tuple(counts), tuple(bar))


def _notes(period: ReportingPeriod, rows: Rows, *, later: int) -> list[Note]:
    """What the numbers leave out, and what they take in from earlier, in sentences."""
    awaiting, none, ended = (_count(rows, update=each) for each in (Reported.AWAITING, Reported.NONE, Reported.ENDED))
    one, several = period.strategy.commitment_label.lower(), period.strategy.commitment_label_plural.lower()
    when = "for this period" if period.state == PeriodState.CLOSED else "yet"
    sentences = [
        (awaiting, "update is awaiting approval and is", "updates are awaiting approval and are", "not counted here."),
        (none, f"{one} has", f"{several} have", f"no update {when}."),
        (ended, f"{one} has ended: it counts", f"{several} have ended: they count", "as ended, without a new update."),
    ]
    state = _STATES.get(PeriodState(period.state))
    notes = [Note(state)] if state else []
    if not any(row.stage or row.rating for row in rows):
        notes.append(Note("No stage or rating is given for this period."))
    for count, singular, plural, rest in sentences:
        if count.number:
            notes.append(Note(f"{singular if count.number == 1 else plural} {rest}", count))
    if later:
        joined = f"{one} was" if later == 1 else f"{several} were"
        notes.append(Note(f"{later} {joined} added to the plan later."))
    return notes


def _why_not_compared(period: ReportingPeriod, earlier: ReportingPeriod | None, rows: Rows) -> str:
    """Why no movement is shown; empty where it is."""
    if any(row.moved for row in rows):
        return ""
    if earlier is None:
        return f"{period.label} is the first period, so there is nothing to compare it with."
    if any(row.stage_before or row.rating_before for row in rows):
        return f"No update of {period.label} can be compared with {earlier.label} yet."
    return f"No stage or rating was given in {earlier.label}, so movement since then can’t be shown."
