"""How much a workbook may hold."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a workbook may hold at most; over a limit is a problem, never a silent cut."""

    bytes_on_disk: int = 10_000_000
    bytes_unpacked: int = 50_000_000
    commitments: int = 10_000
    columns: int = 100
    bullets_in_a_cell: int = 60
    characters_in_a_bullet: int = 2_000
    characters_in_a_wording: int = 2_000
