"""The app that holds what is true now."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """What is true now: strategies, commitments, updates."""

    name = "commitments"
