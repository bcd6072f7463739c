"""The register as an address asks for it: its rows, page by page or all at once, and what was asked, in words."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from commitments.filters import SORTS, CommitmentFilter
from commitments.models import ReportingPeriod
from commitments.plan.names import plan_names
from commitments.register.asked import Asked, asked, in_words_of, query_of
from commitments.register.rows import Line, Lines, commitments_of, first_rows
from commitments.rounds.deadlines import day_in_london
from commitments.standing.status_words import status_words

ROWS = 200  # on a page


class Listing:
    """A period's commitments, those that an address asks for; none where it asks nonsense, of which `form` says what is wrong."""

    def __init__(self, period: ReportingPeriod, address: QueryDict, now: datetime) -> None:
        """`address` is the query of the address; `now` decides what is late and what is overdue."""
        self.period = period
        self.earlier = period.previous()
        words, names = status_words(period.strategy), plan_names(period.strategy)
        self._lines = Lines(period, self.earlier, words, names)
        self._today = day_in_london(now)
        self._plan = commitments_of(period, self.earlier, self._today)
        self._filters = in_words_of(CommitmentFilter(address, self._plan, now=now), words, names)
        self.form = self._filters.form
        self.is_valid: bool = self._filters.is_valid()

    @cached_property
    def asked(self) -> list[Asked]:
        """What the rows are narrowed down by."""
        return asked(self.form, self.period.strategy) if self.is_valid else []

    @property
    def query(self) -> str:
        """The query of the address that asks for the same, of one without nonsense."""
        return query_of(self.form)

    @property
    def order(self) -> str:
        """The order of the rows, in words, of an address without nonsense."""
        return SORTS[self.form.cleaned_data["sort"] or "plan"]

    def page(self, number: str | None) -> tuple[Page[Any], list[Line]]:
        """A page by its number as the address gives it, and its rows. A list that fits on one page is not counted apart."""
        paginator = Paginator(self._found, ROWS)
        first = [] if number else self._first(ROWS + 1)
        if not number and len(first) <= ROWS:
            vars(paginator)["count"] = len(first)  # where the paginator keeps it
        page = paginator.get_page(number)
        return page, first[:ROWS] if not number else self._lines.of(page.object_list)

    def total(self, shown: int) -> int:
        """How many rows there are when nothing is asked; `shown` is how many there are now."""
        if self.is_valid and not self.asked:
            return shown
        count: int = self._plan.count()
        return count

    def lines(self) -> list[Line]:
        """Every row that is asked for."""
        return self._lines.of(self._found)

    @property
    def _is_whole(self) -> bool:
        """Whether the address asks for the whole plan in its order, as most do."""
        return self.is_valid and not self.query

    def _first(self, most: int) -> list[Line]:
        if self._is_whole:
            return [self._lines.line(row) for row in first_rows(self.period, self.earlier, self._today, most)]
        return self._lines.of(self._found[:most])

    @cached_property
    def _found(self) -> Any:
        if self._is_whole:
            return self._plan
        return self._filters.qs if self.is_valid else self._plan.none()
