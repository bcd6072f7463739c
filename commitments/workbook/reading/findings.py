"""What was found wrong with a file, and the names that its cells may refer to."""

from collections.abc import Hashable, Iterable, Iterator
from difflib import get_close_matches

from commitments.text import one_line
from commitments.workbook.plan import Problem
from commitments.workbook.reading.cells import Cell

_LONGEST_QUOTE = 60
# Looking for the nearest of many names is slow; a file with more slips than this needs no guesses.
_MOST_GUESSES, _MOST_CHOICES = 100, 500


def folded(text: str) -> str:
    """The text as names are compared: on one line, case aside."""
    return one_line(text).casefold()


def quoted(text: str) -> str:
    """The text for a message: on one line, in quotation marks, and not longer than a reader needs to find it."""
    line = one_line(text)
    return f"'{line}'" if len(line) <= _LONGEST_QUOTE else f"'{line[:_LONGEST_QUOTE].rstrip()}…'"


class Findings:
    """The problems and the warnings of one reading, in the order in which they were found."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self._guesses = _MOST_GUESSES

    def problem(self, where: str, what: str) -> None:
        """Notes what must be put right."""
        self.problems.append(Problem(where, what))

    def warning(self, where: str, what: str) -> None:
        """Notes what the person should know of."""
        self.warnings.append(Problem(where, what))

    def guess(self, text: str, choices: Iterable[str]) -> str:
        """The question to add to a message where one of the choices is close to the text; else nothing."""
        if self._guesses <= 0:
            return ""
        self._guesses -= 1
        names = {folded(choice): choice for choice in list(choices)[:_MOST_CHOICES]}
        near = get_close_matches(folded(text)[:200], names, n=1, cutoff=0.75)
        return f". Did you mean {quoted(names[near[0]])}?" if near else ""


class Names:
    """Names that other cells may refer to. Case and blanks around them don't matter."""

    def __init__(self, names: Iterable[str], *, complete: bool = True) -> None:
        """`complete` is false where their own sheet can't be read: then any name will do, so that one slip is one problem."""
        self._spellings: dict[str, str] = {}
        for name in names:
            self._spellings.setdefault(folded(name), one_line(name))
        self._complete = complete

    def __iter__(self) -> Iterator[str]:
        return iter(self._spellings.values())

    def __contains__(self, name: str) -> bool:
        return folded(name) in self._spellings

    def of(self, cell: Cell) -> str | None:
        """The name that a cell refers to; none if it refers to none of these."""
        return self.get(cell.text)

    def get(self, name: str) -> str | None:
        """The name as it is spelt where it stands first; none if it stands nowhere."""
        found = self._spellings.get(folded(name))
        return found if found is not None or self._complete else one_line(name)


class Once:
    """Notices what stands in a file a second time."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._places: dict[Hashable, str] = {}

    def is_first(self, key: Hashable, where: str, what: str) -> bool:
        """Whether nothing with this key was seen before; if it was, '<what> occurs twice' is a problem."""
        first = self._places.setdefault(key, where)
        if first != where:
            self._findings.problem(where, f"{what} occurs twice: it is also in {first}")
        return first == where
