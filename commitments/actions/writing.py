"""Writing an update: a save under a check of its revision, so that nobody's words are lost."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from commitments.actions import RefusedError, periods
from commitments.actions.updates import missing_by_field, submit
from commitments.models import (
    AuditEvent,
    Commitment,
    Outcome,
    PeriodState,
    PointKind,
    Post,
    ReportingPeriod,
    Stage,
    State,
    StatusUpdate,
    UpdatePoint,
    User,
)
from commitments.standing.promises import earlier_update, promises
from commitments.workbook.apply.points import PointLists
from commitments.writing.desk import update_of, written_in
from commitments.writing.written import Promise, Written, too_much

_PLAIN = ("stage", "rating", "reason")


class StaleError(Exception):
    """Somebody else has saved the update since it was read; `current` is what it is now."""

    def __init__(self, current: StatusUpdate) -> None:
        super().__init__(f"The update of {current} has been changed meanwhile.")
        self.current = current


@transaction.atomic
def write(
    *, commitment: Commitment, period: ReportingPeriod, by: User, revision: int, written: Written
) -> StatusUpdate:
    """Saves what is written, if the update is still at the revision that was read; the first save makes it.

    A save that changes nothing writes nothing, so that one sent twice counts once. Raises StaleError where somebody else has saved
    meanwhile, and RefusedError for an update that is not a draft of an open round, and for one that is too long.
    """
    update = update_of(commitment, period)
    if update.revision != revision and _says_otherwise(update, written):  # most conflicts: the rest need not be read
        _refuse_unless_it_may_be_written(update)
        raise StaleError(update)
    asked = promises(update, earlier_update(update))
    before, after = written_in(update, asked), written.settled(asked)
    if before == after:
        return update
    update.period = period = periods.held(period)  # before the update: nobody closes the round meanwhile
    _refuse_unless_it_may_be_written(update, too_much(after, asked))
    behalf = _on_behalf_of(update, by)
    if update.pk is None:
        StatusUpdate.objects.get_or_create(commitment=commitment, period=period)
        update = update_of(commitment, period)
    _take(update, revision, after, behalf)
    boundary("taken")
    _write_lists(update, asked, after)
    boundary("listed")
    _write_answers(update, before, after)
    update.typed_by.add(by)
    boundary("answered")
    changed_before, changed = _changes(before, after, asked)
    _record(update, by, changed_before, changed | ({"on behalf of": behalf.title} if behalf else {}))
    boundary("written")
    return update


def boundary(name: str) -> None:
    """Marks the end of a step of handing in (taken, listed, answered, written, submitted, committed): tests stop the process here. It does nothing else."""


@transaction.atomic
def hand_in(
    *, commitment: Commitment, period: ReportingPeriod, by: User, revision: int, written: Written, site: str = ""
) -> tuple[StatusUpdate, dict[str, str]]:
    """Saves what is written and submits it; what it lacks, a sentence by what it asks for, where it stays a draft.

    `site` is where the links of the letters to those who approve lead; without one no letter is sent. Sent twice, it counts once. Raises what `write` raises.
    """
    transaction.on_commit(lambda: boundary("committed"))  # before the letters, which a submitted update can do without
    update = write(commitment=commitment, period=period, by=by, revision=revision, written=written)
    if update.state != State.DRAFT:
        return update, {}
    _refuse_unless_it_may_be_written(update)
    lacks = missing_by_field(update) if update.pk else {"stage": "Choose a stage before you submit this update."}
    if lacks:
        return update, lacks
    submitted = submit(update=update, by=by, site=site)
    if submitted.revision != update.revision + 1:  # somebody saved other words between the two
        raise StaleError(submitted)
    boundary("submitted")
    return submitted, {}


def _refuse_unless_it_may_be_written(update: StatusUpdate, too_long: str = "") -> None:
    if update.period.state != PeriodState.OPEN:
        raise RefusedError(f"The round of {update.period} is not open, so nothing can be saved. Ask the strategy team.")
    if update.state != State.DRAFT:
        who, then = update.submitted_by, "it is withdrawn or returned"
        if update.state == State.APPROVED:
            who, then = update.approved_by, "the strategy team opens it again"
        raise RefusedError(
            f"This update was {update.get_state_display().lower()} by {who}, so it can’t be changed now. "
            f"Once {then}, you can save this page."
        )
    if too_long:
        raise RefusedError(too_long)


def _says_otherwise(update: StatusUpdate, written: Written) -> bool:
    plain = written.settled(())
    return any(getattr(update, name) != getattr(plain, name) for name in _PLAIN)


def _on_behalf_of(update: StatusUpdate, by: User) -> Post | None:
    """The post that somebody else writes for; none for the post's own people, whose words the update then is."""
    lead = update.commitment.lead
    if lead is None or by.pk in (lead.holder_id, lead.deputy_id):
        return None
    supporting = update.commitment.supporting.all()
    if any(by.pk in (post.holder_id, post.deputy_id) for post in supporting):
        return update.on_behalf_of
    return lead


def _take(update: StatusUpdate, revision: int, after: Written, behalf: Post | None) -> None:
    """Saves the row itself, if nobody has saved it since: the database decides, in one statement, who was first."""
    fields: dict[str, Any] = {name: getattr(after, name) for name in _PLAIN} | {"on_behalf_of": behalf}
    if after.stage in Stage.ended:
        fields["executive_rating"] = ""  # what has ended has no rating, whoever gave one
    there = StatusUpdate.objects.filter(pk=update.pk, revision=revision, state=State.DRAFT)
    if not there.update(**fields, revision=revision + 1):
        raise StaleError(update_of(update.commitment, update.period))
    for name, value in {**fields, "revision": revision + 1}.items():
        setattr(update, name, value)


def _write_lists(update: StatusUpdate, asked: Sequence[Promise], after: Written) -> None:
    """The bullets; those that say the same as before keep their row."""
    lists = PointLists(update.points.all())
    lists.bring(update, {**after.lists(asked)})
    try:
        lists.write()
    except ProtectedError as error:
        raise RefusedError(
            "A later update has answered one of these next steps already, so it has to stay as it is."
        ) from error
    steps = {each.key for each in asked}
    coming = UpdatePoint.objects.filter(update=update, kind=PointKind.NEXT)
    coming.filter(carried_from__in=steps).update(carried_from=None)
    place = 0
    for promise in asked:
        if after.answered(promise).carried:
            coming.filter(position=place).update(carried_from=promise.key)
            place += len(promise.bullets)


def _write_answers(update: StatusUpdate, before: Written, after: Written) -> None:
    """What came of the promises, where it differs; an answer that was taken away goes."""
    gone = before.answers.keys() - after.answers.keys()
    Outcome.objects.filter(update=update, point__in=gone).delete()
    for key, answered in after.answers.items():
        if answered != before.answers.get(key):
            said = {"answer": answered.answer, "note": answered.note}
            Outcome.objects.update_or_create(update=update, point_id=key, defaults=said)


def _changes(before: Written, after: Written, asked: Sequence[Promise]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What differs between two texts, as plain values: before and after."""
    old, new = _plain(before, asked), _plain(after, asked)
    changed = [name for name in new if new[name] != old[name]]
    return {name: old[name] for name in changed}, {name: new[name] for name in changed}


def _plain(written: Written, asked: Sequence[Promise]) -> Mapping[str, Any]:
    lists = {
        kind.value: ["  " * bullet.depth + bullet.text for bullet in bullets]
        for kind, bullets in written.lists(asked).items()
    }
    answers = [
        {"step": each.text, "answer": said.answer, "note": said.note, "carried forward": said.carried}
        for each in asked
        if (said := written.answers.get(each.key))
    ]
    return {name: getattr(written, name) for name in _PLAIN} | lists | {"answers": answers}


def _record(update: StatusUpdate, by: User, before: dict[str, Any], after: dict[str, Any]) -> None:
    AuditEvent.objects.record(
        by=by,
        organisation=update.period.strategy.organisation,
        what="written",
        thing=update,
        before=before,
        after=after | {"revision": update.revision},
    )
