"""What the register, and the same list in the API, can be narrowed down by and sorted by."""

from commitments.filters.commitments import ANY, MOVEMENTS, SORTS, CommitmentFilter
from commitments.filters.kinds import NONE

__all__ = ["ANY", "MOVEMENTS", "NONE", "SORTS", "CommitmentFilter"]
