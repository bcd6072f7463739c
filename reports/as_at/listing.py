"""The register of a frozen document as an address asks for it. No queries."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from commitments.dates import parse_day
from commitments.filters import SORTS, CommitmentFilter
from commitments.models import Commitment
from commitments.register.asked import Asked, Order, asked, in_words_of, orders, query_of
from commitments.register.listing import ROWS
from commitments.register.rows import Line, Told
from commitments.standing.status_words import Status
from reports.as_at.asking import ASKED, found
from reports.as_at.plan import FrozenPlan, Row


class FrozenListing:
    """The commitments of a frozen plan, those that an address asks for; none where it asks nonsense, of which `form` says what is wrong."""

    def __init__(self, plan: FrozenPlan, address: QueryDict, page_of: Callable[[str], str]) -> None:
        """`address` is the query of the address; `page_of` gives the address of a commitment's page by its ref."""
        self.plan = plan
        self._page_of = page_of
        # The questions of the live register; its rows are none of this page's.
        filters = in_words_of(CommitmentFilter(address, Commitment.objects.none()), plan.words, plan.names)
        self.form = filters.form
        for name in set(self.form.fields) - set(ASKED) - {"sort"}:
            del self.form.fields[name]  # what a document can't answer is not asked
        self.is_valid: bool = self.form.is_valid()

    @property
    def total(self) -> int:
        """How many rows there are when nothing is asked."""
        return len(self.plan.rows)

    @cached_property
    def asked(self) -> list[Asked]:
        """What the rows are narrowed down by."""
        return asked(self.form, self.plan.strategy) if self.is_valid else []

    @property
    def query(self) -> str:
        """The query of the address that asks for the same; empty for one that asks nonsense."""
        return query_of(self.form) if self.is_valid else ""

    @property
    def orders(self) -> dict[str, Order]:
        """The orders of the list by their names; none for an address that asks nonsense."""
        return orders(self.form) if self.is_valid else {}

    @property
    def order(self) -> str:
        """The order of the rows, in words, of an address without nonsense."""
        return SORTS[self.form.cleaned_data["sort"] or "plan"]

    @cached_property
    def rows(self) -> list[Row]:
        """Every row that is asked for, on all pages."""
        return found(self.plan.rows, self.form.cleaned_data) if self.is_valid else []

    def page(self, number: str | None) -> tuple[Page[Any], list[Line]]:
        """A page by its number as the address gives it, and its rows."""
        page = Paginator(self.rows, ROWS).get_page(number)
        return page, [line(row, self.plan.words, self._page_of(row.ref)) for row in page.object_list]


def line(row: Row, words: dict[str, Status], address: str) -> Line:
    """A commitment of a frozen plan as a row of the register; `address` is that of its page."""
    known = row.known
    return Line(
        address=address,
        ref=known.ref,
        wording=known.wording,
        marker=known.marker,
        priority=known.priority,
        theme=": ".join(filter(None, (known.theme, known.sub_theme))),
        lead=known.lead,
        now=Told(words.get(known.stage), words.get(known.rating), words.get(known.lead_rating), known.instead),
        before=Told(words.get(known.stage_before), words.get(known.rating_before), None, known.instead_before),
        moved=known.moved,
        due=known.due,
        due_on=parse_day(known.due),
        is_overdue="overdue" in known.flags,
        update=None,
    )
