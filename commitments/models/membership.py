"""What people are to an organisation."""

from django.conf import settings
from django.db import models

from commitments.models.organisation import Organisation


class Role(models.TextChoices):
    """What a member does for an organisation's strategies; those who hold posts need none to read and to write updates."""

    READER = "reader", "Reader"
    EXECUTIVE = "executive", "Executive"
    BOARD_SECRETARY = "board_secretary", "Board secretary"
    STRATEGY_TEAM = "strategy_team", "Strategy team"
    ADMINISTRATOR = "administrator", "Administrator"


class Membership(models.Model):
    """A role that a person has in an organisation; somebody may have several."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"], name="one_membership_per_person_organisation_and_role"
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_is_of_a_known_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
