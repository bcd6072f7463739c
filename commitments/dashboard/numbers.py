"""Where delivery stands in a period, in numbers. No queries."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from commitments.dashboard.rows import Group, Rows, standing_then
from commitments.dashboard.values import Count, Dashboard, Figure, Note, Part, Table, Tally, query
from commitments.filters import NONE
from commitments.models import PeriodState, Rating, ReportingPeriod, Stage
from commitments.models.standings import Reported
from commitments.standing.movement import Movement
from commitments.standing.shares import per_cents
from commitments.standing.status_words import Status

NO_STAGE = Status("", "Not reported")
NO_RATING = Status("", "No rating")
_COLUMNS = {"stage": "stage", "rating": "rating", "movement": "moved", "update": "reported"}
_STATES = {
    PeriodState.PLANNED: "This round has not begun.",
    PeriodState.OPEN: "This round is open: the numbers change as updates are approved.",
}


def dashboard(
    period: ReportingPeriod,
    earlier: ReportingPeriod | None,
    commitments: Rows,
    groups: list[Group],
    words: dict[str, Status],
    **asked: int,
) -> Dashboard:
    """Counts the commitments of rows_of; those added to the plan later are only said.

    `groups` are the lines of its tables, and `asked` is what the register must be asked to list no others.
    """
    rows = standing_then(commitments, period)
    numbers = _Numbers(rows, asked)
    movements = [Figure(Status(way.name.lower(), way.value), numbers.of("movement", way)) for way in Movement]
    told = any(row.stage or row.rating for row in rows)
    return Dashboard(
        total=numbers.total,
        figures=_figures(numbers, words) if told else (),
        bar=_bar(Counter(_drawn(row) for row in rows)) if told else (),
        overdue=Count(sum(row.overdue for row in rows), query(asked, overdue="yes")),
        notes=tuple(_notes(period, numbers, later=len(commitments) - len(rows))),
        movements=tuple(figure for figure in movements if figure.count.number),
        not_compared=_why_not_compared(period, earlier, rows),
        ratings=_table(numbers, groups, "rating", [*_ratings(words), NO_RATING]),
        stages=_table(numbers, groups, "stage", [*(words[code] for code in Stage.values), NO_STAGE]),
    )


class _Numbers:
    """The numbers of some rows, each with the query that lists what it counts."""

    def __init__(self, rows: Rows, asked: Mapping[str, int | None]) -> None:
        self.rows = rows
        self.asked = asked
        self.total = Count(len(rows), query(asked))
        self._found = {name: Counter(getattr(row, column) for row in rows) for name, column in _COLUMNS.items()}

    def of(self, name: str, value: str) -> Count:
        """How many have this value of what the register calls so."""
        return Count(self._found[name][value], query(self.asked, **{name: value}))


def _ratings(words: dict[str, Status]) -> list[Status]:
    """Red first: what is at risk is what the board asks about."""
    return [words[code] for code in reversed(Rating.values)]


def _figures(numbers: _Numbers, words: dict[str, Status]) -> tuple[Figure, ...]:
    """The numbers that matter first: what is at risk, what goes well, what is done or has ended, what is not known."""
    rated = [Figure(word, numbers.of("rating", word.code)) for word in _ratings(words)]
    ended = [Figure(words[code], numbers.of("stage", code)) for code in Stage.ended]
    shown = [figure for figure in ended if figure.count.number or figure.status.code == Stage.COMPLETE]
    return (*rated, *shown, Figure(NO_STAGE, numbers.of("stage", "")))


def _drawn(row: Any) -> str:
    """The code of the part of the bar that a row is counted in: each in one."""
    return row.rating or (row.stage if row.stage in Stage.ended else "")


def _bar(numbers: Counter[str]) -> tuple[Part, ...]:
    codes = [*reversed(Rating.values), *Stage.ended, ""]
    shares = per_cents([numbers[code] for code in codes])
    return tuple(Part(code or NONE, share) for code, share in zip(codes, shares, strict=True) if share)


def _table(numbers: _Numbers, groups: list[Group], name: str, words: list[Status]) -> Table | None:
    """Numbers of each stage or rating group by group, and of all; none where no row has any."""
    columns = [word for word in words if numbers.of(name, word.code).number]
    if not any(word.code for word in columns):
        return None
    lines = [_tally(each.name, _Numbers(each.rows, each.asked), name, columns) for each in groups]
    return Table(tuple(columns), (*lines, _tally("All", numbers, name, columns)))


def _tally(title: str, numbers: _Numbers, name: str, columns: list[Status]) -> Tally:
    counts = [numbers.of(name, each.code) for each in columns]
    shares = per_cents([each.number for each in counts])
    bar = [Part(each.code or NONE, share) for each, share in zip(columns, shares, strict=True) if share]
    return Tally(title, numbers.total, tuple(counts), tuple(bar))


def _notes(period: ReportingPeriod, numbers: _Numbers, *, later: int) -> list[Note]:
    """What the numbers leave out, and what they take in from earlier, in sentences."""
    awaiting, none, ended = (numbers.of("update", each) for each in (Reported.AWAITING, Reported.NONE, Reported.ENDED))
    one, several = period.strategy.commitment_label.lower(), period.strategy.commitment_label_plural.lower()
    when = "for this period" if period.state == PeriodState.CLOSED else "yet"
    sentences = [
        (awaiting, "update is awaiting approval and is", "updates are awaiting approval and are", "not counted here."),
        (none, f"{one} has", f"{several} have", f"no update {when}."),
        (ended, f"{one} has ended: it counts", f"{several} have ended: they count", "as ended, without a new update."),
    ]
    state = _STATES.get(PeriodState(period.state))
    notes = [Note(state)] if state else []
    if not any(row.stage or row.rating for row in numbers.rows):
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
