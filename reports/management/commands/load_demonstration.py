"""Loads the demonstration: the plans of fixtures/, with an open round whose updates stand in every state, and what a board asked."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from commitments.management.demonstration import FIXTURES, load_plan
from reports.management.demonstration import bring_questions, questions_from_yaml


class Command(BaseCommand):
    """manage.py load_demonstration."""

    help = "Loads the demonstration plans. A second time, it changes nothing. Needs DEMO=1."

    def handle(self, *_args: object, **_options: object) -> None:
        if not settings.DEMO:
            raise CommandError("The demonstration is loaded only with DEMO=1, so that it never lands among real plans.")
        for folder in sorted(path for path in FIXTURES.iterdir() if path.is_dir()):
            with transaction.atomic():
                strategy = load_plan(folder)
                bring_questions(questions_from_yaml(FIXTURES / "questions.yaml"), strategy)
            count = strategy.commitments.count()
            self.stdout.write(f"Loaded the demonstration {strategy.organisation.short_name}: {count} commitments.")
