"""What an update will look like in the report, and quiet help, for the words that are in its boxes now."""

from dataclasses import dataclass
from datetime import date

from commitments.models import PointKind
from commitments.standing.cells import NO_NEXT_STEP, NO_PROGRESS, Cell, cell
from commitments.workbook.plan import Bullet
from commitments.writing.column import HALF_A_PAGE, Column, is_long
from commitments.writing.desk import Desk
from commitments.writing.help import hints
from commitments.writing.written import Written


@dataclass(frozen=True)
class Drawn:
    """A list in its column of the report: the cell, how many lines it takes, and a warning where that is much."""

    cell: Cell
    lines: int
    warning: str
    column: Column

    @property
    def words(self) -> str:
        """How many lines it takes, in words."""
        return "1 line" if self.lines == 1 else f"{self.lines} lines"


@dataclass(frozen=True)
class Drawing:
    """The two columns that the report prints of an update, and the help."""

    progress: Drawn
    next: Drawn
    hints: list[str]


def drawing(desk: Desk, written: Written, today: date) -> Drawing:
    """Draws what is written. Three queries beside those of the desk."""
    lists = written.lists(desk.promises)
    before = [point.text for point in desk.earlier_points if point.kind == PointKind.PROGRESS]
    return Drawing(
        progress=_drawn(lists[PointKind.PROGRESS], desk.column, NO_PROGRESS),
        next=_drawn(lists[PointKind.NEXT], desk.column, NO_NEXT_STEP),
        hints=hints(
            _texts(lists[PointKind.PROGRESS]),
            _texts(lists[PointKind.NEXT]),
            before=before,
            earlier=desk.earlier.period.label if desk.earlier else "",
            listed=list(desk.period.strategy.organisation.acronyms.values_list("short", flat=True)),
            today=today,
        ),
    )


def _drawn(bullets: tuple[Bullet, ...], column: Column, instead: str) -> Drawn:
    lines = column.lines(bullets)
    warning = f"This is more than half a page, which has {HALF_A_PAGE} lines. Nothing is cut." if is_long(lines) else ""
    return Drawn(cell([(bullet.text, bullet.depth) for bullet in bullets], instead), lines, warning, column)


def _texts(bullets: tuple[Bullet, ...]) -> list[str]:
    return [bullet.text for bullet in bullets]
