"""What the rows of a plan refer to, found by the names that they use: posts, periods, priorities and themes."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from commitments.models import Commitment, Post, Priority, ReportingPeriod, Strategy, Theme
from commitments.workbook.reading.findings import folded


@dataclass
class Levels:
    """The priorities and themes of a strategy."""

    priorities: dict[str, Priority]  # by folded name
    themes: dict[tuple[int, str, str], Theme] = field(default_factory=dict)  # by priority and folded names

    def priority(self, name: str) -> Priority | None:
        """The priority of that name; none if there is none."""
        return self.priorities.get(folded(name))

    def theme(self, priority: Priority, theme: str, sub_theme: str) -> Theme | None:
        """The sub-theme, or the theme where none is named; none where no theme is named."""
        return self.themes.get((priority.pk, folded(theme), folded(sub_theme))) if theme else None

    def attach(self, commitments: Iterable[Commitment]) -> None:
        """Gives commitments of the strategy their priority and theme without asking the database again."""
        priorities = {row.pk: row for row in self.priorities.values()}
        themes = {row.pk: row for row in self.themes.values()}
        for commitment in commitments:
            commitment.priority = priorities.get(commitment.priority_id) or commitment.priority
            if commitment.theme_id in themes:
                commitment.theme = themes[commitment.theme_id]


@dataclass(frozen=True)
class Frame:
    """A strategy and what stands around its commitments; rows that the file doesn't name included."""

    strategy: Strategy
    posts: dict[str, Post]  # by folded title
    periods: dict[str, ReportingPeriod]  # by folded label
    levels: Levels

    def post(self, title: str) -> Post | None:
        """The post of that title; none if there is none."""
        return self.posts.get(folded(title))

    def period(self, label: str) -> ReportingPeriod | None:
        """The period of that label; none if there is none."""
        return self.periods.get(folded(label))
