"""Eight people write one update at the same time, sixty times each: how many of their edits are lost."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from threading import Barrier, Thread

from django.core.management import call_command
from django.db import connection

from commitments.actions.writing import StaleError, write
from commitments.models import Commitment, ReportingPeriod, StatusUpdate, User
from commitments.workbook.plan import Bullet
from commitments.writing.desk import update_of, written_in
from commitments.writing.written import Written
from tests.factories import UpdatePointFactory, UserFactory

WRITERS, EDITS = 8, 60


@dataclass
class Place:
    """The update that all of them write."""

    commitment: Commitment
    period: ReportingPeriod


Save = Callable[[Place, User, str], None]


def guarded(place: Place, person: User, word: str) -> None:
    """Adds a word by the action: to the newest text, as often as somebody else was first."""
    current = update_of(place.commitment, place.period)
    while True:
        try:
            write(
                commitment=place.commitment,
                period=place.period,
                by=person,
                revision=current.revision,
                written=with_word(written_in(current, ()), word),
            )
        except StaleError as stale:
            current = stale.current
        else:
            return


def unguarded(place: Place, _person: User, word: str) -> None:
    """Reads, changes and saves, as a page does that takes itself for the only one."""
    update = update_of(place.commitment, place.period)
    after = with_word(written_in(update, ()), word)
    StatusUpdate.objects.filter(pk=update.pk).update(reason=after.reason)
    update.points.all().update(text=after.progress[0].text)


def with_word(written: Written, word: str) -> Written:
    """A text with one more word: every other one in its reason, the rest in its bullet."""
    if int(word) % 2:
        return Written(reason=f"{written.reason} {word}".strip(), progress=written.progress)
    return Written(reason=written.reason, progress=(Bullet(f"{written.progress[0].text} {word}"),))


def lost(save: Save) -> int:
    """How many of 480 edits are not there in the end. Each person's edit is a word of its own."""
    update = UpdatePointFactory(update__period__state="open", text="Words").update
    place, people = Place(update.commitment, update.period), UserFactory.create_batch(WRITERS)
    start, faults = Barrier(WRITERS), []

    def edit(number: int, person: User) -> None:
        try:
            start.wait()
            for turn in range(EDITS):
                save(place, person, f"{number}{turn:02}")
        except Exception as fault:  # noqa: BLE001 -- raised again below, where the test sees it
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=edit, args=each) for each in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for fault in faults:
        raise fault
    kept = f"{StatusUpdate.objects.get(pk=update.pk).reason} {update.points.get().text.removeprefix('Words')}"
    return WRITERS * EDITS - len(set(kept.split()))


def main() -> None:
    """Prints how many edits each way of saving loses in a new database, the one that DATABASE_URL names."""
    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps({save.__name__: lost(save) for save in (unguarded, guarded)}))
