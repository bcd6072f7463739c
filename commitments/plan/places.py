"""The places of a plan where a commitment can stand, in words, and the refs that are free there."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import count

from commitments.models import Priority, Strategy, Theme
from commitments.text import initials

UNDER = " · "
_NUMBERED = re.compile(r"(.*?)(\d+)")


@dataclass(frozen=True)
class Place:
    """A priority, or a theme or sub-theme of it."""

    priority: Priority
    theme: Theme | None

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"theme-{self.theme.pk}" if self.theme else f"priority-{self.priority.pk}"

    @property
    def words(self) -> str:
        """What a person calls it."""
        return place(self.priority, self.theme)


def place(priority: Priority, theme: Theme | None) -> str:
    """Where a commitment stands, in words: 'Be digital · Delivering digital for patients'."""
    names = [priority.name]
    if theme:
        names += [theme.parent.name] if theme.parent else []
        names.append(theme.name)
    return UNDER.join(names)


def places(strategy: Strategy) -> list[Place]:
    """Every place of a strategy in the order of the plan: two queries."""
    found = []
    themes = list(Theme.objects.filter(priority__strategy=strategy).select_related("parent").order_by("position", "id"))
    for priority in strategy.priorities.all():
        found.append(Place(priority, None))
        for theme in themes:
            if theme.priority_id == priority.pk and theme.parent_id is None:
                found += [
                    Place(priority, each) for each in (theme, *(sub for sub in themes if sub.parent_id == theme.pk))
                ]
    return found


def next_ref(priority: Priority) -> str:
    """A ref that no commitment of the strategy has: 'BD-09' where those of the priority run to 'BD-08'."""
    taken = {ref.casefold() for ref in priority.strategy.commitments.values_list("ref", flat=True)}
    numbered = [found for ref in _refs(priority) if (found := _NUMBERED.fullmatch(ref))]
    start, width, last = f"{initials(priority.name)[:20]}-", 2, 0
    if numbered:
        start = Counter(found[1] for found in numbered).most_common(1)[0][0]
        numbers = [found[2] for found in numbered if found[1] == start]
        width, last = len(numbers[-1]), max(map(int, numbers))
    return next(ref for number in count(last + 1) if (ref := f"{start}{number:0{width}}").casefold() not in taken)


def _refs(priority: Priority) -> list[str]:
    return list(priority.commitments.order_by("position", "id").values_list("ref", flat=True))
