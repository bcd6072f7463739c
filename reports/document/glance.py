"""The report in numbers: stages and ratings by priority, what moved, what is still awaited."""

from collections import Counter

from commitments.models import Commitment, Rating, ReportingPeriod, Stage, State
from commitments.standing.movement import Movement, Standing, movement
from reports.document.endings import ended
from reports.document.parts import Chapter, Glance, Moved, Tally, Word
from reports.document.rows import Rows
from reports.document.tables import Words

NO_STAGE = Word("", "Not reported")


def glance(rows: Rows, chapters: tuple[Chapter, ...], words: Words) -> Glance:
    """Counts every commitment that the chapters hold, once; columns that would be nought throughout are left out."""
    everything = [ref for chapter in chapters for ref in _refs(chapter)]
    found = {each.ref: _standing(rows, each, rows.period) for each in rows.commitments}
    standings = {ref: found[ref] for ref in everything}
    stages = [code for code in [*Stage.values, ""] if any(each.stage == code for each in standings.values())]
    ratings = [code for code in Rating.values if any(each.rating == code for each in standings.values())]
    tallies = [_tally(chapter.name, _refs(chapter), standings, stages, ratings) for chapter in chapters]
    return Glance(
        stages=tuple(words(code) or NO_STAGE for code in stages),
        ratings=tuple(word for code in ratings if (word := words(code))),
        tallies=(*tallies, _tally("All", everything, standings, stages, ratings)),
        movements=_movements(rows),
        notes=_notes(rows),
    )


def _standing(rows: Rows, commitment: Commitment, period: ReportingPeriod | None) -> Standing:
    """Where a commitment stands in a period: by its approved update or, where there is none and it had ended, where it ended."""
    ending = ended(rows, commitment, period) if period else None
    return Standing(ending.stage) if ending else _told(rows, commitment, period)


def _told(rows: Rows, commitment: Commitment, period: ReportingPeriod | None) -> Standing:
    """What an approved update says; where an executive has rated, that rating counts."""
    update = rows.update(commitment, period)
    return Standing(update.stage, update.executive_rating or update.rating) if update else Standing()


def _refs(chapter: Chapter) -> list[str]:
    lines = [line.ref for group in chapter.groups for line in group.lines]
    return lines + [each.ref for each in chapter.completed_earlier]


def _tally(name: str, refs: list[str], standings: dict[str, Standing], stages: list[str], ratings: list[str]) -> Tally:
    of_stage = Counter(standings[ref].stage for ref in refs)
    of_rating = Counter(standings[ref].rating for ref in refs)
    return Tally(name, len(refs), tuple(of_stage[code] for code in stages), tuple(of_rating[code] for code in ratings))


def _movements(rows: Rows) -> tuple[Moved, ...]:
    """How many commitments moved which way; nothing where the earlier period rated nothing."""
    if not _was_rated_before(rows):
        return ()
    moved = Counter(
        movement(_standing(rows, each, rows.earlier), _told(rows, each, rows.period))
        for each in rows.commitments
        if rows.update(each, rows.period)
    )
    return tuple(Moved(way.value, moved[way]) for way in Movement if moved[way])


def _was_rated_before(rows: Rows) -> bool:
    before = [_told(rows, each, rows.earlier) for each in rows.commitments]
    return any(each.stage or each.rating for each in before)


def _notes(rows: Rows) -> tuple[str, ...]:
    """What the numbers leave out, in sentences."""
    silent = [each for each in rows.commitments if not rows.update(each, rows.period)]
    owing = [each for each in silent if not ended(rows, each, rows.period)]
    submitted = sum(rows.waiting.get(each.pk) == State.SUBMITTED for each in owing)
    unreported = len(owing) - submitted
    notes = []
    if submitted:
        verb = "update is" if submitted == 1 else "updates are"
        notes.append(f"{submitted} {verb} awaiting approval and not in this report.")
    if unreported:
        strategy = rows.period.strategy
        has = f"{strategy.commitment_label} has" if unreported == 1 else f"{strategy.commitment_label_plural} have"
        notes.append(f"{unreported} {has.lower()} no update for this period.")
    if rows.earlier and len(silent) < len(rows.commitments) and not _was_rated_before(rows):
        notes.append(f"No stage or rating was given in {rows.earlier.label}, so movement since then can’t be shown.")
    return tuple(notes)
