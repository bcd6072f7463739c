"""Says whether every edition is what was issued."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.actions.verifying import OtherVersionsError, missing, rendered_again, verify
from reports.models import Edition


class Command(BaseCommand):
    """manage.py verify_editions [--render]."""

    help = (
        "Compares the words, files and seal of every edition with what was recorded when it was issued, and the editions "
        "with the audit. Ends with 1 and a sentence for each fault."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--render", action="store_true", help="also render each frozen document again and compare its files"
        )

    def handle(self, *_args: object, **options: object) -> None:
        keys = list(Edition.objects.order_by("pk").values_list("pk", flat=True))
        faults = [fault for key in keys for fault in self._faults(key, render=bool(options["render"]))]
        faults += missing()
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{_counted(len(faults), 'fault')} in {_counted(len(keys), 'edition')}.")
        self.stdout.write(f"{_counted(len(keys), 'edition')}: every one is what was issued.")

    def _faults(self, key: int, *, render: bool) -> list[str]:
        """What is wrong with an edition, which is read alone: all of them would not fit in memory."""
        edition = Edition.objects.select_related("report__period__strategy__organisation").get(pk=key)
        found = list(verify(edition).faults)
        if render:
            try:
                again = rendered_again(edition)
            except OtherVersionsError as error:
                self.stdout.write(str(error))
            else:
                found += [again] if again else []
        return [f"{'/'.join(map(str, edition.address))}: {fault}" for fault in found]


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
