"""The app that holds what was said then."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What was said then: documents and their renderings."""

    name = "reports"
