"""The app that holds what was said then."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What was said then: documents and their renderings."""

    name = "reports"

    def ready(self) -> None:
        """Has the page of what people owe ask for board questions too. The imports need the models, which are there only now."""
        from commitments.rounds.also_owed import ALSO_OWED  # noqa: PLC0415 -- see above
        from reports.questions import questions_owed  # noqa: PLC0415 -- see above

        ALSO_OWED.append(questions_owed)
