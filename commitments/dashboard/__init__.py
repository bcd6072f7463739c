"""What an executive sees of a period on one page."""

from commitments.dashboard.values import Count, Part, Table, Tally

__all__ = ["Count", "Part", "Table", "Tally"]
