"""What becomes of an edition: it goes to further meetings, or is withdrawn. The edition itself stays as it is."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from commitments.actions import RefusedError
from commitments.dates import in_words
from commitments.models import AuditEvent, Meeting, User
from commitments.text import normalised
from reports.models import CHARACTERS_OF_A_REASON, Edition, Presentation, Withdrawal


@transaction.atomic
def present(*, edition: Edition, meeting: Meeting, by: User, now: datetime | None = None) -> Presentation:
    """Takes an edition to a further meeting of its period.

    Raises RefusedError for a withdrawn edition, a meeting of another period, and a meeting that has received it.
    """
    held = _held(edition)
    if held.is_withdrawn():
        raise RefusedError(f"Edition {held.number} is withdrawn, so it can’t be presented.")
    if meeting.period_id != held.report.period_id:
        raise RefusedError(f"This meeting does not receive {held.report}. Choose one that does.")
    earlier = held.presentations.filter(meeting=meeting).first()
    if earlier:
        raise RefusedError(f"Edition {held.number} was presented to the {earlier.to} already.")
    made = Presentation.objects.create(
        edition=held, meeting=meeting, presented_at=now or timezone.now(), presented_by=by
    )
    _record(by, held, "presented", made, {"edition": held.pk, "meeting": made.to})
    return made


@transaction.atomic
def withdraw(*, edition: Edition, reason: str, by: User, now: datetime | None = None) -> Withdrawal:
    """Says that an edition should not be used any more. Raises RefusedError without a reason, or if it is withdrawn already."""
    held = _held(edition)
    why = normalised(reason).strip()
    if held.is_withdrawn():
        on = in_words(held.withdrawal.withdrawn_on)
        raise RefusedError(f"{held.withdrawal.withdrawn_by} withdrew edition {held.number} on {on} already.")
    if not why:
        raise RefusedError(f"Say why edition {held.number} should not be used any more.")
    if len(why) > CHARACTERS_OF_A_REASON:
        raise RefusedError(f"Say why in at most {CHARACTERS_OF_A_REASON:,} characters.")
    made = Withdrawal.objects.create(edition=held, reason=why, withdrawn_at=now or timezone.now(), withdrawn_by=by)
    _record(by, held, "withdrawn", made, {"edition": held.pk, "reason": why})
    return made


def _held(edition: Edition) -> Edition:
    """The edition, held until the transaction ends: two people can't present it to one meeting, nor withdraw it, at once."""
    Edition.objects.select_for_update(of=("self",)).only("pk").get(pk=edition.pk)
    return Edition.objects.without_content().with_their_story().get(pk=edition.pk)


def _record(
    by: User, edition: Edition, what: str, thing: Presentation | Withdrawal, after: dict[str, int | str]
) -> None:
    organisation = edition.report.period.strategy.organisation
    AuditEvent.objects.record(by=by, organisation=organisation, what=what, thing=thing, after=after)
