"""What the people who lead a commitment say about it, period by period."""

from enum import nonmember

from django.conf import settings
from django.db import models

from commitments.models.fields import LineField, ProseField
from commitments.models.visible import OfOrganisations, Reader


class Stage(models.TextChoices):
    """Where a commitment is."""

    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    PAUSED = "paused", "Paused"
    COMPLETE = "complete", "Complete"
    NOT_ACHIEVED = "not_achieved", "Not achieved"
    STOPPED = "stopped", "Stopped"
    MERGED = "merged", "Merged"

    # A confidence can be had only in what is still to come.
    rated = nonmember(("not_started", "in_progress", "paused"))
    needing_reason = nonmember(("paused", "stopped", "not_achieved"))
    ended = nonmember(("complete", "not_achieved", "stopped", "merged"))


class Rating(models.TextChoices):
    """How confident its lead is that a commitment will be kept."""

    GREEN = "green", "Green"
    AMBER = "amber", "Amber"
    RED = "red", "Red"

    needing_reason = nonmember(("amber", "red"))


class State(models.TextChoices):
    """How far an update has come on its way to the board."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    APPROVED = "approved", "Approved"

    # From submitted back to draft is a return or a withdrawal; from approved, a reopening.
    transitions = nonmember({"draft": {"submitted"}, "submitted": {"draft", "approved"}, "approved": {"draft"}})

    def may_become(self, other: "State | str") -> bool:
        """Whether an update may go from this state to the other in one step."""
        return str(other) in State.transitions[self.value]


class StatusUpdateQuerySet(OfOrganisations["StatusUpdate"]):
    """Updates of commitments."""

    organisation = "commitment__strategy__organisation"

    def visible_to(self, user: Reader) -> "StatusUpdateQuerySet":
        """The approved updates of the organisations that this person may read. Who may read drafts: see permissions.py."""
        return super().visible_to(user).approved()

    def approved(self) -> "StatusUpdateQuerySet":
        """Those that a report may print."""
        return self.filter(state=State.APPROVED)


class StatusUpdate(models.Model):
    """What was done for a commitment in a period, and what comes next."""

    commitment = models.ForeignKey("commitments.Commitment", models.CASCADE, related_name="updates")
    period = models.ForeignKey("commitments.ReportingPeriod", models.PROTECT, related_name="updates")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    stage = models.CharField(max_length=15, choices=Stage.choices, blank=True)
    rating = models.CharField(max_length=10, choices=Rating.choices, blank=True)
    reason = ProseField("reason and what will be done", blank=True)
    revision = models.PositiveIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="updates_submitted"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="updates_approved"
    )
    on_behalf_of = models.ForeignKey(
        "commitments.Post", models.PROTECT, null=True, blank=True, related_name="updates_written_by_others"
    )
    executive_rating = models.CharField(max_length=10, choices=Rating.choices, blank=True)
    return_note = ProseField(blank=True)
    reopened_because = ProseField(blank=True)
    # Whoever typed any of the words of this revision: nobody approves their own text.
    typed_by = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="updates_typed")

    objects = StatusUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["period__month", "id"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "period"], name="one_update_per_commitment_and_period"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="update_is_in_a_known_state"),
            models.CheckConstraint(
                condition=models.Q(stage__in=["", *Stage.values]), name="update_is_at_a_known_stage"
            ),
            models.CheckConstraint(
                condition=models.Q(rating__in=["", *Rating.values])
                & models.Q(executive_rating__in=["", *Rating.values]),
                name="update_has_a_known_rating",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=["", *Stage.rated]) | models.Q(rating="", executive_rating=""),
                name="rating_only_while_something_is_to_come",
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | models.Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="submitted_update_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.APPROVED, approved_at__isnull=False, approved_by__isnull=False)
                | (~models.Q(state=State.APPROVED) & models.Q(approved_at__isnull=True, approved_by__isnull=True)),
                name="approved_update_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.SUBMITTED) | models.Q(submitted_at__isnull=False),
                name="update_in_state_submitted_was_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment.ref}, {self.period.label}"

    def needs_reason(self) -> bool:
        """Whether the board will ask why: paused, stopped, not achieved, amber or red."""
        return self.stage in Stage.needing_reason or self.rating in Rating.needing_reason


class PointKind(models.TextChoices):
    """The three lists of an update."""

    PROGRESS = "progress", "Progress"
    NEXT = "next", "Next"
    EVIDENCE = "evidence", "Evidence"


class UpdatePoint(models.Model):
    """One bullet of an update."""

    update = models.ForeignKey(StatusUpdate, models.CASCADE, related_name="points")
    kind = models.CharField(max_length=10, choices=PointKind.choices)
    text = LineField(max_length=2000)
    depth = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveIntegerField()
    carried_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="carried_to")

    class Meta:
        ordering = ["kind", "position"]
        constraints = [
            models.UniqueConstraint(fields=["update", "kind", "position"], name="one_point_per_place_in_a_list"),
            models.CheckConstraint(condition=models.Q(kind__in=PointKind.values), name="point_is_of_a_known_kind"),
            models.CheckConstraint(condition=~models.Q(text=""), name="point_says_something"),
            models.CheckConstraint(condition=models.Q(text__length__lte=2000), name="point_is_at_most_2000_characters"),
            models.CheckConstraint(condition=models.Q(depth__lte=1), name="point_is_nested_once_at_most"),
            models.CheckConstraint(
                condition=models.Q(position__gt=0) | models.Q(depth=0), name="first_point_of_a_list_is_not_nested"
            ),
        ]

    def __str__(self) -> str:
        return self.text
