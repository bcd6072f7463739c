"""The commitments of a strategy while a file is read into them: which row is which, and what moved on."""

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from itertools import count

from commitments.models import ChangeKind, Commitment, Priority, Theme
from commitments.plan.places import UNDER, place
from commitments.text import initials, one_line
from commitments.workbook.apply.account import Account
from commitments.workbook.apply.frame import Frame
from commitments.workbook.apply.merging import Merge
from commitments.workbook.plan import CommitmentRow, Plan
from commitments.workbook.reading.findings import folded, quoted


@dataclass(frozen=True)
class Drift:
    """What an import changes in a commitment that is there: its words, or its place in the plan."""

    commitment: Commitment
    kind: ChangeKind
    old: str
    new: str


class Register:
    """Finds the commitment of each row, by ref or by place and words, and gives out the refs that are missing."""

    def __init__(self, plan: Plan, frame: Frame, account: Account) -> None:
        there = Commitment.objects.filter(strategy=frame.strategy).order_by("position", "id")
        rows = list(there.select_for_update(no_key=True))
        self.merge = Merge(Commitment, account, rows, key=lambda row: folded(row.ref))
        self.pairs: list[tuple[CommitmentRow, Commitment]] = []
        self.drifts: list[Drift] = []
        self._strategy, self._levels = frame.strategy, frame.levels
        self._account = account
        in_file = {folded(row.ref) for row in plan.commitments if row.ref}
        self._taken = in_file | {folded(row.ref) for row in rows}
        self._places: Counter[int] = Counter()
        self._by_words: dict[tuple[int, int | None, str], deque[Commitment]] = defaultdict(deque)
        frame.levels.attach(rows)
        for commitment in rows:
            if folded(commitment.ref) not in in_file:
                self._by_words[commitment.priority_id, commitment.theme_id, commitment.wording].append(commitment)

    def find(self, ref: str) -> Commitment | None:
        """The commitment of that ref, whatever its case; none if there is none."""
        return self.merge.rows.get(folded(ref))

    def enter(self, row: CommitmentRow) -> Commitment | None:
        """The commitment that a row means, new or with today's words and place; none if the row can't be placed."""
        priority = self._levels.priority(row.priority)
        if priority is None:
            self._refuse(row, f"there is no priority {quoted(row.priority)}")
            return None
        self._places[priority.pk] += 1
        theme = self._levels.theme(priority, row.theme, row.sub_theme)
        wording = one_line(row.wording)
        ref = one_line(row.ref) or self._ref_of(priority, theme, wording)
        if (there := self.find(ref)) and self.merge.is_named(there):
            self._refuse(row, f"the ref {quoted(ref)} occurs twice")
            return None
        identity = {"strategy": self._strategy, "ref": ref, "priority": priority, "theme": theme, "wording": wording}
        commitment = self.merge.bring(folded(ref), identity)
        if there:
            self._move(there, priority, theme if row.theme else None, keeps_sub_theme=not row.sub_theme)
            self._reword(there, wording)
        self.pairs.append((row, commitment))
        return commitment

    def _refuse(self, row: CommitmentRow, what: str) -> None:
        self._account.refuse(row.where or f"Commitments, {row.ref or quoted(row.wording)}", what)

    def _ref_of(self, priority: Priority, theme: Theme | None, wording: str) -> str:
        """The ref of the commitment with this place and these words, or a new one: the priority's initials and a number."""
        same = self._by_words[priority.pk, theme.pk if theme else None, wording]
        if same:
            return same.popleft().ref
        letters = initials(priority.name)[:20]
        candidates = (f"{letters}-{number:02}" for number in count(self._places[priority.pk]))
        ref = next(candidate for candidate in candidates if folded(candidate) not in self._taken)
        self._taken.add(folded(ref))
        return ref

    def _reword(self, commitment: Commitment, wording: str) -> None:
        if wording and wording != commitment.wording:
            self.drifts.append(Drift(commitment, ChangeKind.REWORDED, commitment.wording, wording))
            self.merge.put(commitment, wording=wording)

    def _move(self, commitment: Commitment, priority: Priority, theme: Theme | None, *, keeps_sub_theme: bool) -> None:
        """Empty cells leave a commitment in the theme or sub-theme where it is, as long as that is where the others say."""
        there = commitment.theme
        if priority.pk == commitment.priority_id:
            if theme is None or (there and keeps_sub_theme and there.parent_id == theme.pk):
                theme = there
            if theme == there:
                return
        old, new = place(commitment.priority, there), place(priority, theme)
        if not new.startswith(f"{old}{UNDER}"):  # a more exact place is no move
            self.drifts.append(Drift(commitment, ChangeKind.MOVED, old, new))
        if priority.pk != commitment.priority_id:
            # Its place in the order means nothing among its new neighbours.
            self.merge.put(commitment, position=0)
        self.merge.put(commitment, priority=priority, theme=theme)
