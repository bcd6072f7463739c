"""Who made the strategy, and the posts and committees that it names."""

from django.conf import settings
from django.db import models

from commitments.models import slugs
from commitments.models.fields import LineField
from commitments.models.visible import OfOrganisations, Reader


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations."""

    def visible_to(self, user: Reader) -> "OrganisationQuerySet":
        """Those that this person has a role or a post in, and the members of a group that they have one in."""
        if not user.is_active:
            return self.none()
        roles = Organisation.objects.filter(memberships__user=user.pk).values("pk")
        posts = Post.objects.filter(models.Q(holder=user.pk) | models.Q(deputy=user.pk)).values("organisation")
        own = models.Q(pk__in=roles) | models.Q(pk__in=posts)
        return self.filter(own | models.Q(parent__in=roles) | models.Q(parent__in=posts))


class Organisation(models.Model):
    """The trust, council or group whose strategy this is."""

    name = LineField(max_length=200)
    short_name = LineField(max_length=50)
    slug = models.SlugField(unique=True, editable=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="members")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(short_name="") & ~models.Q(slug=""),
                name="organisation_has_a_name",
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="organisation_is_not_its_own_group",
            ),
            models.CheckConstraint(
                condition=~models.Q(slug__in=sorted(slugs.ORGANISATION)), name="organisation_has_an_address_of_its_own"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PostQuerySet(OfOrganisations["Post"]):
    """Posts."""


class Post(models.Model):
    """A job that leads commitments: posts outlive the people who hold them."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    title = LineField(max_length=200)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="posts_held"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="posts_deputised"
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "title"], name="one_post_of_a_title_per_organisation"),
            models.CheckConstraint(condition=~models.Q(title=""), name="post_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(holder__isnull=True)
                | models.Q(deputy__isnull=True)
                | ~models.Q(holder=models.F("deputy")),
                name="post_has_two_people_as_holder_and_deputy",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CommitteeQuerySet(OfOrganisations["Committee"]):
    """Committees."""


class Committee(models.Model):
    """A committee that receives the report, the Trust Board included."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="committees")
    name = LineField(max_length=200)
    papers_working_days = models.PositiveSmallIntegerField(
        "working days before a meeting that its papers are due", default=5
    )

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_committee_of_a_name_per_organisation"),
            models.CheckConstraint(condition=~models.Q(name=""), name="committee_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
