"""What somebody may read: what belongs to the organisations that they are of."""

from typing import Any, Self, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models

Reader = AbstractBaseUser | AnonymousUser  # whoever asks for a page
_Row = TypeVar("_Row", bound=models.Model)


class OfOrganisations(models.QuerySet[_Row]):
    """Rows that belong to an organisation, by the path of fields that leads there."""

    organisation = "organisation"

    def visible_to(self, user: Reader) -> Self:
        """Those of the organisations that this person may read: see Organisation.objects.visible_to."""
        owner: Any = self.model
        for name in self.organisation.split("__"):
            owner = owner._meta.get_field(name).related_model
        return self.filter(**{f"{self.organisation}__in": owner.objects.visible_to(user)})
