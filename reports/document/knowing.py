"""What the site knows of a period's commitments at a moment, from live rows, by the same means as its dashboard and register."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from commitments.dashboard.answers import answered_in
from commitments.dashboard.watchlist import Sentences
from commitments.models import Priority, ReportingPeriod, Theme
from commitments.register.rows import commitments_of, line
from commitments.rounds.deadlines import day_in_london
from commitments.standing import attention
from commitments.standing.status_words import Status, status_words
from commitments.standing.strip import Track, strip
from reports.document.known import Known, Mark, Why
from reports.document.parts import KeyEntry
from reports.document.values import Document


@dataclass(frozen=True)
class _Seen:
    """What is read once for all rows, and beside them."""

    period: ReportingPeriod
    earlier: ReportingPeriod | None
    words: dict[str, Status]
    signals: attention.Signals
    sentences: Sentences
    answers: dict[int, list[str]]
    tracks: dict[str, Track]


def with_known(document: Document, period: ReportingPeriod, now: datetime) -> Document:
    """The document of a period with what the site knows at a moment: eight queries at most, however long the plan."""
    words = status_words(period.strategy)
    periods = [each for each in period.strategy.periods.all() if each.month <= period.month]
    earlier = periods[-2] if periods[1:] else None
    rows = list(commitments_of(period, earlier, day_in_london(now)).with_latest_before(period))
    signals = attention.signals(rows, period, now)
    answers: dict[int, list[str]] = defaultdict(list)
    for key, answer in answered_in(period, {row.pk for row in rows}):
        answers[key].append(answer)
    priorities: list[Priority] = [row.priority for row in rows]
    shapes = strip(period, periods, rows, priorities, words)
    seen = _Seen(
        period=period,
        earlier=earlier,
        words=words,
        signals=signals,
        sentences=Sentences(period, {each.pk: each for each in periods}, words, signals),
        answers=answers,
        tracks={track.ref: track for band in shapes.bands for track in band.tracks},
    )
    return replace(
        document,
        periods=tuple(each.label for each in shapes.periods),
        status_words=tuple(KeyEntry(each.code, each.word, each.meaning) for each in words.values()),
        known=tuple(_known(row, seen) for row in rows),
    )


def _known(row: Any, seen: _Seen) -> Known:
    said = line(row, seen.period, seen.earlier, seen.words)
    upper, lower = _themes(row.theme)
    return Known(
        ref=said.ref,
        wording=said.wording,
        marker=said.marker,
        priority=said.priority,
        theme=upper,
        sub_theme=lower,
        lead=said.lead,
        due=said.due,
        due_on=row.due_on.isoformat() if row.due_on else "",
        stage=_code(said.now.stage),
        rating=_code(said.now.rating),
        lead_rating=_code(said.now.lead_rating),
        stage_before=_code(said.before.stage),
        rating_before=_code(said.before.rating),
        instead=said.now.instead,
        instead_before=said.before.instead,
        moved=said.moved,
        reported=row.reported,
        flags=tuple(name for name, is_so in _flags(row, seen).items() if is_so),
        answers=tuple(sorted(seen.answers.get(row.pk, []))),
        attention=tuple(
            Why(reason.value, seen.sentences.of(reason, row))
            for reason in attention.reasons(row, seen.period, seen.signals)
        ),
        track=tuple(Mark(each.code, each.sign, each.words) for each in seen.tracks[row.ref].shapes),
    )


def _flags(row: Any, seen: _Seen) -> dict[str, bool]:
    """Which of the register's questions are answered with yes."""
    return {
        "overdue": row.is_overdue,
        "late": row.pk in seen.signals.late,
        "unchanged": row.pk in seen.signals.unchanged,
        "reworded": row.reworded_by_then,
        "added": not row.in_published_plan,
    }


def _themes(theme: Theme | None) -> tuple[str, str]:
    """The theme and the sub-theme of a commitment by name; empty where it has none."""
    if theme is None:
        return "", ""
    return (theme.parent.name, theme.name) if theme.parent else (theme.name, "")


def _code(status: Status | None) -> str:
    return status.code if status else ""
