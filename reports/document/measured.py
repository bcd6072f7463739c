"""Success measures in a report: what they should reach, their readings, and the chart drawn from both."""

from dataclasses import dataclass

from commitments.charts import Picture


@dataclass(frozen=True)
class Reading:
    """A reading: its day, its value with the unit or its words, and the note on it."""

    read_on: str
    value: str
    note: str


@dataclass(frozen=True)
class Measured:
    """A measure of a priority. Without a picture its readings are words, or there are none."""

    priority: str
    name: str
    facts: tuple[tuple[str, str], ...]  # such as ("Baseline", "62 %"), ("Target", "85 % by 31 March 2025")
    said: tuple[str, ...]  # what the chart shows, in sentences
    readings: tuple[Reading, ...]
    picture: Picture | None = None
