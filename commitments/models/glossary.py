"""The organisation's list of acronyms."""

from django.db import models

from commitments.models.fields import LineField
from commitments.models.organisation import Organisation
from commitments.models.visible import OfOrganisations


class AcronymQuerySet(OfOrganisations["Acronym"]):
    """Acronyms."""


class Acronym(models.Model):
    """A short form that the board's papers use, and what it stands for."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="acronyms")
    short = LineField(max_length=30)
    long = LineField(max_length=300)

    objects = AcronymQuerySet.as_manager()

    class Meta:
        ordering = ["short", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "short"], name="one_meaning_per_acronym_and_organisation"),
            models.CheckConstraint(condition=~models.Q(short="") & ~models.Q(long=""), name="acronym_has_a_meaning"),
        ]

    def __str__(self) -> str:
        return self.short
