"""What the API gives of each thing. Ids never change; slugs are fixed when a thing is made; refs are those of the plan."""

from commitments.api.serializers.plan import (
    OrganisationSerializer,
    PeriodSerializer,
    PostSerializer,
    PrioritySerializer,
    StrategySerializer,
    ThemeSerializer,
)
from commitments.api.serializers.progress import CommitmentSerializer, MeasureSerializer, UpdateSerializer

__all__ = [
    "CommitmentSerializer",
    "MeasureSerializer",
    "OrganisationSerializer",
    "PeriodSerializer",
    "PostSerializer",
    "PrioritySerializer",
    "StrategySerializer",
    "ThemeSerializer",
    "UpdateSerializer",
]
