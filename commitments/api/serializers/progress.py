"""What the API gives of commitments, of what was reported of them, and of measures."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from commitments.api.serializers.plan import PostSerializer
from commitments.filters import MOVEMENTS
from commitments.models import (
    Commitment,
    Observation,
    PointKind,
    Rating,
    Rebase,
    Stage,
    StatusUpdate,
    SuccessMeasure,
    Target,
    UpdatePoint,
)
from commitments.models.commitment import PRECISIONS

_ROUND = {"normalize_output": True}  # "90", where one database says 90 and the other 90.0000


class DueSerializer(serializers.Serializer[Commitment]):
    """When a commitment is due."""

    on = serializers.DateField(
        source="due_on", allow_null=True, help_text="The first day of its span; null for ongoing."
    )
    precision = serializers.ChoiceField(source="due_precision", choices=PRECISIONS, help_text="How exact the date is.")
    last_day = serializers.DateField(source="due_last_day", allow_null=True, help_text="The last day that is in time.")
    words = serializers.CharField(source="due_words", help_text="As the plan words it.")


class CommitmentSerializer(serializers.ModelSerializer[Commitment]):
    """A commitment, and where it stood in a period by its approved update."""

    strategy = serializers.IntegerField(source="strategy_id", help_text="The id of its strategy.")
    priority = serializers.IntegerField(source="priority_id", help_text="The id of its priority.")
    theme = serializers.IntegerField(
        source="theme_id", allow_null=True, help_text="The id of its theme, if it has one."
    )
    lead = PostSerializer(allow_null=True, help_text="The post that leads it.")
    supporting = PostSerializer(many=True, help_text="The posts that support it.")
    due = serializers.SerializerMethodField(help_text="When it is due; null where no date is given.")
    period = serializers.IntegerField(
        source="in_period", allow_null=True, help_text="The id of the period that the next seven are of."
    )
    wording_then = serializers.CharField(source="words_then", help_text="Its wording in the period.")
    stage = serializers.ChoiceField(Stage.choices, allow_blank=True, help_text="Where it was; empty if not reported.")
    rating = serializers.ChoiceField(
        Rating.choices, allow_blank=True, help_text="The rating that counts: the executive’s where there is one."
    )
    lead_rating = serializers.ChoiceField(Rating.choices, allow_blank=True, help_text="How confident its lead was.")
    movement = serializers.SerializerMethodField(help_text="How it moved since the period before; empty if unknown.")
    update = serializers.IntegerField(  # type: ignore[assignment]  # a field's name here, whatever a Serializer has of that name
        source="update_id", allow_null=True, help_text="The id of the approved update, if there is one."
    )

    class Meta:
        model = Commitment
        fields = [
            *("id", "ref", "strategy", "priority", "theme", "wording", "published_wording", "in_published_plan"),
            *("lead", "supporting", "due", "position"),
            *("period", "wording_then", "stage", "rating", "lead_rating", "movement", "update"),
        ]
        extra_kwargs = {
            "ref": {"help_text": "Its number in the plan."},
            "wording": {"help_text": "Its wording today."},
            "published_wording": {"help_text": "Its wording in the published plan; empty where it is not known."},
            "position": {"help_text": "Its place in the priority."},
        }

    @extend_schema_field(DueSerializer(allow_null=True))
    def get_due(self, row: Commitment) -> dict[str, Any] | None:
        """The due date and its precision; none where the plan gives none."""
        return DueSerializer(row).data if row.due_precision else None

    @extend_schema_field({"type": "string", "enum": ["", *MOVEMENTS]})
    def get_movement(self, row: Any) -> str:
        """The movement, as the filter has it."""
        return str(row.moved).lower()


class PointSerializer(serializers.ModelSerializer[UpdatePoint]):
    """One bullet of an update."""

    class Meta:
        model = UpdatePoint
        fields = ["text", "depth"]
        extra_kwargs = {"depth": {"help_text": "1 for a bullet that stands under the one before it, else 0."}}


@extend_schema_field(PointSerializer(many=True))
class PointsField(serializers.Field[StatusUpdate, Any, Any, Any]):
    """The bullets of one of an update's lists, in their order."""

    def __init__(self, kind: PointKind, help_text: str) -> None:
        super().__init__(source="*", read_only=True, help_text=help_text)
        self.kind = kind

    def to_representation(self, value: StatusUpdate) -> list[dict[str, Any]]:
        points = [point for point in value.points.all() if point.kind == self.kind]
        return list(PointSerializer(points, many=True).data)


class UpdateSerializer(serializers.ModelSerializer[StatusUpdate]):
    """An approved update of a commitment."""

    strategy = serializers.IntegerField(source="commitment.strategy_id", help_text="The id of its strategy.")
    commitment = serializers.IntegerField(source="commitment_id", help_text="The id of its commitment.")
    ref = serializers.CharField(source="commitment.ref", help_text="The commitment’s number in the plan.")
    period = serializers.IntegerField(source="period_id", help_text="The id of its reporting period.")
    progress = PointsField(PointKind.PROGRESS, "What was done.")
    next = PointsField(PointKind.NEXT, "What comes next.")
    evidence = PointsField(PointKind.EVIDENCE, "What shows it.")
    on_behalf_of = PostSerializer(allow_null=True, help_text="The post that somebody else wrote for.")

    class Meta:
        model = StatusUpdate
        fields = [
            *("id", "strategy", "commitment", "ref", "period", "revision", "stage", "rating", "executive_rating"),
            *("reason", "progress", "next", "evidence", "on_behalf_of", "submitted_at", "approved_at"),
        ]
        extra_kwargs = {
            "revision": {"help_text": "Grows with each change; also given as the ETag of one update."},
            "stage": {"help_text": "Where the commitment is; empty where nothing was said."},
            "rating": {"help_text": "How confident its lead is; empty where nothing was said."},
            "reason": {"help_text": "Why it stands so, and what will be done."},
            "executive_rating": {"help_text": "The executive’s own rating; empty where there is none."},
        }


class TargetSerializer(serializers.ModelSerializer[Target]):
    """What a measure should reach, and by when."""

    class Meta:
        model = Target
        fields = ["value", "words", "due_on"]
        extra_kwargs = {"value": _ROUND, "words": {"help_text": "The same, where it is no number."}}


class ReadingSerializer(serializers.ModelSerializer[Observation]):
    """A reading of a measure."""

    class Meta:
        model = Observation
        fields = ["date", "value", "words", "note"]
        extra_kwargs = {"value": _ROUND, "words": {"help_text": "The same, where it is no number."}}


class RebaseSerializer(serializers.ModelSerializer[Rebase]):
    """From which day the limits of a measure’s chart are reckoned anew, and why."""

    class Meta:
        model = Rebase
        fields = ["date", "reason"]


class MeasureSerializer(serializers.ModelSerializer[SuccessMeasure]):
    """A success measure with its targets and readings. Numbers are written as text, to the last digit."""

    strategy = serializers.IntegerField(source="priority.strategy_id", help_text="The id of its strategy.")
    priority = serializers.IntegerField(source="priority_id", help_text="The id of its priority.")
    targets = TargetSerializer(many=True, help_text="By date, the undated last.")
    readings = ReadingSerializer(source="observations", many=True, help_text="By date.")
    rebases = RebaseSerializer(many=True, help_text="By date.")
    post = PostSerializer(allow_null=True, help_text="The post whose people record its readings.")

    class Meta:
        model = SuccessMeasure
        fields = [
            *("id", "strategy", "priority", "name", "kind", "unit", "better", "tolerance"),
            *("baseline", "baseline_words", "position", "post", "targets", "readings", "rebases"),
        ]
        extra_kwargs = {
            "tolerance": {
                "normalize_output": True,
                "help_text": "How far a reading may miss a target and be within tolerance of it.",
            },
            "baseline": {"normalize_output": True, "help_text": "The value at the start."},
            "baseline_words": {"help_text": "The same, where it is no number."},
            "better": {"help_text": "The direction of good."},
            "position": {"help_text": "Its place in the priority."},
        }
