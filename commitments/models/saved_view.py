"""Registers that people come back to."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from commitments.models.fields import LineField
from commitments.models.strategy import Strategy
from commitments.models.visible import OfOrganisations, Reader


class SavedViewQuerySet(OfOrganisations["SavedView"]):
    """Saved views of strategies."""

    organisation = "strategy__organisation"

    def visible_to(self, user: Reader) -> "SavedViewQuerySet":
        """One's own, and those that others share, in the organisations that one may read."""
        return super().visible_to(user).filter(Q(owner=user.pk) | Q(shared=True))


class SavedView(models.Model):
    """A register under a name: what it was narrowed down by and how it was sorted, for one person or for everybody."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="saved_views")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    name = LineField(max_length=100)
    query = models.CharField(
        max_length=2000, blank=True, help_text="of the register's address, without the question mark"
    )
    shared = models.BooleanField(default=False)
    saved_at = models.DateTimeField(auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "owner", "name"], name="one_saved_view_of_a_name_per_person"),
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
