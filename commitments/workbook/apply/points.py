"""The bullets of updates into rows: those that say the same as before keep their row, and with it what is tied to them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import F

from commitments.models import PointKind, StatusUpdate, UpdatePoint
from commitments.text import one_line
from commitments.workbook.apply.merging import BATCH
from commitments.workbook.plan import Bullet

Lists = dict[PointKind, Sequence[Bullet]]
_ASIDE = 100_000  # rows that change places step aside first: two may not have one place, even for a moment


class PointLists:
    """The lists of the updates of a strategy, as they are and as the file has them."""

    def __init__(self, points: Iterable[UpdatePoint]) -> None:
        self._there: dict[tuple[int, str], list[UpdatePoint]] = defaultdict(list)
        for point in sorted(points, key=lambda point: point.position):
            self._there[point.update_id, point.kind].append(point)
        self._wanted: list[tuple[StatusUpdate, PointKind, list[Bullet]]] = []
        self._gone: list[UpdatePoint] = []
        self._moved: list[UpdatePoint] = []
        self._new: list[UpdatePoint] = []

    def of(self, update: StatusUpdate, kind: PointKind) -> list[Bullet]:
        """What a list says now; nothing for an update that is new."""
        points = self._there.get((update.pk, kind), []) if update.pk else []
        return [Bullet(point.text, point.depth) for point in points]

    def differing(self, update: StatusUpdate, wanted: Lists) -> Lists:
        """Those lists of the file that say something else than the update does. An empty list says nothing."""
        clean = {
            kind: [Bullet(one_line(bullet.text), bullet.depth) for bullet in said] for kind, said in wanted.items()
        }
        return {kind: said for kind, said in clean.items() if said and said != self.of(update, kind)}

    def bring(self, update: StatusUpdate, wanted: Lists) -> None:
        """Notes lists to be written once the updates are."""
        self._wanted += [(update, kind, list(said)) for kind, said in wanted.items()]

    def write(self) -> None:
        """Saves every list that was brought."""
        for update, kind, said in self._wanted:
            self._arrange(update, kind, said)
        if self._gone:
            UpdatePoint.objects.filter(pk__in=[point.pk for point in self._gone]).delete()
        if self._moved:
            UpdatePoint.objects.filter(pk__in=[point.pk for point in self._moved]).update(
                position=F("position") + _ASIDE
            )
        UpdatePoint.objects.bulk_create(self._new)
        if self._moved:
            UpdatePoint.objects.bulk_update(self._moved, ["position", "depth"], batch_size=BATCH)

    def _arrange(self, update: StatusUpdate, kind: PointKind, said: list[Bullet]) -> None:
        spare: dict[str, list[UpdatePoint]] = defaultdict(list)
        for point in reversed(self._there[update.pk, kind]):
            spare[point.text].append(point)
        for position, bullet in enumerate(said):
            same = spare[bullet.text].pop() if spare[bullet.text] else None
            if same is None:
                point = UpdatePoint(update=update, kind=kind, text=bullet.text, depth=bullet.depth, position=position)
                self._new.append(point)
            elif (same.position, same.depth) != (position, bullet.depth):
                same.position, same.depth = position, bullet.depth
                self._moved.append(same)
        self._gone += [point for points in spare.values() for point in points]
