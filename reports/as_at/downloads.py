"""What a download of an edition's register holds: the rows and cells of the live register's, from the frozen document alone. No queries."""

from dataclasses import replace
from datetime import datetime

from commitments.register.downloads import Texts, about_sheet, bullet, register_sheet
from commitments.register.spreadsheets import Sheet
from reports.as_at.listing import FrozenListing, line
from reports.as_at.plan import Row
from reports.document.parts import Cell


def sheet(listing: FrozenListing) -> Sheet:
    """Every row that is asked for, on all pages, with what its update says."""
    rows, plan = listing.rows, listing.plan
    lines = [replace(line(row, plan.words, ""), update=row.pk) for row in rows]
    return register_sheet(lines, {row.pk: _texts(row) for row in rows}, plan.period, plan.earlier)


def about(listing: FrozenListing, edition_in_words: str, at: datetime) -> Sheet:
    """What the download is of: which edition, how many of its rows, narrowed down by what, when."""
    plan, number = listing.plan, len(listing.rows)
    of = {"Edition": f"{edition_in_words}. Later changes are not in it."}
    shown = f"{number} of {listing.total} {plan.strategy.commitment_label_plural.lower()}"
    return about_sheet(plan.period, listing.asked, listing.order, shown, at, of=of)


def _texts(row: Row) -> Texts:
    """What its update says, as the report prints it."""
    if row.line is None:
        return Texts()
    *_, progress, following = row.line.cells
    return Texts(_bullets(progress), _bullets(following), row.line.reason)


def _bullets(cell: Cell) -> str:
    return "\n".join(text for point in cell.points for text in (bullet(point.text), *map(_under, point.under)))


def _under(text: str) -> str:
    return bullet(text, depth=1)
