"""Findings by kind, as the desk and the command show them; and what is fine. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.checks.finding import KINDS, Finding, Kind
from reports.document.desk import Desk
from reports.document.values import Document

# Of what there must be something for its absence to be worth saying.
_SOMETHING: dict[str, Callable[[Document, Desk], object]] = {
    "figure": lambda document, _desk: document.highlights,
    "highlight": lambda document, _desk: document.highlights,
    "change": lambda document, _desk: document.changes,
    "stage": lambda _document, desk: _is_approved(desk),
    "reason": lambda _document, desk: _is_approved(desk),
    "date": lambda _document, desk: _is_approved(desk),
    "long": lambda _document, desk: _is_approved(desk),
    "update": lambda _document, desk: desk.owing,
    "post": lambda _document, desk: desk.owing,
}


@dataclass(frozen=True)
class Group:
    """The findings of one kind."""

    code: str
    kind: Kind
    findings: tuple[Finding, ...]


def groups(findings: Sequence[Finding]) -> list[Group]:
    """The kinds of which there are findings, in their order."""
    found = {code: tuple(each for each in findings if each.code == code) for code in KINDS}
    return [Group(code, KINDS[code], of) for code, of in found.items() if of]


def what_is_fine(document: Document, desk: Desk, findings: Sequence[Finding]) -> list[str]:
    """A sentence for each kind of which nothing was found, though it could have been."""
    there = {each.code for each in findings}
    return [
        kind.fine
        for code, kind in KINDS.items()
        if kind.fine and code not in there and _SOMETHING.get(code, _always)(document, desk)
    ]


def _is_approved(desk: Desk) -> bool:
    return any(update.state == "approved" for update in desk.updates.values())


def _always(_document: Document, _desk: Desk) -> bool:
    return True
