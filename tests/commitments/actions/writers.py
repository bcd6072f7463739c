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
from commitments.writing.desk import update_of
from commitments.writing.written import Written
from tests.factories import StatusUpdateFactory, UserFactory

WRITERS, EDITS = 8, 60


@dataclass
class Place:
    """The update that all of them write."""

    commitment: Commitment
    period: ReportingPeriod


Save = Callable[[Place, User, str], None]


def guarded(place: Place, person: User, word: str) -> None:
    """Adds a word to the reason by the action: to the newest text, as often as somebody else was first."""
    current = update_of(place.commitment, place.period)
    while True:
        written = Written(reason=f"{current.reason} {word}".strip())
        try:
            write(
                commitment=place.commitment,
                period=place.period,
                by=person,
                revision=current.revision,
                written=written,
            )
        except StaleError as stale:
            current = stale.current
        else:
            return


def unguarded(place: Place, _person: User, word: str) -> None:
    """Reads, changes and saves, as a page does that takes itself for the only one."""
    update = update_of(place.commitment, place.period)
    update.reason = f"{update.reason} {word}".strip()
    update.save(update_fields=["reason"])


def lost(save: Save) -> int:
    """How many of 480 edits are not there in the end. Each person's edit is a word of its own."""
    update = StatusUpdateFactory(period__state="open")
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
    return WRITERS * EDITS - len(set(StatusUpdate.objects.get(pk=update.pk).reason.split()))


def main() -> None:
    """Prints how many edits each way of saving loses in a new database, the one that DATABASE_URL names."""
    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps({save.__name__: lost(save) for save in (unguarded, guarded)}))
