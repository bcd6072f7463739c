"""Many-to-many links into rows: the posts that support a commitment, the commitments that a highlight rests on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import models


def bring_links(
    there: models.QuerySet[models.Model], owner: str, other: str, wanted: Mapping[int, Sequence[int]]
) -> set[int]:
    """Brings the links of each owner to those wanted, by primary keys; one for whom none are wanted keeps its own.

    `there` are the rows of the link's table, `owner` and `other` its columns. Returns the owners whose links changed.
    """
    held: dict[int, dict[int, int]] = defaultdict(dict)
    for pk, mine, theirs in there.values_list("pk", owner, other):
        held[mine][theirs] = pk
    gone: list[int] = []
    new: list[models.Model] = []
    changed: set[int] = set()
    for mine, wishes in wanted.items():
        if wishes and set(wishes) != set(held[mine]):
            changed.add(mine)
            gone += [pk for theirs, pk in held[mine].items() if theirs not in wishes]
            missing = [theirs for theirs in dict.fromkeys(wishes) if theirs not in held[mine]]
            new += [there.model(**{owner: mine, other: theirs}) for theirs in missing]
    if gone:
        there.model._default_manager.filter(pk__in=gone).delete()
    there.model._default_manager.bulk_create(new)
    return changed
