"""Findings about people: commitments that nobody leads. Pure."""

from collections.abc import Iterator

from commitments.rounds.deadlines import counted
from reports.checks.finding import Finding, Fix, finding
from reports.document.desk import Desk

_NAMED = 5  # refs that a sentence names


def about_people(desk: Desk) -> Iterator[Finding]:
    """The posts that nobody holds, and the commitments that no post leads."""
    look = Fix("round", desk.address, "See what nobody leads", "post=nobody")
    for vacancy in desk.vacancies:
        sentence = f"Nobody holds the post {vacancy.post}, which leads {_refs(vacancy.refs)}."
        fix = Fix("post-edit", (desk.address[0], vacancy.key), f"Say who holds {vacancy.post}")
        yield finding("post", sentence, where=vacancy.refs[0], about=vacancy.post, fix=fix, look=look)
    for ref in desk.leaderless:
        fix = Fix("commitment-lead", (*desk.address[:2], ref), f"Say who leads {ref}")
        yield finding("post", f"{ref} has no lead.", where=ref, about=ref, fix=fix, look=look)


def _refs(refs: tuple[str, ...]) -> str:
    more = len(refs) - _NAMED
    return ", ".join(refs[:_NAMED]) + (f" and {counted(more, 'other')}" if more > 0 else "")
