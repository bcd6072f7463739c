"""The plan of a frozen document, as rows that the dashboard counts and the register lists. No queries.

A document knows no keys: priorities, themes, leads and commitments go by their number in it, from one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from commitments.models import Organisation, PeriodState, Priority, ReportingPeriod, Strategy
from commitments.plan.names import PlanNames
from commitments.standing.attention import Reason
from commitments.standing.status_words import Status
from reports.document import Document
from reports.document.known import Known
from reports.document.measured import Measured
from reports.document.parts import Cell, Line

_Thing = TypeVar("_Thing")
_Place = tuple[str, str, str]  # priority, theme and sub-theme by name, as far as they go


@dataclass(frozen=True)
class Row:
    """A commitment with what the dashboard and the register read of a live one, and all that the document says of it.

    `line` is its row of the report's tables; none where it was complete before.
    """

    pk: int
    priority_id: int
    theme_id: int | None
    theme__parent_id: int | None
    lead_id: int | None
    known: Known
    line: Line | None

    @property
    def ref(self) -> str:
        """By what it is known."""
        return self.known.ref

    @property
    def words_then(self) -> str:
        """Its wording."""
        return self.known.wording

    @property
    def stage(self) -> str:
        """The code of its stage; empty where none is reported."""
        return self.known.stage

    @property
    def rating(self) -> str:
        """The code of the rating that counts; empty where there is none."""
        return self.known.rating

    @property
    def stage_before(self) -> str:
        """The same of the period before."""
        return self.known.stage_before

    @property
    def rating_before(self) -> str:
        """The same of the period before."""
        return self.known.rating_before

    @property
    def moved(self) -> str:
        """How it moved since: a movement, or empty."""
        return self.known.moved

    @property
    def reported(self) -> str:
        """How far its update had come."""
        return self.known.reported

    @property
    def overdue(self) -> bool:
        """Whether it was overdue."""
        return "overdue" in self.known.flags

    @property
    def joined_in(self) -> None:
        """A document holds no commitment that was added later."""
        return

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it needed attention, the most serious reason first."""
        return tuple(Reason(why.code) for why in self.known.attention)

    @property
    def texts(self) -> list[str]:
        """What its update says, bullet by bullet."""
        cells = self.line.cells[-2:] if self.line else ()
        return [text for cell in cells for text in _said(cell)]


class FrozenPlan:
    """All that a frozen document knows of its commitments."""

    def __init__(self, document: Document, live: ReportingPeriod) -> None:
        """`live` is the period of the edition, whose addresses its pages are below; nothing else of it is shown."""
        self.document = document
        self.words = {each.code: Status(each.code, each.word, each.meaning) for each in document.status_words}
        self.strategy = _strategy(document, live.strategy)
        self.period = ReportingPeriod(
            pk=live.pk,
            strategy=self.strategy,
            slug=live.slug,
            label=document.period,
            month=live.month,
            state=PeriodState.CLOSED,
        )
        self.earlier = ReportingPeriod(label=document.earlier_period) if document.earlier_period else None
        self._priorities = _numbered(each.priority for each in document.known)
        self._leads = _numbered(sorted((each.lead for each in document.known if each.lead), key=str.casefold))
        self._themes = _numbered(place for each in document.known for place in _places(each))

    @cached_property
    def rows(self) -> list[Row]:
        """Its commitments in the order of the plan."""
        lines = {
            line.ref: line for chapter in self.document.chapters for group in chapter.groups for line in group.lines
        }
        return [
            self._row(number, each, lines.get(each.ref)) for number, each in enumerate(self.document.known, start=1)
        ]

    @cached_property
    def priorities(self) -> list[Priority]:
        """The priorities that have any."""
        return [Priority(pk=number, name=name) for name, number in self._priorities.items()]

    @cached_property
    def names(self) -> PlanNames:
        """What everything is called."""
        themes = {number: ": ".join(filter(None, place[1:])) for place, number in self._themes.items()}
        named = list(themes.values())
        return PlanNames(
            priorities={number: name for name, number in self._priorities.items()},
            themes=themes,
            themes_apart={
                number: f"{themes[number]} ({place[0]})" if named.count(themes[number]) > 1 else themes[number]
                for place, number in self._themes.items()
            },
            leads={number: title for title, number in self._leads.items()},
        )

    def upper_themes(self, priority: str) -> dict[int, str]:
        """The themes of a priority that are no sub-themes, by their numbers."""
        return {number: theme for (of, theme, sub), number in self._themes.items() if of == priority and not sub}

    def measures(self, chosen: Priority | None) -> list[Measured]:
        """The measures that the document prints, of all priorities or of one."""
        found = self.document.measures if self.document.prints("measures") else ()
        return [each for each in found if chosen is None or each.priority == chosen.name]

    def row(self, ref: str) -> Row | None:
        """The commitment of a ref, in capitals or small letters; none where the document has none."""
        return next((row for row in self.rows if row.ref.casefold() == ref.casefold()), None)

    def _row(self, number: int, known: Known, line: Line | None) -> Row:
        places = _places(known)
        return Row(
            pk=number,
            priority_id=self._priorities[known.priority],
            theme_id=self._themes[places[-1]] if places else None,
            theme__parent_id=self._themes[places[0]] if places[1:] else None,
            lead_id=self._leads.get(known.lead),
            known=known,
            line=line,
        )


def _strategy(document: Document, live: Strategy) -> Strategy:
    """The strategy as the document calls it and its levels."""
    return Strategy(
        organisation=_organisation(document, live.organisation),
        slug=live.slug,
        title=document.strategy,
        illustrative=document.illustrative,
        priority_label=document.labels.priority,
        priority_label_plural=document.labels.priorities,
        theme_label=document.labels.theme,
        theme_label_plural=document.labels.themes,
        commitment_label=document.labels.commitment,
        commitment_label_plural=document.labels.commitments,
    )


def _organisation(document: Document, live: Organisation) -> Organisation:
    """The organisation as the document calls it."""
    return Organisation(pk=live.pk, slug=live.slug, name=document.organisation, short_name=document.short_name)


def _places(known: Known) -> list[_Place]:
    """The theme of a commitment and its sub-theme, those that it has."""
    upper, lower = (known.priority, known.theme, ""), (known.priority, known.theme, known.sub_theme)
    return [upper] * bool(known.theme) + [lower] * bool(known.sub_theme)


def _numbered(things: Iterable[_Thing]) -> dict[_Thing, int]:
    """Each of some things once, with its number in the order in which they come."""
    return {thing: number for number, thing in enumerate(dict.fromkeys(things), start=1)}


def _said(cell: Cell) -> list[str]:
    return [text for point in cell.points for text in (point.text, *point.under)]
