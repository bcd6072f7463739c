"""Builds the document of a period's report from live rows."""

from dataclasses import replace
from datetime import datetime
from operator import itemgetter

from commitments import acronyms
from commitments.dates import Precision, span_in_words
from commitments.models import (
    Acronym,
    Meeting,
    NarrativeKind,
    NarrativePoint,
    Rating,
    ReportingPeriod,
    Stage,
    Strategy,
)
from reports.document.glance import glance
from reports.document.knowing import with_known
from reports.document.measuring import measured
from reports.document.opening import cover, introduction, kept, questions
from reports.document.parts import (
    AcronymUsed,
    Change,
    Chapter,
    Claim,
    Highlights,
    KeyEntry,
    Labels,
    MeetingLine,
    PeriodMonth,
)
from reports.document.rows import Rows, rows_of
from reports.document.tables import Words, chapters, wording
from reports.document.values import DRAFT, Document
from reports.models import Audience, Report


def build(period: ReportingPeriod, audience: str = Audience.BOARD, *, at: datetime | None = None) -> Document:
    """The implementation report of a period for an audience, as it stands in the database now.

    Approved updates alone are printed; for the public, no private text. `at` is the moment of issue: the board's document then holds
    what the site knew, too. For one state of the database, call it in a transaction that sees one.
    """
    strategy, rows = period.strategy, _rows_for(period, audience)
    words, meanings = _status_words(strategy)
    tables = chapters(rows, list(strategy.priorities.select_related("executive_lead")), words)
    meetings = list(period.meetings.select_related("committee"))
    report = Report.objects.filter(period=period).first() or Report(period=period)
    document = Document(
        organisation=strategy.organisation.name,
        short_name=strategy.organisation.short_name,
        strategy=strategy.title,
        title=strategy.report_title,
        period=period.label,
        earlier_period=rows.earlier.label if rows.earlier else "",
        edition=DRAFT,
        labels=_labels(strategy),
        illustrative=strategy.illustrative,
        meetings=tuple(map(_meeting, meetings)),
        introduction=introduction(period, meetings, report.introduction or strategy.introduction),
        about_markers=_about_markers(strategy, tables),
        key=_key(tables, words, meanings),
        highlights=_highlights(rows),
        challenges=_claims(rows, NarrativeKind.CHALLENGE),
        key_activities=_claims(rows, NarrativeKind.KEY_ACTIVITY),
        glance=replace(glance(rows, tables, words), kept=kept(period)),
        chapters=tables,
        changes=_changes(rows),
        audience="" if audience == Audience.BOARD else Audience(audience).label,
        cover=cover(report),
        questions=questions(period, audience),
        measures=measured(period),
        left_out=tuple(report.left_out),
        months=_months(rows, tables),
    )
    document = replace(document, acronyms=_acronyms(document, strategy))
    return with_known(document, period, at) if at and audience == Audience.BOARD else document


def _rows_for(period: ReportingPeriod, audience: str) -> Rows:
    """The rows of a period that an audience may read."""
    rows = rows_of(period)
    if audience == Audience.PUBLIC:
        rows.narrative = [point for point in rows.narrative if point.public]
    return rows


def _status_words(strategy: Strategy) -> tuple[Words, dict[str, str]]:
    """What a strategy calls its stages and ratings, and the meanings that it gives them."""
    given = list(strategy.status_words.all())
    return Words({each.code: each.word for each in given}), {each.code: each.meaning for each in given}


def _labels(strategy: Strategy) -> Labels:
    return Labels(
        strategy.priority_label,
        strategy.priority_label_plural,
        strategy.theme_label,
        strategy.theme_label_plural,
        strategy.commitment_label,
        strategy.commitment_label_plural,
    )


def _months(rows: Rows, tables: tuple[Chapter, ...]) -> tuple[PeriodMonth, ...]:
    """The months of the periods that the report names: its own, the one before it, those in which something was completed."""
    told = [update.period for updates in rows.approved.values() for update in updates.values()]
    months = {each.label: each.month for each in [rows.period, rows.earlier, *told] if each}
    named = {each.period for chapter in tables for each in chapter.completed_earlier}
    named |= {each.label for each in (rows.period, rows.earlier) if each}
    in_order = sorted((months[label], label) for label in named)
    return tuple(PeriodMonth(label, f"{month:%Y-%m}") for month, label in in_order)


def _meeting(meeting: Meeting) -> MeetingLine:
    held = span_in_words(meeting.held_on, Precision(meeting.held_precision))
    return MeetingLine(meeting.committee.name, held, meeting.purpose)


def _about_markers(strategy: Strategy, tables: tuple[Chapter, ...]) -> tuple[str, ...]:
    """What the marks mean, for those that occur."""
    marks = {line.marker for chapter in tables for group in chapter.groups for line in group.lines}
    marks |= {each.marker for chapter in tables for each in chapter.completed_earlier}
    both = strategy.marks(reworded=True, added=True)
    label = strategy.commitment_label_plural
    said = []
    if marks & {strategy.reworded_marker, both}:
        said.append(f"{label} marked {strategy.reworded_marker} have been reworded since the plan was published.")
    if marks & {strategy.added_marker, both}:
        said.append(f"{label} marked {strategy.added_marker} have been added since the plan was published.")
    return tuple(said)


def _key(tables: tuple[Chapter, ...], words: Words, meanings: dict[str, str]) -> tuple[KeyEntry, ...]:
    """The stages and ratings that this report uses; empty where it uses none."""
    lines = [line for chapter in tables for group in chapter.groups for line in group.lines]
    used = {word.code for line in lines for word in (line.stage, line.rating, line.executive_rating) if word}
    used |= {Stage.COMPLETE.value for chapter in tables if chapter.completed_earlier}
    found = [words(code) for code in [*Stage.values, *Rating.values] if code in used]
    return tuple(
        KeyEntry(word.code, word.word, meanings.get(word.code) or MEANINGS[word.code]) for word in found if word
    )


# Said where a strategy gives no meaning of its own.
MEANINGS = {
    "not_started": "Work has not begun.",
    "in_progress": "Work is under way.",
    "paused": "Work has stopped for now; the reason is given.",
    "complete": "Done, and the evidence has been seen.",
    "not_achieved": "The time for it has passed and it was not done.",
    "stopped": "It was decided not to go on.",
    "merged": "It goes on as part of another commitment.",
    "green": "On track.",
    "amber": "Behind, or an issue may change the date or scope; the reason and what will be done are given.",
    "red": "Behind or blocked, and an issue will change the date or scope unless a decision is made.",
}


def _highlights(rows: Rows) -> tuple[Highlights, ...]:
    """The highlights by priority in the order of the plan, those of the whole report first."""
    found: dict[tuple[int, int, str], list[Claim]] = {}
    for point in rows.narrative:
        if point.kind == NarrativeKind.HIGHLIGHT:
            of = point.priority
            place = (of.position, of.pk, of.name) if of else (-1, 0, "")
            found.setdefault(place, []).append(_claim(point))
    return tuple(Highlights(place[-1], tuple(claims)) for place, claims in sorted(found.items(), key=itemgetter(0)))


def _claims(rows: Rows, kind: NarrativeKind) -> tuple[Claim, ...]:
    return tuple(_claim(point) for point in rows.narrative if point.kind == kind)


def _claim(point: NarrativePoint) -> Claim:
    return Claim(point.text, tuple(each.ref for each in point.commitments.all()))


def _changes(rows: Rows) -> tuple[Change, ...]:
    """The changes that are dated in this period, in the order of the plan."""
    return tuple(
        Change(
            kind=change.get_kind_display(),
            ref=commitment.ref,
            priority=commitment.priority.name,
            wording=wording(rows, commitment),
            old=change.old,
            new=change.new,
            reason=change.reason,
            agreed_at=change.agreed_at,
        )
        for commitment in rows.commitments
        for change in rows.changes[commitment.pk]
        if change.period_id == rows.period.pk
    )


def _acronyms(document: Document, strategy: Strategy) -> tuple[AcronymUsed, ...]:
    listed = {each.short: each.long for each in Acronym.objects.filter(organisation=strategy.organisation_id)}
    return tuple(AcronymUsed(short, listed[short]) for short in acronyms.used(document.texts(), listed))
