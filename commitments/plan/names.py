"""What the parts of a plan are called: read once for a page that needs them in its lists of choices and in every row."""

from collections import Counter
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from commitments.models import Post, Priority, Strategy


@dataclass(frozen=True)
class PlanNames:
    """Names by their keys, in the order of the plan; posts by title, and by name the committees that oversee any.

    A sub-theme is called after its theme too: 'Care: Wards'. Where two themes are called the same, `themes_apart` tells them apart by
    their priorities, for a list to choose from.
    """

    priorities: dict[int, str]
    themes: dict[int, str]
    themes_apart: dict[int, str]
    leads: dict[int, str]
    committees: dict[int, str] = field(default_factory=dict)


def plan_names(strategy: Strategy) -> PlanNames:
    """The names of a strategy's priorities, their themes and committees, and of the posts that lead any commitment: two queries."""
    fields = ("pk", "name", "themes__pk", "themes__name", "themes__parent_id", "committee_id", "committee__name")
    ordered = Priority.objects.filter(strategy=strategy).order_by("position", "pk", "themes__position", "themes__pk")
    rows = list(ordered.values_list(*fields))
    priorities = {row[0]: row[1] for row in rows}
    themes = dict(_in_order(rows))
    times = Counter(name for name, _priority in themes.values())
    leads = Post.objects.filter(commitments_led__strategy=strategy).distinct().values_list("pk", "title")
    return PlanNames(
        priorities=priorities,
        themes={key: name for key, (name, _priority) in themes.items()},
        themes_apart={
            key: f"{name} ({priority})" if times[name] > 1 else name for key, (name, priority) in themes.items()
        },
        leads=dict(leads),
        committees=dict(sorted({(row[5], row[6]) for row in rows if row[5]}, key=itemgetter(1, 0))),
    )


def _in_order(rows: list[Any]) -> list[tuple[int, tuple[str, str]]]:
    """Each theme's key, name and priority, followed by those of its sub-themes."""
    under: dict[int | None, list[Any]] = {}
    for row in rows:
        under.setdefault(row[4], []).append(row)
    found = []
    for _key, priority, theme, name, *_rest in under.get(None, []):
        if theme is not None:
            found.append((theme, (name, priority)))
            found += [(sub[2], (f"{name}: {sub[3]}", priority)) for sub in under.get(theme, [])]
    return found
