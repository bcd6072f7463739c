"""The strategy and its two upper levels."""

from django.db import models

from commitments.models import slugs
from commitments.models.fields import LineField, ProseField
from commitments.models.organisation import Committee, Organisation, Post
from commitments.models.update import Rating, Stage
from commitments.models.visible import OfOrganisations


class StrategyQuerySet(OfOrganisations["Strategy"]):
    """Strategies."""


class Strategy(models.Model):
    """A plan of several years that an organisation has published."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="strategies")
    title = LineField(max_length=200)
    slug = models.SlugField(max_length=80, editable=False)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    mission = ProseField(blank=True)
    cadence = LineField(max_length=100, blank=True, help_text="how often the board receives a report: six-monthly")
    priority_label = LineField(max_length=60, default="Priority")
    priority_label_plural = LineField(max_length=60, default="Priorities")
    theme_label = LineField(max_length=60, default="Theme")
    theme_label_plural = LineField(max_length=60, default="Themes")
    commitment_label = LineField(max_length=60, default="Commitment")
    commitment_label_plural = LineField(max_length=60, default="Commitments")
    report_title = LineField(max_length=200, default="Implementation report")
    introduction = ProseField(blank=True)
    reworded_marker = LineField(max_length=10, default="**")
    added_marker = LineField(max_length=10, default="◊◊")
    illustrative = LineField(
        max_length=300, blank=True, help_text="what is made up in it; shown wherever the strategy is (demonstrations)"
    )
    # The title is enough to follow a strategy that is not kept here (yet).
    follows = LineField(max_length=200, blank=True)

    objects = StrategyQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "title", "id"]
        verbose_name_plural = "strategies"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="one_strategy_of_a_slug_per_organisation"),
            models.UniqueConstraint(fields=["organisation", "title"], name="one_strategy_of_a_title_per_organisation"),
            models.CheckConstraint(condition=~models.Q(title="") & ~models.Q(slug=""), name="strategy_has_a_title"),
            models.CheckConstraint(
                condition=~models.Q(slug__in=sorted(slugs.STRATEGY)), name="strategy_has_an_address_of_its_own"
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="strategy_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(priority_label="")
                & ~models.Q(priority_label_plural="")
                & ~models.Q(theme_label="")
                & ~models.Q(theme_label_plural="")
                & ~models.Q(commitment_label="")
                & ~models.Q(commitment_label_plural="")
                & ~models.Q(report_title=""),
                name="strategy_calls_everything_something",
            ),
            models.CheckConstraint(
                condition=~models.Q(reworded_marker="")
                & ~models.Q(added_marker="")
                & ~models.Q(reworded_marker=models.F("added_marker")),
                name="strategy_has_two_different_markers",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> tuple[str, str]:
        """The parts of its pages' addresses: organisation and strategy."""
        return self.organisation.slug, self.slug

    def marks(self, *, reworded: bool, added: bool) -> str:
        """The marks of a commitment that was reworded, or added, since the plan was published."""
        return " ".join([self.reworded_marker] * reworded + [self.added_marker] * added)


class StatusWord(models.Model):
    """What a strategy calls a stage or a rating, and what it means by it."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="status_words")
    code = models.CharField(max_length=20, choices=[*Stage.choices, *Rating.choices])
    word = LineField(max_length=40)
    meaning = LineField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "code"], name="one_word_per_status_and_strategy"),
            models.CheckConstraint(condition=~models.Q(word=""), name="status_word_is_a_word"),
            models.CheckConstraint(
                condition=models.Q(code__in=[*Stage.values, *Rating.values]), name="status_word_is_of_a_stage_or_rating"
            ),
        ]

    def __str__(self) -> str:
        return self.word


class PriorityQuerySet(OfOrganisations["Priority"]):
    """Priorities of strategies."""

    organisation = "strategy__organisation"


class Priority(models.Model):
    """One of the few things that matter most: the chapters of the strategy."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="priorities")
    name = LineField(max_length=200)
    strapline = LineField(max_length=300, blank=True)
    context = ProseField(blank=True)
    executive_lead = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="priorities_led")
    # The strategy team says so on the committee's page: the plan workbook has no column for it.
    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="priorities",
        help_text="the committee that oversees it",
    )
    position = models.PositiveIntegerField()

    objects = PriorityQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        verbose_name_plural = "priorities"
        constraints = [
            models.UniqueConstraint(fields=["strategy", "name"], name="one_priority_of_a_name_per_strategy"),
            models.CheckConstraint(condition=~models.Q(name=""), name="priority_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ThemeQuerySet(OfOrganisations["Theme"]):
    """Themes of strategies."""

    organisation = "priority__strategy__organisation"


class Theme(models.Model):
    """A group of commitments within a priority; it may have sub-themes, one level down."""

    priority = models.ForeignKey(Priority, models.CASCADE, related_name="themes")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="sub_themes")
    name = LineField(max_length=200)
    context = ProseField(blank=True)
    position = models.PositiveIntegerField()

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["priority", "name"],
                condition=models.Q(parent__isnull=True),
                name="one_theme_of_a_name_per_priority",
            ),
            models.UniqueConstraint(
                fields=["parent", "name"],
                condition=models.Q(parent__isnull=False),
                name="one_sub_theme_of_a_name_per_theme",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="theme_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="theme_is_not_its_own_sub_theme",
            ),
        ]

    def __str__(self) -> str:
        return self.name
